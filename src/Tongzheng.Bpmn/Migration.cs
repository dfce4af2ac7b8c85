using Tongzheng.Bpmn.Running;

namespace Tongzheng.Bpmn;

/// <summary>
/// Moves a running case to another version of its procedure. Planning is the dry run: it changes nothing, and its state may be stored only
/// when there is no problem. What was called keeps its own version.
/// </summary>
public static class Migration
{
    /// <summary>Works out what moving would do.</summary>
    /// <param name="from">The version the case runs under.</param>
    /// <param name="to">The version it is to run under.</param>
    /// <param name="state">Where the case stands.</param>
    /// <param name="renamed">Elements that have another id in the new version: old id to new id.</param>
    /// <param name="options">As for <see cref="Engine.Advance"/>; used for the timers that the new version adds.</param>
    public static MigrationPlan Plan(
        ProcessDefinition from, ProcessDefinition to, ProcessState state, IReadOnlyDictionary<string, string> renamed, EngineOptions options)
    {
        var problems = Problems(from, to, state, renamed).ToList();
        if (problems.Count > 0)
            return new MigrationPlan(null, [], problems);
        var run = new Run(to, Renamed(to, state, renamed), options);
        if (run.MissingDefinition is { } missing)
            return new MigrationPlan(null, [], [new("definition.missing", from.Id, $"The called procedure {missing} is not to be found.")]);
        var step = run.Readjust(from, renamed);
        return new MigrationPlan(step.State, step.Effects, []);
    }

    static IEnumerable<MigrationProblem> Problems(ProcessDefinition from, ProcessDefinition to, ProcessState state, IReadOnlyDictionary<string, string> renamed)
    {
        if (state.DefinitionHash != from.Hash)
            yield return new("migration.other-version", from.Id, $"The case runs under {state.DefinitionHash}, not {from.Hash}.");
        else if (state.IsOver)
            yield return new("case.over", from.Id, $"The case is {state.Status}.");
        else
        {
            var own = state.Scopes.Where(scope => scope.DefinitionHash is null).ToDictionary(scope => scope.Id);
            foreach (var token in state.Tokens.Where(token => own.ContainsKey(token.ScopeId)))
            {
                foreach (var problem in OfToken(from, to, token, renamed))
                    yield return problem;
            }
            foreach (var undoable in state.Undoables.Where(undoable => own.ContainsKey(undoable.ScopeId)))
            {
                if (to.Find(New(undoable.HandlerId, renamed)) is null || to.Find(New(undoable.ActivityId, renamed)) is null)
                    yield return new("migration.cannot-undo", undoable.ActivityId, $"What undoes {undoable.ActivityId} is not in the new version.");
            }
        }
    }

    static IEnumerable<MigrationProblem> OfToken(ProcessDefinition from, ProcessDefinition to, Token token, IReadOnlyDictionary<string, string> renamed)
    {
        var old = from.Get(token.ElementId);
        if (to.Find(New(old.Id, renamed)) is not { } now)
        {
            yield return new("migration.missing", old.Id, $"The case stands at {old}, which the new version does not have: say where it went.");
            yield break;
        }
        if (now.Kind != old.Kind)
            yield return new("migration.other-kind", old.Id, $"{old} is a {now.Kind} in the new version.");
        if (now.Parent is { Kind: not ElementKind.Process } around && around.Id != New(old.Parent!.Id, renamed))
            yield return new("migration.elsewhere", old.Id, $"{old} is in another sub-process in the new version.");
        if (now.Parent?.Kind == ElementKind.Process && old.Parent!.Kind != ElementKind.Process)
            yield return new("migration.elsewhere", old.Id, $"{old} is in no sub-process in the new version.");
        if (now.Loop?.IsMultiInstance != old.Loop?.IsMultiInstance)
            yield return new("migration.other-loop", old.Id, $"{old} repeats in another way in the new version.");
        if (token.Phase is TokenPhase.Joining or TokenPhase.Spent)
        {
            foreach (var flow in (token.FlowId ?? "").Split(' ').Where(flow => now.Incoming.All(incoming => incoming.Id != flow)))
                yield return new("migration.flow-missing", old.Id, $"{old} waits for the others after the flow {flow}, which does not lead there in the new version.");
        }
    }

    static ProcessState Renamed(ProcessDefinition to, ProcessState state, IReadOnlyDictionary<string, string> renamed)
    {
        var own = state.Scopes.Where(scope => scope.DefinitionHash is null).Select(scope => scope.Id).ToHashSet();
        string Now(string id, long scope) => own.Contains(scope) ? New(id, renamed) : id;
        return new ProcessState
        {
            DefinitionId = to.Id,
            DefinitionHash = to.Hash,
            Status = state.Status,
            LastId = state.LastId,
            Tokens = [.. state.Tokens.Select(token => token.At(Now(token.ElementId, token.ScopeId)))],
            Scopes = [.. state.Scopes.Select(scope => scope.Of(scope.Kind == ScopeKind.Case ? to.Process.Id : Now(scope.ElementId, scope.Id)))],
            Waits = [.. state.Waits.Select(wait => wait.At(Now(wait.ElementId, wait.ScopeId)))],
            Undoables = [.. state.Undoables.Select(undoable => own.Contains(undoable.ScopeId)
                ? undoable with { ActivityId = New(undoable.ActivityId, renamed), HandlerId = New(undoable.HandlerId, renamed), Within = undoable.Within is { } part ? New(part, renamed) : null }
                : undoable)],
        };
    }

    internal static string New(string id, IReadOnlyDictionary<string, string> renamed) => renamed.GetValueOrDefault(id, id);
}

/// <summary>What moving a case to another version would do.</summary>
/// <param name="State">The state under the new version; null when there are problems.</param>
/// <param name="Effects">Timers begun and cancelled, tasks closed and opened anew because the new version asks something else.</param>
/// <param name="Problems">Why it cannot be moved.</param>
public sealed record MigrationPlan(ProcessState? State, IReadOnlyList<Effect> Effects, IReadOnlyList<MigrationProblem> Problems);

/// <summary>One reason against moving a case.</summary>
public sealed record MigrationProblem(string Code, string ElementId, string Message);
