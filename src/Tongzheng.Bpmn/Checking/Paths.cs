namespace Tongzheng.Bpmn.Checking;

/// <summary>What no token can reach, what no token can leave, and ends that are never come to.</summary>
static class Paths
{
    internal static void Check(ProcessDefinition definition, List<Finding> findings)
    {
        foreach (var container in definition.Elements.Where(element => element.IsContainer))
            Container(container, findings);
    }

    static void Container(Element container, List<Finding> findings)
    {
        var reached = Reached(container);
        foreach (var element in container.Children)
        {
            if (!reached.Contains(element))
            {
                findings.Add(element.Kind == ElementKind.EndEvent
                    ? Checking.Check.Of(Severity.Error, "end.unreachable", element, "no path leads to this end.", "Connect it, or take it out.")
                    : Checking.Check.Of(Severity.Error, "path.dead", element, "no path leads here.", "Connect it to a path from a start event, or take it out."));
            }
            Conditions(element, findings);
            if (element.Kind == ElementKind.BoundaryEvent && element.Outgoing.Count == 0 && !element.Has(EventKind.Compensation))
            {
                findings.Add(Checking.Check.Of(Severity.Warning, "boundary.no-way", element, "what happens here leads nowhere: the path just ends.",
                    "Lead it to an end event that says what it means."));
            }
        }
    }

    static HashSet<Element> Reached(Element container)
    {
        var reached = new HashSet<Element>();
        var open = new Stack<Element>(container.Starts);
        foreach (var child in container.Children)
        {
            if (child.Kind is ElementKind.StartEvent or ElementKind.EventSubProcess || child.Instantiates || child.IsForCompensation)
                open.Push(child);
        }
        while (open.TryPop(out var element))
        {
            if (!reached.Add(element))
                continue;
            foreach (var flow in element.Outgoing)
                open.Push(flow.Target);
            foreach (var boundary in element.Boundary)
                open.Push(boundary);
            if (element.LinkTarget is { } target)
                open.Push(target);
        }
        return reached;
    }

    static void Conditions(Element element, List<Finding> findings)
    {
        if (element.Outgoing.Count < 2 || element.Kind is ElementKind.ParallelGateway or ElementKind.EventBasedGateway)
            return;
        if (element.Kind == ElementKind.ExclusiveGateway)
        {
            foreach (var flow in element.Outgoing.Where(flow => flow.Condition is null && flow != element.Default))
            {
                var last = flow == element.Outgoing[^1];
                findings.Add(Checking.Check.Of(last ? Severity.Warning : Severity.Error, "flow.unconditional", element, $"the flow {flow.Id} has no condition and is not the default.",
                    "Give it a condition, or make it the default flow.", flow.Id));
            }
        }
        if (element.Default is null && element.Outgoing.All(flow => flow.Condition is not null))
        {
            findings.Add(Checking.Check.Of(Severity.Notice, "flow.no-default", element, "when no condition holds, the case stops for a person.",
                "Add a default flow if there is a way for all other cases."));
        }
    }
}
