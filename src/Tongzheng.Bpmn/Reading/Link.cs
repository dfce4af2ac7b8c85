using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Sets what a node refers to: its events, its default flow, its host, its compensation, its link partner.</summary>
static class Link
{
    internal static void Apply(Element element, Markup markup, DefinitionFile file, Dictionary<string, (Element Element, Markup Markup)> byId)
    {
        element.Events = ReadEvent.All(markup, element, file);
        element.IsParallelMultiple = IsTrue(markup.Attribute("parallelMultiple"));
        element.IsForCompensation = IsTrue(markup.Attribute("isForCompensation"));
        element.Instantiates = IsTrue(markup.Attribute("instantiate"));
        element.IsInterrupting = !IsFalse(markup.Attribute(element.Kind == ElementKind.BoundaryEvent ? "cancelActivity" : "isInterrupting"));
        element.StartQuantity = Quantity(markup, element, "startQuantity");
        element.CompletionQuantity = Quantity(markup, element, "completionQuantity");
        if (element.Kind == ElementKind.AdHocSubProcess)
        {
            element.IsSequential = markup.Attribute("ordering") == "Sequential";
            element.KeepsOthersRunning = IsFalse(markup.Attribute("cancelRemainingInstances"));
            element.Condition = ReadExpression.OfElement(markup.First("completionCondition"), element.Id);
        }
        if (element.Kind == ElementKind.ComplexGateway)
            element.Condition = ReadExpression.OfElement(markup.First("activationCondition"), element.Id);

        SetDefault(element, markup);
        if (element.Kind == ElementKind.BoundaryEvent)
            Attach(element, markup, byId);
        OrderOutgoing(element, markup);
        if (element.Kind == ElementKind.IntermediateThrowEvent && element.Has(EventKind.Link))
            element.LinkTarget = FindLink(element, byId);
    }

    /// <summary>Associations from a compensation boundary event to the activity that undoes.</summary>
    internal static void Compensation(Markup root, Dictionary<string, (Element Element, Markup Markup)> byId)
    {
        foreach (var association in Descendants(root, "association"))
        {
            if (!byId.TryGetValue(Markup.Local(association.Attribute("sourceRef") ?? ""), out var source)
                || !byId.TryGetValue(Markup.Local(association.Attribute("targetRef") ?? ""), out var target))
                continue;
            if (source.Element.Kind == ElementKind.BoundaryEvent && source.Element.Has(EventKind.Compensation) && target.Element.IsActivity)
                source.Element.AttachedTo!.CompensatedBy = target.Element;
        }
    }

    /// <summary>Where tokens begin in a container: its plain start events, or, without any start event, every node that nothing leads to.</summary>
    internal static void Starts(Element container)
    {
        container.EventSubProcesses = [.. container.Children.Where(child => child.Kind == ElementKind.EventSubProcess)];
        if (container.Kind == ElementKind.EventSubProcess)
        {
            container.Starts = [.. container.Children.Where(child => child.Kind == ElementKind.StartEvent)];
            return;
        }
        var starts = container.Children.Where(child => child.Kind == ElementKind.StartEvent).ToArray();
        if (starts.Length > 0)
        {
            container.Starts = [.. starts.Where(start => start.Events.Count == 0)];
            return;
        }
        container.Starts =
        [
            .. container.Children.Where(child => child.Incoming.Count == 0 && !child.IsForCompensation && !child.Instantiates
                && child.Kind is not (ElementKind.BoundaryEvent or ElementKind.EventSubProcess)
                && !(child.Kind == ElementKind.IntermediateCatchEvent && child.Has(EventKind.Link))),
        ];
    }

    static void Attach(Element element, Markup markup, Dictionary<string, (Element Element, Markup Markup)> byId)
    {
        var host = Markup.Local(markup.Attribute("attachedToRef") ?? "");
        if (!byId.TryGetValue(host, out var found) || !found.Element.IsActivity || found.Element.Kind == ElementKind.EventSubProcess)
            throw new BpmnException(markup.Line, markup.Column, $"The boundary event is attached to {(host.Length == 0 ? "nothing" : host)}, which is no activity.", element.Id);
        if (found.Element.Parent != element.Parent)
            throw new BpmnException(markup.Line, markup.Column, $"The boundary event and its activity {host} are in different sub-processes.", element.Id);
        element.AttachedTo = found.Element;
        found.Element.Boundary = [.. found.Element.Boundary, element];
    }

    static void SetDefault(Element element, Markup markup)
    {
        if (markup.Attribute("default") is not { Length: > 0 } reference)
            return;
        element.Default = element.Outgoing.FirstOrDefault(flow => flow.Id == Markup.Local(reference))
            ?? throw new BpmnException(markup.Line, markup.Column, $"The default flow {reference} does not leave this element.", element.Id);
    }

    // The order of <outgoing> is the order in which an exclusive gateway asks (BPMN 2.0.2, 10.6.2); without it, file order.
    static void OrderOutgoing(Element element, Markup markup)
    {
        if (element.Outgoing.Count < 2)
            return;
        var order = markup.All("outgoing").Select(outgoing => Markup.Local(outgoing.Text)).ToList();
        element.Outgoing = [.. element.Outgoing.OrderBy(flow => order.IndexOf(flow.Id) is >= 0 and var at ? at : int.MaxValue)];
    }

    static Element? FindLink(Element thrower, Dictionary<string, (Element Element, Markup Markup)> byId)
    {
        var name = thrower.Events[0].Name;
        foreach (var (element, markup) in byId.Values)
        {
            if (element.Kind != ElementKind.IntermediateCatchEvent || element.Parent != thrower.Parent)
                continue;
            if (markup.First("linkEventDefinition") is { } link && link.Attribute("name") == name)
                return element;
        }
        throw new BpmnException(thrower.Line, thrower.Column, $"No catching link event is named {name}.", thrower.Id);
    }

    static int Quantity(Markup markup, Element element, string attribute)
    {
        if (markup.Attribute(attribute) is not { } text)
            return 1;
        return int.TryParse(text, out var quantity) && quantity >= 1
            ? quantity
            : throw new BpmnException(markup.Line, markup.Column, $"{attribute} is {text}; it must be 1 or more.", element.Id);
    }

    internal static IEnumerable<Markup> Descendants(Markup root, string name)
    {
        foreach (var child in root.Children)
        {
            if (child.Is(name))
                yield return child;
            foreach (var inner in Descendants(child, name))
                yield return inner;
        }
    }

    static bool IsTrue(string? text) => text is "true" or "1";

    static bool IsFalse(string? text) => text is "false" or "0";
}
