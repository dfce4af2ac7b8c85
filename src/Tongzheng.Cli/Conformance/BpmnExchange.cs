using System.Xml;
using System.Xml.Linq;
using Tongzheng.Bpmn;

namespace Tongzheng.Cli.Conformance;

/// <summary>
/// Models exchanged between tools (MIWG): each is imported, exported and imported again, and the export is compared with the original by an
/// independent reader, element by element, attribute by attribute. A broken file must give a message with its place.
/// </summary>
static class BpmnExchange
{
    internal static BpmnResult Run(string folder)
    {
        var result = new BpmnResult(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) + " round trip");
        foreach (var file in Bpmn.Files(folder))
        {
            if (Problem(File.ReadAllText(file)) is { } problem)
                result.Failed($"{Path.GetRelativePath(folder, file)}: {problem}");
            else
                result.Pass();
        }
        return result;
    }

    static string? Problem(string xml)
    {
        XDocument original;
        try
        {
            original = XDocument.Parse(xml.TrimStart('\uFEFF'), LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return Refusal(xml) is null ? "is no XML and was read all the same" : null;
        }
        if (Refusal(xml) is { } refusal)
            return refusal;
        var exported = BpmnDocument.Read(xml).Write();
        var again = BpmnDocument.Read(exported).Write();
        if (again != exported)
            return "the second export differs from the first";
        return Difference(original.Root!, XDocument.Parse(exported, LoadOptions.PreserveWhitespace).Root!);
    }

    static string? Refusal(string xml)
    {
        try
        {
            BpmnDocument.Read(xml);
            return null;
        }
        catch (BpmnException refusal)
        {
            return refusal.Message;
        }
    }

    static string? Difference(XElement one, XElement other)
    {
        if (one.Name != other.Name)
            return $"{one.Name} became {other.Name}";
        var attributes = Attributes(one);
        if (!attributes.SequenceEqual(Attributes(other)))
            return $"the attributes of {one.Name.LocalName} {one.Attribute("id")?.Value} differ";
        if (!one.HasElements && one.Value != other.Value)
            return $"the text of {one.Name.LocalName} differs";
        var children = one.Elements().ToList();
        var others = other.Elements().ToList();
        if (children.Count != others.Count)
            return $"{one.Name.LocalName} {one.Attribute("id")?.Value} has {others.Count} children, not {children.Count}";
        return children.Zip(others, Difference).FirstOrDefault(difference => difference is not null);
    }

    static IEnumerable<string> Attributes(XElement element) =>
        element.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}").Order(StringComparer.Ordinal);
}
