using System.Text.Json;
using System.Text.Json.Serialization;
using Tongzheng.Feel.Dmn;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

// Facts of the stream case/{id}. They record outcomes: replay applies them and computes nothing again.

/// <summary>A case was opened: what was asked, by whom, under which version of the matter.</summary>
[Kind("case.opened")]
public sealed record CaseOpened : Fact
{
    public required string Case { get; init; }

    /// <summary>The number people use (办件编号).</summary>
    public required string Number { get; init; }

    /// <summary>Slug of the matter, and the hash of the version that this case runs under to its end.</summary>
    public required string Matter { get; init; }
    public required string Version { get; init; }

    /// <summary>The organisation that handles it.</summary>
    public required string Organisation { get; init; }

    /// <summary>Subject whose case it is: a person or an enterprise.</summary>
    public required string Party { get; init; }

    /// <summary>The person who acts: the party, its representative or a helper; and how that was proved.</summary>
    public required string Applicant { get; init; }
    [Personal(nameof(Party))] public string? Proof { get; init; }

    /// <summary>The scan of what was shown at the counter; it belongs to the party like the other files.</summary>
    [Personal(nameof(Party))] public Upload? ProofFile { get; init; }
    public required Channel Channel { get; init; }

    [Personal(nameof(Party))] public string? PartyName { get; init; }
    [Personal(nameof(Party))] public JsonText? Answers { get; init; }

    /// <summary>SHA-256 of the page that the person saw when they submitted: form, known facts and answers.</summary>
    public required string SeenHash { get; init; }

    /// <summary>Those of its files that an earlier case brought here; null where there are none.</summary>
    public IReadOnlyList<UsedAgain>? UsedAgain { get; init; }

    /// <summary>The case it comes from, where it was split off, opened again, or takes the place of a contested decision.</summary>
    public CaseLink? From { get; init; }
}

/// <summary>A file of this case that was handed in with another before: its custody.</summary>
/// <param name="File">Id of the file.</param>
/// <param name="Number">Number of the case it came with.</param>
public sealed record UsedAgain(string File, string Number);

/// <summary>
/// Another case that this one has to do with. Relation: <c>split-from</c>, <c>reopened-as</c>, <c>merged-into</c> …, or
/// <see cref="Asking.AskedBy"/> with the government that asked, the message it asked by and the step that waits for the answer.
/// </summary>
public sealed record CaseLink(string Relation, string Case, string Number, string? Jurisdiction = null, string? Message = null, string? Element = null);

/// <summary>How an application came in.</summary>
public enum Channel { Online, Counter, Program, ExOfficio }

/// <summary>
/// The procedure went a step on. Holds what the step changed of the state and all that came of it, so that the next step and
/// every page are computed from facts alone.
/// </summary>
[Kind("case.advanced")]
public sealed record CaseAdvanced : Fact
{
    public required string Case { get; init; }
    public required string Party { get; init; }

    /// <summary>What made it go on: <c>submit</c>, <c>task</c>, <c>timer</c>, <c>return</c>, <c>withdraw</c>, <c>merge</c>, <c>terminate</c>, <c>migrate</c>, <c>resolve</c>, <c>message</c>.</summary>
    public required string Trigger { get; init; }
    public string? By { get; init; }
    public string? Post { get; init; }

    /// <summary>The officer for whom it was done (委派).</summary>
    public string? OnBehalfOf { get; init; }
    public DoneTask? Done { get; init; }

    /// <summary>The opinion or ground that goes with the step; it may name people.</summary>
    [Personal(nameof(Party))] public string? Remark { get; init; }

    /// <summary>The engine's state, with the variables.</summary>
    [Personal(nameof(Party))] public JsonText? State { get; init; }
    [Personal(nameof(Party))] public IReadOnlyList<DecisionTaken>? Decisions { get; init; }

    public IReadOnlyList<OpenedTask> Opened { get; init; } = [];
    public IReadOnlyList<long> Closed { get; init; } = [];
    public IReadOnlyList<StartedTimer> Timers { get; init; } = [];
    public IReadOnlyList<long> CancelledTimers { get; init; } = [];
    public IReadOnlyList<RaisedIncident> Incidents { get; init; } = [];
    public IReadOnlyList<long> ClosedIncidents { get; init; } = [];

    /// <summary>Messages that had come before the procedure waited for them, and that it has heard now.</summary>
    public IReadOnlyList<string> Heard { get; init; } = [];
    public required CaseStatus Status { get; init; }

    /// <summary>The clock, where the step changed it; null where it is as it was.</summary>
    public CaseClock? Clock { get; init; }

    /// <summary>How it ended: <c>granted</c>, <c>refused</c>, <c>not-accepted</c>, <c>withdrawn</c>, <c>merged</c>, <c>erased</c> or the end event's id.</summary>
    public string? Outcome { get; init; }

    /// <summary>A step that ends the case before its procedure does: with its tasks, its timers and what waits for a person.</summary>
    internal static CaseAdvanced Ending(Case current, CaseAdvanced step) => step with
    {
        Closed = [.. current.Tasks.Select(task => task.Task)],
        CancelledTimers = [.. current.Timers.Select(timer => timer.Timer)],
        ClosedIncidents = [.. current.Incidents.Select(incident => incident.Incident)],
    };
}

/// <summary>Where a case stands, in the words of GB/T 39046 (办件状态) as far as a person needs them.</summary>
public enum CaseStatus { Submitted, Accepted, Correcting, Incident, Suspended, Closed }

/// <summary>A task that a person completed, with what its form answered (codes and choices; remarks are personal).</summary>
public sealed record DoneTask(long Task, string Element, string Name, string? Result);

/// <summary>
/// A task that opened. Post is the role that may do it, <c>applicant</c> for the party; StopGround the lawful ground on
/// which the statutory clock stands still while it is open; SoonFrom the first day of the last quarter of its time. Limit is
/// the limit it has of its own, and Since the event it counts from; a task without one goes with the clock of the case.
/// </summary>
public sealed record OpenedTask(
    long Task, string Element, Text Name, string? Form, string Post, string Organisation, DateOnly? Due, bool DueIsProvisional, string? StopGround,
    DateOnly? SoonFrom = null, string? Limit = null, DateTimeOffset? Since = null)
{
    /// <summary>The officer who has taken it or was given it; null while anybody of the post may do it.</summary>
    public string? Assignee { get; init; }

    /// <summary>The officer for whom the assignee does it (委派); what is done counts as done by both.</summary>
    public string? Delegator { get; init; }

    /// <summary>The verb that does it, where an act opened it and the procedure knows nothing of it; its number is then below zero.</summary>
    public string? Verb { get; init; }

    [JsonIgnore] public bool FollowsClock => Limit is null && Verb is null && Post != Casework.Case.Applicant;

    /// <summary>The task with the due date that the clock of its case has now, if it goes with it.</summary>
    public OpenedTask Following(CaseClock clock) => FollowsClock ? this with { Due = clock.Due, SoonFrom = clock.SoonFrom, DueIsProvisional = clock.IsProvisional } : this;
}

/// <summary>
/// A timer with the instant it is due. <see cref="Surroundings.Statutory"/> as its limit means that it goes with the
/// clock of the case: while that stands still, it is never due. Since is the event that any other limit counts from.
/// </summary>
public sealed record StartedTimer(long Timer, string Element, DateTimeOffset Due, bool IsProvisional, string? Limit, DateTimeOffset? Since = null)
{
    /// <summary>When a timer is due whose clock stands still.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>The procedure could not tell how to go on: a person has to look.</summary>
public sealed record RaisedIncident(long Incident, string Element, string Code, string Message);

/// <summary>A decision that a table took on the way.</summary>
/// <param name="Element">The step of the procedure.</param>
/// <param name="Decision">Id or name of the decision.</param>
/// <param name="Explanation">The values and rules that led to it, in brief: their wording stands in the version that the case ran under.</param>
public sealed record DecisionTaken(string Element, string Decision, JsonText? Explanation)
{
    /// <summary>Why it came out as it did, in the words of the version that the case ran under; null where nothing is known of it.</summary>
    public Explanation? Why(RunningMatter version) =>
        Explanation is { } json ? Feel.Dmn.Explanation.FromJson(json.ToElement(), version.FindModel(Decision)) : null;

    /// <summary>With the whole explanation, as it is shown.</summary>
    public DecisionTaken InWords(RunningMatter version) => this with { Explanation = Why(version) is { } why ? JsonText.Of(writer => why.WriteTo(writer)) : null };
}

/// <summary>A message came to the case before its procedure waits for it: it is kept, and heard as soon as it does.</summary>
[Kind("case.message-kept")]
public sealed record MessageKept : Fact
{
    public required string Case { get; init; }
    public required string Party { get; init; }

    /// <summary>Id of the message, and the name the procedure waits for it under.</summary>
    public required string Message { get; init; }
    public required string Name { get; init; }

    /// <summary>What it sets in the procedure.</summary>
    [Personal(nameof(Party))] public JsonText? Variables { get; init; }
}

/// <summary>The officer asked for corrections: fields and documents that open again, each with what is missing.</summary>
[Kind("case.correction-requested")]
public sealed record CorrectionRequested : Fact
{
    public required string Case { get; init; }
    public required string Party { get; init; }
    public required IReadOnlyList<string> Fields { get; init; }
    [Personal(nameof(Party))] public IReadOnlyDictionary<string, string>? Notes { get; init; }
    public required string By { get; init; }
}

/// <summary>The party answered a correction request. The answers are the whole form again, so that both stand side by side.</summary>
[Kind("case.corrected")]
public sealed record CaseCorrected : Fact
{
    public required string Case { get; init; }
    public required string Party { get; init; }
    [Personal(nameof(Party))] public JsonText? Answers { get; init; }
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>What the party says of the correction.</summary>
    [Personal(nameof(Party))] public string? Explanation { get; init; }
    public required string SeenHash { get; init; }
}

/// <summary>A due date was computed anew: the official calendar of a year came out, or the clock stopped and restarted.</summary>
[Kind("case.due-moved")]
public sealed record DueMoved : Fact
{
    public required string Case { get; init; }
    public required CaseClock Clock { get; init; }
    public required IReadOnlyList<StartedTimer> Timers { get; init; }

    /// <summary>Open tasks with a limit of their own whose date moved.</summary>
    public IReadOnlyList<OpenedTask> Tasks { get; init; } = [];
    public required string Reason { get; init; }
}
