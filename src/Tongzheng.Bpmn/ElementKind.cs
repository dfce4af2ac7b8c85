namespace Tongzheng.Bpmn;

/// <summary>What a node of a procedure is (BPMN 2.0.2, chapter 10).</summary>
public enum ElementKind
{
    /// <summary>The procedure itself: the outermost container.</summary>
    Process,
    /// <summary>Where a procedure or sub-process begins.</summary>
    StartEvent,
    /// <summary>Where a path ends.</summary>
    EndEvent,
    /// <summary>Waits for something in the flow.</summary>
    IntermediateCatchEvent,
    /// <summary>Makes something happen in the flow.</summary>
    IntermediateThrowEvent,
    /// <summary>Waits while an activity runs.</summary>
    BoundaryEvent,
    /// <summary>A task of no kind: passed through.</summary>
    Task,
    /// <summary>A person's task with a form.</summary>
    UserTask,
    /// <summary>A program's task.</summary>
    ServiceTask,
    /// <summary>Sends a message.</summary>
    SendTask,
    /// <summary>Waits for a message.</summary>
    ReceiveTask,
    /// <summary>A decision table.</summary>
    BusinessRuleTask,
    /// <summary>A FEEL expression, or a program's task where a task type is given.</summary>
    ScriptTask,
    /// <summary>A person's work outside the system: passed through.</summary>
    ManualTask,
    /// <summary>Runs another procedure.</summary>
    CallActivity,
    /// <summary>A part with its own variables.</summary>
    SubProcess,
    /// <summary>A part started by an event of its container.</summary>
    EventSubProcess,
    /// <summary>A part that can be cancelled and compensated.</summary>
    Transaction,
    /// <summary>Activities in any order.</summary>
    AdHocSubProcess,
    /// <summary>Takes one way.</summary>
    ExclusiveGateway,
    /// <summary>Takes every way whose condition holds, and joins those taken.</summary>
    InclusiveGateway,
    /// <summary>Takes all ways, and joins all.</summary>
    ParallelGateway,
    /// <summary>Takes the way whose event comes first.</summary>
    EventBasedGateway,
    /// <summary>Joins when its own condition holds.</summary>
    ComplexGateway,
}

/// <summary>What an event waits for or throws.</summary>
public enum EventKind
{
    /// <summary>Nothing: plain start, plain end, milestone.</summary>
    None,
    /// <summary>A message to this one case.</summary>
    Message,
    /// <summary>A point or span of time.</summary>
    Timer,
    /// <summary>A signal to all that listen.</summary>
    Signal,
    /// <summary>A failure that ends the activity.</summary>
    Error,
    /// <summary>Word to the part around, which may go on.</summary>
    Escalation,
    /// <summary>A condition on the variables.</summary>
    Conditional,
    /// <summary>Undoing what was completed.</summary>
    Compensation,
    /// <summary>Cancelling a transaction.</summary>
    Cancel,
    /// <summary>Ending everything in the container.</summary>
    Terminate,
    /// <summary>Going on at the catch event of the same name.</summary>
    Link,
}

/// <summary>How a timer's text is read (ISO 8601).</summary>
public enum TimerKind
{
    /// <summary>A span from now: PT5M, P20D.</summary>
    Duration,
    /// <summary>An instant: 2026-02-10T09:00:00+08:00.</summary>
    Date,
    /// <summary>Repetitions: R3/PT10M.</summary>
    Cycle,
}
