using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// Scopes: sub-processes, called procedures, and what ends them.
sealed partial class Run
{
    Scope OpenScope(Element element, ScopeKind kind, Scope? parent, long owner, FeelContext variables, ProcessDefinition? definition)
    {
        var scope = new Scope
        {
            Id = NewId(),
            ParentId = parent?.Id ?? 0,
            OwnerId = owner,
            ElementId = element.Id,
            Kind = kind,
            DefinitionHash = definition?.Hash ?? parent?.DefinitionHash,
            DefinitionId = definition?.Id ?? parent?.DefinitionId,
            Variables = variables,
        };
        scopes.Add(scope);
        foreach (var name in element.IsContainer ? element.DataObjects : [])
        {
            if (!scope.Variables.Contains(name))
                SetHere(scope, name, FeelValue.Null);
        }
        variablesChanged = true;
        return scope;
    }

    void ActivatePart(Token token, Element element, Scope? own)
    {
        own ??= OpenScope(element, ScopeKind.Part, GetScope(token.ScopeId), token.Id, new FeelContext(), null);
        token.Phase = TokenPhase.Active;
        OpenEventSubProcesses(own, element);
        var starts = element.Starts;
        var first = element.IsSequential ? Math.Min(1, starts.Length) : starts.Length;
        if (element.IsSequential)
            own.Loop = new LoopState(FeelValue.Null, starts.Length, first, 0, []);
        for (var at = 0; at < first; at++)
            Spawn(own.Id, starts[at]);
        if (starts.Length == 0)
            TryEnd(own.Id);
    }

    void OpenEventSubProcesses(Scope scope, Element container)
    {
        foreach (var part in container.EventSubProcesses)
            OpenWaits(0, scope.Id, part.Starts[0]);
    }

    void Call(Token token, Element element, Scope? own)
    {
        if (!TryText(element.Work.Called, Visible(own?.Id ?? token.ScopeId), token, out var id))
            return;
        var definition = Local(token.ScopeId, id ?? "") ?? options.FindDefinition(id ?? "", null);
        if (definition is null)
        {
            Report(token, "procedure.missing", $"There is no procedure {id}.");
            return;
        }
        if (definition.Process.Starts.Length == 0)
        {
            Report(token, "procedure.no-start", $"The procedure {id} has no plain start event.");
            return;
        }
        if (Depth(token.ScopeId) > Limits.ScopeDepth)
        {
            Report(token, "depth.exceeded", $"Procedures call each other deeper than {Limits.ScopeDepth}.");
            return;
        }
        var variables = element.Work.PassesAllDown ? Copy(Visible(token.ScopeId)) : new FeelContext();
        if (own is not null)
        {
            foreach (var (name, value) in own.Variables)
                variables.Set(name, value);
            scopes.Remove(own);
        }
        (called ??= [])[definition.Hash] = definition;
        token.Phase = TokenPhase.Active;
        var scope = OpenScope(definition.Process, ScopeKind.Called, GetScope(token.ScopeId), token.Id, variables, definition);
        OpenEventSubProcesses(scope, definition.Process);
        foreach (var start in definition.Process.Starts)
            Spawn(scope.Id, start);
    }

    int Depth(long scopeId)
    {
        var depth = 0;
        for (var scope = GetScope(scopeId); scope.ParentId != 0; scope = GetScope(scope.ParentId))
            depth++;
        return depth;
    }

    /// <summary>Ends a scope when no token is left in it; <paramref name="endedAt"/> is where the last one ended.</summary>
    void TryEnd(long scopeId, string? endedAt = null)
    {
        var scope = GetScope(scopeId);
        if (scope.Kind is ScopeKind.Loop or ScopeKind.Local)
            return;
        if (scope.Kind == ScopeKind.Part && DefinitionOf(scope).Get(scope.ElementId) is { Kind: ElementKind.AdHocSubProcess } adHoc && !GoesOn(scope, adHoc))
            return;
        if (tokens.Exists(token => token.ScopeId == scopeId && token.Phase != TokenPhase.Spent))
            return;
        tokens.RemoveAll(token => token.ScopeId == scopeId);
        if (scope.Kind == ScopeKind.Case)
            End(endedAt ?? scope.ElementId, null);
        else
            Complete(GetToken(scope.OwnerId), null);
    }

    /// <summary>An ad-hoc sub-process: asks its completion condition and begins the next activity. False when it stops as an incident.</summary>
    bool GoesOn(Scope scope, Element adHoc)
    {
        var owner = GetToken(scope.OwnerId);
        if (adHoc.Condition is not null)
        {
            if (!TryCondition(adHoc.Condition, Visible(scope.Id), owner, out var enough))
                return false;
            if (enough && !adHoc.KeepsOthersRunning)
                ClearTokens(scope, "interrupted");
            if (enough)
                return true;
        }
        if (scope.Loop is { } turns && turns.Started < turns.Count && !tokens.Exists(token => token.ScopeId == scope.Id))
        {
            scope.Loop = turns with { Started = turns.Started + 1 };
            Spawn(scope.Id, adHoc.Starts[turns.Started]);
        }
        return true;
    }

    /// <summary>Takes a scope away with everything in it.</summary>
    void RemoveScope(Scope scope, string reason)
    {
        ClearTokens(scope, reason);
        for (var at = waits.Count - 1; at >= 0; at--)
        {
            if (waits[at].ScopeId == scope.Id)
                CloseWait(waits[at], reason);
        }
        ForgetUndoables(scope.Id);
        scopes.Remove(scope);
    }

    void ClearTokens(Scope scope, string reason, Token? except = null)
    {
        for (var at = 0; at < tokens.Count;)
        {
            var token = tokens[at];
            if (token.ScopeId != scope.Id || token == except)
            {
                at++;
                continue;
            }
            Interrupt(token, reason);
            tokens.Remove(token);
            at = 0;
        }
    }

    /// <summary>Stops what a token does; the token itself stays.</summary>
    void Interrupt(Token token, string reason)
    {
        CloseWaits(token, reason);
        if (OwnedBy(token) is { } own)
            RemoveScope(own, reason);
    }

    void End(string elementId, string? error)
    {
        var variables = HandOut(scopes[0].Id);
        CloseAll("ended");
        status = CaseStatus.Ended;
        errorCode = error;
        effects.Add(new Ended(elementId, variables, error));
    }

    void CloseAll(string reason)
    {
        while (waits.Count > 0)
            CloseWait(waits[0], reason);
        tokens.Clear();
        undoables.Clear();
        scopes.RemoveRange(1, scopes.Count - 1);
        movable.Clear();
        signalling.Clear();
    }
}
