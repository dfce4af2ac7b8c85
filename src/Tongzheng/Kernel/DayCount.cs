namespace Tongzheng.Kernel;

/// <summary>
/// Counts a period in days, months or years. The day of the event is not counted (民法典 art.201); a month ends on the
/// corresponding day or the last of the month (art.202); a last day of rest moves on to the first day after (art.203).
/// </summary>
sealed class DayCount
{
    readonly WorkCalendar calendar;
    readonly Deadline deadline;
    readonly DateTimeOffset now;
    readonly Dictionary<ClockStop, int> stopped = [];

    DayCount(Deadline deadline, WorkCalendar calendar, DateTimeOffset now)
    {
        (this.deadline, this.calendar, this.now) = (deadline, calendar, now);
        FirstDay = China.DayOf(deadline.Start);
    }

    /// <summary>The day of the event.</summary>
    public DateOnly FirstDay { get; }

    public DateOnly RawLastDay { get; private set; }

    public DateOnly LastDay { get; private set; }

    /// <summary>The days of the period, in its own unit of days.</summary>
    public int Length { get; private set; }

    public bool IsProvisional { get; private set; }

    bool InWorkingDays => deadline.Period.Unit == TimeUnit.WorkingDay;

    public static DayCount Of(Deadline deadline, WorkCalendar calendar, DateTimeOffset now)
    {
        var count = new DayCount(deadline, calendar, now);
        if (deadline.CountsBack)
            count.Back();
        else
            count.Forward();
        return count;
    }

    /// <summary>Days of the period's unit for which the clock stood still.</summary>
    public int StoppedFor(ClockStop stop) => stopped.GetValueOrDefault(stop);

    /// <summary>The days after the event and up to the last day that were looked at and not covered by a stop.</summary>
    public IEnumerable<WorkDay> Days()
    {
        for (var day = FirstDay.AddDays(1); day <= LastDay; day = day.AddDays(1))
            if (StopOn(day) is null)
                yield return calendar[day];
    }

    public WorkDay this[DateOnly day] => calendar[day];

    /// <summary>The day so many counted days before the last, but not before the event that started the clock.</summary>
    public DateOnly DayFromEnd(int days)
    {
        var day = LastDay;
        for (; days > 0; days--)
            day = InWorkingDays ? calendar.WorkedOnOrBefore(day.AddDays(-1)) : day.AddDays(-1);
        return day > FirstDay || deadline.CountsBack ? day : FirstDay;
    }

    void Forward()
    {
        var last = After(FirstDay, deadline.Period);
        if (deadline.Extended is { } extension)
            last = extension.Period.Unit == deadline.Period.Unit
                ? Restarted(deadline.Period.Amount + extension.Period.Amount)
                : After(last, extension.Period);
        RawLastDay = last;
        LastDay = calendar.WorkedOnOrAfter(last);
        foreach (var stop in deadline.Stops)
            Outlast(stop);
        for (var day = last; day <= LastDay; day = day.AddDays(1))
            IsProvisional |= calendar[day].IsProvisional;
        Length = InWorkingDays ? calendar.WorkedBetween(FirstDay, LastDay) : LastDay.DayNumber - FirstDay.DayNumber;
    }

    // A period does not run out while its clock stands still: what was stopped on the last day ends at the earliest on the day it goes on;
    // what was stopped on the rest days before it still has that day to come.
    void Outlast(ClockStop stop)
    {
        var (from, on) = (China.DayOf(stop.From), China.DayOf(stop.Until ?? (now > stop.From ? now : stop.From)));
        if (from > LastDay || on <= LastDay)
            return;
        RawLastDay = from == LastDay ? on : on.AddDays(1);
        stopped[stop] = StoppedFor(stop) + (InWorkingDays ? calendar.WorkedBetween(LastDay, RawLastDay) : RawLastDay.DayNumber - LastDay.DayNumber);
        LastDay = calendar.WorkedOnOrAfter(RawLastDay);
    }

    // Both amounts are one run: 1 month and 1 month from 30 January end on 30 March, not on 28.
    DateOnly Restarted(int amount)
    {
        stopped.Clear();
        IsProvisional = false;
        return After(FirstDay, deadline.Period with { Amount = amount });
    }

    DateOnly After(DateOnly from, Period period) => period.Unit switch
    {
        TimeUnit.WorkingDay => AfterDays(from, period.Amount, workedOnly: true),
        TimeUnit.CalendarDay => AfterDays(from, period.Amount, workedOnly: false),
        TimeUnit.Month => PutOff(from, from.AddMonths(period.Amount)),
        TimeUnit.Year => PutOff(from, from.AddYears(period.Amount)),
        _ => China.DayOf(China.StartOf(from) + period.Length),
    };

    DateOnly AfterDays(DateOnly from, int amount, bool workedOnly)
    {
        var day = from;
        while (amount > 0)
        {
            day = day.AddDays(1);
            if (workedOnly)
            {
                IsProvisional |= calendar[day].IsProvisional;
                if (!calendar.IsWorked(day))
                    continue;
            }
            if (StopOn(day) is { } stop)
                stopped[stop] = StoppedFor(stop) + 1;
            else
                amount--;
        }
        return day;
    }

    // A period in months runs to its corresponding day and then so many days longer as the clock stood still.
    DateOnly PutOff(DateOnly from, DateOnly last)
    {
        for (var day = from.AddDays(1); day <= last; day = day.AddDays(1))
            if (StopOn(day) is { } stop)
            {
                stopped[stop] = StoppedFor(stop) + 1;
                last = last.AddDays(1);
            }
        return last;
    }

    // "So many days before": the day of the event is not counted here either; a rest day moves the latest day to an
    // earlier one, so that the full period is kept.
    void Back()
    {
        var day = FirstDay;
        var period = deadline.Period;
        if (period.Unit == TimeUnit.WorkingDay)
            for (var left = period.Amount; left > 0; left--)
                day = calendar.WorkedOnOrBefore(day.AddDays(-1));
        else
            day = period.Unit switch
            {
                TimeUnit.CalendarDay => day.AddDays(-period.Amount),
                TimeUnit.Month => day.AddMonths(-period.Amount),
                _ => day.AddYears(-period.Amount),
            };
        RawLastDay = day;
        LastDay = calendar.WorkedOnOrBefore(day);
        Length = InWorkingDays ? period.Amount : FirstDay.DayNumber - LastDay.DayNumber;
        var looked = InWorkingDays ? FirstDay.AddDays(-1) : RawLastDay;
        for (day = LastDay; day <= looked; day = day.AddDays(1))
            IsProvisional |= calendar[day].IsProvisional;
    }

    ClockStop? StopOn(DateOnly day)
    {
        foreach (var stop in deadline.Stops)
            if (stop.Covers(day, now))
                return stop;
        return null;
    }
}
