using Tongzheng.Bpmn.Running;
using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

/// <summary>The token game of BPMN 2.0 as one pure function: no clock, no input or output, no chance.</summary>
public static class Engine
{
    /// <summary>Takes one trigger as far as it goes without anybody: until every token waits, or the case is over.</summary>
    /// <param name="definition">The version that the case runs under.</param>
    /// <param name="state">Where the case stands; null or <see cref="ProcessState.None"/> to begin one.</param>
    /// <param name="trigger">What has happened.</param>
    /// <param name="options">Time, decisions and called procedures.</param>
    /// <returns>
    /// The new state with its effects; or a refusal with one of the codes <c>case.over</c>, <c>case.begun</c>, <c>case.not-begun</c>,
    /// <c>definition.other</c>, <c>definition.missing</c>, <c>start.unknown</c>, <c>task.finished</c>, <c>task.unknown</c> (likewise <c>timer.</c>,
    /// <c>service.</c>, <c>incident.</c>), <c>task.no-way-back</c>, <c>message.not-awaited</c>, <c>signal.not-awaited</c>.
    /// </returns>
    public static Step Advance(ProcessDefinition definition, ProcessState? state, Trigger trigger, EngineOptions options)
    {
        if (state is null || state.Status == CaseStatus.None)
            return Begin(definition, trigger, options);
        if (state.DefinitionHash != definition.Hash)
            return Step.Refused(state, "definition.other", $"The case runs under version {state.DefinitionHash}, not {definition.Hash}.");
        if (state.IsOver)
            return Step.Refused(state, "case.over", $"The case is {state.Status}.");

        var run = new Run(definition, state, options);
        if (run.MissingDefinition is { } missing)
            return Step.Refused(state, "definition.missing", $"The called procedure {missing} is not to be found.");
        return trigger switch
        {
            Start => Step.Refused(state, "case.begun", "The case has begun already."),
            CompleteTask done => Answer(run, state, WaitKind.Task, done.TaskId, "task", wait => run.Work(wait, done.Variables)),
            CompleteService done => Answer(run, state, WaitKind.Service, done.ServiceId, "service", wait => run.Work(wait, done.Variables)),
            FailService failed => Answer(run, state, WaitKind.Service, failed.ServiceId, "service", wait => run.Fail(wait, failed.ErrorCode, failed.Message)),
            SendBack back when run.FindWait(back.TaskId) is { Kind: WaitKind.Task } wait => run.FindWayBack(wait, back.ElementId) is { } way
                ? Answer(run, state, WaitKind.Task, back.TaskId, "task", open => run.SendBack(open, way))
                : Step.Refused(state, "task.no-way-back", $"No way leads back from the task {back.TaskId} to {back.ElementId}."),
            SendBack back => Answer(run, state, WaitKind.Task, back.TaskId, "task", _ => { }),
            FireTimer due => Answer(run, state, WaitKind.Timer, due.TimerId, "timer", wait => run.Happen(wait, null)),
            Resolve settled => Answer(run, state, WaitKind.Incident, settled.IncidentId, "incident", wait => run.Settle(wait, settled.Variables)),
            ReceiveMessage message => run.Deliver(message.Name, message.Variables)
                ? run.Finish()
                : Step.Refused(state, "message.not-awaited", $"Nothing in the case waits for the message {message.Name}."),
            Signal signal => run.Broadcast(signal.Name, signal.Variables)
                ? run.Finish()
                : Step.Refused(state, "signal.not-awaited", $"Nothing in the case waits for the signal {signal.Name}."),
            Cancel => run.Withdraw(),
            _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "No such trigger."),
        };
    }

    static Step Answer(Run run, ProcessState state, WaitKind kind, long id, string word, Action<Wait> take)
    {
        if (run.FindWait(id) is not { } wait || wait.Kind != kind)
        {
            return id > 0 && id <= state.LastId
                ? Step.Refused(state, $"{word}.finished", $"The {word} {id} is no longer open.")
                : Step.Refused(state, $"{word}.unknown", $"There is no {word} {id}.");
        }
        take(wait);
        return run.Finish();
    }

    static Step Begin(ProcessDefinition definition, Trigger trigger, EngineOptions options)
    {
        switch (trigger)
        {
            case Start { StartEventId: null } start:
                return definition.Process.Starts.Length > 0
                    ? new Run(definition, options).Begin(definition.Process.Starts, start.Variables)
                    : Step.Refused(null, "start.unknown", $"{definition.Id} has no plain start event.");
            case Start start:
                return definition.Process.Children.FirstOrDefault(child => child.Id == start.StartEventId && child.Kind == ElementKind.StartEvent) is { } chosen
                    ? new Run(definition, options).Begin([chosen], start.Variables)
                    : Step.Refused(null, "start.unknown", $"{definition.Id} has no start event {start.StartEventId}.");
            case ReceiveMessage message:
                return BeginAt(definition, EventKind.Message, message.Name, message.Variables, options, "message.not-awaited");
            case Signal signal:
                return BeginAt(definition, EventKind.Signal, signal.Name, signal.Variables ?? new FeelContext(), options, "signal.not-awaited");
            default:
                return Step.Refused(null, "case.not-begun", "The case has not begun.");
        }
    }

    static Step BeginAt(ProcessDefinition definition, EventKind kind, string name, FeelContext variables, EngineOptions options, string code)
    {
        foreach (var child in definition.Process.Children)
        {
            if (child.Kind == ElementKind.StartEvent && Catches(child, kind, name))
                return new Run(definition, options).Begin([child], variables);
            if (child.Kind == ElementKind.ReceiveTask && child.Instantiates && Catches(child, kind, name))
                return new Run(definition, options).BeginAfter(child, variables);
            if (child.Kind != ElementKind.EventBasedGateway || !child.Instantiates)
                continue;
            foreach (var flow in child.Outgoing)
            {
                if (Catches(flow.Target, kind, name))
                    return new Run(definition, options).BeginAfter(flow.Target, variables);
            }
        }
        return Step.Refused(null, code, $"No start event of {definition.Id} waits for {name}.");
    }

    static bool Catches(Element element, EventKind kind, string name)
    {
        foreach (var definition in element.Events)
        {
            if (definition.Kind == kind && definition.Name == name)
                return true;
        }
        return false;
    }
}
