using System.Text.Json;
using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

/// <summary>
/// Where a case stands: a small value, never changed once given out. It is what is stored; its JSON is stable.
/// Tokens, scopes and waits share one counter for their ids.
/// </summary>
public sealed class ProcessState
{
    /// <summary>No case yet.</summary>
    public static readonly ProcessState None = new() { DefinitionId = "", DefinitionHash = "" };

    /// <summary>The procedure's id.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The exact version of the procedure that the case runs under.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>Whether it goes on.</summary>
    public CaseStatus Status { get; init; }

    /// <summary>The error code, where the case ended in an error that nobody caught.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The last id given out.</summary>
    public long LastId { get; init; }

    /// <summary>The tokens, oldest first.</summary>
    public IReadOnlyList<Token> Tokens { get; init; } = [];

    /// <summary>The scopes, oldest first; the first is the case itself.</summary>
    public IReadOnlyList<Scope> Scopes { get; init; } = [];

    /// <summary>What is waited for, oldest first.</summary>
    public IReadOnlyList<Wait> Waits { get; init; } = [];

    /// <summary>What was completed and can be undone, oldest first.</summary>
    public IReadOnlyList<Undoable> Undoables { get; init; } = [];

    /// <summary>The variables of the case itself.</summary>
    public FeelContext Variables => Scopes.Count == 0 ? new FeelContext() : Scopes[0].Variables;

    /// <summary>Has the case come to its end, in whichever way?</summary>
    public bool IsOver => Status is not (CaseStatus.None or CaseStatus.Running);

    /// <summary>The wait with this id, or null.</summary>
    public Wait? FindWait(long id)
    {
        foreach (var wait in Waits)
        {
            if (wait.Id == id)
                return wait;
        }
        return null;
    }

    /// <summary>The ids of the elements at which the case stands now: for the diagram.</summary>
    public IEnumerable<string> ActiveElements => Tokens.Where(token => token.Phase != TokenPhase.Spent).Select(token => token.ElementId).Distinct();

    /// <summary>Writes the state as JSON.</summary>
    public void WriteTo(Utf8JsonWriter writer) => StateJson.Write(this, writer);

    /// <summary>The state as UTF-8 JSON.</summary>
    public byte[] ToJson() => StateJson.Write(this);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="JsonException">The JSON is no state of a known format.</exception>
    public static ProcessState FromJson(ReadOnlyMemory<byte> json) => StateJson.Read(json);
}

/// <summary>Whether a case goes on.</summary>
public enum CaseStatus
{
    /// <summary>Not begun.</summary>
    None,
    /// <summary>Running, or waiting.</summary>
    Running,
    /// <summary>Ended, in the way its procedure provides or in an uncaught error.</summary>
    Ended,
    /// <summary>Withdrawn.</summary>
    Cancelled,
}

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

/// <summary>A completed activity that a compensation can undo.</summary>
/// <param name="Id">Orders them: the latest is undone first.</param>
/// <param name="ScopeId">The scope whose compensation reaches it.</param>
/// <param name="ActivityId">What was completed.</param>
/// <param name="HandlerId">The activity or event sub-process that undoes it.</param>
/// <param name="Within">The completed sub-process it was in, or null.</param>
/// <param name="Variables">The variables of that sub-process as they were, or null.</param>
/// <param name="TokenId">The token that runs the handler; 0 while it is not asked for.</param>
/// <param name="Thrower">The token that waits for it; 0 while it is not asked for.</param>
public sealed record Undoable(long Id, long ScopeId, string ActivityId, string HandlerId, string? Within, FeelContext? Variables, long TokenId = 0, long Thrower = 0);
