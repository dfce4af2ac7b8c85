namespace Tongzheng.Bpmn.Checking;

/// <summary>
/// One process or sub-process as a net: a marking counts the tokens on each sequence flow; a firing takes tokens at a node and puts them on
/// other flows. Conditions are left open (each way may be taken), activities are atomic, what only passes a token on is passed at once.
/// </summary>
sealed class Net
{
    /// <summary>Ways of an inclusive split that are told apart; beyond it only each way alone and all together.</summary>
    const int SplitWays = 5;

    /// <summary>Tokens on one flow beyond which more of them tell nothing new.</summary>
    internal const int TokensPerFlow = 2;

    readonly Dictionary<SequenceFlow, int> places = [];
    readonly List<SequenceFlow> flows = [];

    internal Net(Element container)
    {
        foreach (var element in container.Children)
        {
            foreach (var flow in element.Outgoing)
            {
                places[flow] = flows.Count;
                flows.Add(flow);
            }
        }
    }

    internal int Places => flows.Count;

    internal SequenceFlow Flow(int place) => flows[place];

    /// <summary>Everything that has fired in some state.</summary>
    internal HashSet<Element> Fired { get; } = [];

    /// <summary>What a token begins with at a start node.</summary>
    internal IEnumerable<byte[]> From(IEnumerable<Element> starts)
    {
        var markings = new List<byte[]> { new byte[Places] };
        foreach (var start in starts)
        {
            Fired.Add(start);
            markings = [.. markings.SelectMany(marking => Outcomes(start).Select(outcome => Put(marking, outcome)))];
        }
        return markings;
    }

    /// <summary>The nodes that hold tokens, with every marking that can follow when one of them fires.</summary>
    internal IEnumerable<(Element Node, byte[] After)> Next(byte[] marking)
    {
        var done = new HashSet<Element>();
        for (var place = 0; place < marking.Length; place++)
        {
            if (marking[place] == 0)
                continue;
            var node = flows[place].Target;
            var joins = IsJoin(node) || node.StartQuantity > 1;
            if (joins && !done.Add(node))
                continue;
            if (Take(marking, node, place) is not { } taken)
                continue;
            Fired.Add(node);
            if (Clears(node))
            {
                yield return (node, new byte[Places]);
                continue;
            }
            foreach (var outcome in Outcomes(node))
                yield return (node, Put(taken, outcome));
        }
    }

    internal static bool IsJoin(Element node) =>
        node.Incoming.Count > 1 && node.Kind is ElementKind.ParallelGateway or ElementKind.InclusiveGateway or ElementKind.ComplexGateway && node.Incoming.Count > 1;

    static bool Clears(Element node) =>
        node.Kind == ElementKind.EndEvent && (node.Has(EventKind.Terminate) || node.Has(EventKind.Error) || node.Has(EventKind.Cancel));

    byte[]? Take(byte[] marking, Element node, int place)
    {
        var taken = (byte[])marking.Clone();
        switch (node.Kind)
        {
            case ElementKind.ParallelGateway:
                foreach (var flow in node.Incoming)
                {
                    if (taken[places[flow]]-- == 0)
                        return null;
                }
                return taken;
            case ElementKind.InclusiveGateway or ElementKind.ComplexGateway when node.Incoming.Count > 1:
                if (CanStillCome(marking, node))
                    return null;
                foreach (var flow in node.Incoming)
                {
                    if (taken[places[flow]] > 0)
                        taken[places[flow]]--;
                }
                return taken;
            default:
                var needed = node.StartQuantity;
                if (needed == 1)
                {
                    taken[place]--;
                    return taken;
                }
                foreach (var flow in node.Incoming)
                {
                    while (needed > 0 && taken[places[flow]] > 0)
                    {
                        taken[places[flow]]--;
                        needed--;
                    }
                }
                return needed == 0 ? taken : null;
        }
    }

    bool CanStillCome(byte[] marking, Element gateway)
    {
        for (var place = 0; place < marking.Length; place++)
        {
            if (marking[place] == 0 || flows[place].Target == gateway || flows[place].Target.Reaches is not { } reaches || !reaches.TryGetValue(gateway, out var ways))
                continue;
            var (open, closed) = (false, false);
            for (var at = 0; at < ways.Length; at++)
            {
                var arrived = marking[places[gateway.Incoming[at]]] > 0;
                open |= ways[at] && !arrived;
                closed |= ways[at] && arrived;
            }
            if (open && !closed)
                return true;
        }
        return false;
    }

    byte[] Put(byte[] marking, IReadOnlyList<SequenceFlow> outcome)
    {
        var after = (byte[])marking.Clone();
        foreach (var flow in outcome)
        {
            var place = places[Passed(flow)];
            if (after[place] <= TokensPerFlow)
                after[place]++;
        }
        return after;
    }

    /// <summary>Where a token stops next: nodes with one way in and one way out, and nothing that can happen to them, are passed.</summary>
    SequenceFlow Passed(SequenceFlow flow)
    {
        for (var hops = 0; hops < Places; hops++)
        {
            var node = flow.Target;
            if (node.Incoming.Count != 1 || node.Outgoing.Count != 1 || node.Boundary.Count > 0 || node.StartQuantity > 1 || node.CompletionQuantity > 1
                || node.LinkTarget is not null || node.Kind is ElementKind.EventBasedGateway)
                return flow;
            Fired.Add(node);
            flow = node.Outgoing[0];
        }
        return flow;
    }

    /// <summary>Every set of flows on which a node can put tokens.</summary>
    List<IReadOnlyList<SequenceFlow>> Outcomes(Element node)
    {
        var outcomes = node.Kind switch
        {
            ElementKind.ExclusiveGateway => [.. node.Outgoing.Select(flow => (IReadOnlyList<SequenceFlow>)[flow])],
            ElementKind.EventBasedGateway => BehindEvents(node),
            ElementKind.ParallelGateway => [node.Outgoing],
            _ when node.LinkTarget is { } target => [target.Outgoing],
            _ => Conditional(node),
        };
        if (node.Outgoing.Count == 0 && node.LinkTarget is null)
            outcomes = [[]];
        if (node.LinkTarget is not null)
            Fired.Add(node.LinkTarget);
        if (node.CompletionQuantity > 1)
            outcomes = [.. outcomes.Select(outcome => (IReadOnlyList<SequenceFlow>)[.. Enumerable.Repeat(outcome, node.CompletionQuantity).SelectMany(again => again)])];
        foreach (var boundary in node.Boundary)
        {
            if (boundary.Has(EventKind.Compensation))
                continue;
            Fired.Add(boundary);
            if (boundary.IsInterrupting)
                outcomes.Add(boundary.Outgoing);
            else
                outcomes.AddRange([.. outcomes.Select(outcome => (IReadOnlyList<SequenceFlow>)[.. outcome, .. boundary.Outgoing])]);
        }
        return outcomes;
    }

    List<IReadOnlyList<SequenceFlow>> BehindEvents(Element gateway)
    {
        var outcomes = new List<IReadOnlyList<SequenceFlow>>();
        foreach (var flow in gateway.Outgoing)
        {
            Fired.Add(flow.Target);
            outcomes.Add(flow.Target.Outgoing);
        }
        return outcomes;
    }

    // Flows without condition are always taken; of the others any, or the default, or (at a gateway) at least one.
    static List<IReadOnlyList<SequenceFlow>> Conditional(Element node)
    {
        var always = node.Outgoing.Where(flow => flow.Condition is null && flow != node.Default).ToList();
        var sometimes = node.Outgoing.Where(flow => flow.Condition is not null && flow != node.Default).ToList();
        if (sometimes.Count == 0)
            return node.Default is null || always.Count > 0 ? [always] : [[node.Default]];
        var outcomes = new List<IReadOnlyList<SequenceFlow>>();
        if (sometimes.Count <= SplitWays)
        {
            for (var chosen = 1; chosen < 1 << sometimes.Count; chosen++)
                outcomes.Add([.. always, .. sometimes.Where((_, at) => (chosen & (1 << at)) != 0)]);
        }
        else
        {
            outcomes.AddRange(sometimes.Select(flow => (IReadOnlyList<SequenceFlow>)[.. always, flow]));
            outcomes.Add([.. always, .. sometimes]);
        }
        if (node.Default is not null)
            outcomes.Add([.. always, node.Default]);
        else if (always.Count > 0)
            outcomes.Add(always);
        return outcomes;
    }
}
