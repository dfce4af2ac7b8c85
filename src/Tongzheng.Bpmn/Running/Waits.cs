using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// What is waited for: opening and closing.
sealed partial class Run
{
    void OpenWaits(long tokenId, long scopeId, Element element)
    {
        for (var at = 0; at < element.Events.Count; at++)
            OpenWait(tokenId, scopeId, element, at);
    }

    /// <summary>Opens one wait. Errors, escalations, compensation and cancelling are not waited for: they find their way by themselves.</summary>
    void OpenWait(long tokenId, long scopeId, Element element, int at, int remaining = 0)
    {
        var definition = element.Events[at];
        var place = new Place(tokenId, scopeId, element.Id, at);
        switch (definition.Kind)
        {
            case EventKind.Timer:
                OpenTimer(place, element, definition, remaining);
                break;
            case EventKind.Message or EventKind.Signal:
                if (TryText(definition.Reference, definition.Reference?.Expression is null ? Nothing : Visible(scopeId), place, out var name))
                    Add(place, definition.Kind == EventKind.Message ? WaitKind.Message : WaitKind.Signal, name, 1);
                break;
            case EventKind.Conditional:
                Add(place, WaitKind.Condition, null, 1);
                variablesChanged = true;
                break;
        }
    }

    static readonly FeelContext Nothing = new();

    void OpenTimer(Place place, Element element, EventDefinition definition, int remaining)
    {
        if (!TryText(definition.When, definition.When!.Expression is null ? Nothing : Visible(place.ScopeId), place, out var text))
            return;
        if (text is null || !TimerText.TryRead(definition.Timer, text, out var turn, out var repetitions))
        {
            Report(place, ExpressionFailed, $"The timer's text {text ?? "null"} is no {definition.Timer} (ISO 8601, such as {TimerText.Example(definition.Timer)}).");
            return;
        }
        var left = remaining == 0 ? repetitions : remaining;
        if (remaining != 0)
            turn = turn[(turn.IndexOf('/') + 1)..]; // the start of a cycle is its first turn's; the next counts from there
        var wait = Add(place, WaitKind.Timer, turn, left);
        effects.Add(new StartTimer(wait.Id, element.Id, definition.Timer, turn, left, element.Properties));
    }

    Wait Add(Place place, WaitKind kind, string? name, int remaining)
    {
        var wait = new Wait
        {
            Id = NewId(),
            Kind = kind,
            TokenId = place.TokenId,
            ScopeId = place.ScopeId,
            ElementId = place.ElementId,
            Definition = place.Definition,
            Name = name,
            Remaining = remaining,
        };
        waits.Add(wait);
        return wait;
    }

    void CloseWaits(Token token, string reason)
    {
        for (var at = waits.Count - 1; at >= 0; at--)
        {
            if (waits[at].TokenId == token.Id)
                CloseWait(waits[at], reason);
        }
    }

    /// <summary>Closes a wait. What was opened by the same trigger leaves no effect at all.</summary>
    void CloseWait(Wait wait, string reason)
    {
        waits.Remove(wait);
        if (wait.Id > lastIdBefore && effects.RemoveAll(effect => Opens(effect, wait.Id)) > 0)
            return;
        switch (wait.Kind)
        {
            case WaitKind.Task:
                effects.Add(new CloseTask(wait.Id, wait.ElementId, reason));
                break;
            case WaitKind.Service:
                effects.Add(new CancelService(wait.Id, wait.ElementId));
                break;
            case WaitKind.Timer:
                effects.Add(new CancelTimer(wait.Id, wait.ElementId));
                break;
            case WaitKind.Incident:
                effects.Add(new CloseIncident(wait.Id, wait.ElementId));
                break;
        }
    }

    static bool Opens(Effect effect, long id) => effect switch
    {
        OpenTask open => open.TaskId == id,
        CallService call => call.ServiceId == id,
        StartTimer timer => timer.TimerId == id,
        Incident incident => incident.IncidentId == id,
        _ => false,
    };
}
