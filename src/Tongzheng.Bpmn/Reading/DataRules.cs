using Tongzheng.Bpmn.Xml;
using static Tongzheng.Bpmn.Reading.Conformity;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Data that is declared with types: both ends of an association, of an operation and of an event agree (BPMN 2.0.2, 10.3.1).</summary>
static class DataRules
{
    internal static void Check(ContainerNodes nodes, DefinitionFile file)
    {
        foreach (var data in nodes.Container.All("dataObject"))
            Collection(data, file);
        foreach (var node in nodes.Nodes)
        {
            if (node.First("ioSpecification") is { } specification)
                Specification(node, specification, file);
            Operation(node, file);
            foreach (var association in node.All("dataInputAssociation").Concat(node.All("dataOutputAssociation")))
                Association(node, association, file);
            if (node.First("multiInstanceLoopCharacteristics") is { } loop)
                Items(node, loop, file);
            if (node.Name.EndsWith("Event", StringComparison.Ordinal))
                EventData(node, file);
        }
    }

    static void Specification(Markup node, Markup specification, DefinitionFile file)
    {
        foreach (var data in specification.Children.Where(child => child.Name is "dataInput" or "dataOutput"))
            Collection(data, file);
        if (node.Name is not ("serviceTask" or "sendTask" or "receiveTask"))
            return;
        var (inputs, outputs) = (specification.All("dataInput").ToList(), specification.All("dataOutput").ToList());
        if (specification.All("inputSet").Count() > 1 || specification.All("outputSet").Count() > 1 || inputs.Count > 1 || outputs.Count > 1)
            throw Broken(node, $"A {node.Name} has one input set, one output set and one data item in each.");
        if (file.Resolve(node.Attribute("messageRef"), "message") is { } message)
            SameItem(node, message, node.Name == "sendTask" ? inputs : outputs, file);
    }

    // 10.3.3: what an operation takes and gives is what the task takes and gives.
    static void Operation(Markup node, DefinitionFile file)
    {
        if (node.Name != "serviceTask" || node.Attribute("operationRef") is not { } reference)
            return;
        var operation = file.Root.All("interface").SelectMany(one => one.All("operation")).FirstOrDefault(one => one.Attribute("id") == Markup.Local(reference));
        if (operation is null)
            return;
        var specification = node.First("ioSpecification");
        foreach (var (message, items) in new[] { ("inMessageRef", "dataInput"), ("outMessageRef", "dataOutput") })
        {
            if (operation.First(message) is not { } named || file.Resolve(named.Text, "message") is not { } found)
                continue;
            var declared = specification?.All(items).ToList() ?? [];
            if (declared.Count != 1)
                throw Broken(node, $"The operation {operation.Attribute("id")} has an {message}, so the task has one {items}.");
            SameItem(node, found, declared, file);
        }
    }

    static void SameItem(Markup node, Markup message, List<Markup> items, DefinitionFile file)
    {
        foreach (var item in items)
        {
            if (!IsSame(item.Attribute("itemSubjectRef"), message.Attribute("itemRef"), file))
                throw Broken(node, $"The {item.Name} {item.Attribute("id")} and the message {message.Attribute("id")} are of different types.");
        }
    }

    static void Association(Markup node, Markup association, DefinitionFile file)
    {
        var sources = association.All("sourceRef").ToList();
        if (sources.Count > 1 && association.First("transformation") is null)
            throw Broken(node, "A data association from several sources has a transformation.");
        var source = sources.Count == 1 ? FindData(node, sources[0].Text) : null;
        var target = association.First("targetRef") is { } reference ? FindData(node, reference.Text) : null;
        if (association.Name == "dataInputAssociation" && source is { Name: "dataOutput", Parent.Parent.Name: "process" })
            throw Broken(node, "An output of the process is no source of data.");
        if (association.Name == "dataOutputAssociation" && target is { Name: "dataInput", Parent.Parent.Name: "process" })
            throw Broken(node, "An input of the process is no target of data.");
        if (source is null || target is null || association.First("transformation") is not null || association.First("assignment") is not null)
            return;
        var (from, to) = (Type(source, node), Type(target, node));
        if (from is not null && to is not null && !IsSame(from, to, file))
            throw Broken(node, $"The data association joins {from} and {to}, which are different types.");
    }

    static void Items(Markup node, Markup loop, DefinitionFile file)
    {
        foreach (var (reference, item, kind) in new[] { ("loopDataInputRef", "inputDataItem", "dataInput"), ("loopDataOutputRef", "outputDataItem", "dataOutput") })
        {
            if (loop.First(reference) is not { } named)
                continue;
            var declared = node.First("ioSpecification")?.All(kind).FirstOrDefault(data => data.Attribute("id") == Markup.Local(named.Text));
            if (declared is null && named.Text.IndexOf('=', StringComparison.Ordinal) < 0 && node.First("ioSpecification") is not null)
                throw Broken(node, $"{reference} names {named.Text}, which is no {kind} of the activity.");
            if (loop.First(item)?.Attribute("itemSubjectRef") is not { } type || declared?.Attribute("itemSubjectRef") is not { } list)
                continue;
            var one = file.Resolve(type, "itemDefinition");
            if (one?.Attribute("isCollection") == "true" || one?.Attribute("structureRef") != file.Resolve(list, "itemDefinition")?.Attribute("structureRef"))
                throw Broken(node, $"The {item} is no single item of {named.Text}.");
        }
    }

    static void EventData(Markup node, DefinitionFile file)
    {
        var definitions = node.Children.Where(child => child.Name is "messageEventDefinition" or "signalEventDefinition" or "errorEventDefinition" or "escalationEventDefinition").ToList();
        var data = node.Children.Where(child => child.Name is "dataInput" or "dataOutput").ToList();
        if (data.Count == 0 || definitions.Count == 0)
            return;
        for (var at = 0; at < Math.Min(definitions.Count, data.Count); at++)
        {
            var (reference, name, type) = definitions[at].Name switch
            {
                "messageEventDefinition" => ("messageRef", "message", "itemRef"),
                "signalEventDefinition" => ("signalRef", "signal", "structureRef"),
                "errorEventDefinition" => ("errorRef", "error", "structureRef"),
                _ => ("escalationRef", "escalation", "structureRef"),
            };
            if (file.Resolve(definitions[at].Attribute(reference), name)?.Attribute(type) is { } item && data[at].Attribute("itemSubjectRef") is { } subject && !IsSame(subject, item, file))
                throw Broken(node, $"The data of the event and its {name} are of different types.");
        }
    }

    static void Collection(Markup data, DefinitionFile file)
    {
        if (file.Resolve(data.Attribute("itemSubjectRef"), "itemDefinition") is not { } item || item.Attribute("isCollection") is not { } ofItem)
            return;
        if (data.Attribute("isCollection") is { } its && its != ofItem)
            throw Broken(data, $"isCollection is {its} here and {ofItem} at the type {item.Attribute("id")}.");
    }

    static bool IsSame(string? one, string? other, DefinitionFile file)
    {
        if (one is null || other is null)
            return one == other;
        if (Markup.Local(one) == Markup.Local(other))
            return true;
        var structure = file.Resolve(one, "itemDefinition")?.Attribute("structureRef");
        return structure is not null && structure == file.Resolve(other, "itemDefinition")?.Attribute("structureRef");
    }

    static string? Type(Markup data, Markup node)
    {
        if (data.Name == "dataObjectReference" && data.Attribute("dataObjectRef") is { } reference)
            return FindData(node, reference)?.Attribute("itemSubjectRef");
        return data.Attribute("itemSubjectRef");
    }

    static Markup? FindData(Markup node, string reference)
    {
        var id = Markup.Local(reference);
        for (var around = node; around is not null; around = around.Parent)
        {
            var found = around.Children.Concat(around.First("ioSpecification")?.Children ?? []).FirstOrDefault(child => child.Attribute("id") == id);
            if (found is not null)
                return found;
        }
        return null;
    }
}
