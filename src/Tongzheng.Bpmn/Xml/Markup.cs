namespace Tongzheng.Bpmn.Xml;

/// <summary>One XML element as it stands in the file: everything is kept, so that it can be written again, and its place is known.</summary>
public sealed class Markup
{
    /// <summary>Namespace address, empty when there is none.</summary>
    public required string Namespace { get; init; }

    /// <summary>Local name.</summary>
    public required string Name { get; init; }

    /// <summary>The prefix written in the file.</summary>
    public required string Prefix { get; init; }

    /// <summary>Line in the file, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Column in the line, counted from 1.</summary>
    public required int Column { get; init; }

    /// <summary>The element around this one.</summary>
    public Markup? Parent { get; init; }

    /// <summary>Attributes in file order, namespace declarations among them.</summary>
    public List<MarkupAttribute> Attributes { get; } = [];

    /// <summary>Children in file order: <see cref="Markup"/>, or <see cref="string"/> for text, or <see cref="MarkupComment"/>.</summary>
    public List<object> Content { get; } = [];

    /// <summary>The child elements.</summary>
    public IEnumerable<Markup> Children => Content.OfType<Markup>();

    /// <summary>The text directly inside, trimmed.</summary>
    public string Text => string.Concat(Content.OfType<string>()).Trim();

    /// <summary>Is this element of BPMN's model namespace and has this name?</summary>
    public bool Is(string name) => Name == name && Namespace == Namespaces.Model;

    /// <summary>The value of an attribute without namespace, or null.</summary>
    public string? Attribute(string name) => Attribute("", name);

    /// <summary>The value of an attribute of a namespace, or null.</summary>
    public string? Attribute(string space, string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name && attribute.Namespace == space)
                return attribute.Value;
        }
        return null;
    }

    /// <summary>Child elements of the model namespace with this name.</summary>
    public IEnumerable<Markup> All(string name) => Children.Where(child => child.Is(name));

    /// <summary>The first child element of the model namespace with this name.</summary>
    public Markup? First(string name) => All(name).FirstOrDefault();

    /// <summary>A reference (xsd:QName) without its prefix.</summary>
    public static string Local(string reference)
    {
        var colon = reference.LastIndexOf(':');
        return (colon < 0 ? reference : reference[(colon + 1)..]).Trim();
    }
}

/// <summary>An attribute as it stands in the file.</summary>
public readonly record struct MarkupAttribute(string Namespace, string Prefix, string Name, string Value);

/// <summary>A comment as it stands in the file.</summary>
public sealed record MarkupComment(string Text);

/// <summary>The namespaces of BPMN 2.0 and of the extension elements that are read.</summary>
public static class Namespaces
{
    /// <summary>OMG BPMN 2.0, the semantic model.</summary>
    public const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>OMG BPMN 2.0, the diagram interchange.</summary>
    public const string Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";

    /// <summary>Zeebe's extension elements.</summary>
    public const string Zeebe = "http://camunda.org/schema/zeebe/1.0";

    /// <summary>Camunda 7's extension attributes.</summary>
    public const string Camunda = "http://camunda.org/schema/1.0/bpmn";

    /// <summary>Namespace declarations.</summary>
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";

    /// <summary>xsi:type, xsi:schemaLocation.</summary>
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
}
