namespace Tongzheng.Bpmn;

/// <summary>The answer to a trigger: a new state with its effects, or a refusal, which leaves the state as it was.</summary>
public sealed record Step(ProcessState State, IReadOnlyList<Effect> Effects, EngineRefusal? Refusal = null)
{
    /// <summary>
    /// Ids of the nodes left and the sequence flows taken by this trigger, in order, so that the diagram can show the way. A node of a called
    /// procedure has that procedure's id and a slash before its own.
    /// </summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    internal static Step Refused(ProcessState? state, string code, string message) =>
        new(state ?? ProcessState.None, [], new EngineRefusal(code, message));
}

/// <summary>Why a trigger was not taken. The code is stable; the message is for developers.</summary>
public sealed record EngineRefusal(string Code, string Message);
