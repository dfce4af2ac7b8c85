using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>What the law lets happen to its clock: it stops on a ground, goes on, is extended once.</summary>
public static class ClockVerbs
{
    /// <summary>行政许可法 art.48: the hearing is made known this long before (facts/time-limits.csv).</summary>
    const string HearingNotice = "XK-08";

    public static Outcome<Done> Suspend(Doing doing) => Stop(doing, doing.Aim.Written ?? "");

    public static Outcome<Done> CallHearing(Doing doing)
    {
        if (TimeLimits.PeriodOf(HearingNotice, doing.Act.Today).Value is { } notice && doing.Aim.At is { } at
            && notice.Start(at).On(doing.Around.Calendar, doing.Act.Now).LastDay < doing.Act.Today)
            return new Refusal("hearing.notice", ("days", notice.Period.Amount)) { Field = "target" };
        return Stop(doing, doing.Verb.Ground ?? "");
    }

    static Outcome<Done> Stop(Doing doing, string ground)
    {
        if (doing.Case.Clock.Statutory is { } statutory && StopGround.Find(statutory.Procedure, ground) is null)
            return new Refusal("deadline.no-lawful-stop", ("ground", NameOf(ground, statutory.Procedure)), ("procedure", statutory.Procedure)) { Field = "target" };
        return (Done)Paused(doing, doing.Fact, [.. doing.Case.Pauses, new Pause(doing.Verb.Code, ground, doing.Act.Now)]);
    }

    /// <summary>The counterpart of another verb: that reason is over; the clock goes on when it was the last.</summary>
    public static Func<Doing, Outcome<Done>> EndOf(string verb) => doing => (Done)Paused(doing, doing.Fact, [.. doing.Case.Pauses.Where(pause => pause.Verb != verb)]);

    public static Func<Case, OpenedTask?, Act, Refusal?> Unless(string verb) => (current, _, _) =>
        current.Pauses.Any(pause => pause.Verb == verb) ? null : new Refusal("deadline.not-stopped");

    public static Func<Case, OpenedTask?, Act, Refusal?> NotTwice(string verb) => (current, _, _) =>
        current.Pauses.Any(pause => pause.Verb == verb) ? new Refusal("deadline.already-stopped") : null;

    public static Outcome<Done> Extend(Doing doing)
    {
        var extended = doing.Case.Clock.Extend(doing.Around.Calendar, doing.Act, doing.Case.Clock.Statutory?.MayExtend?.Approver ?? VerbWords.Of(Who.Head).Zh);
        return extended.Value is { } clock ? (Done)Recomputed(doing, doing.Fact with { Clock = clock }) : extended.Refusal ?? new Refusal("deadline.not-running");
    }

    public static Refusal? NotExtendable(Case current, OpenedTask? task, Act act) =>
        current.Clock.Statutory is not { } statutory ? new Refusal("deadline.not-running")
        : statutory.Extended is not null ? new Refusal("deadline.already-extended")
        : statutory.MayExtend is null ? new Refusal("deadline.not-extendable", ("basis", new LegalBasis(statutory.Basis).ToText())) : null;

    /// <summary>The fact with these pauses: the clock stands still while there is one, and goes on after the last.</summary>
    public static CaseActed Paused(Doing doing, CaseActed fact, IReadOnlyList<Pause> pauses)
    {
        var (current, now, calendar) = (doing.Case, doing.Act.Now, doing.Around.Calendar);
        var clock = pauses.Count > 0 ? current.Clock.Stop(pauses[0].Ground, now, calendar)
            : current.Tasks.Any(task => task.StopGround is not null) ? current.Clock
            : current.Clock.Restart(now, calendar);
        return Recomputed(doing, fact with { Pauses = pauses, Clock = clock, Status = StatusOf(current, pauses) });
    }

    static CaseStatus StatusOf(Case current, IReadOnlyList<Pause> pauses) =>
        current.IsClosed ? CaseStatus.Closed
        : current.Incidents.Count > 0 ? CaseStatus.Incident
        : pauses.Count > 0 ? CaseStatus.Suspended
        : current.Tasks.Any(task => task.StopGround is not null || task.Post == Case.Applicant) ? CaseStatus.Correcting
        : current.Clock.StartedOn is not null ? CaseStatus.Accepted : CaseStatus.Submitted;

    /// <summary>Timers that wait for the end of the statutory time follow it; the steps do so by themselves.</summary>
    static CaseActed Recomputed(Doing doing, CaseActed fact) => fact with
    {
        Timers = [.. doing.Case.Timers.Select(timer => doing.Around.Following(timer, fact.Clock, doing.Act.Now)).Where(timer => !doing.Case.Timers.Contains(timer))],
    };

    /// <summary>A ground in the words of the law.</summary>
    public static Text NameOf(string ground, string? procedure) =>
        (StopGround.All.FirstOrDefault(each => each.Ground == ground && each.Procedure == procedure) ?? StopGround.All.FirstOrDefault(each => each.Ground == ground))?.Name ?? ground;
}
