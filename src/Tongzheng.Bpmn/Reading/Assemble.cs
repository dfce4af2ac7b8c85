using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Builds one process: its nodes, then its flows, then what links node to node.</summary>
sealed class Assemble(DefinitionFile file)
{
    static readonly Dictionary<string, ElementKind> Kinds = new()
    {
        ["startEvent"] = ElementKind.StartEvent,
        ["endEvent"] = ElementKind.EndEvent,
        ["intermediateCatchEvent"] = ElementKind.IntermediateCatchEvent,
        ["intermediateThrowEvent"] = ElementKind.IntermediateThrowEvent,
        ["implicitThrowEvent"] = ElementKind.IntermediateThrowEvent,
        ["boundaryEvent"] = ElementKind.BoundaryEvent,
        ["task"] = ElementKind.Task,
        ["userTask"] = ElementKind.UserTask,
        ["serviceTask"] = ElementKind.ServiceTask,
        ["sendTask"] = ElementKind.SendTask,
        ["receiveTask"] = ElementKind.ReceiveTask,
        ["businessRuleTask"] = ElementKind.BusinessRuleTask,
        ["scriptTask"] = ElementKind.ScriptTask,
        ["manualTask"] = ElementKind.ManualTask,
        ["callActivity"] = ElementKind.CallActivity,
        ["subProcess"] = ElementKind.SubProcess,
        ["transaction"] = ElementKind.Transaction,
        ["adHocSubProcess"] = ElementKind.AdHocSubProcess,
        ["exclusiveGateway"] = ElementKind.ExclusiveGateway,
        ["inclusiveGateway"] = ElementKind.InclusiveGateway,
        ["parallelGateway"] = ElementKind.ParallelGateway,
        ["eventBasedGateway"] = ElementKind.EventBasedGateway,
        ["complexGateway"] = ElementKind.ComplexGateway,
        ["globalTask"] = ElementKind.Task,
        ["globalUserTask"] = ElementKind.UserTask,
        ["globalManualTask"] = ElementKind.ManualTask,
        ["globalScriptTask"] = ElementKind.ScriptTask,
        ["globalBusinessRuleTask"] = ElementKind.BusinessRuleTask,
    };

    /// <summary>What stands among the nodes and does not run.</summary>
    static readonly HashSet<string> Silent =
    [
        "sequenceFlow", "association", "textAnnotation", "group", "laneSet", "dataObject", "dataObjectReference", "dataStoreReference", "property",
        "extensionElements", "documentation", "ioSpecification", "incoming", "outgoing", "dataInputAssociation", "dataOutputAssociation",
        "standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "completionCondition", "resourceRole", "performer", "humanPerformer",
        "potentialOwner", "auditing", "monitoring", "correlationSubscription", "supports", "script", "rendering", "ioBinding", "categoryValueRef",
        "supportedInterfaceRef", "artifact",
    ];

    readonly List<Element> elements = [];
    readonly List<SequenceFlow> flows = [];
    readonly Dictionary<string, (Element Element, Markup Markup)> byId = new(StringComparer.Ordinal);

    internal static bool IsNode(string name) => Kinds.ContainsKey(name) && !name.StartsWith("global", StringComparison.Ordinal);

    internal ProcessDefinition Process(Markup markup, string id, string hash)
    {
        var isTask = markup.Name != "process";
        var process = new Element
        {
            Id = isTask ? $"{id}#process" : id,
            Kind = ElementKind.Process,
            Name = markup.Attribute("name") ?? "",
            Documentation = markup.First("documentation")?.Text ?? "",
            Line = markup.Line,
            Column = markup.Column,
        };
        elements.Add(process);
        process.Work = ReadWork.Of(markup, process, file);
        if (isTask)
            process.Children = [Node(markup, process)];
        else
            process.Children = Nodes(markup, process);
        Connect(markup, process);
        // After ids and ends of flows: a flow that leads nowhere is to be told as that, not as a node that nothing leads to.
        if (!isTask)
            Conformity.CheckProcess(markup, file);
        foreach (var (element, its) in byId.Values)
            Link.Apply(element, its, file, byId);
        Link.Compensation(file.Root, byId);
        foreach (var container in elements.Where(element => element.IsContainer))
            Link.Starts(container);
        Reach.Compute(elements);
        Refuse.Check(elements);
        return new ProcessDefinition(id, process, hash, elements, flows, file.Find);
    }

    List<Element> Nodes(Markup container, Element parent)
    {
        var nodes = new List<Element>();
        foreach (var child in container.Children)
        {
            if (child.Namespace != Namespaces.Model)
                continue;
            if (Kinds.ContainsKey(child.Name))
                nodes.Add(Node(child, parent));
            else if (!Silent.Contains(child.Name))
                throw new BpmnException(child.Line, child.Column, $"A {child.Name} cannot be executed.", child.Attribute("id"));
        }
        return nodes;
    }

    Element Node(Markup markup, Element parent)
    {
        var id = markup.Attribute("id") is { Length: > 0 } given
            ? given
            : throw new BpmnException(markup.Line, markup.Column, $"The {markup.Name} has no id.");
        var kind = Kinds[markup.Name];
        if (kind == ElementKind.SubProcess && markup.Attribute("triggeredByEvent") is "true" or "1")
            kind = ElementKind.EventSubProcess;
        var element = new Element
        {
            Id = id,
            Kind = kind,
            Name = markup.Attribute("name") ?? "",
            Documentation = markup.First("documentation")?.Text ?? "",
            Line = markup.Line,
            Column = markup.Column,
            Parent = parent,
        };
        if (id == elements[0].Id || !byId.TryAdd(id, (element, markup)))
        {
            var other = id == elements[0].Id ? elements[0] : byId[id].Element;
            throw new BpmnException(markup.Line, markup.Column, $"The id {id} is used twice; the other is in line {other.Line}.", id);
        }
        elements.Add(element);
        element.Work = ReadWork.Of(markup, element, file);
        element.Loop = ReadLoop.Of(markup, element, file);
        if (element.IsContainer)
        {
            element.Children = Nodes(markup, element);
            element.DataObjects = DataObjects(markup);
        }
        return element;
    }

    static string[] DataObjects(Markup container) =>
        [.. container.All("dataObject").Select(data => data.Attribute("name") ?? data.Attribute("id") ?? "").Where(name => name.Length > 0)];

    void Connect(Markup container, Element parent)
    {
        parent.DataObjects = DataObjects(container);
        var leaving = new Dictionary<Element, List<SequenceFlow>>();
        var arriving = new Dictionary<Element, List<SequenceFlow>>();
        foreach (var markup in container.All("sequenceFlow"))
        {
            var flow = Flow(markup, parent);
            flows.Add(flow);
            Add(leaving, flow.Source, flow);
            Add(arriving, flow.Target, flow);
        }
        foreach (var (source, list) in leaving)
            source.Outgoing = list;
        foreach (var (target, list) in arriving)
            target.Incoming = list;
        foreach (var child in parent.Children)
        {
            if (child.IsContainer)
                Connect(byId[child.Id].Markup, child);
        }
    }

    SequenceFlow Flow(Markup markup, Element parent)
    {
        var id = markup.Attribute("id") is { Length: > 0 } given
            ? given
            : throw new BpmnException(markup.Line, markup.Column, "The sequenceFlow has no id.");
        if (flows.Exists(flow => flow.Id == id) || byId.ContainsKey(id))
            throw new BpmnException(markup.Line, markup.Column, $"The id {id} is used twice.", id);
        return new SequenceFlow
        {
            Id = id,
            Name = markup.Attribute("name") ?? "",
            Source = End(markup, "sourceRef", id, parent),
            Target = End(markup, "targetRef", id, parent),
            Condition = ReadExpression.OfElement(markup.First("conditionExpression"), id),
            Line = markup.Line,
        };
    }

    Element End(Markup markup, string attribute, string id, Element parent)
    {
        var reference = Markup.Local(markup.Attribute(attribute) ?? "");
        if (!byId.TryGetValue(reference, out var found))
            throw new BpmnException(markup.Line, markup.Column, $"The sequenceFlow's {attribute} names {(reference.Length == 0 ? "nothing" : reference)}, which is no node of this process.", id);
        if (found.Element.Parent != parent)
            throw new BpmnException(markup.Line, markup.Column, $"The sequenceFlow crosses the border of a sub-process: {reference} is not in {parent.Id}.", id);
        return found.Element;
    }

    static void Add(Dictionary<Element, List<SequenceFlow>> lists, Element key, SequenceFlow flow)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(flow);
    }
}
