using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Bpmn;

/// <summary>What the caller has to do or to record after a trigger. Ids are counters of the case and never used twice.</summary>
public abstract record Effect
{
    private protected Effect() { }
}

/// <summary>A person's task opens.</summary>
public sealed record OpenTask(
    long TaskId, string ElementId, string Name, string? FormId, IReadOnlyList<string> CandidateGroups, string? Assignee,
    IReadOnlyDictionary<string, string> Properties, FeelContext Inputs) : Effect;

/// <summary>A task closes without being completed: <c>interrupted</c>, <c>ended</c>, <c>cancelled</c> or <c>migrated</c>.</summary>
public sealed record CloseTask(long TaskId, string ElementId, string Reason) : Effect;

/// <summary>
/// A timer begins; the caller works out when <paramref name="Text"/> (ISO 8601: a duration, for a cycle that of one turn, or an instant) is
/// due and sends <see cref="FireTimer"/> then. For a cycle <paramref name="Remaining"/> counts the turns still to come, this one included,
/// -1 without end; each turn is a timer of its own.
/// </summary>
public sealed record StartTimer(
    long TimerId, string ElementId, TimerKind Kind, string Text, int Remaining, IReadOnlyDictionary<string, string> Properties) : Effect;

/// <summary>A timer is no longer wanted.</summary>
public sealed record CancelTimer(long TimerId, string ElementId) : Effect;

/// <summary>A program is asked; the case waits for <see cref="CompleteService"/> or <see cref="FailService"/>.</summary>
public sealed record CallService(
    long ServiceId, string ElementId, string Type, FeelContext Inputs, IReadOnlyDictionary<string, string> Properties) : Effect;

/// <summary>A called service is no longer waited for.</summary>
public sealed record CancelService(long ServiceId, string ElementId) : Effect;

/// <summary>A message goes out.</summary>
public sealed record SendMessage(string Name, string ElementId, FeelContext Inputs, IReadOnlyDictionary<string, string> Properties) : Effect;

/// <summary>A signal was thrown. This case has heard it already; the caller may pass it to others.</summary>
public sealed record SendSignal(string Name, string ElementId, FeelContext Inputs) : Effect;

/// <summary>A decision was taken; the explanation is there when the caller's function gave one.</summary>
public sealed record Decided(string ElementId, string DecisionId, FeelValue Value, Explanation? Explanation) : Effect;

/// <summary>The case stops here until a person settles it with <see cref="Resolve"/>. Nothing is lost; other paths go on.</summary>
/// <remarks>
/// Codes are stable: <c>condition.unknown</c>, <c>expression.failed</c>, <c>flow.none</c>, <c>steps.exceeded</c>, <c>join.stuck</c>,
/// <c>service.failed</c>, <c>decision.failed</c>, <c>procedure.missing</c>, <c>procedure.no-start</c>, <c>depth.exceeded</c>,
/// <c>loop.no-list</c>, <c>loop.no-count</c>, <c>loop.too-many</c>.
/// </remarks>
public sealed record Incident(long IncidentId, string ElementId, string Code, string Message, IReadOnlyList<Diagnostic> Diagnostics) : Effect;

/// <summary>An incident is no longer open, because its activity was interrupted or the case ended.</summary>
public sealed record CloseIncident(long IncidentId, string ElementId) : Effect;

/// <summary>The case has ended at this element with these variables; with a code where it ended in an error nobody caught.</summary>
public sealed record Ended(string ElementId, FeelContext Variables, string? ErrorCode) : Effect;
