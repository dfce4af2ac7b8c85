using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>
/// The rules of BPMN 2.0.2 that a process must keep to mean one thing. They are asked as soon as its nodes and flows are found; the first
/// that is broken refuses the file by element and place.
/// </summary>
static class Conformity
{
    static readonly HashSet<string> Containers = ["process", "subProcess", "transaction", "adHocSubProcess"];

    /// <summary>What concerns the file as a whole: message flows between its participants.</summary>
    internal static void CheckFile(Markup root) => MessageFlowRules.Check(root);

    /// <summary>What concerns one process and all inside it.</summary>
    internal static void CheckProcess(Markup process, DefinitionFile file)
    {
        var listsFlows = Link.Descendants(process, "incoming").Any() || Link.Descendants(process, "outgoing").Any();
        foreach (var container in SelfAndInner(process))
        {
            var nodes = new ContainerNodes(container);
            FlowRules.Check(nodes, listsFlows);
            GatewayRules.Check(nodes);
            EventRules.Check(nodes, file);
            DataRules.Check(nodes, file);
        }
    }

    static IEnumerable<Markup> SelfAndInner(Markup process)
    {
        yield return process;
        foreach (var child in process.Children)
        {
            if (child.Namespace != Namespaces.Model || !Containers.Contains(child.Name))
                continue;
            foreach (var inner in SelfAndInner(child))
                yield return inner;
        }
    }

    internal static BpmnException Broken(Markup at, string rule) => new(at.Line, at.Column, rule, at.Attribute("id"));
}

/// <summary>The nodes of one process or sub-process with the flows that touch them.</summary>
sealed class ContainerNodes
{
    static readonly ILookup<string, Markup> NoFlows = Array.Empty<Markup>().ToLookup(flow => "");

    internal ContainerNodes(Markup container)
    {
        Container = container;
        Nodes = [.. container.Children.Where(child => child.Namespace == Namespaces.Model && Assemble.IsNode(child.Name))];
        Flows = [.. container.All("sequenceFlow")];
        Leaving = Flows.Count == 0 ? NoFlows : Flows.ToLookup(flow => Markup.Local(flow.Attribute("sourceRef") ?? ""));
        Arriving = Flows.Count == 0 ? NoFlows : Flows.ToLookup(flow => Markup.Local(flow.Attribute("targetRef") ?? ""));
    }

    internal Markup Container { get; }
    internal IReadOnlyList<Markup> Nodes { get; }
    internal IReadOnlyList<Markup> Flows { get; }
    ILookup<string, Markup> Leaving { get; }
    ILookup<string, Markup> Arriving { get; }

    internal int Outgoing(Markup node) => Leaving[node.Attribute("id") ?? ""].Count();

    internal int Incoming(Markup node) => Arriving[node.Attribute("id") ?? ""].Count();

    internal IEnumerable<Markup> FlowsFrom(Markup node) => Leaving[node.Attribute("id") ?? ""];

    internal IEnumerable<Markup> FlowsTo(Markup node) => Arriving[node.Attribute("id") ?? ""];

    internal Markup? Find(string? reference) => reference is null ? null : Nodes.FirstOrDefault(node => node.Attribute("id") == Markup.Local(reference));

    internal static bool IsTrue(Markup node, string attribute) => node.Attribute(attribute) is "true" or "1";

    internal static bool IsFalse(Markup node, string attribute) => node.Attribute(attribute) is "false" or "0";

    internal static bool IsEventSubProcess(Markup node) => node.Name == "subProcess" && IsTrue(node, "triggeredByEvent");
}
