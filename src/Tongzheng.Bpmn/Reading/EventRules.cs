using Tongzheng.Bpmn.Xml;
using static Tongzheng.Bpmn.Reading.Conformity;
using static Tongzheng.Bpmn.Reading.ContainerNodes;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Which event may wait for or throw what, and where (BPMN 2.0.2, tables 10.84 to 10.93).</summary>
static class EventRules
{
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["startEvent"] = ["message", "timer", "signal", "conditional"],
        ["eventSubProcess"] = ["message", "timer", "signal", "conditional", "escalation", "error", "compensate"],
        ["intermediateCatchEvent"] = ["message", "timer", "signal", "conditional", "link"],
        ["intermediateThrowEvent"] = ["message", "signal", "escalation", "compensate", "link"],
        ["boundaryEvent"] = ["message", "timer", "signal", "conditional", "escalation", "error", "cancel", "compensate"],
        ["endEvent"] = ["message", "signal", "escalation", "error", "cancel", "compensate", "terminate"],
    };

    /// <summary>What can only end or undo an activity, never leave it running.</summary>
    static readonly HashSet<string> AlwaysInterrupts = ["error", "cancel", "compensate"];

    internal static void Check(ContainerNodes nodes, DefinitionFile file)
    {
        foreach (var node in nodes.Nodes)
        {
            if (Allowed.ContainsKey(node.Name))
                Event(nodes, node, file);
            if (node.Name == "receiveTask" && IsTrue(node, "instantiate") && nodes.Incoming(node) > 0)
                throw Broken(node, "No flow leads to a receive task that begins the process.");
            if (node.Name == "callActivity" && node.Attribute("calledElement") is { Length: > 0 } called)
                Called(node, file.Resolve(called, "process"));
        }
    }

    // 10.5.2: a process that is called begins at a plain start event.
    static void Called(Markup node, Markup? process)
    {
        var starts = process?.All("startEvent").ToList() ?? [];
        if (starts.Count > 0 && starts.TrueForAll(start => start.Children.Any(child => child.Name.EndsWith("EventDefinition", StringComparison.Ordinal) || child.Name == "eventDefinitionRef")))
            throw Broken(node, $"The called process {process!.Attribute("id")} has no plain start event.");
    }

    static void Event(ContainerNodes nodes, Markup node, DefinitionFile file)
    {
        var inEventSubProcess = node.Name == "startEvent" && IsEventSubProcess(nodes.Container);
        foreach (var definition in Definitions(node, file))
        {
            var kind = definition.Name[..^"EventDefinition".Length];
            if (!Allowed[inEventSubProcess ? "eventSubProcess" : node.Name].Contains(kind))
                throw Broken(node, $"A {node.Name}{(inEventSubProcess ? " of an event sub-process" : "")} has no {definition.Name}.");
            if (AlwaysInterrupts.Contains(kind) && (IsFalse(node, "cancelActivity") || IsFalse(node, "isInterrupting")))
                throw Broken(node, $"An event of kind {kind} cannot leave the activity running.");
            if (kind == "cancel")
                Cancel(nodes, node);
            if (kind == "compensate" && node.Name == "boundaryEvent")
                Compensation(nodes, node);
            if (kind == "escalation" && node.Name is "endEvent" or "intermediateThrowEvent" && kind == "escalation")
                EscalationCode(node, definition, file);
            if (kind == "timer" && definition.Children.Count(child => child.Name is "timeDuration" or "timeDate" or "timeCycle") > 1)
                throw Broken(definition, "A timer has one of timeDuration, timeDate and timeCycle.");
        }
        if (inEventSubProcess && nodes.Nodes.Count(other => other.Name == "startEvent") > 1)
            throw Broken(node, "An event sub-process has exactly one start event.");
    }

    static IEnumerable<Markup> Definitions(Markup node, DefinitionFile file)
    {
        foreach (var child in node.Children)
        {
            if (child.Namespace == Namespaces.Model && child.Name.EndsWith("EventDefinition", StringComparison.Ordinal))
                yield return child;
            if (child.Is("eventDefinitionRef") && file.Resolve(child.Text) is { } shared && shared.Name.EndsWith("EventDefinition", StringComparison.Ordinal))
                yield return shared;
        }
    }

    static void Cancel(ContainerNodes nodes, Markup node)
    {
        var transaction = node.Name == "boundaryEvent" ? nodes.Find(node.Attribute("attachedToRef")) : nodes.Container;
        if (transaction?.Name != "transaction")
            throw Broken(node, "A cancel event belongs to a transaction.");
    }

    static void Compensation(ContainerNodes nodes, Markup node)
    {
        if (nodes.Outgoing(node) > 0)
            throw Broken(node, "No flow leaves a compensation boundary event; an association leads to the activity that undoes.");
        var handlers = nodes.Container.All("association")
            .Where(association => Markup.Local(association.Attribute("sourceRef") ?? "") == node.Attribute("id"))
            .Select(association => nodes.Find(association.Attribute("targetRef"))).OfType<Markup>().ToList();
        if (handlers.Count != 1)
            throw Broken(node, $"A compensation boundary event is associated with one activity that undoes, not {handlers.Count}.");
        if (!IsTrue(handlers[0], "isForCompensation"))
            throw Broken(handlers[0], "The activity that undoes is marked isForCompensation.");
    }

    static void EscalationCode(Markup node, Markup definition, DefinitionFile file)
    {
        if (file.Resolve(definition.Attribute("escalationRef"), "escalation")?.Attribute("escalationCode") is not { Length: > 0 })
            throw Broken(node, "An escalation that is thrown has a code.");
    }
}
