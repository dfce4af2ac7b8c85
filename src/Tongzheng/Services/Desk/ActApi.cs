using Tongzheng.Casework;
using Tongzheng.Casework.Verbs;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>The verbs of casework for programs: the table, what may be done to a case now, and doing it.</summary>
static class ActApi
{
    /// <summary>A row of the table.</summary>
    public sealed record Row(string Code, Text Name, Text Who, Text Stage, Text Clock, Text Told, Text? Letter, string Target, bool NeedsWords, string Page, string Api);

    /// <summary>A verb that the caller may do now.</summary>
    public sealed record Possible(string Verb, Text Name, long? Task, string? Post);

    /// <summary>What a verb would come to, where it is only asked.</summary>
    public sealed record WouldBe(Text Told, CaseStatus Status, DateOnly? Due, IReadOnlyList<string> Opens, IReadOnlyList<string> Closes);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/verbs", () => Results.Ok(Table)).Public().WithTags("Cases").WithSummary("The verbs of casework: who may, in which state, what becomes of the clock, what the citizen is told").Produces<IReadOnlyList<Row>>();
        var api = routes.MapGroup("/api/cases/{id}/acts").WithTags("Cases");
        api.MapGet("", Now).Requires(Permission.SignedIn).WithSummary("The verbs the caller may do to a case now").Produces<IReadOnlyList<Possible>>();
        api.MapPost("{verb}", Do).Requires(Permission.SignedIn).WithSummary("Does a verb of casework; with dryRun=true only says what it would come to").Produces<Receipt>()
            .AddOpenApiOperationTransformer(async (operation, context, stop) => await Interface.AlsoAnswers<WouldBe>(operation, context, stop));
    }

    public static IReadOnlyList<Row> Table { get; } = [.. VerbTable.All.Select(verb => new Row(verb.Code, verb.Name, VerbWords.Of(verb.Who), VerbWords.Of(verb.Stage), VerbWords.Of(verb.Clock),
        verb.Told, verb.Letter, verb.Target.ToString(), verb.Words is not null, verb.Pages.First(), verb.Api))];

    static Task<IResult> Now(string id, HttpContext context, FindCase find, VerbDesk acts, CancellationToken stop) =>
        find.With(context, id, stop, async current => Results.Ok((await acts.Aims.Possible(current, VerbDesk.ActOf(context, current), context.Caller().Posts, stop))
            .Select(may => new Possible(may.Verb.Code, may.Verb.Name, may.Allowed.Task?.Task, may.Allowed.Post?.ToString()))));

    static Task<IResult> Do(string id, string verb, DoVerb.Request request, HttpContext context, FindCase find, VerbDesk acts, CancellationToken stop, bool dryRun = false) =>
        find.With(context, id, stop, async current =>
        {
            var (act, posts) = (VerbDesk.ActOf(context, current), context.Caller().Posts);
            if (dryRun)
            {
                var reached = await DoVerb.Reach(acts.Cases, acts.Aims, current, verb, request, act, posts, stop);
                return reached.Value is not { } would ? Problem.For(context, reached.Refusal ?? new Refusal("case.stopped"))
                    : Results.Ok(new WouldBe(Telling.Words(current, would.Fact, acts.Aims.NameOf), would.Step?.Status ?? would.Fact.Status, (would.Step?.Clock ?? would.Fact.Clock).Due,
                        [.. (would.Step?.Opened ?? []).Concat(would.Fact.Tasks).Select(task => task.Element)], [.. current.Tasks.Where(task => (would.Step?.Closed ?? []).Concat(would.Fact.ClosedTasks).Contains(task.Task)).Select(task => task.Element)]));
            }
            var done = await DoVerb.Handle(acts.Cases, acts.Aims, current, verb, request, act, posts, stop);
            return done.Value is { } receipt ? Results.Ok(receipt) : Problem.For(context, done.Refusal ?? new Refusal("case.stopped"));
        });
}
