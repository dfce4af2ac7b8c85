using System.Security.Cryptography;
using System.Text.Json;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework.Verbs;

/// <summary>Does one verb of the table: load what it aims at, ask the row, take its effect, tell the citizen, save.</summary>
public static class DoVerb
{
    /// <summary>A reason is a paragraph, not a file.</summary>
    public const int LongestWords = 2000;

    /// <param name="Task">The task it is done to; may be left out where only one comes into question.</param>
    /// <param name="Target">As <see cref="Verb.Target"/> says: an officer, an office's code, a case's number, an instant ….</param>
    /// <param name="Reason">Why, or the message, or the opinion.</param>
    /// <param name="Seen">The version of the case on the page that was read; refused where somebody has acted since.</param>
    public sealed record Request(long? Task = null, string? Target = null, string? Reason = null, long? Seen = null);

    /// <param name="act">The act of the caller, without a post: the row says in which.</param>
    public static async Task<Outcome<Receipt>> Handle(Cases cases, Aims aims, Case current, string code, Request request, Act act, IReadOnlyList<PostId> posts, CancellationToken stop)
    {
        var reached = await Reach(cases, aims, current, code, request, act, posts, stop);
        if (reached.Value is not { } done)
            return await cases.Answered(act, current, stop) is { } first ? first : reached.Refusal ?? new Refusal("verb.unknown", ("verb", code));
        var (fact, step) = (done.Fact, done.Step);
        return await cases.Save(act, current, step is null ? [fact] : [fact, step], done.Others, new Receipt
        {
            Case = current.Id,
            Number = current.Opened.Number,
            Status = step?.Status ?? fact.Status,
            Outcome = step?.Outcome ?? current.Outcome,
            Made = done.Made,
            Asked = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { current.Id, code, request.Task, request.Target, request.Reason })),
        }, stop);
    }

    /// <summary>What a request leaves out that the verb needs, in the order it is asked for.</summary>
    public static IReadOnlyList<Refusal> Missing(Verb verb, Request request) =>
    [
        .. verb.Target is not (Target.None or Target.LiveVersion) && string.IsNullOrWhiteSpace(request.Target) ? new[] { Aims.Unaimed(verb) } : [],
        .. verb.Words is { } label && string.IsNullOrWhiteSpace(request.Reason) ? new[] { new Refusal("verb.words-needed", ("label", label)) { Field = "reason" } } : [],
    ];

    /// <summary>What the verb would come to, without saving it: what the page shows before it is done.</summary>
    public static async Task<Outcome<Done>> Reach(Cases cases, Aims aims, Case current, string code, Request request, Act act, IReadOnlyList<PostId> posts, CancellationToken stop)
    {
        if (VerbTable.Find(code) is not { } verb) return new Refusal("verb.unknown", ("verb", code));
        if (verb.Does is not { } does) return new Refusal("verb.of-procedure", ("route", verb.Api));
        if (request.Seen is { } seen && seen != current.StreamVersion) return new Refusal("case.changed");
        var words = request.Reason?.Trim() is { Length: > 0 } said ? said : null;
        if (May.Be(verb, current, request.Task, act, posts).Value is not { } allowed) return May.Be(verb, current, request.Task, act, posts).Refusal ?? new Refusal("permission.denied");
        if (Missing(verb, request) is [var missing, ..]) return missing;
        if (words is { Length: > LongestWords }) return new Refusal("verb.words-long", ("most", LongestWords)) { Field = "reason" };
        act = act with { Post = allowed.Post, Reason = words };
        var aimed = await aims.Resolve(verb, current, allowed.Task, request.Target, act, stop);
        if (aimed.Value is not { } aim) return aimed.Refusal ?? new Refusal("verb.target") { Field = "target" };
        var doing = new Doing(verb, current, allowed.Task, aim, act, cases.Around);
        var reached = does(doing);
        return reached.Value is not { } done ? reached : verb.Letter is null ? done : Telling.WithLetter(doing, done, aims.NameOf);
    }
}
