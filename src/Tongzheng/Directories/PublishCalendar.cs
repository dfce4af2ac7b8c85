using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories;

/// <summary>
/// The State Council's holiday notice for a year became known here. Due dates that were provisional are computed again
/// with it; the cases record what changed.
/// </summary>
[Kind("calendar.published")]
public sealed record CalendarPublished(int Year, string Notice, IReadOnlyDictionary<DateOnly, string> RestDays, IReadOnlyDictionary<DateOnly, string> MakeUpDays) : Fact
{
    public CalendarYear ToCalendarYear() => new(Year, Notice, RestDays, MakeUpDays);
}

/// <summary>Enters a year's holiday notice into the journal of a jurisdiction.</summary>
public static class PublishCalendar
{
    const int LongestHoliday = 40; // days off in a year: far above the 30 or so of any notice, far below a slip of the pen

    public static string StreamOf(int year) => $"calendar/{year}";

    /// <summary>The calendar a jurisdiction knows: what ships with the program and every notice entered since.</summary>
    public static async Task<WorkCalendar> Known(Journal journal, JurisdictionId jurisdiction, CancellationToken stop = default)
    {
        var calendar = WorkCalendar.Shipped;
        var lastShipped = calendar.Years.Max(year => year.Year);
        for (var year = calendar.Years.Min(year => year.Year); ; year++)
        {
            CalendarPublished? notice = null; // the last one entered: a corrected notice replaces the first
            await foreach (var recorded in journal.ReadStream(jurisdiction.ToString(), StreamOf(year), stop: stop))
                notice = Facts.Read(recorded) as CalendarPublished ?? notice;
            if (notice is not null)
                calendar = calendar.With(notice.ToCalendarYear());
            else if (year > lastShipped)
                return calendar;
        }
    }

    /// <summary>What is recorded of a notice, or what is wrong with it first.</summary>
    public static Outcome<CalendarPublished> Decide(CalendarYear year, WorkCalendar known) =>
        Wrong(year, known).FirstOrDefault() is { } no ? no : new CalendarPublished(year.Year, year.Notice, year.RestDays, year.MakeUpDays);

    /// <summary>All that is wrong with a notice, each at its field.</summary>
    public static IEnumerable<Refusal> Wrong(CalendarYear year, WorkCalendar known)
    {
        if (string.IsNullOrWhiteSpace(year.Notice))
            yield return new Refusal("calendar.notice-needed") { Field = "notice" };
        if (year.Year < known.Years.Min(each => each.Year) || year.Year > known.Years.Max(each => each.Year) + 1)
            yield return new Refusal("calendar.gap", ("year", year.Year)) { Field = "year" };
        if (year.RestDays.Count is 0 or > LongestHoliday)
            yield return new Refusal("calendar.days", ("count", year.RestDays.Count)) { Field = "restDays" };
        foreach (var (days, field) in new[] { (year.RestDays.Keys, "restDays"), (year.MakeUpDays.Keys, "makeUpDays") })
            foreach (var day in days)
                if (day.Year != year.Year && !(day.Year == year.Year - 1 && day.Month == 12))
                    yield return new Refusal("calendar.other-year", ("day", $"{day:yyyy-MM-dd}"), ("year", year.Year)) { Field = field };
        foreach (var day in year.MakeUpDays.Keys)
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || year.RestDays.ContainsKey(day))
                yield return new Refusal("calendar.not-a-weekend", ("day", $"{day:yyyy-MM-dd}")) { Field = "makeUpDays" };
    }
}
