using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// Compensation: what was completed is remembered with who undoes it; a throwing event has it undone, the latest first, one after the other.
sealed partial class Run
{
    /// <summary>Remembers a completed activity, and what was completed in it, for a later compensation.</summary>
    void Remember(Token token, Element element, Scope? own)
    {
        if (!element.IsActivity || element.IsForCompensation)
            return;
        if (own is not null)
            Hoist(own, token.ScopeId, element);
        if (element.CompensatedBy is { } handler)
            undoables.Add(new Undoable(NewId(), token.ScopeId, element.Id, handler.Id, null, null));
    }

    // The scope of what only the compensation event sub-process of this undoable may undo.
    static long OnlyFor(Undoable whole) => -whole.Id;

    void Rescope(long from, long to)
    {
        for (var at = 0; at < undoables.Count; at++)
        {
            if (undoables[at].ScopeId == from)
                undoables[at] = undoables[at] with { ScopeId = to };
        }
    }

    void ForgetUndoables(long scopeId)
    {
        for (var at = undoables.Count - 1; at >= 0; at--)
        {
            if (undoables[at].ScopeId != scopeId)
                continue;
            var whole = undoables[at];
            undoables.RemoveAt(at);
            ForgetUndoables(OnlyFor(whole));
            at = Math.Min(at, undoables.Count);
        }
    }

    /// <summary>
    /// Hands what was completed in a scope that ends to the scope around, with the variables as they are now. A compensation event
    /// sub-process stands for all of it and may undo it in its turn. What was completed in a called procedure cannot be undone once that has ended.
    /// </summary>
    void Hoist(Scope own, long outer, Element element)
    {
        if (own.Kind is ScopeKind.Called or ScopeKind.Local)
            return;
        foreach (var part in element.EventSubProcesses)
        {
            if (own.Kind != ScopeKind.Part || !part.Starts[0].Has(EventKind.Compensation))
                continue;
            var whole = new Undoable(NewId(), outer, element.Id, part.Id, element.Id, Copy(own.Variables));
            Rescope(own.Id, OnlyFor(whole));
            undoables.Add(whole);
            return;
        }
        for (var at = 0; at < undoables.Count; at++)
        {
            if (undoables[at].ScopeId == own.Id)
                undoables[at] = undoables[at] with { ScopeId = outer, Within = undoables[at].Within ?? element.Id, Variables = undoables[at].Variables ?? Copy(own.Variables) };
        }
    }

    /// <summary>Begins to undo what is named, or everything completed in the scope. False when there is nothing to undo.</summary>
    bool BeginUndo(Token thrower, string? activityId)
    {
        var scope = GetScope(thrower.ScopeId);
        var outer = scope.Kind == ScopeKind.Part && DefinitionOf(scope).Get(scope.ElementId).Kind == ElementKind.EventSubProcess ? scope.ParentId : scope.Id;
        var found = false;
        for (var at = 0; at < undoables.Count; at++)
        {
            var undoable = undoables[at];
            if (undoable.Thrower != 0 || (undoable.ScopeId != scope.Id && undoable.ScopeId != outer)
                || (activityId is not null && undoable.ActivityId != activityId && undoable.Within != activityId))
                continue;
            undoables[at] = undoable with { Thrower = thrower.Id };
            found = true;
        }
        if (!found)
            return false;
        thrower.Phase = TokenPhase.Active;
        UndoNext(thrower);
        return true;
    }

    void UndoNext(Token thrower)
    {
        var at = undoables.FindLastIndex(undoable => undoable.Thrower == thrower.Id);
        if (at < 0)
        {
            EndThrowing(thrower);
            return;
        }
        var next = undoables[at];
        var scope = GetScope(next.ScopeId);
        var handler = DefinitionOf(scope).Get(next.HandlerId);
        var token = Add(scope.Id, handler, TokenPhase.Ready);
        undoables[at] = next with { TokenId = token.Id };
        if (handler.Kind == ElementKind.EventSubProcess)
        {
            token.Phase = TokenPhase.Active;
            var part = OpenScope(handler, ScopeKind.Part, scope, token.Id, next.Variables ?? new FeelContext(), null);
            Rescope(OnlyFor(next), part.Id);
            Complete(Add(part.Id, handler.Starts[0], TokenPhase.Active), null);
            return;
        }
        if (next.Variables is { Count: > 0 } variables)
            OpenScope(handler, handler.IsContainer ? ScopeKind.Part : ScopeKind.Local, scope, token.Id, variables, null);
        movable.Enqueue(token);
    }

    /// <summary>Was this token's work an undoing? Then the next one follows.</summary>
    bool EndUndo(Token token)
    {
        var at = undoables.FindIndex(undoable => undoable.TokenId == token.Id);
        if (at < 0)
            return false;
        var thrower = GetToken(undoables[at].Thrower);
        undoables.RemoveAt(at);
        tokens.Remove(token);
        UndoNext(thrower);
        return true;
    }

    void EndThrowing(Token thrower)
    {
        var element = ElementOf(thrower);
        if (element.Has(EventKind.Cancel))
            EndCancelled(thrower);
        else if (element.Kind == ElementKind.EndEvent)
            Consume(thrower);
        else
            Complete(thrower, null);
    }

    /// <summary>A transaction has been cancelled and undone: it is left by its cancel boundary event, or it just ends.</summary>
    void EndCancelled(Token thrower)
    {
        var scope = GetScope(thrower.ScopeId);
        var owner = GetToken(scope.OwnerId);
        if (Catching(ElementOf(owner).Boundary, EventKind.Cancel, null) is { } boundary)
            Divert(owner, boundary, null);
        else
            Consume(thrower);
    }
}
