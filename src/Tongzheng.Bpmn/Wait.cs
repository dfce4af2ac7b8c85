namespace Tongzheng.Bpmn;

/// <summary>Something the case waits for.</summary>
public sealed class Wait
{
    /// <summary>The id: that of the task, timer, service call or incident.</summary>
    public long Id { get; internal init; }

    /// <summary>What is waited for.</summary>
    public WaitKind Kind { get; internal init; }

    /// <summary>The token that waits; 0 for the start event of an event sub-process.</summary>
    public long TokenId { get; internal init; }

    /// <summary>The scope it is in.</summary>
    public long ScopeId { get; internal init; }

    /// <summary>The task or event.</summary>
    public string ElementId { get; internal set; } = "";

    /// <summary>Which of the event's definitions.</summary>
    public int Definition { get; internal init; }

    /// <summary>The name of the message or signal; the code of the incident; the text of the timer.</summary>
    public string? Name { get; internal init; }

    /// <summary>For a cycle: turns to come, this one included; -1 without end.</summary>
    public int Remaining { get; internal init; } = 1;

    /// <summary>For a condition: what it was when it was last asked, so that it fires when it becomes true.</summary>
    public bool WasTrue { get; internal set; }

    internal Wait Copy() => (Wait)MemberwiseClone();

    internal Wait At(string elementId)
    {
        var copy = Copy();
        copy.ElementId = elementId;
        return copy;
    }
}

/// <summary>What can be waited for.</summary>
public enum WaitKind
{
    /// <summary>A person's task.</summary>
    Task,
    /// <summary>A service call.</summary>
    Service,
    /// <summary>A timer.</summary>
    Timer,
    /// <summary>A message.</summary>
    Message,
    /// <summary>A signal.</summary>
    Signal,
    /// <summary>A condition on the variables.</summary>
    Condition,
    /// <summary>A person who settles an incident.</summary>
    Incident,
}
