using Tongzheng.Bpmn.Xml;
using static Tongzheng.Bpmn.Reading.Conformity;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Message flows go from one participant to another, from what sends to what receives (BPMN 2.0.2, 9.4).</summary>
static class MessageFlowRules
{
    internal static void Check(Markup root)
    {
        foreach (var collaboration in root.All("collaboration"))
        {
            var participants = collaboration.All("participant").ToList();
            foreach (var participant in participants)
                Multiplicity(participant);
            var owners = Owners(root, participants);
            foreach (var flow in collaboration.All("messageFlow"))
                Flow(flow, owners);
        }
    }

    static void Multiplicity(Markup participant)
    {
        if (participant.First("participantMultiplicity") is not { } range)
            return;
        var minimum = int.TryParse(range.Attribute("minimum"), out var least) ? least : 0;
        var maximum = int.TryParse(range.Attribute("maximum"), out var most) ? most : 1;
        if (minimum < 0 || maximum < Math.Max(1, minimum))
            throw Broken(participant, $"The multiplicity {minimum}..{maximum} is empty.");
    }

    /// <summary>Every node and participant with the participant it belongs to.</summary>
    static Dictionary<string, (Markup Node, string Owner)> Owners(Markup root, List<Markup> participants)
    {
        var owners = new Dictionary<string, (Markup, string)>(StringComparer.Ordinal);
        foreach (var participant in participants)
        {
            var owner = participant.Attribute("id") ?? "";
            owners[owner] = (participant, owner);
            var process = root.All("process").FirstOrDefault(one => one.Attribute("id") == Markup.Local(participant.Attribute("processRef") ?? ""));
            if (process is not null)
                Nodes(process, owner, owners);
        }
        return owners;
    }

    static void Nodes(Markup container, string owner, Dictionary<string, (Markup, string)> owners)
    {
        foreach (var child in container.Children)
        {
            if (!Assemble.IsNode(child.Name))
                continue;
            owners.TryAdd(child.Attribute("id") ?? "", (child, owner));
            Nodes(child, owner, owners);
        }
    }

    static void Flow(Markup flow, Dictionary<string, (Markup Node, string Owner)> owners)
    {
        if (!owners.TryGetValue(Markup.Local(flow.Attribute("sourceRef") ?? ""), out var source)
            || !owners.TryGetValue(Markup.Local(flow.Attribute("targetRef") ?? ""), out var target))
            return;
        if (source.Owner == target.Owner)
            throw Broken(flow, "A message flow leads from one participant to another.");
        if (source.Node.Name.EndsWith("Event", StringComparison.Ordinal) && (source.Node.Name is not ("endEvent" or "intermediateThrowEvent") || !HasMessage(source.Node)))
            throw Broken(flow, $"The {source.Node.Name} {source.Node.Attribute("id")} sends no message.");
        if (target.Node.Name.EndsWith("Event", StringComparison.Ordinal) && (target.Node.Name is "endEvent" or "intermediateThrowEvent" || !HasMessage(target.Node)))
            throw Broken(flow, $"The {target.Node.Name} {target.Node.Attribute("id")} receives no message.");
    }

    static bool HasMessage(Markup node) => node.First("messageEventDefinition") is not null || node.First("eventDefinitionRef") is not null;
}
