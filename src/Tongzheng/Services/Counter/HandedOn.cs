using Tongzheng.Casework;
using Tongzheng.Exchange;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Counter;

/// <summary>The receipt for what this counter has taken in for another government: it holds from the moment it is in the own journal.</summary>
static class HandedOn
{
    /// <summary>As programs read it. State: <c>waiting</c>, <c>delivered</c>, <c>refused</c>, <c>answered</c>.</summary>
    public sealed record Line(string Message, string Competent, Text Place, Text Matter, DateTimeOffset SentAt, DateTimeOffset? DeliveredAt, string? Case, string? Number, string? Outcome, Text Words, IReadOnlyList<string> Hashes, IReadOnlyList<string> HashesThere);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/handed-on/{message}", Page).Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapGet("/api/counter/handed-on/{message}", Read).Requires(Permission.ActAtCounter).WithTags("Counter").WithSummary("What was taken in here for another government: where it is, and what came back").Produces<Line>();
    }

    static async Task<IResult> Read(string message, HttpContext context, Exchanges exchanges, CancellationToken stop) =>
        await Find(message, context, exchanges, stop) is not { } handed ? Problem.For(context, new Refusal("message.unknown"))
        : Results.Ok(new Line(message, handed.Sent.To, handed.PlaceName, handed.MatterName, handed.SentAt, handed.Delivered?.ReceivedAt, handed.Delivered?.Case, handed.Number, handed.Answer?.Outcome,
            new Text(handed.State(Language.Chinese), handed.State(Language.English)), [.. (handed.Sent.Files ?? []).Select(file => file.Hash)], handed.Delivered?.Hashes ?? []));

    static async Task<IResult> Page(string message, HttpContext context, Exchanges exchanges, CancellationToken stop)
    {
        var language = context.Language();
        if (await Find(message, context, exchanges, stop) is not { } handed) return Problem.For(context, new Refusal("message.unknown"));
        var place = handed.PlaceName.In(language);
        var asked = handed.Sent.Body is { } body ? CaseAsked.From(body) : null;
        var title = handed.Refused is not null ? language.Of($"{place}没有接收，请退还材料", $"{place} did not take it: give everything back")
            : handed.Answer is not null ? language.Of($"{place}已办结", $"{place} has decided") : handed.Delivered is not null ? language.Of($"已代收，已送达{place}", $"Taken in and delivered to {place}")
            : language.Of($"已代收，正在送往{place}", $"Taken in, on its way to {place}");
        return new DrawnPage<ReceiptPage> { Frame = context.Frame("代收凭证", "Receipt", new Crumb(language.Of("窗口", "Counter"), "/counter")), Model = new ReceiptView
        {
            Title = title,
            MatterName = handed.MatterName.In(language),
            CaseNumber = handed.Number,
            ReceivedText = CaseParts.Time(handed.SentAt),
            Rows =
            [
                new SummaryRow(language.Of("申请人", "Applicant"), handed.PartyName),
                new SummaryRow(language.Of("办理地", "Decided at"), place),
                new SummaryRow(language.Of("现在到哪里了", "Where it is"), handed.State(language)),
                .. asked?.Proof is { } proof ? new[] { new SummaryRow(language.Of("代办证明", "Proof for acting"), proof) } : [],
                .. asked?.Originals is { } originals ? new[] { new SummaryRow(language.Of("留下转交的原件", "Originals kept to be sent on"), originals) } : [],
                .. handed.Sent.Files is { Count: > 0 } files ? new[] { new SummaryRow(language.Of("收到的材料", "Materials received"), string.Join(language.Of("；", "; "), files.Select(file => file.Name))) } : [],
            ],
            IsCounter = true,
        } };
    }

    static async Task<Handed?> Find(string message, HttpContext context, Exchanges exchanges, CancellationToken stop) =>
        await exchanges.Find(context.Caller().Home, message, stop) is { Sent: { Name: Asking.Open, Case: null } } handed ? handed : null;
}
