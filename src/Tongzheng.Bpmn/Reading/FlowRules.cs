using Tongzheng.Bpmn.Xml;
using static Tongzheng.Bpmn.Reading.Conformity;
using static Tongzheng.Bpmn.Reading.ContainerNodes;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Sequence flows and what they may connect (BPMN 2.0.2, 8.4.13, 10.2, 10.5, 13.2).</summary>
static class FlowRules
{
    internal static void Check(ContainerNodes nodes, bool listsFlows)
    {
        foreach (var flow in nodes.Flows)
        {
            if (flow.Attribute("isImmediate") is not null)
                throw Broken(flow, "isImmediate is for processes that are not executed.");
            if (flow.First("conditionExpression") is not null)
                Conditional(nodes, flow);
        }
        foreach (var node in nodes.Nodes)
        {
            if (listsFlows)
            {
                Listed(node, "incoming", [.. nodes.FlowsTo(node)]);
                Listed(node, "outgoing", [.. nodes.FlowsFrom(node)]);
            }
            Ends(nodes, node);
            Loops(node);
        }
        StartsAndEnds(nodes);
    }

    // 13.2.1: a conditional flow needs an alternative, unless it leaves a gateway.
    static void Conditional(ContainerNodes nodes, Markup flow)
    {
        if (nodes.Find(flow.Attribute("sourceRef")) is not { } source)
            return;
        if (source.Name is "startEvent" or "intermediateCatchEvent" or "intermediateThrowEvent" or "boundaryEvent" or "eventBasedGateway")
            throw Broken(flow, $"A flow from a {source.Name} has no condition.");
        if (!source.Name.EndsWith("Gateway", StringComparison.Ordinal) && nodes.Outgoing(source) < 2)
            throw Broken(flow, "A conditional flow from an activity needs another flow beside it.");
    }

    // One stale reference beside right ones is harmless and met in real files; a list that misses what is there contradicts the flows.
    static void Listed(Markup node, string name, List<Markup> flows)
    {
        var listed = node.All(name).Select(one => Markup.Local(one.Text)).ToList();
        if (listed.Count == 0 && flows.Count > 0)
            throw Broken(node, $"The {node.Name} does not list its {name} flow {flows[0].Attribute("id")}.");
        var stale = listed.Find(id => !flows.Exists(flow => flow.Attribute("id") == id));
        if (stale is not null && (flows.Count == 0 || flows.Exists(flow => !listed.Contains(flow.Attribute("id") ?? ""))))
            throw Broken(node, $"The {node.Name} lists the {name} flow {stale}, which does not touch it.");
    }

    static void Ends(ContainerNodes nodes, Markup node)
    {
        if (node.Name == "startEvent" && nodes.Incoming(node) > 0)
            throw Broken(node, "No flow leads to a start event.");
        if (node.Name == "endEvent" && nodes.Outgoing(node) > 0)
            throw Broken(node, "No flow leaves an end event.");
        if (IsEventSubProcess(node) && nodes.Incoming(node) + nodes.Outgoing(node) > 0)
            throw Broken(node, "No flow touches an event sub-process.");
        if (IsTrue(node, "isForCompensation") && nodes.Incoming(node) + nodes.Outgoing(node) > 0)
            throw Broken(node, "No flow touches an activity for compensation.");
        if (node.Name == "boundaryEvent" && nodes.Incoming(node) > 0)
            throw Broken(node, "No flow leads to a boundary event.");
        if (node.Name.StartsWith("intermediate", StringComparison.Ordinal) && ((nodes.Incoming(node) == 0 && !IsLinkCatch(node)) || (nodes.Outgoing(node) == 0 && !IsLinkThrow(node))))
            throw Broken(node, "An intermediate event has an incoming and an outgoing flow.");
    }

    static void Loops(Markup node)
    {
        if (node.First("standardLoopCharacteristics") is not null && node.First("multiInstanceLoopCharacteristics") is { } both)
            throw Broken(both, "An activity is a loop or multi-instance, not both.");
        foreach (var performer in node.Children.Where(child => child.Name is "performer" or "humanPerformer" or "potentialOwner" or "resourceRole"))
        {
            if (performer.First("resourceParameterBinding") is not null && performer.First("resourceAssignmentExpression") is not null)
                throw Broken(performer, $"A {performer.Name} has parameter bindings or an assignment expression, not both.");
        }
        if (node.First("documentation") is { } text && text.Attribute("textFormat") is { } format && !format.Contains('/', StringComparison.Ordinal))
            throw Broken(text, $"textFormat is {format}, which is no media type.");
    }

    // 10.5.2, 10.5.3: with a start event everything else is led to, with an end event everything else leads on; one asks for the other.
    static void StartsAndEnds(ContainerNodes nodes)
    {
        if (nodes.Container.Name == "adHocSubProcess")
        {
            if (nodes.Nodes.FirstOrDefault(node => node.Name is "startEvent" or "endEvent") is { } wrong)
                throw Broken(wrong, $"An ad-hoc sub-process has no {wrong.Name}.");
            if (nodes.Nodes.Count == 0)
                throw Broken(nodes.Container, "An ad-hoc sub-process has at least one activity.");
            return;
        }
        var start = nodes.Nodes.FirstOrDefault(node => node.Name == "startEvent" || IsTrue(node, "instantiate"));
        var end = nodes.Nodes.FirstOrDefault(node => node.Name == "endEvent");
        if (end is not null && start is null)
            throw Broken(end, "With an end event there is also a start event.");
        if (start is { Name: "startEvent" } && end is null)
            throw Broken(start, "With a start event there is also an end event.");
        foreach (var node in nodes.Nodes)
        {
            if (start is not null && node.Name is not ("startEvent" or "boundaryEvent") && nodes.Incoming(node) == 0 && !StandsAlone(node) && !IsTrue(node, "instantiate") && !IsLinkCatch(node))
                throw Broken(node, $"No flow leads to the {node.Name}.");
            if (end is not null && node.Name is not ("endEvent" or "boundaryEvent") && nodes.Outgoing(node) == 0 && !StandsAlone(node) && !IsLinkThrow(node))
                throw Broken(node, $"No flow leaves the {node.Name}; a path ends at an end event.");
        }
    }

    static bool StandsAlone(Markup node) => IsEventSubProcess(node) || IsTrue(node, "isForCompensation");

    static bool IsLinkCatch(Markup node) => node.Name == "intermediateCatchEvent" && node.First("linkEventDefinition") is not null;

    static bool IsLinkThrow(Markup node) => node.Name == "intermediateThrowEvent" && node.First("linkEventDefinition") is not null;
}
