using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// What was waited for has come: an answer, a failure, a message, a signal, a time, a condition.
sealed partial class Run
{
    /// <summary>A task or service answers.</summary>
    internal void Work(Wait wait, FeelContext results)
    {
        waits.Remove(wait);
        Complete(GetToken(wait.TokenId), results);
    }

    /// <summary>A service failed: an error event may catch it, else a person is asked and may have it called again.</summary>
    internal void Fail(Wait wait, string code, string message)
    {
        waits.Remove(wait);
        var token = GetToken(wait.TokenId);
        if (RaiseError(token, code))
            return;
        token.Phase = TokenPhase.Opening;
        Report(token, "service.failed", $"{code}: {message}");
    }

    internal bool Deliver(string name, FeelContext variables)
    {
        if (waits.Find(wait => wait.Kind == WaitKind.Message && wait.Name == name) is not { } wait)
            return false;
        Happen(wait, variables);
        return true;
    }

    /// <summary>
    /// Every wait for the signal goes on. A looping activity whose own instances throw it (<paramref name="loop"/>) is not interrupted by its
    /// own boundary events.
    /// </summary>
    internal bool Broadcast(string name, FeelContext? variables, Token? loop = null)
    {
        var listening = waits.FindAll(wait => wait.Kind == WaitKind.Signal && wait.Name == name);
        foreach (var wait in listening)
        {
            if (waits.Contains(wait))
                Happen(wait, variables, keepsHost: loop is not null && wait.TokenId == loop.Id);
        }
        return listening.Count > 0;
    }

    /// <summary>Asks the waiting conditions, when a variable has changed; one that becomes true happens. Unknown is not true: it keeps waiting.</summary>
    bool FireConditions()
    {
        if (!variablesChanged)
            return false;
        variablesChanged = false;
        foreach (var wait in waits)
        {
            if (wait.Kind != WaitKind.Condition)
                continue;
            var condition = DefinitionOf(GetScope(wait.ScopeId)).Get(wait.ElementId).Events[wait.Definition].Condition!;
            var isTrue = Evaluate(condition, Visible(wait.ScopeId)).Value.AsBoolean == true;
            var becomesTrue = isTrue && !wait.WasTrue;
            wait.WasTrue = isTrue;
            if (!becomesTrue)
                continue;
            variablesChanged = true;
            Happen(wait, null);
            return true;
        }
        return false;
    }

    /// <summary>What was waited for has come.</summary>
    internal void Happen(Wait wait, FeelContext? variables, bool keepsHost = false)
    {
        var element = DefinitionOf(GetScope(wait.ScopeId)).Get(wait.ElementId);
        if (wait.TokenId == 0)
        {
            BeginEventSubProcess(GetScope(wait.ScopeId), element, wait, variables);
            return;
        }
        var token = GetToken(wait.TokenId);
        if (element.Kind == ElementKind.BoundaryEvent)
            HappenOnBoundary(token, element, wait, variables, keepsHost);
        else if (token.ElementId != element.Id)
            HappenBehindGateway(token, element, variables);
        else
            HappenInFlow(token, element, wait, variables);
    }

    void HappenOnBoundary(Token host, Element boundary, Wait wait, FeelContext? variables, bool keepsHost)
    {
        if (boundary.IsParallelMultiple && StillIncomplete(wait))
            return;
        if (boundary.IsInterrupting && !keepsHost)
        {
            waits.Remove(wait);
            Divert(host, boundary, variables);
            return;
        }
        Again(wait, boundary, host.Id, host.ScopeId);
        Complete(Add(host.ScopeId, boundary, TokenPhase.Active), variables);
    }

    /// <summary>Stops the activity and sends its token out by the boundary event.</summary>
    void Divert(Token host, Element boundary, FeelContext? variables)
    {
        Interrupt(host, "interrupted");
        host.ElementId = boundary.Id;
        host.FlowId = null;
        host.Phase = TokenPhase.Active;
        Complete(host, variables);
    }

    void HappenBehindGateway(Token token, Element element, FeelContext? variables)
    {
        CloseWaits(token, "ended");
        token.ElementId = element.Id;
        token.FlowId = null;
        token.Phase = TokenPhase.Active;
        Complete(token, variables);
    }

    void HappenInFlow(Token token, Element element, Wait wait, FeelContext? variables)
    {
        waits.Remove(wait);
        if (element.IsParallelMultiple && waits.Exists(other => other.TokenId == token.Id))
        {
            if (variables is not null)
                SetAll(token.ScopeId, variables);
            return;
        }
        if (wait.Remaining is not (0 or 1))
        {
            OpenWait(token.Id, token.ScopeId, element, wait.Definition, Next(wait));
            Complete(Add(token.ScopeId, element, TokenPhase.Active), variables);
            return;
        }
        Complete(token, variables);
    }

    void BeginEventSubProcess(Scope scope, Element start, Wait? wait, FeelContext? variables)
    {
        if (start.IsInterrupting)
        {
            ClearTokens(scope, "interrupted");
            CloseStarts(scope);
        }
        else if (wait is not null)
        {
            Again(wait, start, 0, scope.Id);
        }
        var part = start.Parent!;
        var token = Add(scope.Id, part, TokenPhase.Active);
        var inner = OpenScope(part, ScopeKind.Part, scope, token.Id, new FeelContext(), null);
        OpenEventSubProcesses(inner, part);
        Complete(Add(inner.Id, start, TokenPhase.Active), variables);
    }

    void CloseStarts(Scope scope)
    {
        for (var at = waits.Count - 1; at >= 0; at--)
        {
            if (waits[at].TokenId == 0 && waits[at].ScopeId == scope.Id)
                CloseWait(waits[at], "interrupted");
        }
    }

    /// <summary>What does not interrupt is waited for again: a message or signal any number of times, a cycle as often as it says.</summary>
    void Again(Wait wait, Element element, long tokenId, long scopeId)
    {
        if (wait.Kind != WaitKind.Timer)
            return;
        waits.Remove(wait);
        if (wait.Remaining is not (0 or 1))
            OpenWait(tokenId, scopeId, element, wait.Definition, Next(wait));
    }

    static int Next(Wait wait) => wait.Remaining == TimerText.Endless ? TimerText.Endless : wait.Remaining - 1;

    /// <summary>For an event that needs all its definitions: notes this one and says whether others are still to come.</summary>
    bool StillIncomplete(Wait wait)
    {
        if (!waits.Exists(other => other != wait && other.TokenId == wait.TokenId && other.ElementId == wait.ElementId))
            return false;
        waits.Remove(wait);
        return true;
    }
}
