using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// The work at an element is done; the token chooses where to go.
sealed partial class Run
{
    /// <summary>An activity or event is done: takes over its results, then goes on.</summary>
    void Complete(Token token, FeelContext? results)
    {
        token.Phase = TokenPhase.Completing;
        var element = ElementOf(token);
        var own = OwnedBy(token);
        var outputs = element.Work.Outputs.Length > 0;
        if (results is not null && !outputs)
        {
            SetAll(own?.Id ?? token.ScopeId, results);
        }
        else if (results is not null)
        {
            own ??= OpenScope(element, ScopeKind.Local, GetScope(token.ScopeId), token.Id, new FeelContext(), null);
            foreach (var (name, value) in results)
                SetHere(own, name, value);
        }
        if (outputs && !TryOutputs(element, own is { Kind: ScopeKind.Called } ? own.Variables : Visible(own?.Id ?? token.ScopeId), token.ScopeId, token))
            return;
        if (!outputs && own is { Kind: ScopeKind.Called } && element.Work.PassesAllUp)
            SetAll(token.ScopeId, own.Variables);

        if (GetScope(token.ScopeId) is { Kind: ScopeKind.Loop } loop && loop.ElementId == element.Id)
            EndInstance(token, element, own, loop);
        else
            Done(token, element, own);
    }

    void Done(Token token, Element element, Scope? own)
    {
        CloseWaits(token, "ended");
        Remember(token, element, own);
        if (own is not null)
            RemoveScope(own, "ended");
        if (EndUndo(token))
            return;
        if (element.Kind == ElementKind.EventSubProcess)
            Consume(token);
        else
            Leave(token);
    }

    void Leave(Token token)
    {
        token.Phase = TokenPhase.Leaving;
        var element = ElementOf(token);
        var flows = element.Outgoing;
        if (flows.Count == 0)
        {
            Consume(token);
            return;
        }
        if (element.Kind == ElementKind.ParallelGateway || (flows.Count == 1 && (flows[0].Condition is null || element.Default == flows[0])))
        {
            Take(token, element, flows);
            return;
        }
        if (TryChoose(token, element, out var chosen))
            Take(token, element, chosen);
    }

    bool TryChoose(Token token, Element element, out List<SequenceFlow> chosen)
    {
        chosen = [];
        var exclusive = element.Kind == ElementKind.ExclusiveGateway;
        FeelContext? visible = null;
        foreach (var flow in element.Outgoing)
        {
            if (flow == element.Default)
                continue;
            var truth = true;
            if (flow.Condition is not null && !TryCondition(flow.Condition, visible ??= Visible(token.ScopeId), token, out truth))
                return false;
            if (truth)
                chosen.Add(flow);
            if (truth && exclusive)
                return true;
        }
        if (chosen.Count == 0 && element.Default is not null)
            chosen.Add(element.Default);
        if (chosen.Count > 0)
            return true;
        Report(token, "flow.none", "No condition holds and there is no default flow.");
        return false;
    }

    void Take(Token token, Element element, IReadOnlyList<SequenceFlow> flows)
    {
        steps += flows.Count;
        Trace(token, element.Id);
        foreach (var flow in flows)
            Trace(token, flow.Id);
        var scope = token.ScopeId;
        Move(token, flows[0].Target, flows[0]);
        for (var at = 1; at < flows.Count; at++)
            Spawn(scope, flows[at].Target, flows[at]);
        for (var again = 1; again < element.CompletionQuantity; again++)
        {
            foreach (var flow in flows)
                Spawn(scope, flow.Target, flow);
        }
    }

    void Move(Token token, Element target, SequenceFlow? by)
    {
        token.ElementId = target.Id;
        token.FlowId = by?.Id;
        token.Phase = TokenPhase.Ready;
        Enqueue(token, target);
    }

    /// <summary>A token's path ends; with the last one, its scope ends.</summary>
    void Consume(Token token)
    {
        Trace(token, token.ElementId);
        tokens.Remove(token);
        TryEnd(token.ScopeId, token.ElementId);
    }
}
