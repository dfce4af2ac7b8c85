using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Casework;

/// <summary>
/// The clocks of one case: what the law allows, and what the office promised where it promised less. They start when the
/// case is accepted, stand still while the law lets them, and end with the case. The due date is stored with each fact,
/// so that a list is one comparison; it is computed, never typed.
/// </summary>
public sealed record CaseClock
{
    public static readonly CaseClock NotStarted = new();

    const string LicenceType = "01"; // 行政许可 in the list of item types

    public Deadline? Statutory { get; init; }
    public Deadline? Promised { get; init; }

    /// <summary>The earlier of the two last days.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The first day of the last quarter of that time: when a list begins to warn.</summary>
    public DateOnly? SoonFrom { get; init; }
    public bool IsProvisional { get; init; }
    public DateOnly? EndedOn { get; init; }

    /// <summary>The day of acceptance; null while nobody has accepted, a correction before it included.</summary>
    public DateOnly? StartedOn { get; init; }

    public bool IsStopped => Statutory?.IsStopped == true || Promised?.IsStopped == true;

    /// <summary>Acceptance: the period begins, the day itself not counted.</summary>
    /// <param name="rule">The limit of the table of law that counts here instead of the matter's own: a simple procedure has a shorter one.</param>
    public CaseClock Start(Act act, Matter matter, WorkCalendar calendar, string? rule = null)
    {
        if ((rule ?? matter.StatutoryLimit?.Rule) is { } known && TimeLimits.PeriodOf(known, act.Today).Value is { } limit)
            return (this with { StartedOn = act.Today, Statutory = limit.Start(act.Now), Promised = rule is null ? Running(matter.PromisedLimit) : null }).Computed(calendar, act.Now);
        if (matter.StatutoryLimit is { OnTheSpot: true }) return this with { StartedOn = act.Today, Due = act.Today };
        return (this with { StartedOn = act.Today, Statutory = Running(matter.StatutoryLimit), Promised = Running(matter.PromisedLimit) }).Computed(calendar, act.Now);

        Deadline? Running(Matters.TimeLimit? stated) =>
            stated is null || !Period.TryParse($"{stated.Value} {stated.Unit}", out var period) ? null : new Deadline
            {
                Event = new Text("受理", "acceptance"),
                Start = act.Now,
                Period = period,
                Basis = matter.Basis ?? "",
                Procedure = ProcedureOf(matter),
                MayExtend = ExtensionOf(matter, period, act.Today),
            };
    }

    public CaseClock Stop(string ground, DateTimeOffset at, WorkCalendar calendar) =>
        EndedOn is not null || IsStopped ? this
            : (this with { Statutory = Stopped(Statutory, ground, at), Promised = Stopped(Promised, ground, at) }).Computed(calendar, at);

    public CaseClock Restart(DateTimeOffset at, WorkCalendar calendar) =>
        EndedOn is not null || !IsStopped ? this
            : (this with { Statutory = Statutory is { IsStopped: true } s ? s.Restart(at).Value : Statutory, Promised = Promised is { IsStopped: true } p ? p.Restart(at).Value : Promised })
                .Computed(calendar, at);

    /// <summary>The one lawful extension. The promise goes with the law: it is never longer.</summary>
    public Outcome<CaseClock> Extend(WorkCalendar calendar, Act act, string approvedBy)
    {
        if (Statutory is null) return new Refusal("deadline.not-running");
        var extended = Statutory.Extend(calendar, act.Now, approvedBy, act.Reason ?? "");
        return extended.Value is { } longer ? (this with { Statutory = longer, Promised = null }).Computed(calendar, act.Now) : extended.Refusal ?? new Refusal("deadline.not-extendable");
    }

    public CaseClock End(DateOnly day) => EndedOn is null ? this with { EndedOn = day } : this;

    /// <summary>The same clocks by the calendar known now: what a provisional date becomes when the notice is published.</summary>
    public CaseClock Computed(WorkCalendar calendar, DateTimeOffset now)
    {
        var dues = new[] { Statutory, Promised }.OfType<Deadline>().Select(deadline => deadline.On(calendar, now)).ToList();
        if (dues.Count == 0) return this;
        var first = dues.MinBy(due => due.At);
        return this with { Due = first?.LastDay, SoonFrom = first is null ? null : China.DayOf(first.YellowFrom), IsProvisional = dues.Any(due => due.IsProvisional) };
    }

    // Grounds to stop the clock are those of the law that governs the kind of matter, where there is one.
    static string ProcedureOf(Matter matter) =>
        Codes.ItemTypes.TryGetValue(matter.ItemType, out var type) && StopGround.Of(type.Zh).Any() ? type.Zh : StopGround.OtherMatters;

    // 行政许可法 art.42: the general period of a licence may be extended once, with the approval the article names. A
    // matter with a period of its own has the extension of its own law, which the list of matters does not state.
    static ExtensionRight? ExtensionOf(Matter matter, Period period, DateOnly day) =>
        matter.ItemType == LicenceType && TimeLimits.PeriodOf("XK-02", day).Value is { } general && general.Period == period ? general.MayExtend : null;

    /// <summary>A ground the law of the procedure does not know stops nothing: the clock runs on.</summary>
    static Deadline? Stopped(Deadline? deadline, string ground, DateTimeOffset at) => deadline?.Stop(ground, at).Value ?? deadline;
}
