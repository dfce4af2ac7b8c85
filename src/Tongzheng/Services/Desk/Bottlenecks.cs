using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Casework.Verbs;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>Where the cases of one matter wait, in figures and as heat on its procedure.</summary>
static class Bottlenecks
{
    /// <summary>Grades of heat above none: as many as the eye tells apart without a key.</summary>
    const int Grades = 4;

    /// <param name="MedianSeconds">Half of the tasks took no longer.</param>
    /// <param name="NinetiethSeconds">Nine of ten took no longer.</param>
    public sealed record StepAnswer(string Matter, string Element, long Waiting, long Done, long Late, long? MedianSeconds, long? NinetiethSeconds)
    {
        internal static StepAnswer Of(StepFigures step) => new(step.Matter, step.Element, step.Waiting, step.Done, step.Late,
            (long?)step.Times.Median?.TotalSeconds, (long?)step.Times.Ninetieth?.TotalSeconds);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk/bottlenecks/{matter}", Page).Requires(Permission.Lead).ExcludeFromDescription();
        routes.MapGet("/api/bottlenecks/{matter}", Read).Requires(Permission.Lead).WithTags("Figures")
            .WithSummary("Of each step of a matter: how many wait, median and 90th percentile of the time, how many were late").Produces<IReadOnlyList<StepAnswer>>();
    }

    static IResult Read(string matter, HttpContext context, Figures figures, Versions versions, Clock clock, string? months) =>
        versions.FindLive(matter) is not { } live ? Problem.Of(new Refusal("matter.unknown", ("matter", matter)), context.Language())
            : Results.Ok(figures.Steps(context.Caller().Home, Workload.Led(context.Caller()), live.Matter.Slug, Span.Of(months).From(clock.Today)).Select(StepAnswer.Of));

    static IResult Page(string matter, HttpContext context, Figures figures, Versions versions, Names names, Clock clock, string? months)
    {
        var language = context.Language();
        if (versions.FindLive(matter) is not { } live) return Problem.For(context, new Refusal("matter.unknown", ("matter", matter)));
        var span = Span.Of(months);
        var offices = Workload.Led(context.Caller());
        var name = live.Matter.Name.In(language);
        var path = "/desk/bottlenecks/" + live.Matter.Slug;
        var steps = figures.Steps(context.Caller().Home, offices, live.Matter.Slug, span.From(clock.Today));
        var slowest = steps.Max(step => step.Times.Median) ?? TimeSpan.Zero;
        return new DrawnPage<BottlenecksPage>
        {
            Frame = context.Frame("流程堵点", "Bottlenecks", new Crumb(language.Of("工作台", "Desk"), "/desk"), new Crumb(language.Of("工作负荷", "Workload"), "/desk/workload"), new Crumb(name)) with { Wide = true },
            Model = new BottlenecksView
            {
                Matter = name,
                Offices = names.OfOffices(context.Caller().Home, offices, language),
                Steps = [.. steps.OrderByDescending(step => step.Times.Median).Select(step => new StepRow(step.Element, NameOf(versions, matter, step.Element, language), step.Waiting, step.Done,
                    TimeWords.Of(step.Times.Median, language), TimeWords.Of(step.Times.Ninetieth, language), TimeWords.Percent(step.LateShare), HeatOf(step.Times.Median, slowest))
                {
                    MedianHours = step.Times.Median?.TotalHours ?? 0,
                    NinetiethHours = step.Times.Ninetieth?.TotalHours ?? 0,
                })],
                Finding = Finding(steps, step => NameOf(versions, matter, step.Element, language), language),
                DiagramHref = $"/api/matters/{live.Matter.Slug}/procedure",
                Periods = Span.Links(path, language),
                CurrentPeriod = span.Href(path),
            },
        };
    }

    /// <summary>The step where most waiting is spent: how many wait, times how long one takes.</summary>
    static string? Finding(IReadOnlyList<StepFigures> steps, Func<StepFigures, string> nameOf, Language language) =>
        steps.Where(step => step.Waiting > 0 && step.Times.Median is not null).MaxBy(step => step.Waiting * (step.Times.Median ?? default).TotalHours) is not { } worst ? null
            : language.Of($"最先看“{nameOf(worst)}”：{worst.Waiting}件在等，半数要{TimeWords.Of(worst.Times.Median, language)}以上。",
                $"Look at “{nameOf(worst)}” first: {worst.Waiting} wait, and half take more than {TimeWords.Of(worst.Times.Median, language)}.");

    internal static int HeatOf(TimeSpan? median, TimeSpan slowest) =>
        median is not { } time || slowest <= TimeSpan.Zero ? 0 : (int)Math.Ceiling(time / slowest * Grades);

    /// <summary>A step in the words of the live procedure, or the act that opened the task; a step that it has no longer says so.</summary>
    internal static string NameOf(Versions versions, string matter, string element, Language language) =>
        VerbTable.FindByElement(element) is { } verb ? verb.Name.In(language)
            : versions.FindLive(matter)?.Procedure.Find(element) is not { } step ? language.Of("旧版流程的环节", "A step of an earlier procedure")
            : language.IsEnglish ? step.Properties.GetValueOrDefault("tz:name.en") ?? step.Name ?? "" : step.Name ?? "";
}
