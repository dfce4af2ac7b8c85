using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn;

/// <summary>
/// A BPMN file as a document: also one that cannot run. Everything in it is kept (diagram interchange, other tools' extensions, comments),
/// so that import and export lose nothing.
/// </summary>
public sealed class BpmnDocument
{
    BpmnDocument(Markup root) => Root = root;

    /// <summary>The definitions element.</summary>
    public Markup Root { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="BpmnException">It is no well-formed BPMN 2.0 file, or beyond a limit.</exception>
    public static BpmnDocument Read(string xml)
    {
        var root = Load.Read(xml);
        return root.Is("definitions")
            ? new BpmnDocument(root)
            : throw new BpmnException(root.Line, root.Column, $"The root element is {root.Name}, not definitions of {Namespaces.Model}.");
    }

    /// <summary>The file as text again.</summary>
    public string Write() => Xml.Write.Text(Root);

    /// <summary>
    /// References that lead nowhere: sequence flows, message flows, boundary events, and shapes and edges of the diagram whose element is
    /// not in the file. Each names its place.
    /// </summary>
    public IReadOnlyList<BpmnException> BrokenReferences()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var all = All(Root).ToList();
        foreach (var element in all)
        {
            if (element.Attribute("id") is { } id)
                ids.Add(id);
        }
        var broken = new List<BpmnException>();
        foreach (var element in all)
        {
            foreach (var attribute in element.Attributes)
            {
                if (References.Contains(attribute.Name) && attribute.Namespace.Length == 0 && attribute.Value.Length > 0 && !ids.Contains(Markup.Local(attribute.Value)))
                    broken.Add(new BpmnException(element.Line, element.Column, $"{attribute.Name} of the {element.Name} names {attribute.Value}, which is not in the file.", element.Attribute("id")));
            }
        }
        return broken;
    }

    static readonly HashSet<string> References = ["sourceRef", "targetRef", "attachedToRef", "bpmnElement", "processRef", "default", "dataObjectRef", "messageRef", "signalRef", "errorRef", "escalationRef"];

    static IEnumerable<Markup> All(Markup element)
    {
        yield return element;
        foreach (var child in element.Children)
        {
            foreach (var inner in All(child))
                yield return inner;
        }
    }
}
