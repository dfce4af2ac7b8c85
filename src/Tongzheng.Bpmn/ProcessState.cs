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

    /// <summary>
    /// Writes the state as JSON: whole, or, where the reader will have an earlier state of the same case, without the variables
    /// that are as they were in it. False where reading does not give the same again: a function in a variable is lost.
    /// </summary>
    public bool WriteTo(Utf8JsonWriter writer, ProcessState? since = null) => StateJson.Write(this, since, writer);

    /// <summary>The whole state as UTF-8 JSON.</summary>
    public byte[] ToJson() => StateJson.Write(this);

    /// <summary>Reads what <see cref="WriteTo"/> wrote, with the earlier state that it was written for.</summary>
    /// <exception cref="JsonException">The JSON is no state of a known format, or says only what changed since a state that is not given.</exception>
    public static ProcessState FromJson(ReadOnlyMemory<byte> json, ProcessState? since = null) => StateJson.Read(json, since);

    /// <summary>What is known before the first step of a case that begins with these variables, read from plain JSON.</summary>
    /// <param name="definition">The procedure that it begins with.</param>
    /// <param name="variables">The variables known; nobody changes them any more.</param>
    public static ProcessState Before(ProcessDefinition definition, FeelContext variables) => new()
    {
        DefinitionId = definition.Id,
        DefinitionHash = definition.Hash,
        Scopes = [new Scope { Id = 1, ElementId = definition.Process.Id, Kind = ScopeKind.Case, Variables = StateJson.Plain(variables) }],
    };
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
