namespace Tongzheng.Kernel;

/// <summary>
/// A running statutory clock: what started it, how long the law allows, when it stood still and whether it was extended.
/// A due date is never stored by hand; it is computed from this by <see cref="On"/>, again when a calendar is published.
/// </summary>
public sealed record Deadline
{
    /// <summary>What started the clock: 受理, 收到申请 …</summary>
    public required Text Event { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required Period Period { get; init; }

    /// <summary>Law and article, as in <c>行政许可法 art.42(1)</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>The procedure of the law (行政许可, 行政处罚 …); it says for which reasons the clock may stop.</summary>
    public string Procedure { get; init; } = StopGround.OtherMatters;

    /// <summary>The one extension the law allows, before it is used; null where it allows none.</summary>
    public ExtensionRight? MayExtend { get; init; }

    /// <summary>Counts back from the event: the latest day on which something may still be done before it.</summary>
    public bool CountsBack { get; init; }

    public IReadOnlyList<ClockStop> Stops { get; init; } = [];

    public Extension? Extended { get; init; }

    public bool IsStopped => Stops is [.., { Until: null }];

    /// <summary>When it is due and why, by a calendar.</summary>
    /// <param name="calendar">The calendar known now.</param>
    /// <param name="now">A clock that stands still is answered as if it went on at this instant.</param>
    public Due On(WorkCalendar calendar, DateTimeOffset now) => Due.Of(this, calendar, now);

    /// <summary>Stops the clock for a reason the law of the procedure knows.</summary>
    public Outcome<Deadline> Stop(string ground, DateTimeOffset from)
    {
        if (IsStopped)
            return new Refusal("deadline.already-stopped");
        if (StopGround.Find(Procedure, ground) is not { } lawful)
            return new Refusal("deadline.no-lawful-stop", ("ground", ground), ("procedure", Procedure));
        if (from < Start || Stops is [.., { Until: { } until }] && from < until)
            return new Refusal("deadline.out-of-order");
        return this with { Stops = [.. Stops, new ClockStop(lawful.Ground, lawful.Name, lawful.Basis, from, null)] };
    }

    /// <summary>Lets a stopped clock go on.</summary>
    public Outcome<Deadline> Restart(DateTimeOffset until)
    {
        if (!IsStopped)
            return new Refusal("deadline.not-stopped");
        var last = Stops[^1];
        if (until < last.From)
            return new Refusal("deadline.out-of-order");
        return this with { Stops = [.. Stops.SkipLast(1), last with { Until = until }] };
    }

    /// <summary>Uses the one lawful extension, before the period has run out.</summary>
    public Outcome<Deadline> Extend(WorkCalendar calendar, DateTimeOffset now, string approvedBy, string reason)
    {
        if (Extended is not null)
            return new Refusal("deadline.already-extended");
        if (MayExtend is not { } right)
            return new Refusal("deadline.not-extendable", ("basis", new LegalBasis(Basis).ToText()));
        if (On(calendar, now).IsOver(now))
            return new Refusal("deadline.over");
        return this with { Extended = new Extension(right.Period, approvedBy, reason, now) };
    }
}

/// <summary>An interval in which the clock stood still. An open one has no end yet.</summary>
public sealed record ClockStop(string Ground, Text Name, string Basis, DateTimeOffset From, DateTimeOffset? Until)
{
    // As with any period the day of the event is not counted (民法典 art.201): the day it stops is still counted,
    // the day it goes on is not yet.
    internal bool Covers(DateOnly day, DateTimeOffset now) => day > China.DayOf(From) && day <= China.DayOf(Until ?? Later(From, now));

    internal TimeSpan Overlap(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var (from, until) = (Later(From, start), Until ?? Later(From, now));
        until = until < end ? until : end;
        return until > from ? until - from : TimeSpan.Zero;
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>An extension the law allows.</summary>
/// <param name="Period">By how much.</param>
/// <param name="Approver">Who has to approve it, in the words of the law.</param>
public sealed record ExtensionRight(Period Period, string? Approver);

/// <summary>An extension that was granted.</summary>
public sealed record Extension(Period Period, string ApprovedBy, string Reason, DateTimeOffset At);
