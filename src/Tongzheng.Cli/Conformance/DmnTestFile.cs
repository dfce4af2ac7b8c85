using System.Xml;
using System.Xml.Linq;
using Tongzheng.Feel;

namespace Tongzheng.Cli.Conformance;

/// <summary>A test file of the DMN TCK. Its namespace is not asked for: there were several.</summary>
sealed record DmnTestFile(string Name, string ModelName, IReadOnlyList<DmnTestCase> Cases)
{
    /// <summary>Reads a file; null when it is XML of another kind.</summary>
    public static DmnTestFile? Read(string path)
    {
        var root = Load(path);
        if (root.Name.LocalName != "testCases")
            return null;
        var model = root.Children("modelName").FirstOrDefault()?.Value.Trim();
        return new(Path.GetFileNameWithoutExtension(path), model ?? "", root.Children("testCase").Select(DmnTestCase.Read).ToList());
    }

    public static bool IsOne(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, Settings);
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "testCases";
        }
        catch (XmlException)
        {
            return Path.GetFileName(path).Contains("test", StringComparison.OrdinalIgnoreCase); // a damaged one is told, not passed over
        }
    }

    public static XElement Load(string path)
    {
        using var reader = XmlReader.Create(path, Settings);
        return XDocument.Load(reader).Root ?? throw new FormatException($"{path} is empty.");
    }

    static XmlReaderSettings Settings => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
}

static class XmlByLocalName
{
    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);
}
