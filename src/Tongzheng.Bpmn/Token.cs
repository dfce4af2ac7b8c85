namespace Tongzheng.Bpmn;

/// <summary>A place where the case stands.</summary>
public sealed class Token
{
    /// <summary>The id; a token that moves on keeps it.</summary>
    public long Id { get; internal init; }

    /// <summary>The scope it is in.</summary>
    public long ScopeId { get; internal set; }

    /// <summary>The element it is at.</summary>
    public string ElementId { get; internal set; } = "";

    /// <summary>What it does there.</summary>
    public TokenPhase Phase { get; internal set; }

    /// <summary>The sequence flow it came by, where a join has to know it.</summary>
    public string? FlowId { get; internal set; }

    /// <summary>For an instance of a loop: its number, from 1.</summary>
    public int Number { get; internal init; }

    internal Token Copy() => (Token)MemberwiseClone();

    internal Token At(string elementId)
    {
        var copy = Copy();
        copy.ElementId = elementId;
        return copy;
    }
}

/// <summary>What a token does at its element.</summary>
public enum TokenPhase
{
    /// <summary>About to run.</summary>
    Ready,
    /// <summary>Its boundary events are open; the work is about to begin.</summary>
    Opening,
    /// <summary>At work, or waiting.</summary>
    Active,
    /// <summary>The work is done; its results are about to be taken over.</summary>
    Completing,
    /// <summary>About to choose where to go.</summary>
    Leaving,
    /// <summary>At a join, until the others come.</summary>
    Joining,
    /// <summary>About to begin or to end turns of a loop.</summary>
    Looping,
    /// <summary>Remembers which flows a complex gateway has taken, until it is ready again.</summary>
    Spent,
}
