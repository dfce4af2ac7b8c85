using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// Incidents: where the engine cannot go on by itself, the token stays where it is, in a phase from which the step can be tried again.
sealed partial class Run
{
    const string ConditionUnknown = "condition.unknown";
    const string ExpressionFailed = "expression.failed";
    const string StepsExceeded = "steps.exceeded";
    const int OfToken = -1;

    /// <summary>Where something goes wrong: at a token, or at one thing that is waited for.</summary>
    readonly record struct Place(long TokenId, long ScopeId, string ElementId, int Definition)
    {
        public static implicit operator Place(Token token) => new(token.Id, token.ScopeId, token.ElementId, OfToken);
    }

    void Report(Place place, string code, string message, IReadOnlyList<Diagnostic>? diagnostics = null)
    {
        var wait = new Wait
        {
            Id = NewId(),
            Kind = WaitKind.Incident,
            TokenId = place.TokenId,
            ScopeId = place.ScopeId,
            ElementId = place.ElementId,
            Definition = place.Definition,
            Name = code,
        };
        waits.Add(wait);
        effects.Add(new Incident(wait.Id, place.ElementId, code, message, diagnostics ?? []));
    }

    /// <summary>A person has settled it: set what they say and try the same step again.</summary>
    internal void Settle(Wait incident, FeelContext variables)
    {
        waits.Remove(incident);
        if (incident.Definition != OfToken)
        {
            SetAll(incident.ScopeId, variables);
            OpenWait(incident.TokenId, incident.ScopeId, DefinitionOf(GetScope(incident.ScopeId)).Get(incident.ElementId), incident.Definition);
            return;
        }
        var token = GetToken(incident.TokenId);
        SetAll(OwnedBy(token)?.Id ?? token.ScopeId, variables);
        if (incident.Name == StepsExceeded)
            MoveReady();
        else
            TryAgain(token);
    }

    void TryAgain(Token token)
    {
        switch (token.Phase)
        {
            case TokenPhase.Ready:
                Enter(token);
                break;
            case TokenPhase.Opening:
                Activate(token);
                break;
            case TokenPhase.Completing:
                Complete(token, null);
                break;
            case TokenPhase.Leaving:
                Leave(token);
                break;
            case TokenPhase.Looping when OwnedBy(token) is { } loop:
                ContinueLoop(token, loop);
                break;
            case TokenPhase.Looping:
                BeginLoop(token);
                break;
            case TokenPhase.Joining:
                Join(token, ElementOf(token), OneForEachFlow(token));
                break;
            case TokenPhase.Active when OwnedBy(token) is { } scope:
                TryEnd(scope.Id);
                break;
            default:
                throw new InvalidOperationException($"A token in phase {token.Phase} has no step to try again.");
        }
    }

    void MoveReady()
    {
        foreach (var token in tokens)
        {
            if (token.Phase == TokenPhase.Ready && !waits.Exists(wait => wait.Kind == WaitKind.Incident && wait.TokenId == token.Id))
                movable.Enqueue(token);
        }
    }
}
