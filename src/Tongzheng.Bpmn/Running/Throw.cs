using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// Throwing and end events, and how errors and escalations find who catches them.
sealed partial class Run
{
    void Throw(Token token, Element element)
    {
        if (element.Work.TaskType is not null && element.Has(EventKind.Message))
        {
            AskService(token, element, token.ScopeId);
            return;
        }
        if (element.LinkTarget is { } target)
        {
            steps++;
            Move(token, target, null);
            return;
        }
        foreach (var definition in element.Events)
        {
            if (!TryThrow(token, element, definition) || !IsAlive(token))
                return;
        }
        if (element.Kind == ElementKind.EndEvent)
            Consume(token);
        else
            Complete(token, null);
    }

    /// <summary>Throws one thing. False when the token does not go on from here by itself.</summary>
    bool TryThrow(Token token, Element element, EventDefinition definition, Token? loop = null)
    {
        switch (definition.Kind)
        {
            case EventKind.Message:
                return TrySend(token, element, definition, token.ScopeId);
            case EventKind.Signal:
                if (!TryText(definition.Reference, Visible(token.ScopeId), token, out var signal))
                    return false;
                effects.Add(new SendSignal(signal ?? "", element.Id, HandOut(token.ScopeId)));
                Broadcast(signal ?? "", null, loop);
                return true;
            case EventKind.Escalation:
                if (!TryText(definition.Reference, Visible(token.ScopeId), token, out var escalation))
                    return false;
                Escalate(loop ?? token, escalation, keepsHost: loop is not null);
                return true;
            case EventKind.Error:
                if (!TryText(definition.Reference, Visible(token.ScopeId), token, out var error))
                    return false;
                if (!RaiseError(token, error))
                    End(element.Id, error ?? "");
                return false;
            case EventKind.Terminate:
                ClearTokens(GetScope(token.ScopeId), "ended", except: token);
                return true;
            case EventKind.Compensation:
                return !BeginUndo(token, definition.ActivityId);
            case EventKind.Cancel:
                ClearTokens(GetScope(token.ScopeId), "interrupted", except: token);
                if (!BeginUndo(token, null))
                    EndCancelled(token);
                return false;
            default:
                return true;
        }
    }

    bool TrySend(Token token, Element element, EventDefinition definition, long seenFrom)
    {
        var inputs = new FeelContext();
        if (element.Kind != ElementKind.SendTask && element.Work.Inputs.Length > 0 && !TryInputs(element, seenFrom, token, inputs))
            return false;
        if (!TryText(definition.Reference, Visible(seenFrom), token, out var name))
            return false;
        effects.Add(new SendMessage(name ?? "", element.Id, inputs.Count > 0 ? inputs : HandOut(seenFrom), element.Properties));
        return true;
    }

    /// <summary>Carries an error outwards to the nearest boundary event or event sub-process that catches its code, or any.</summary>
    bool RaiseError(Token token, string? code)
    {
        for (var at = token; ; )
        {
            var element = ElementOf(at);
            var scope = GetScope(at.ScopeId);
            var isInstance = scope.Kind == ScopeKind.Loop && scope.ElementId == element.Id;
            if (!isInstance && Catching(element.Boundary, EventKind.Error, code) is { } boundary)
            {
                Divert(at, boundary, ErrorVariables(code));
                return true;
            }
            if (element.Kind != ElementKind.EventSubProcess && CatchingPart(scope, EventKind.Error, code) is { } start)
            {
                BeginEventSubProcess(scope, start, null, ErrorVariables(code));
                return true;
            }
            if (scope.OwnerId == 0)
                return false;
            at = GetToken(scope.OwnerId);
        }
    }

    static FeelContext? ErrorVariables(string? code) => code is null ? null : new FeelContext().Set("errorCode", code);

    void Escalate(Token token, string? code, bool keepsHost = false)
    {
        for (var at = token; ; )
        {
            var element = ElementOf(at);
            var scope = GetScope(at.ScopeId);
            var isInstance = scope.Kind == ScopeKind.Loop && scope.ElementId == element.Id;
            if (!isInstance && Catching(element.Boundary, EventKind.Escalation, code) is { } boundary)
            {
                if (boundary.IsInterrupting && !keepsHost)
                    Divert(at, boundary, null);
                else
                    Complete(Add(at.ScopeId, boundary, TokenPhase.Active), null);
                return;
            }
            if (element.Kind != ElementKind.EventSubProcess && CatchingPart(scope, EventKind.Escalation, code) is { } start)
            {
                BeginEventSubProcess(scope, start, null, null);
                return;
            }
            if (scope.OwnerId == 0)
                return;
            at = GetToken(scope.OwnerId);
        }
    }

    Element? CatchingPart(Scope scope, EventKind kind, string? code)
    {
        if (scope.Kind is ScopeKind.Loop or ScopeKind.Local)
            return null;
        var container = DefinitionOf(scope).Get(scope.ElementId);
        return container.EventSubProcesses.Length == 0 ? null : Catching(container.EventSubProcesses.Select(part => part.Starts[0]), kind, code);
    }

    /// <summary>The event that catches this very code, else one that catches any.</summary>
    static Element? Catching(IEnumerable<Element> candidates, EventKind kind, string? code)
    {
        Element? any = null;
        foreach (var candidate in candidates)
        {
            foreach (var definition in candidate.Events)
            {
                if (definition.Kind != kind)
                    continue;
                if (definition.Name == code)
                    return candidate;
                if (definition.Name is null)
                    any ??= candidate;
            }
        }
        return any;
    }
}
