using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.Rating;

/// <summary>Rating a closed case, on a page and for programs.</summary>
static class RatePages
{
    public sealed record Request(int Level, string? Comment);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id}/rate", Page).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapPost("/cases/{id}/rate", Post).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapPost("/api/cases/{id}/rating", Api).Requires(Permission.OwnAffairs).WithTags("Cases").WithSummary("Rates a case: 1 非常满意 to 5 非常不满意").Produces(StatusCodes.Status204NoContent);
    }

    static async Task<IResult> Page(string id, HttpContext context, FindCase find, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        return found.Value is { } current ? Draw(context, current, null, [], null) : Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
    }

    static Task<IResult> Post(string id, HttpContext context, FindCase find, Journal journal, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var form = await context.Request.ReadFormAsync(stop);
        _ = int.TryParse(form["score"], NumberStyles.None, CultureInfo.InvariantCulture, out var level);
        var refusal = await Give(context, journal, current, level, form["words"], stop);
        return Draw(context, current, form["score"], refusal is null ? [] : [refusal], refusal is null
            ? context.Language().Of("谢谢您的评价。", "Thank you.") : null);
    });

    static Task<IResult> Api(string id, Request request, HttpContext context, FindCase find, Journal journal, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        return await Give(context, journal, current, request.Level, request.Comment, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : Results.NoContent();
    });

    static async Task<Refusal?> Give(HttpContext context, Journal journal, Case current, int level, string? comment, CancellationToken stop)
    {
        var act = context.Act(JurisdictionId.Parse(current.Jurisdiction));
        if (await journal.FindAnswer(current.Jurisdiction, act.IdempotencyKey, stop) is not null) return null;
        var sofar = new List<Fact>();
        await foreach (var recorded in journal.ReadStream(current.Jurisdiction, Rate.StreamOf(current.Id), stop: stop))
            if (Facts.Read(recorded) is { } fact) sofar.Add(fact);
        var decided = Rate.Decide(current, sofar, level, comment, context.Caller().Person ?? default);
        if (decided.Value is not { } given) return decided.Refusal;
        return await journal.Append(new Append
        {
            Jurisdiction = current.Jurisdiction,
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [Facts.To(Rate.StreamOf(current.Id), sofar.Count, given)],
        }, stop) is Appended ? null : new Refusal("rating.given-before");
    }

    static DrawnPage<RatingPage> Draw(HttpContext context, Case current, string? score, IReadOnlyList<Refusal> errors, string? thanks)
    {
        var language = context.Language();
        return new() { Frame = context.Frame("评价", "Rate", new Crumb(language.Of("我的办件", "My cases"), "/cases")), Model = new RatingView
        {
            Matter = current.Version.Matter.Name.In(language),
            CaseNumber = current.Opened.Number,
            Action = $"/cases/{current.Id}/rate",
            Score = score,
            Hidden = [Frames.NewKey()],
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal with { Field = refusal.Field == "level" ? "score" : refusal.Field }, language))],
            Thanks = thanks,
        }, StatusCode = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }
}
