using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

/// <summary>What makes a case go on. Exactly one is handed to <see cref="Engine.Advance"/>.</summary>
public abstract record Trigger
{
    private protected Trigger() { }
}

/// <summary>Begins a case, at its plain start or at the start event named (a timer's, from the caller's calendar).</summary>
public sealed record Start(FeelContext Variables, string? StartEventId = null) : Trigger;

/// <summary>A person has done a task.</summary>
public sealed record CompleteTask(long TaskId, FeelContext Variables) : Trigger;

/// <summary>Whoever has a task sends the case back to an earlier one, on one of the ways that <see cref="WayBack"/> knows.</summary>
public sealed record SendBack(long TaskId, string ElementId) : Trigger;

/// <summary>A timer is due.</summary>
public sealed record FireTimer(long TimerId) : Trigger;

/// <summary>A message came in. It goes to the oldest wait for this name; with no case yet, it begins one.</summary>
public sealed record ReceiveMessage(string Name, FeelContext Variables) : Trigger;

/// <summary>A called service answers.</summary>
public sealed record CompleteService(long ServiceId, FeelContext Variables) : Trigger;

/// <summary>A called service failed: the code goes to an error event that catches it, else a person is asked.</summary>
public sealed record FailService(long ServiceId, string ErrorCode, string Message) : Trigger;

/// <summary>A signal came in: every wait for this name goes on; with no case yet, it begins one.</summary>
public sealed record Signal(string Name, FeelContext? Variables = null) : Trigger;

/// <summary>The case is withdrawn: everything open is closed.</summary>
public sealed record Cancel : Trigger;

/// <summary>A person has settled an incident: the variables are set and the step is tried again.</summary>
public sealed record Resolve(long IncidentId, FeelContext Variables) : Trigger;
