using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>A leader sees who has how much to do and which matters are slow, in the offices they lead.</summary>
static class Workload
{
    public sealed record PostAnswer(string Organisation, string Post, long Open, long Overdue, long DueSoon);

    /// <param name="Officer">Null: tasks that nobody has taken.</param>
    public sealed record OfficerAnswer(string? Officer, long Open, long Overdue, long DueSoon);

    public sealed record Answer(IReadOnlyList<PostAnswer> Posts, IReadOnlyList<OfficerAnswer> Officers, IReadOnlyList<Bottlenecks.StepAnswer> Steps);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk/workload", Page).Requires(Permission.Lead).ExcludeFromDescription();
        routes.MapGet("/api/workload", Read).Requires(Permission.Lead).WithTags("Figures").WithSummary("Open and overdue tasks by post and by officer, and the steps of all matters, of the offices the caller leads").Produces<Answer>();
    }

    static IResult Read(HttpContext context, Figures figures, Clock clock, string? months) => Results.Ok(new Answer(
        [.. figures.Posts(context.Caller().Home, Led(context.Caller()), clock.Today).Select(post => new PostAnswer(post.Organisation, post.Post, post.Open, post.Overdue, post.DueSoon))],
        [.. figures.Officers(context.Caller().Home, Led(context.Caller()), clock.Today).Select(load => new OfficerAnswer(load.Officer, load.Open, load.Overdue, load.DueSoon))],
        [.. figures.Steps(context.Caller().Home, Led(context.Caller()), null, Span.Of(months).From(clock.Today)).Select(Bottlenecks.StepAnswer.Of)]));

    static async Task<IResult> Page(HttpContext context, Figures figures, Versions versions, Names names, Clock clock, string? months, CancellationToken stop)
    {
        var language = context.Language();
        var caller = context.Caller();
        var span = Span.Of(months);
        var titles = await names.OfPosts(caller.Home, Led(caller), language, stop);
        var steps = figures.Steps(caller.Home, Led(caller), null, span.From(clock.Today));
        var officers = figures.Officers(caller.Home, Led(caller), clock.Today);
        var known = names.OfOfficers(caller.Home, officers.Select(load => load.Officer));
        return new DrawnPage<WorkloadPage> { Frame = context.Frame("工作负荷", "Workload", new Crumb(language.Of("工作台", "Desk"), "/desk"), new Crumb(language.Of("工作负荷", "Workload"))) with { Wide = true }, Model = new WorkloadView
        {
            Offices = names.OfOffices(caller.Home, Led(caller), language),
            Posts = [.. figures.Posts(caller.Home, Led(caller), clock.Today).Select(post => new LoadRow(titles(post.Organisation, post.Post), post.Open, post.Overdue, post.DueSoon, Asked.Href("/desk", "office", new WorkFilter(Post: post.Post))))],
            Officers = officers.All(load => load.Officer is null) ? [] : [.. officers.Select(load => new LoadRow(load.Officer is not { } who ? language.Of("待领取", "Not taken") : known.GetValueOrDefault(who) ?? language.Of("其他人员", "Somebody else"),
                load.Open, load.Overdue, load.DueSoon, load.Officer is null ? null : Asked.Href("/desk", "office", new WorkFilter(Assignee: load.Officer))))],
            Matters = [.. steps.GroupBy(step => step.Matter).Select(matter => Row(matter.Key, [.. matter], versions, span, language)).OrderByDescending(row => row.Waiting).ThenByDescending(row => row.Done)],
            Periods = Span.Links("/desk/workload", language),
            CurrentPeriod = span.Href("/desk/workload"),
        } };
    }

    static MatterLoadRow Row(string matter, IReadOnlyList<StepFigures> steps, Versions versions, Span span, Language language)
    {
        var done = steps.Sum(step => step.Done);
        var slowest = steps.Where(step => step.Done > 0).MaxBy(step => step.Times.Median);
        return new MatterLoadRow(versions.Catalogue.Find(matter)?.Name.In(language) ?? matter, span.Href("/desk/bottlenecks/" + matter), steps.Sum(step => step.Waiting), done,
            TimeWords.Percent(done == 0 ? null : (double)steps.Sum(step => step.Late) / done),
            slowest is null ? "—" : $"{Bottlenecks.NameOf(versions, matter, slowest.Element, language)}{language.Of("，", ", ")}{TimeWords.Of(slowest.Times.Median, language)}");
    }

    /// <summary>The offices somebody heads.</summary>
    internal static IReadOnlyList<string> Led(Caller caller) => [.. caller.Posts.Where(post => post.Role == Role.Leader).Select(post => post.Organisation.ToString()).Distinct()];
}
