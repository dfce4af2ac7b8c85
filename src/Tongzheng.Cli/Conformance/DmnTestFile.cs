using System.Xml;
using System.Xml.Linq;
using Tongzheng.Feel;

namespace Tongzheng.Cli.Conformance;

/// <summary>A test file of the DMN TCK.</summary>
sealed record DmnTestFile(string Name, string ModelName, IReadOnlyList<DmnTestCase> Cases)
{
    static readonly XNamespace tests = "http://www.omg.org/spec/DMN/20160719/testcase";

    /// <summary>Reads a file; null when it is XML of another kind.</summary>
    public static DmnTestFile? Read(string path)
    {
        var root = Load(path);
        if (root.Name != tests + "testCases")
            return null;
        var name = Path.GetFileNameWithoutExtension(path);
        var model = (string?)root.Element(tests + "modelName");
        return new(name, model ?? "", root.Elements(tests + "testCase").Select(DmnTestCase.Read).ToList());
    }

    public static string NamespaceOf(string path) => (string?)Load(path).Attribute("namespace") ?? "";

    static XElement Load(string path)
    {
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader).Root ?? throw new FormatException($"{path} is empty.");
    }
}

/// <summary>A case: inputs, and the values that decisions must give.</summary>
sealed record DmnTestCase(string Id, string? Invocable, FeelContext Inputs, IReadOnlyList<(string Name, FeelValue Value)> Expected)
{
    static readonly XNamespace tests = "http://www.omg.org/spec/DMN/20160719/testcase";

    public static DmnTestCase Read(XElement xml)
    {
        var inputs = new FeelContext();
        foreach (var node in xml.Elements(tests + "inputNode"))
        {
            var name = (string?)node.Attribute("name") ?? "";
            inputs.Set((string?)node.Attribute("namespace") is { } space ? $"{space}#{name}" : name, DmnExpectation.Value(node));
        }

        var expected = xml.Elements(tests + "resultNode")
            .Select(node => ((string?)node.Attribute("name") ?? "", node.Element(tests + "expected") is { } value ? DmnExpectation.Value(value) : default))
            .ToList();
        return new((string?)xml.Attribute("id") ?? "?", (string?)xml.Attribute("invocableName"), inputs, expected);
    }
}
