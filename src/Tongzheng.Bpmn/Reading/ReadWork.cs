using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Reads the extension elements of a node: Zeebe's; and Camunda 7's where they mean the same. Others are kept in the file.</summary>
static class ReadWork
{
    /// <summary>Zeebe elements that change what runs and that this engine does not have.</summary>
    static readonly HashSet<string> Refused = ["executionListeners", "taskListeners", "adHoc"];

    /// <summary>Extension elements and attributes, of Zeebe and of Camunda 7, that are read somewhere in this folder.</summary>
    static readonly HashSet<string> Read =
    [
        "zeebe:formDefinition", "zeebe:assignmentDefinition", "zeebe:calledDecision", "zeebe:taskDefinition", "zeebe:ioMapping", "zeebe:script", "zeebe:loopCharacteristics",
        "zeebe:properties", "zeebe:taskHeaders", "zeebe:calledElement", "zeebe:userTask",
        "camunda:topic", "camunda:type", "camunda:candidateGroups", "camunda:assignee", "camunda:formKey", "camunda:formRef", "camunda:decisionRef", "camunda:resultVariable",
        "camunda:collection", "camunda:elementVariable", "camunda:inputOutput", "camunda:in", "camunda:out", "camunda:properties",
    ];

    internal static Work Of(Markup markup, Element element, DefinitionFile file)
    {
        var extensions = markup.First("extensionElements");
        element.Properties = Properties(extensions);
        element.KeptExtensions = Kept(markup, extensions);
        foreach (var refused in (extensions?.Children ?? []).Where(child => child.Namespace == Namespaces.Zeebe && Refused.Contains(child.Name)))
            throw new BpmnException(refused.Line, refused.Column, $"zeebe:{refused.Name} is not supported.", element.Id);
        if (!element.IsActivity && element.Properties.Count == 0 && extensions is null)
            return Work.None;

        var work = new Work
        {
            Inputs = Mappings(markup, extensions, element, inputs: true),
            Outputs = Mappings(markup, extensions, element, inputs: false),
            TaskType = ReadExpression.Template(Zeebe(extensions, "taskDefinition", "type") ?? markup.Attribute(Namespaces.Camunda, "topic"), markup, element.Id),
            CandidateGroups = ReadExpression.Template(Zeebe(extensions, "assignmentDefinition", "candidateGroups") ?? markup.Attribute(Namespaces.Camunda, "candidateGroups"), markup, element.Id),
            Assignee = ReadExpression.Template(Zeebe(extensions, "assignmentDefinition", "assignee") ?? markup.Attribute(Namespaces.Camunda, "assignee"), markup, element.Id),
            Form = ReadExpression.Template(FormOf(markup, extensions), markup, element.Id),
            Decision = ReadExpression.Template(Zeebe(extensions, "calledDecision", "decisionId") ?? markup.Attribute(Namespaces.Camunda, "decisionRef"), markup, element.Id),
            Called = ReadExpression.Template(CalledOf(markup, extensions), markup, element.Id),
            ResultVariable = Zeebe(extensions, "calledDecision", "resultVariable") ?? Zeebe(extensions, "script", "resultVariable")
                ?? markup.Attribute(Namespaces.Camunda, "resultVariable"),
            Script = ScriptOf(markup, extensions, element),
            PassesAllDown = Zeebe(extensions, "calledElement", "propagateAllParentVariables") is not "false" && ReadCamunda.PassesAll(extensions, "in"),
            PassesAllUp = Zeebe(extensions, "calledElement", "propagateAllChildVariables") is not "false" && ReadCamunda.PassesAll(extensions, "out"),
        };
        element.FormId = work.Form?.Fixed;
        element.DecisionId = work.Decision?.Fixed;
        element.CalledProcess = work.Called?.Fixed;
        return work;
    }

    static string[] Kept(Markup markup, Markup? extensions) =>
    [
        .. (extensions?.Children ?? []).Select(child => Named(child.Namespace, child.Name))
            .Concat(markup.Attributes.Select(attribute => Named(attribute.Namespace, attribute.Name)))
            .OfType<string>().Where(name => !Read.Contains(name)).Distinct(),
    ];

    static string? Named(string space, string name) => space switch
    {
        Namespaces.Zeebe => $"zeebe:{name}",
        Namespaces.Camunda => $"camunda:{name}",
        _ => null,
    };

    internal static Markup? Extension(Markup markup, string name) =>
        markup.First("extensionElements")?.Children.FirstOrDefault(child => child.Namespace == Namespaces.Zeebe && child.Name == name);

    static Dictionary<string, string> Properties(Markup? extensions)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in extensions?.Children ?? [])
        {
            if (list.Namespace is not (Namespaces.Zeebe or Namespaces.Camunda) || list.Name is not ("properties" or "taskHeaders"))
                continue;
            foreach (var property in list.Children)
            {
                if ((property.Attribute("name") ?? property.Attribute("key")) is { } name)
                    properties[name] = property.Attribute("value") ?? "";
            }
        }
        return properties;
    }

    static Mapping[] Mappings(Markup markup, Markup? extensions, Element element, bool inputs)
    {
        var mappings = new List<Mapping>();
        foreach (var list in (extensions?.Children ?? []).Where(child => child.Namespace == Namespaces.Zeebe && child.Name == "ioMapping"))
        {
            foreach (var line in list.Children.Where(child => child.Name == (inputs ? "input" : "output")))
                mappings.Add(Mapping(line.Attribute("source"), line.Attribute("target"), line, element));
        }
        mappings.AddRange(ReadData.Associations(markup, element, inputs));
        mappings.AddRange(ReadCamunda.Mappings(extensions, element, inputs));
        return [.. mappings];
    }

    internal static Mapping Mapping(string? source, string? target, Markup at, Element element)
    {
        if (string.IsNullOrWhiteSpace(target))
            throw new BpmnException(at.Line, at.Column, $"The {at.Name} mapping has no target.", element.Id);
        // Zeebe: a source without the leading = is plain text.
        var expression = source is null || source.StartsWith('=') || source.StartsWith("${", StringComparison.Ordinal)
            ? ReadExpression.Of(source ?? "null", at, element.Id)
            : ReadExpression.Of(Quote(source), at, element.Id);
        return new Mapping(expression, target.Trim().Split('.'));
    }

    internal static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    static Expression? ScriptOf(Markup markup, Markup? extensions, Element element)
    {
        if (element.Kind != ElementKind.ScriptTask || Zeebe(extensions, "taskDefinition", "type") is not null)
            return null;
        if (Zeebe(extensions, "script", "expression") is { } feel)
            return ReadExpression.Of(feel, markup, element.Id);
        if (markup.First("script") is not { } script)
            throw new BpmnException(markup.Line, markup.Column, "The script task has no zeebe:script expression and no script.", element.Id);
        if (markup.Attribute("scriptFormat") is { Length: > 0 } format && !format.Contains("feel", StringComparison.OrdinalIgnoreCase))
            throw new BpmnException(markup.Line, markup.Column, $"The script format {format} is not supported; FEEL is.", element.Id);
        return ReadExpression.Of(script.Text, script, element.Id);
    }

    static string? FormOf(Markup markup, Markup? extensions) =>
        Zeebe(extensions, "formDefinition", "formId") ?? Zeebe(extensions, "formDefinition", "externalReference") ?? Zeebe(extensions, "formDefinition", "formKey")
        ?? markup.Attribute(Namespaces.Camunda, "formRef") ?? markup.Attribute(Namespaces.Camunda, "formKey");

    static string? CalledOf(Markup markup, Markup? extensions) =>
        Zeebe(extensions, "calledElement", "processId") ?? (markup.Attribute("calledElement") is { Length: > 0 } called ? called.StartsWith('=') || called.StartsWith("${", StringComparison.Ordinal) ? called : Markup.Local(called) : null);

    static string? Zeebe(Markup? extensions, string element, string attribute)
    {
        foreach (var child in extensions?.Children ?? [])
        {
            if (child.Name == element && child.Namespace == Namespaces.Zeebe)
                return child.Attribute(attribute);
        }
        return null;
    }
}
