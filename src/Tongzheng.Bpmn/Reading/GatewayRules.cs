using Tongzheng.Bpmn.Xml;
using static Tongzheng.Bpmn.Reading.Conformity;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Gateways: how many flows, in which direction, and what an event-based one leads to (BPMN 2.0.2, 10.6).</summary>
static class GatewayRules
{
    internal static void Check(ContainerNodes nodes)
    {
        foreach (var node in nodes.Nodes)
        {
            if (!node.Name.EndsWith("Gateway", StringComparison.Ordinal))
                continue;
            Direction(nodes, node);
            if (node.Name == "eventBasedGateway")
                EventBased(nodes, node);
        }
    }

    static void Direction(ContainerNodes nodes, Markup gateway)
    {
        var (incoming, outgoing) = (nodes.Incoming(gateway), nodes.Outgoing(gateway));
        if (incoming < 2 && outgoing < 2)
            throw Broken(gateway, $"A gateway joins or parts: this one has {incoming} incoming and {outgoing} outgoing flows.");
        var wrong = gateway.Attribute("gatewayDirection") switch
        {
            "Converging" => incoming < 2 || outgoing > 1,
            "Diverging" => incoming > 1 || outgoing < 2,
            "Mixed" => incoming < 2 || outgoing < 2,
            _ => false,
        };
        if (wrong)
            throw Broken(gateway, $"gatewayDirection is {gateway.Attribute("gatewayDirection")}, with {incoming} incoming and {outgoing} outgoing flows.");
    }

    static void EventBased(ContainerNodes nodes, Markup gateway)
    {
        if (gateway.Attribute("eventGatewayType") == "Parallel")
            throw Broken(gateway, "A parallel event-based gateway is not supported; use a parallel gateway before the events.");
        if (nodes.Outgoing(gateway) < 2)
            throw Broken(gateway, "An event-based gateway has two ways at least.");
        var targets = nodes.FlowsFrom(gateway).Select(flow => nodes.Find(flow.Attribute("targetRef"))).OfType<Markup>().ToList();
        foreach (var target in targets)
        {
            if (target.Name is not ("intermediateCatchEvent" or "receiveTask"))
                throw Broken(target, "An event-based gateway leads to catching events and receive tasks only.");
            if (nodes.Incoming(target) > 1)
                throw Broken(target, "What an event-based gateway leads to has no other incoming flow.");
            if (target.Name == "receiveTask" && nodes.Nodes.Any(node => node.Name == "boundaryEvent" && Markup.Local(node.Attribute("attachedToRef") ?? "") == target.Attribute("id")))
                throw Broken(target, "A receive task behind an event-based gateway has no boundary events.");
        }
        if (targets.Exists(target => target.Name == "receiveTask") && targets.Exists(target => target.First("messageEventDefinition") is not null))
            throw Broken(gateway, "An event-based gateway leads to message events or to receive tasks, not to both.");
    }
}
