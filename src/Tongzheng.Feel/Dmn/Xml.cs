using System.Xml;
using System.Xml.Linq;

namespace Tongzheng.Feel.Dmn;

/// <summary>Reads the XML of a model, whatever version of DMN its namespace names.</summary>
static class Xml
{
    const int LargestDocument = 20_000_000; // characters; a table of ten thousand rules has some five million

    static readonly HashSet<string> versions =
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",     // 1.1
        "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",   // 1.1, as some tools wrote it
        "http://www.omg.org/spec/DMN/20180521/MODEL/",      // 1.2
        "https://www.omg.org/spec/DMN/20191111/MODEL/",     // 1.3
        "https://www.omg.org/spec/DMN/20211108/MODEL/",     // 1.4
        "https://www.omg.org/spec/DMN/20230324/MODEL/",     // 1.5
        "https://www.omg.org/spec/DMN/20240513/MODEL/",     // 1.6, which adds nothing that changes a 1.5 model
    ];

    public static XElement Root(string xml)
    {
        try
        {
            var settings = new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = LargestDocument,
            };
            using var reader = XmlReader.Create(new StringReader(xml), settings);
            CheckDepth(xml, settings);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root;
            if (root is null || root.Name.LocalName != "definitions" || !versions.Contains(root.Name.NamespaceName))
                throw new DmnException(root is null ? 1 : At(root).Line, 1, "This is no DMN model of version 1.1 to 1.5.");
            return root;
        }
        catch (XmlException problem)
        {
            // The reader's own words on a DTD tell programmers how to switch its guard off.
            throw new DmnException(Math.Max(1, problem.LineNumber), Math.Max(1, problem.LinePosition), problem.Message.Contains("DTD", StringComparison.Ordinal)
                ? "A DTD (<!DOCTYPE …>) is not read: it could name outside files or grow without end. Remove it; DMN needs none." : problem.Message);
        }
    }

    /// <summary>Boxed expressions nest as their elements do; the compiler follows them on the stack.</summary>
    static void CheckDepth(string xml, XmlReaderSettings settings)
    {
        const int Deepest = 200;
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
                throw new DmnException(((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition, $"Elements are nested deeper than {Deepest}.");
        }
    }

    public static At At(XObject place) =>
        place is IXmlLineInfo info && info.HasLineInfo() ? new(info.LineNumber, info.LinePosition) : new(1, 1);

    public static XElement? Child(this XElement element, string name) => element.Element(element.Name.Namespace + name);

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements(element.Name.Namespace + name);

    public static string? Value(this XElement element, string attribute) => (string?)element.Attribute(attribute);

    /// <summary>The text of the child named <c>text</c>, and where it begins; null when it is absent or blank.</summary>
    public static (string Text, At At)? Text(this XElement element)
    {
        if (element.Child("text") is not { } text || string.IsNullOrWhiteSpace(text.Value))
            return null;
        return (text.Value, text.FirstNode is { } node ? At(node) : At(text));
    }

    /// <summary>The named texts that tools put beside an element, by name, whatever tool's namespace they are in.</summary>
    public static Dictionary<string, string> Properties(this XElement element)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in element.Child("extensionElements")?.Descendants().Where(each => each.Name.LocalName == "property") ?? [])
        {
            if (property.Value("name") is { } name)
                properties[name] = property.Value("value") ?? "";
        }

        return properties;
    }

    /// <summary>A name with all white space, such as a line break in an attribute, as single spaces.</summary>
    public static string Name(this XElement element) =>
        string.Join(' ', (element.Value("name") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
