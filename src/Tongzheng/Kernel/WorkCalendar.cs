using System.Collections.Immutable;

namespace Tongzheng.Kernel;

/// <summary>
/// Which days are worked. Immutable: when a year's notice is published, <see cref="With"/> gives the calendar that knows it.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>The official calendars that come with the program.</summary>
    public static WorkCalendar Shipped { get; } = CalendarYear.Shipped().Aggregate(new WorkCalendar([]), (calendar, year) => calendar.With(year));

    readonly ImmutableSortedDictionary<int, CalendarYear> years;
    readonly Dictionary<DateOnly, WorkDay> named = []; // filled once, then only read

    WorkCalendar(IEnumerable<CalendarYear> years)
    {
        this.years = years.ToImmutableSortedDictionary(year => year.Year, year => year);
        foreach (var year in this.years.Values)
        {
            foreach (var (day, holiday) in year.RestDays)
                named[day] = new WorkDay(day, IsWorked: false, holiday, IsProvisional: false);
            foreach (var (day, holiday) in year.MakeUpDays)
                named[day] = new WorkDay(day, IsWorked: true, holiday, IsProvisional: false);
        }
    }

    public IEnumerable<CalendarYear> Years => years.Values;

    /// <summary>The same calendar with one more year, or with a corrected notice for a year it had.</summary>
    public WorkCalendar With(CalendarYear year) => new(years.SetItem(year.Year, year).Values);

    /// <summary>What a day is. A year without a notice is answered from weekdays and the holidays fixed by regulation, and says so.</summary>
    public WorkDay this[DateOnly day]
    {
        get
        {
            if (named.TryGetValue(day, out var known))
                return known;
            var weekday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            if (years.ContainsKey(day.Year))
                return new WorkDay(day, weekday, null, IsProvisional: false);
            // Where no table of holidays reaches, weekdays alone answer: such a day is as provisional as can be.
            var holiday = StatutoryHolidays.Knows(day) ? StatutoryHolidays.NameOf(day) : null;
            return new WorkDay(day, weekday && holiday is null, holiday, IsProvisional: true);
        }
    }

    public bool IsWorked(DateOnly day) => this[day].IsWorked;

    /// <summary>The day itself, or the first worked day after it.</summary>
    public DateOnly WorkedOnOrAfter(DateOnly day)
    {
        while (!IsWorked(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The day itself, or the last worked day before it.</summary>
    public DateOnly WorkedOnOrBefore(DateOnly day)
    {
        while (!IsWorked(day))
            day = day.AddDays(-1);
        return day;
    }

    /// <summary>Worked days after the first and up to the second day.</summary>
    public int WorkedBetween(DateOnly after, DateOnly upTo)
    {
        var count = 0;
        for (var day = after.AddDays(1); day <= upTo; day = day.AddDays(1))
            if (IsWorked(day))
                count++;
        return count;
    }
}

/// <summary>One day of a calendar.</summary>
/// <param name="Day">The day.</param>
/// <param name="IsWorked">Whether offices work.</param>
/// <param name="Holiday">The holiday it belongs to: as a day off, or as a weekend day worked for it.</param>
/// <param name="IsProvisional">The year's notice is not known; the answer is computed (暂定).</param>
public readonly record struct WorkDay(DateOnly Day, bool IsWorked, string? Holiday, bool IsProvisional)
{
    /// <summary>A Saturday or Sunday that is worked (补班).</summary>
    public bool IsMadeUp => IsWorked && Holiday is not null;
}
