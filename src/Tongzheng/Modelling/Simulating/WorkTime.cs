using Tongzheng.Kernel;

namespace Tongzheng.Modelling.Simulating;

/// <summary>
/// Hours worked since a day, and back: nights, weekends and holidays take no time. An instant at which nobody works has the
/// hours of the next opening, so that what comes in at night waits for nothing until the morning.
/// </summary>
sealed class WorkTime(WorkCalendar calendar, DateOnly first, double hoursPerDay)
{
    /// <summary>When a day's work begins, where it does not fill the day.</summary>
    const double Opening = 9;

    readonly List<DateTimeOffset> days = [];        // the opening of each worked day
    readonly List<int> workedBefore = [];           // by calendar day since the first: how many worked days lie before it
    int known;                                      // calendar days looked at

    public double Worked(DateTimeOffset instant)
    {
        var day = China.DayOf(instant);
        var index = day.DayNumber - first.DayNumber;
        if (index < 0) return 0;
        while (workedBefore.Count <= index + 1) Know();
        var worked = workedBefore[index];
        if (workedBefore[index + 1] == worked) return worked * hoursPerDay;
        return (worked * hoursPerDay) + Math.Clamp((instant - days[worked]).TotalHours, 0, hoursPerDay);
    }

    /// <summary>The instant at which so many hours are worked; at the end of a day rather than at the beginning of the next.</summary>
    public DateTimeOffset At(double hours)
    {
        var day = Math.Max(0, (int)Math.Ceiling(hours / hoursPerDay) - 1);
        while (days.Count <= day) Know();
        return days[day].AddHours(Math.Min(hoursPerDay, hours - (day * hoursPerDay)));
    }

    /// <summary>The instant so many hours of work later.</summary>
    public DateTimeOffset After(DateTimeOffset instant, double hours) => At(Worked(instant) + hours) is var then && then > instant ? then : instant;

    void Know()
    {
        workedBefore.Add(days.Count);
        var day = first.AddDays(known++);
        if (calendar.IsWorked(day)) days.Add(China.StartOf(day).AddHours(Math.Min(Opening, 24 - hoursPerDay)));
    }
}
