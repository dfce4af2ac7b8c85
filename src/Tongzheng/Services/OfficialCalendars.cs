using System.Globalization;
using System.Text.RegularExpressions;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services;

/// <summary>
/// The official calendars: which years the node knows, and the publishing of a new one. With it every provisional due
/// date of a running case gets its day before the answer goes out.
/// </summary>
static partial class OfficialCalendars
{
    const string Address = "/calendars";

    /// <param name="Year">The year of the notice.</param>
    /// <param name="Notice">Where it was published.</param>
    /// <param name="RestDays">Days off, each with its holiday.</param>
    /// <param name="MakeUpDays">Weekend days that are worked, each with its holiday.</param>
    public sealed record Request(int Year, string? Notice, IReadOnlyDictionary<DateOnly, string>? RestDays, IReadOnlyDictionary<DateOnly, string>? MakeUpDays);

    /// <summary>What was published, and how many due dates moved with it.</summary>
    public sealed record Answer(int Year, int Moved);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, (HttpContext context, Calendars calendars) => Draw(context, calendars, null, [])).Public().ExcludeFromDescription();
        routes.MapPost(Address, Post).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapGet("/api/calendars", (Calendars calendars) => Results.Ok(calendars.Known.Years)).Public().WithTags("Calendars").WithSummary("The official calendars the node counts by").Produces<IReadOnlyList<CalendarYear>>();
        routes.MapPost("/api/calendars", Handle).Requires(Permission.KeepCatalogue).WithTags("Calendars").WithSummary("Publishes a year's holiday notice; provisional due dates are computed again").Produces<Answer>();
    }

    static async Task<IResult> Handle(Request request, HttpContext context, Calendars calendars, MoveDues dues, CancellationToken stop)
    {
        var done = await Publish(request, context, calendars, dues, stop);
        return done.Value is { } answer ? Results.Ok(answer) : Problem.Of(done.Refusal ?? new Refusal("calendar.gap", ("year", request.Year)), context.Language());
    }

    static async Task<IResult> Post(HttpContext context, Calendars calendars, MoveDues dues, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var (rest, makeUp) = (Days(form["restDays"].ToString(), "restDays"), Days(form["makeUpDays"].ToString(), "makeUpDays"));
        var isYear = int.TryParse(form["year"].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year);
        var request = new Request(year, form["notice"], rest.Value, makeUp.Value);
        // Of each field what is wrong with it first: a line that cannot be read is no day of another year.
        var wrong = new[] { isYear ? null : new Refusal("field.required", ("label", new Text("年份", "Year"))) { Field = "year" }, rest.Refusal, makeUp.Refusal }.OfType<Refusal>()
            .Concat(PublishCalendar.Wrong(YearOf(request), calendars.Known).Where(no => isYear || no.Code != "calendar.other-year")).DistinctBy(no => no.Field).ToList();
        if (wrong.Count > 0 && context.Caller().Home == JurisdictionId.State) return Draw(context, calendars, null, wrong);
        var done = await Publish(request, context, calendars, dues, stop);
        return Draw(context, calendars, done.Value, done.Refusal is { } refusal ? [refusal] : []);
    }

    static async Task<Outcome<Answer>> Publish(Request request, HttpContext context, Calendars calendars, MoveDues dues, CancellationToken stop)
    {
        if (context.Caller().Home != JurisdictionId.State) return new Refusal("calendar.of-the-state");
        var published = await calendars.Publish(YearOf(request), context.Act(JurisdictionId.State), stop);
        return published.Refusal is { } refusal ? refusal : new Answer(request.Year, await dues.Of(request.Year, stop));
    }

    static CalendarYear YearOf(Request request)
    {
        var none = new Dictionary<DateOnly, string>();
        return new CalendarYear(request.Year, request.Notice?.Trim() ?? "", request.RestDays ?? none, request.MakeUpDays ?? none);
    }

    /// <summary>Reads what was typed: in each line a day, or the first and the last of several, and the name of the holiday.</summary>
    internal static Outcome<Dictionary<DateOnly, string>> Days(string typed, string field)
    {
        var days = new Dictionary<DateOnly, string>();
        foreach (var line in typed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Line().Match(line) is not { Success: true } match || !Day(match.Groups[1].Value, out var first) || !Day(match.Groups[2].Success ? match.Groups[2].Value : match.Groups[1].Value, out var last)
                || last < first || last.DayNumber - first.DayNumber > LongestSpan) return new Refusal("calendar.line", ("line", line)) { Field = field };
            for (var day = first; day <= last; day = day.AddDays(1))
                if (!days.TryAdd(day, match.Groups[3].Value)) return new Refusal("calendar.line", ("line", line)) { Field = field };
        }
        return days;
    }

    const int LongestSpan = 31; // days: no holiday is longer than a month

    static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    static DrawnPage<CalendarsPage> Draw(HttpContext context, Calendars calendars, Answer? done, IReadOnlyList<Refusal> errors)
    {
        var language = context.Language();
        var caller = context.Caller();
        string? Typed(string field) => errors.Count == 0 ? null : context.Request.Form[field].ToString();
        static IReadOnlyList<string> Lines(IReadOnlyDictionary<DateOnly, string> days) => [.. days.OrderBy(day => day.Key).Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Key:yyyy-MM-dd} {day.Value}"))];
        return new() { Frame = context.Frame("工作日历", "Working calendars", [.. caller.May(Permission.KeepCatalogue) ? new[] { new Crumb(language.Of("事项建模", "Modelling"), "/modelling") } : []]), Model = new CalendarsView
        {
            Years = [.. calendars.Known.Years.OrderByDescending(year => year.Year).Select(year => new CalendarLine(year.Year.ToString(CultureInfo.InvariantCulture), year.Notice, Lines(year.RestDays), Lines(year.MakeUpDays)))],
            MayPublish = caller.May(Permission.KeepCatalogue) && caller.Home == JurisdictionId.State,
            Year = Typed("year"),
            Notice = Typed("notice"),
            RestDays = Typed("restDays"),
            MakeUpDays = Typed("makeUpDays"),
            Done = done is null ? null : language.Of($"{done.Year}年的放假安排已公布；{done.Moved}件办件的日期重新计算。", $"The notice for {done.Year} is published; cases whose dates moved: {done.Moved}."),
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal, language))],
            Hidden = [Frames.NewKey()],
        }, StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : Problem.StatusOf(errors[0]) };
    }

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d)(?:\s*(?:至|到|~|–|—|to)\s*(\d{4}-\d\d-\d\d))?\s+(\S.*)$")]
    private static partial Regex Line();
}
