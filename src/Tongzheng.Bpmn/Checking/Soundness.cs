namespace Tongzheng.Bpmn.Checking;

/// <summary>
/// Walks every state that a process or sub-process can be in (up to a limit) and tells where tokens wait for ever, multiply without end, never
/// come, or cannot get to an end any more (van der Aalst, soundness of workflow nets).
/// </summary>
static class Soundness
{
    internal static void Check(ProcessDefinition definition, List<Finding> findings)
    {
        foreach (var container in definition.Elements.Where(element => element.IsContainer))
        {
            foreach (var starts in Starts(container))
                new Walk(container, starts, findings).Go();
        }
    }

    /// <summary>All plain starts together; every other start by itself.</summary>
    static IEnumerable<Element[]> Starts(Element container)
    {
        if (container.Starts.Length > 0)
            yield return container.Starts;
        if (container.Kind != ElementKind.Process)
            yield break;
        foreach (var child in container.Children)
        {
            if ((child.Kind == ElementKind.StartEvent && child.Events.Count > 0) || child.Instantiates)
                yield return [child];
        }
    }

    sealed class Walk(Element container, Element[] starts, List<Finding> findings)
    {
        readonly Net net = new(container);
        readonly Dictionary<byte[], int> numbers = new(new SameMarking());
        readonly List<byte[]> states = [];
        readonly List<(int Before, Element? Node)> cameBy = [];
        readonly List<List<int>> before = [];
        bool cut;

        internal void Go()
        {
            foreach (var marking in net.From(starts))
                Visit(marking, -1, null);
            for (var at = 0; at < states.Count; at++)
            {
                var moved = false;
                foreach (var (node, after) in net.Next(states[at]))
                {
                    moved = true;
                    Visit(after, at, node);
                }
                if (!moved && !IsEmpty(states[at]))
                    Stuck(at);
                Multiplied(at);
            }
            if (cut)
            {
                Add(Severity.Notice, "check.incomplete", container, $"it has more than {Limits.CheckedStates} states; those beyond were not looked at.",
                    "Put parts of it into sub-processes: each is checked by itself.");
                return;
            }
            NeverFired();
            NoWayOut();
        }

        void Visit(byte[] marking, int from, Element? node)
        {
            if (numbers.TryGetValue(marking, out var known))
            {
                if (from >= 0)
                    before[known].Add(from);
                return;
            }
            if (states.Count >= Limits.CheckedStates)
            {
                cut = true;
                return;
            }
            numbers[marking] = states.Count;
            states.Add(marking);
            cameBy.Add((from, node));
            before.Add(from >= 0 ? [from] : []);
        }

        void Stuck(int state)
        {
            for (var place = 0; place < net.Places; place++)
            {
                if (states[state][place] == 0)
                    continue;
                var join = net.Flow(place).Target;
                var missing = join.Incoming.Where(flow => !Holds(state, flow)).Select(flow => flow.Source.Name.Length > 0 ? flow.Source.Name : flow.Source.Id).Distinct();
                Add(Severity.Error, "join.stuck", join, $"it can wait for ever for {string.Join(", ", missing)} (after {Way(state)}).",
                    join.Kind == ElementKind.ParallelGateway ? "Join with an inclusive gateway, or part with a parallel one." : "Let as many tokens come as it needs.",
                    string.Join('、', missing), Way(state));
            }
        }

        bool Holds(int state, SequenceFlow flow)
        {
            for (var place = 0; place < net.Places; place++)
            {
                if (net.Flow(place) == flow)
                    return states[state][place] > 0;
            }
            return false;
        }

        void Multiplied(int state)
        {
            var counts = new Dictionary<Element, int>();
            for (var place = 0; place < net.Places; place++)
            {
                var tokens = states[state][place];
                if (tokens == 0)
                    continue;
                var node = net.Flow(place).Target;
                if (tokens > Net.TokensPerFlow)
                {
                    Add(Severity.Error, "tokens.unbounded", node, $"more and more tokens can come here (after {Way(state)}).",
                        "Close the loop with a joining gateway before it parts again.", Way(state));
                }
                if (Net.IsJoin(node) || node.StartQuantity > 1)
                    continue;
                counts[node] = counts.GetValueOrDefault(node) + tokens;
                if (counts[node] > 1 && node.Kind != ElementKind.EndEvent)
                {
                    Add(Severity.Warning, "path.twice", node, $"parallel paths meet here without being joined, so it can be done twice (after {Way(state)}).",
                        "Join the paths with a parallel or inclusive gateway first.", Way(state));
                }
            }
        }

        void NeverFired()
        {
            if (starts.Length == 0 || starts[0].Events.Count > 0)
                return;
            foreach (var node in container.Children)
            {
                if (net.Fired.Contains(node) || !Reachable(node))
                    continue;
                Add(Severity.Error, node.Kind == ElementKind.EndEvent ? "end.unreachable" : "path.dead", node, "it is connected, and yet no token can ever get here.",
                    "Look at the gateways before it: one of them waits for paths that exclude each other.");
            }
        }

        bool Reachable(Element node) => node.Incoming.Count > 0 && findings.TrueForAll(finding => finding.ElementId != node.Id || finding.Code is not ("path.dead" or "end.unreachable"));

        /// <summary>States from which neither an end nor a told standstill can be reached any more.</summary>
        void NoWayOut()
        {
            var good = new bool[states.Count];
            var open = new Stack<int>();
            var hasNext = new bool[states.Count];
            for (var at = 0; at < states.Count; at++)
            {
                foreach (var from in before[at])
                    hasNext[from] = true;
            }
            for (var at = 0; at < states.Count; at++)
            {
                if (!hasNext[at])
                    open.Push(at);
            }
            while (open.TryPop(out var state))
            {
                if (good[state])
                    continue;
                good[state] = true;
                foreach (var from in before[state])
                    open.Push(from);
            }
            var lost = Array.IndexOf(good, false);
            if (lost < 0)
                return;
            for (var place = 0; place < net.Places; place++)
            {
                if (states[lost][place] == 0)
                    continue;
                Add(Severity.Error, "end.never", net.Flow(place).Target, $"from here no end can be reached (after {Way(lost)}).", "Give the loop a way out.", Way(lost));
                return;
            }
        }

        /// <summary>The last steps that lead to a state, in the words of the diagram.</summary>
        string Way(int state)
        {
            const int steps = 8;
            var names = new List<string>();
            for (var at = state; at >= 0 && names.Count < steps; at = cameBy[at].Before)
            {
                if (cameBy[at].Node is { } node)
                    names.Add(node.Name.Length > 0 ? node.Name : node.Id);
            }
            names.Reverse();
            return names.Count == 0 ? "the start" : string.Join(" → ", names);
        }

        void Add(Severity severity, string code, Element element, string message, string remedy, params string[] particulars)
        {
            if (!findings.Exists(finding => finding.Code == code && finding.ElementId == element.Id))
                findings.Add(Checking.Check.Of(severity, code, element, message, remedy, particulars));
        }

        static bool IsEmpty(byte[] marking) => marking.AsSpan().IndexOfAnyExcept((byte)0) < 0;
    }

    sealed class SameMarking : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(byte[] marking)
        {
            var hash = new HashCode();
            hash.AddBytes(marking);
            return hash.ToHashCode();
        }
    }
}
