using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

/// <summary>A space for variables: the case, a sub-process, a called procedure, a loop, or the inputs of one task.</summary>
public sealed class Scope
{
    /// <summary>The id.</summary>
    public long Id { get; internal init; }

    /// <summary>The scope around it; 0 for the case itself.</summary>
    public long ParentId { get; internal init; }

    /// <summary>The token that stands in the scope around and waits for this one; 0 for the case itself.</summary>
    public long OwnerId { get; internal set; }

    /// <summary>The process, sub-process or activity it belongs to.</summary>
    public string ElementId { get; internal set; } = "";

    /// <summary>What it is for.</summary>
    public ScopeKind Kind { get; internal init; }

    /// <summary>For a called procedure and all inside it: the version it runs under; null under the case's own.</summary>
    public string? DefinitionHash { get; internal init; }

    /// <summary>For a called procedure and all inside it: its id.</summary>
    public string? DefinitionId { get; internal init; }

    /// <summary>Its variables. They hide those of the same name around it.</summary>
    public FeelContext Variables { get; internal set; } = new();

    /// <summary>For a loop: how far it is.</summary>
    public LoopState? Loop { get; internal set; }

    internal bool OwnsVariables { get; set; }

    internal Scope Copy()
    {
        var copy = (Scope)MemberwiseClone();
        copy.OwnsVariables = false;
        return copy;
    }

    internal Scope Of(string elementId)
    {
        var copy = Copy();
        copy.ElementId = elementId;
        return copy;
    }
}

/// <summary>What a scope is for.</summary>
public enum ScopeKind
{
    /// <summary>The case itself.</summary>
    Case,
    /// <summary>A sub-process of any kind.</summary>
    Part,
    /// <summary>A procedure that was called.</summary>
    Called,
    /// <summary>The turns or instances of a loop.</summary>
    Loop,
    /// <summary>The inputs of one task or event.</summary>
    Local,
}

/// <summary>How far a loop or multi-instance activity is.</summary>
/// <param name="Items">The collection, or null.</param>
/// <param name="Count">Instances in all; -1 for a standard loop.</param>
/// <param name="Started">Instances begun.</param>
/// <param name="Completed">Instances completed.</param>
/// <param name="Results">The results so far, at the places of their items.</param>
public sealed record LoopState(FeelValue Items, int Count, int Started, int Completed, IReadOnlyList<FeelValue> Results);
