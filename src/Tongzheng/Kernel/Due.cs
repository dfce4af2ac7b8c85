namespace Tongzheng.Kernel;

/// <summary>The colour of a clock on a worklist.</summary>
public enum Light
{
    Green,

    /// <summary>The last quarter of the period has begun.</summary>
    Yellow,

    /// <summary>It is the last day, or the last tenth of a period in hours.</summary>
    Red,

    Overdue,

    /// <summary>The clock stands still.</summary>
    Stopped,
}

/// <summary>When a deadline ends, and why. Its instants are what a worklist stores, so that a light is one comparison.</summary>
public sealed record Due
{
    // A quarter of 20 working days is a week's warning; of 5, the day before the last.
    const int YellowShare = 4;
    const int RedShareOfHours = 10;

    /// <summary>The first instant at which it is too late: 24:00 of the last day (民法典 art.203).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The last day, moved on from a rest day.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>The last day as counted.</summary>
    public required DateOnly RawLastDay { get; init; }

    public required DateTimeOffset YellowFrom { get; init; }

    public required DateTimeOffset RedFrom { get; init; }

    /// <summary>A calendar it depends on has not been published (暂定).</summary>
    public required bool IsProvisional { get; init; }

    public required bool IsStopped { get; init; }

    /// <summary>How the date came about, as one sentence.</summary>
    public required Text Explanation { get; init; }

    public bool IsOver(DateTimeOffset now) => !IsStopped && now >= At;

    public Light LightAt(DateTimeOffset now) =>
        IsStopped ? Light.Stopped
        : now >= At ? Light.Overdue
        : now >= RedFrom ? Light.Red
        : now >= YellowFrom ? Light.Yellow
        : Light.Green;

    /// <summary>The date as people see it, with the mark of a provisional one.</summary>
    public string In(Language language) =>
        IsProvisional ? language.Of($"{LastDay:yyyy-MM-dd}（暂定）", $"{LastDay:yyyy-MM-dd} (provisional)") : $"{LastDay:yyyy-MM-dd}";

    internal static Due Of(Deadline deadline, WorkCalendar calendar, DateTimeOffset now)
    {
        if (!deadline.Period.IsInDays)
            return OfHours(deadline, now);
        var count = DayCount.Of(deadline, calendar, now);
        var at = China.EndOf(count.LastDay);
        return new Due
        {
            At = at,
            LastDay = count.LastDay,
            RawLastDay = count.RawLastDay,
            YellowFrom = China.StartOf(count.DayFromEnd(Math.Max(1, count.Length / YellowShare))),
            RedFrom = China.StartOf(count.LastDay),
            IsProvisional = count.IsProvisional,
            IsStopped = deadline.IsStopped,
            Explanation = DueExplanation.Of(deadline, count),
        };
    }

    static Due OfHours(Deadline deadline, DateTimeOffset now)
    {
        var length = deadline.Period.Length + (deadline.Extended?.Period.Length ?? TimeSpan.Zero);
        var at = deadline.Start + length;
        foreach (var stop in deadline.Stops)
            at += stop.Overlap(deadline.Start, DateTimeOffset.MaxValue, now);
        var day = China.DayOf(at);
        return new Due
        {
            At = at,
            LastDay = day,
            RawLastDay = day,
            YellowFrom = at - (length / YellowShare),
            RedFrom = at - (length / RedShareOfHours),
            IsProvisional = false,
            IsStopped = deadline.IsStopped,
            Explanation = DueExplanation.OfHours(deadline, at),
        };
    }
}
