using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// Joining gateways: parallel ones at once, inclusive and complex ones when nothing else can move.
sealed partial class Run
{
    void EnterParallel(Token token, Element gateway)
    {
        if (gateway.Incoming.Count < 2)
        {
            Leave(token);
            return;
        }
        token.Phase = TokenPhase.Joining;
        var ones = OneForEachFlow(token);
        if (ones.Count == gateway.Incoming.Count)
            Join(token, gateway, ones);
    }

    /// <summary>The tokens that wait at the same gateway: for each flow the oldest.</summary>
    List<Token> OneForEachFlow(Token token)
    {
        var ones = new List<Token>();
        foreach (var other in tokens)
        {
            if (other.Phase == TokenPhase.Joining && other.ScopeId == token.ScopeId && other.ElementId == token.ElementId
                && !ones.Exists(one => one.FlowId == other.FlowId))
                ones.Add(other);
        }
        return ones;
    }

    /// <summary>Merges the tokens to one, which goes on.</summary>
    void Join(Token token, Element gateway, List<Token> ones)
    {
        var first = ones.Contains(token) ? token : ones[0];
        foreach (var one in ones)
        {
            if (one != first)
                tokens.Remove(one);
        }
        if (gateway.IsActivity)
            EnterJoined(first, gateway);
        else
            Leave(first);
    }

    // A person lets an activity begin with fewer tokens than its startQuantity.
    void EnterJoined(Token token, Element activity)
    {
        foreach (var boundary in activity.Boundary)
            OpenWaits(token.Id, token.ScopeId, boundary);
        if (activity.Loop is null)
            Activate(token);
        else
            BeginLoop(token);
    }

    /// <summary>Lets one inclusive or complex gateway go on, if one can.</summary>
    bool FireJoins()
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.Phase is not (TokenPhase.Joining or TokenPhase.Spent))
                continue;
            var gateway = ElementOf(token);
            if (gateway.Kind == ElementKind.InclusiveGateway && FireInclusive(token, gateway))
                return true;
            if (gateway.Kind == ElementKind.ComplexGateway && (token.Phase == TokenPhase.Spent ? Reset(token, gateway) : FireComplex(token, gateway)))
                return true;
        }
        return false;
    }

    bool FireInclusive(Token token, Element gateway)
    {
        if (HasIncident(token))
            return false;
        var ones = OneForEachFlow(token);
        if (CanStillCome(token, gateway, Arrived(gateway, ones)))
            return false;
        Join(token, gateway, ones);
        return true;
    }

    bool FireComplex(Token token, Element gateway)
    {
        if (HasIncident(token) || tokens.Exists(other => other.Phase == TokenPhase.Spent && other.ScopeId == token.ScopeId && other.ElementId == gateway.Id))
            return false;
        var ones = OneForEachFlow(token);
        var arrived = Arrived(gateway, ones);
        var more = CanStillCome(token, gateway, arrived);
        if (gateway.Condition is { } condition)
        {
            var visible = Copy(Visible(token.ScopeId)).Set("activationCount", ones.Count);
            if (!TryCondition(condition, visible, token, out var active))
                return true;
            if (!active)
                return false;
        }
        else if (more)
        {
            return false;
        }
        if (more)
        {
            var spent = Add(token.ScopeId, gateway, TokenPhase.Spent);
            spent.FlowId = string.Join(' ', ones.Select(one => one.FlowId));
        }
        Join(token, gateway, ones);
        return true;
    }

    /// <summary>After it has gone on, a complex gateway swallows what still comes on its other flows, until nothing more can come.</summary>
    bool Reset(Token spent, Element gateway)
    {
        var taken = spent.FlowId!.Split(' ').ToList();
        var late = tokens.Find(other => other.Phase == TokenPhase.Joining && other.ScopeId == spent.ScopeId && other.ElementId == gateway.Id && !taken.Contains(other.FlowId!));
        if (late is not null)
        {
            spent.FlowId = $"{spent.FlowId} {late.FlowId}";
            tokens.Remove(late);
            TryEnd(late.ScopeId, gateway.Id);
            return true;
        }
        var arrived = gateway.Incoming.Select(flow => taken.Contains(flow.Id)).ToArray();
        if (CanStillCome(spent, gateway, arrived))
            return false;
        tokens.Remove(spent);
        return true;
    }

    static bool[] Arrived(Element gateway, List<Token> ones) => [.. gateway.Incoming.Select(flow => ones.Exists(one => one.FlowId == flow.Id))];

    /// <summary>
    /// Can a token beside still come on a flow that has none? A token that can also come on a flow that has one does not hold the gateway
    /// up (BPMN 2.0.2, 13.4.3).
    /// </summary>
    bool CanStillCome(Token token, Element gateway, bool[] arrived)
    {
        foreach (var other in tokens)
        {
            if (other.ScopeId != token.ScopeId || other.Phase == TokenPhase.Spent || other.ElementId == gateway.Id)
                continue;
            if (ElementOf(other).Reaches is not { } reaches || !reaches.TryGetValue(gateway, out var flows))
                continue;
            var (open, closed) = (false, false);
            for (var at = 0; at < flows.Length; at++)
            {
                open |= flows[at] && !arrived[at];
                closed |= flows[at] && arrived[at];
            }
            if (open && !closed)
                return true;
        }
        return false;
    }

    bool HasIncident(Token token) => waits.Exists(wait => wait.Kind == WaitKind.Incident && wait.TokenId == token.Id);
}
