using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// A token comes to an element; an activity begins.
sealed partial class Run
{
    void Enter(Token token)
    {
        var element = ElementOf(token);
        switch (element.Kind)
        {
            case ElementKind.StartEvent:
                Complete(token, null);
                break;
            case ElementKind.EndEvent or ElementKind.IntermediateThrowEvent:
                Throw(token, element);
                break;
            case ElementKind.IntermediateCatchEvent when element.Has(EventKind.Link):
                Complete(token, null);
                break;
            case ElementKind.IntermediateCatchEvent:
                token.Phase = TokenPhase.Active;
                OpenWaits(token.Id, token.ScopeId, element);
                break;
            case ElementKind.EventBasedGateway:
                token.Phase = TokenPhase.Active;
                foreach (var flow in element.Outgoing)
                    OpenWaits(token.Id, token.ScopeId, flow.Target);
                break;
            case ElementKind.ExclusiveGateway:
                Leave(token);
                break;
            case ElementKind.ParallelGateway:
                EnterParallel(token, element);
                break;
            case ElementKind.InclusiveGateway or ElementKind.ComplexGateway:
                if (element.Incoming.Count < 2)
                    Leave(token);
                else
                    token.Phase = TokenPhase.Joining;
                break;
            default:
                EnterActivity(token, element);
                break;
        }
    }

    void EnterActivity(Token token, Element element)
    {
        if (element.StartQuantity > 1 && !Gather(token, element))
            return;
        if (GetScope(token.ScopeId) is { Kind: ScopeKind.Loop } loop && loop.ElementId == element.Id)
        {
            Activate(token);
            return;
        }
        foreach (var boundary in element.Boundary)
            OpenWaits(token.Id, token.ScopeId, boundary);
        if (element.Loop is null)
            Activate(token);
        else
            BeginLoop(token);
    }

    /// <summary>Collects tokens until there are enough of them; the last one goes on for all.</summary>
    bool Gather(Token token, Element element)
    {
        token.Phase = TokenPhase.Joining;
        var gathered = tokens.FindAll(other => other.ScopeId == token.ScopeId && other.ElementId == element.Id && other.Phase == TokenPhase.Joining);
        if (gathered.Count < element.StartQuantity)
            return false;
        foreach (var other in gathered)
        {
            if (other != token)
                tokens.Remove(other);
        }
        return true;
    }

    /// <summary>Begins the work of an activity. Everything that can go wrong is evaluated first, so that it can be tried again.</summary>
    void Activate(Token token)
    {
        token.Phase = TokenPhase.Opening;
        var element = ElementOf(token);
        var own = OwnedBy(token);
        if (element.Work.Inputs.Length > 0)
        {
            var inputs = own is null ? new FeelContext() : Copy(own.Variables);
            if (!TryInputs(element, token.ScopeId, token, inputs))
                return;
            own ??= OpenScope(element, element.IsContainer ? ScopeKind.Part : ScopeKind.Local, GetScope(token.ScopeId), token.Id, inputs, null);
            own.Variables = inputs;
            own.OwnsVariables = true;
        }
        if (element.IsContainer)
        {
            ActivatePart(token, element, own);
            return;
        }
        var seenFrom = own?.Id ?? token.ScopeId;
        if (element.Work.TaskType is not null && element.Kind is not (ElementKind.UserTask or ElementKind.CallActivity or ElementKind.ReceiveTask))
        {
            AskService(token, element, seenFrom);
            return;
        }
        switch (element.Kind)
        {
            case ElementKind.UserTask:
                AskPerson(token, element, seenFrom);
                break;
            case ElementKind.ReceiveTask:
                token.Phase = TokenPhase.Active;
                OpenWaits(token.Id, token.ScopeId, element);
                break;
            case ElementKind.SendTask:
                if (TrySend(token, element, element.Events[0], seenFrom))
                    Complete(token, null);
                break;
            case ElementKind.BusinessRuleTask:
                Decide(token, element, seenFrom);
                break;
            case ElementKind.ScriptTask:
                if (TryValue(element.Work.Script!, Visible(seenFrom), token, out var value))
                    Complete(token, Result(element, value));
                break;
            case ElementKind.CallActivity:
                Call(token, element, own);
                break;
            default:
                Complete(token, null);
                break;
        }
    }

    void AskPerson(Token token, Element element, long seenFrom)
    {
        var visible = Visible(seenFrom);
        if (!TryText(element.Work.CandidateGroups, visible, token, out var groups)
            || !TryText(element.Work.Assignee, visible, token, out var assignee)
            || !TryText(element.Work.Form, visible, token, out var form))
            return;
        token.Phase = TokenPhase.Active;
        var wait = AddWait(WaitKind.Task, token, element);
        effects.Add(new OpenTask(
            wait.Id, element.Id, element.Name, form, groups is null ? [] : Element.Split(groups), assignee, element.Properties, HandOut(seenFrom)));
    }

    void AskService(Token token, Element element, long seenFrom)
    {
        if (!TryText(element.Work.TaskType, Visible(seenFrom), token, out var type))
            return;
        token.Phase = TokenPhase.Active;
        var wait = AddWait(WaitKind.Service, token, element);
        effects.Add(new CallService(wait.Id, element.Id, type ?? "", HandOut(seenFrom), element.Properties));
    }

    void Decide(Token token, Element element, long seenFrom)
    {
        var inputs = HandOut(seenFrom);
        if (!TryText(element.Work.Decision, inputs, token, out var id))
            return;
        var answer = options.Decide(id ?? "", inputs);
        if (answer.Value.IsNull && answer.Diagnostics.Count > 0)
        {
            Report(token, "decision.failed", $"The decision {id} gave no answer.", answer.Diagnostics);
            return;
        }
        effects.Add(new Decided(element.Id, id ?? "", answer.Value, answer.Explanation));
        Complete(token, Result(element, answer.Value));
    }

    // Without a result variable a context's entries become variables, as a person's answers do.
    static FeelContext? Result(Element element, FeelValue value) =>
        element.Work.ResultVariable is { Length: > 0 } name ? new FeelContext().Set(name, value) : value.AsContext;

    Wait AddWait(WaitKind kind, Token token, Element element)
    {
        var wait = new Wait { Id = NewId(), Kind = kind, TokenId = token.Id, ScopeId = token.ScopeId, ElementId = element.Id };
        waits.Add(wait);
        return wait;
    }
}
