using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Tongzheng.Matters;

/// <summary>
/// The content hash of a pack after parsing: two packs with the same fingerprint say the same, however they are written.
/// XML counts as its infoset: names by namespace and not by prefix, attributes sorted, an attribute that states the default of
/// its schema as absent, an empty label of a drawing as absent, white space between elements and comments dropped, and elements
/// of one parent sorted by name where the schemas of BPMN, DMN and their drawings give that order no meaning; the order of
/// elements of one name counts, but not that of the shapes and edges of a drawing. Inside extension elements of others nothing is sorted. JSON counts with sorted keys, YAML
/// without its comments and with sorted keys; what cannot be parsed counts as its text.
/// </summary>
public static class Fingerprint
{
    // What BPMN 2.0.2 and DMN 1.3 say when nothing is said; editors leave it out when they write.
    static readonly Dictionary<string, string> Defaults = new()
    {
        ["cancelActivity"] = "true", ["isInterrupting"] = "true", ["parallelMultiple"] = "false", ["triggeredByEvent"] = "false", ["isForCompensation"] = "false", ["startQuantity"] = "1",
        ["completionQuantity"] = "1", ["isSequential"] = "false", ["behavior"] = "All", ["isCollection"] = "false", ["gatewayDirection"] = "Unspecified", ["instantiate"] = "false", ["testBefore"] = "false",
        ["waitForCompletion"] = "true", ["hitPolicy"] = "UNIQUE", ["textFormat"] = "text/plain", ["expressionLanguage"] = "http://www.w3.org/1999/XPath",
    };

    static readonly string[] Known =
    [
        "http://www.omg.org/spec/BPMN/", "http://www.omg.org/spec/DD/", "https://www.omg.org/spec/DMN/", "http://www.omg.org/spec/DMN/",
    ];

    // Shapes and edges lie on these in an order that editors change as they draw; each has its own place and id.
    static readonly string[] Drawings = ["BPMNPlane", "DMNDiagram"];

    static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Of a pack's files, in hex.</summary>
    public static string Of(IEnumerable<(string Name, string Text)> files)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in files.OrderBy(file => file.Name, StringComparer.Ordinal)) Add(sha, name, Canonical(name, text));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>Of one file, in hex.</summary>
    public static string Of(string name, string text) => Of([(name, text)]);

    static void Add(IncrementalHash sha, params string[] parts)
    {
        foreach (var bytes in parts.Select(Encoding.UTF8.GetBytes))
        {
            var length = new byte[sizeof(int)]; // before each part, so that no two lists of parts look alike
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            sha.AppendData(length);
            sha.AppendData(bytes);
        }
    }

    /// <summary>One file in its canonical form: a text that is equal for two files that say the same.</summary>
    public static string Canonical(string name, string text) => Path.GetExtension(name) switch
    {
        ".bpmn" or ".dmn" => ReadXml(text) is { } root ? OfXml(root) : text,
        ".form" or ".json" => OfJson(text) ?? text,
        ".yaml" => Yaml.Read(name, text, []) is { } root ? OfYaml(root) : text,
        _ => text,
    };

    /// <summary>The root of an XML text; null where it is not well formed. Entities are refused.</summary>
    internal static XElement? ReadXml(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = PackFiles.MaxBytes });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>An element in its canonical form, with what it holds.</summary>
    /// <param name="leaveOut">Elements that do not count.</param>
    internal static string OfXml(XElement element, Func<XElement, bool>? leaveOut = null)
    {
        var text = new StringBuilder();
        Write(element, text, leaveOut ?? (_ => false));
        return text.ToString();
    }

    static void Write(XElement element, StringBuilder text, Func<XElement, bool> leaveOut)
    {
        text.Append('<').Append(NameOf(element.Name));
        var known = IsKnown(element.Name);
        foreach (var (name, value) in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && !(known && IsDefault(attribute)))
            .Select(attribute => (NameOf(attribute.Name), ValueOf(attribute))).OrderBy(attribute => attribute.Item1, StringComparer.Ordinal))
            text.Append(' ').Append(name).Append('=').Append(JsonSerializer.Serialize(value));
        text.Append('>');
        var children = element.Elements().Where(child => !leaveOut(child) && !IsEmptyLabel(child)).ToList();
        if (known && children.All(child => IsKnown(child.Name)))
            children = [.. children.OrderBy(child => NameOf(child.Name), StringComparer.Ordinal).ThenBy(child => Drawings.Contains(element.Name.LocalName) ? child.Attribute("id")?.Value : null, StringComparer.Ordinal)];
        foreach (var child in children) Write(child, text, leaveOut);
        if (string.Concat(element.Nodes().OfType<XText>().Select(node => node.Value)) is var own && !string.IsNullOrWhiteSpace(own)) text.Append(JsonSerializer.Serialize(own));
        text.Append("</>");
    }

    static bool IsKnown(XName name) => name.LocalName != "extensionElements" && Known.Any(prefix => name.NamespaceName.StartsWith(prefix, StringComparison.Ordinal));

    static bool IsDefault(XAttribute attribute) => attribute.Name.Namespace == XNamespace.None && Defaults.TryGetValue(attribute.Name.LocalName, out var value) && attribute.Value == value;

    // A label without a place of its own says what is drawn anyway; editors put one in and take it out.
    static bool IsEmptyLabel(XElement element) => element.Name.LocalName is "BPMNLabel" or "DMNLabel" && !element.HasElements && element.Attributes().All(attribute => attribute.IsNamespaceDeclaration);

    static string NameOf(XName name) => name.Namespace == XNamespace.None ? name.LocalName : $"{{{name.NamespaceName}}}{name.LocalName}";

    // The value of xsi:type is itself a name with a prefix; numbers of a drawing may be written 36 or 36.0.
    static string ValueOf(XAttribute attribute)
    {
        if (attribute.Name == Xsi + "type" && attribute.Parent is { } parent)
        {
            var parts = attribute.Value.Split(':', 2);
            var space = parts.Length == 2 ? parent.GetNamespaceOfPrefix(parts[0]) : parent.GetDefaultNamespace();
            return $"{{{space}}}{parts[^1]}";
        }
        return attribute.Name.LocalName is "x" or "y" or "width" or "height" && decimal.TryParse(attribute.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.######", CultureInfo.InvariantCulture) : attribute.Value;
    }

    static string? OfJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = 32 });
            var canonical = new StringBuilder();
            Write(document.RootElement, canonical);
            return canonical.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string OfJson(JsonElement element)
    {
        var text = new StringBuilder();
        Write(element, text);
        return text.ToString();
    }

    static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    text.Append(JsonSerializer.Serialize(property.Name)).Append(':');
                    Write(property.Value, text);
                    text.Append(',');
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, text);
                    text.Append(',');
                }
                text.Append(']');
                break;
            case JsonValueKind.String: text.Append(JsonSerializer.Serialize(element.GetString())); break;
            case JsonValueKind.Number: text.Append(element.TryGetDecimal(out var number) ? number.ToString("0.############################", CultureInfo.InvariantCulture) : element.GetRawText()); break;
            default: text.Append(element.GetRawText()); break;
        }
    }

    internal static string OfYaml(YamlNode node) => node switch
    {
        YamlScalar { Quoted: false, Value: "" or "~" or "null" } => "null",
        // Unquoted true and 20 are a flag and a number; quoted they are words.
        YamlScalar scalar => (scalar.Quoted || !IsPlainValue(scalar.Value) ? "" : "!") + JsonSerializer.Serialize(scalar.Value),
        YamlList list => $"[{string.Join(',', list.Items.Select(OfYaml))}]",
        YamlMap map => $"{{{string.Join(',', map.Entries.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal).Select(entry => JsonSerializer.Serialize(entry.Key.Value) + ":" + OfYaml(entry.Value)))}}}",
        _ => "",
    };

    static bool IsPlainValue(string value) => value is "true" or "false" || decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
