using Tongzheng.Bpmn;

namespace Tongzheng.Casework;

/// <summary>
/// The way a case has gone through its procedure, and the steps that usually follow. Facts tell which steps were reached;
/// what lies between two of them is drawn only where there is one way from the one to the other, so nothing is guessed.
/// </summary>
public static class PathTaken
{
    // A way between two recorded steps is a few gateways and services long; a longer one is no longer plain to see.
    const int LongestWay = 12;

    /// <summary>Ids of the nodes and flows the case went through, for a diagram.</summary>
    public static IReadOnlyList<string> Of(Case current)
    {
        var moves = current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().ToList();
        var reached = Reached(current.Version.Procedure, moves);
        var path = new HashSet<string>(reached.Select(element => element.Id));
        foreach (var from in reached)
        {
            var ways = new List<List<string>>();
            foreach (var start in Exits(from, moves)) Follow(start, [], reached, ways);
            foreach (var way in ways.GroupBy(way => way[^1]).Where(ways => ways.Count() == 1).Select(ways => ways.Single())) path.UnionWith(way);
        }
        return [.. path];
    }

    /// <summary>
    /// Steps of people that come after those open now, the nearest on each way. A way back, to correct or to a step that every
    /// way to an open one went through, is not how it usually goes on.
    /// </summary>
    public static IReadOnlyList<Element> Ahead(Case current)
    {
        var open = current.Tasks.Select(task => current.Version.Procedure.Find(task.Element)).OfType<Element>().ToList();
        var starts = current.Version.Procedure.Process.Children.Where(child => child.Kind == ElementKind.StartEvent).ToList();
        var behind = open.SelectMany(step => Before(step, starts)).Concat(open).ToHashSet();
        var seen = new HashSet<Element>();
        var ahead = new List<Element>();
        var waiting = new Queue<Element>(open);
        while (waiting.TryDequeue(out var at))
            foreach (var next in at.Outgoing.Select(flow => flow.Target).Where(seen.Add))
                if (next.Kind != ElementKind.UserTask) waiting.Enqueue(next);
                else if (!behind.Contains(next) && next.Properties.GetValueOrDefault("tz:action") != "correction") ahead.Add(next);
        return ahead;
    }

    // The steps without which this one is not reached.
    static IEnumerable<Element> Before(Element step, IReadOnlyList<Element> starts)
    {
        var all = From(starts, without: null);
        return !all.Contains(step) ? [] : all.Where(each => each.Kind == ElementKind.UserTask && each != step && !From(starts, without: each).Contains(step));
    }

    static HashSet<Element> From(IReadOnlyList<Element> starts, Element? without)
    {
        var reached = new HashSet<Element>(starts);
        var waiting = new Queue<Element>(starts);
        while (waiting.TryDequeue(out var at))
            foreach (var next in at.Outgoing.Concat(at.Boundary.SelectMany(boundary => boundary.Outgoing)).Select(flow => flow.Target))
                if (next != without && reached.Add(next)) waiting.Enqueue(next);
        return reached;
    }

    static List<Element> Reached(ProcessDefinition procedure, IReadOnlyList<CaseAdvanced> moves)
    {
        // Who takes a case back does not reach the end event of the same name.
        var ended = moves.Where(moved => moved.Trigger is not ("withdraw" or "merge")).Select(moved => moved.Outcome);
        return [.. procedure.Process.Children.Where(child => child.Kind == ElementKind.StartEvent).Take(1)
            .Concat(moves.SelectMany(moved => moved.Opened.Select(task => task.Element)
                .Concat(moved.Decisions?.Select(decision => decision.Element) ?? []).Concat(moved.Incidents.Select(incident => incident.Element)))
                .Concat(ended.OfType<string>()).Select(procedure.Find).OfType<Element>())
            .Distinct()];
    }

    // A task is left by its flows when it was done, and by its boundary when a timer closed it.
    static IEnumerable<SequenceFlow> Exits(Element from, IReadOnlyList<CaseAdvanced> moves)
    {
        if (from.Kind != ElementKind.UserTask) return from.Outgoing;
        var tasks = moves.SelectMany(moved => moved.Opened).Where(task => task.Element == from.Id).Select(task => task.Task).ToHashSet();
        var done = moves.Any(moved => moved.Done is { } step && tasks.Contains(step.Task));
        var lapsed = moves.Any(moved => moved.Trigger == "timer" && moved.Closed.Any(tasks.Contains));
        return (done ? from.Outgoing : []).Concat(lapsed ? from.Boundary.SelectMany(boundary => boundary.Outgoing) : []);
    }

    // Every way over nodes that leave no fact, to the next that does; each ends with the id of that node.
    static void Follow(SequenceFlow flow, List<string> way, IReadOnlyList<Element> reached, List<List<string>> ways)
    {
        if (way.Count > LongestWay || way.Contains(flow.Id)) return;
        List<string> further = [.. way, flow.Id];
        if (reached.Contains(flow.Target)) ways.Add([.. further, flow.Target.Id]);
        else if (flow.Target.Kind is not (ElementKind.UserTask or ElementKind.BusinessRuleTask or ElementKind.EndEvent))
            foreach (var next in flow.Target.Outgoing) Follow(next, [.. further, flow.Target.Id], reached, ways);
    }
}
