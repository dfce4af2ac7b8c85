using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>
/// What can go wrong in a pack, one thing at a time: each element, attribute, key and value of its files taken out,
/// misspelt, left dangling or given a wrong type. The drawing of a procedure is left alone, and so are the stories: they judge.
/// </summary>
static partial class PackMutants
{
    const string Drawing = "http://www.omg.org/spec/BPMN/20100524/DI";

    public sealed record Mutant(string What, PackFile File);

    public static IEnumerable<Mutant> Of(Matter matter) =>
        from file in matter.Files
        where file.Path.StartsWith(matter.Folder, StringComparison.Ordinal) && !file.Path.EndsWith(".story.yaml", StringComparison.Ordinal)
        let text = Encoding.UTF8.GetString(file.Content.Span)
        from mutant in Path.GetExtension(file.Path) switch { ".bpmn" or ".dmn" => Xml(text), ".form" => Json(text), _ => Yaml(text) }
        select new Mutant($"{file.Path}: {mutant.What}", new PackFile(file.Path, Encoding.UTF8.GetBytes(mutant.Text)));

    public static IEnumerable<Mutant> OfYaml(PackFile file) =>
        Yaml(Encoding.UTF8.GetString(file.Content.Span)).Select(mutant => new Mutant($"{file.Path}: {mutant.What}", new PackFile(file.Path, Encoding.UTF8.GetBytes(mutant.Text))));

    static IEnumerable<(string What, string Text)> Xml(string text)
    {
        var count = Elements(XDocument.Parse(text)).Count();
        for (var i = 1; i < count; i++) // the root holds the file together
        {
            var original = Elements(XDocument.Parse(text)).ElementAt(i);
            var place = $"line {Line(text, i)} <{original.Name.LocalName}>";
            yield return ($"{place} taken out", Changed(text, i, element => element.Remove()));
            if (!original.HasElements && original.Value.Trim().Length > 0)
                yield return ($"{place} misspelt", Changed(text, i, element => element.Value += "x"));
            foreach (var name in original.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => attribute.Name))
            {
                yield return ($"{place} without {name.LocalName}", Changed(text, i, element => element.Attribute(name)?.Remove()));
                yield return ($"{place} {name.LocalName} misspelt", Changed(text, i, element => element.SetAttributeValue(name, (string?)element.Attribute(name) + "x")));
            }
        }
    }

    static int Line(string text, int at) => ((IXmlLineInfo)Elements(XDocument.Parse(text, LoadOptions.SetLineInfo)).ElementAt(at)).LineNumber;

    static IEnumerable<XElement> Elements(XDocument document) =>
        document.Descendants().Where(element => !element.AncestorsAndSelf().Any(around => around.Name.NamespaceName == Drawing));

    static string Changed(string text, int at, Action<XElement> change)
    {
        var document = XDocument.Parse(text, LoadOptions.PreserveWhitespace);
        change(Elements(document).ElementAt(at));
        return document.Declaration + document.ToString(SaveOptions.DisableFormatting);
    }

    static IEnumerable<(string What, string Text)> Json(string text)
    {
        var paths = Paths(JsonNode.Parse(text)).ToList();
        foreach (var (path, key) in paths)
        {
            yield return ($"{path}.{key} taken out", With(text, path, holder => holder.Remove(key)));
            yield return ($"{path}.{key} misspelt as a key", With(text, path, holder =>
            {
                var value = holder[key]?.DeepClone();
                holder.Remove(key);
                holder[key + "x"] = value;
            }));
            yield return ($"{path}.{key} misspelt", With(text, path, holder =>
                holder[key] = holder[key] is JsonValue value && value.TryGetValue<string>(out var word) ? word + "x" : JsonValue.Create("x")));
        }
    }

    static IEnumerable<(string Path, string Key)> Paths(JsonNode? node) => node switch
    {
        JsonObject holder => holder.SelectMany(pair => Paths(pair.Value).Prepend((holder.GetPath(), pair.Key))),
        JsonArray list => list.SelectMany(Paths),
        _ => [],
    };

    static string With(string text, string path, Action<JsonObject> change)
    {
        var root = JsonNode.Parse(text);
        change(All(root).OfType<JsonObject>().Single(node => node.GetPath() == path));
        return root?.ToJsonString(new() { WriteIndented = true }) ?? "";
    }

    static IEnumerable<JsonNode> All(JsonNode? node) => node switch
    {
        JsonObject holder => holder.SelectMany(pair => All(pair.Value)).Prepend(holder),
        JsonArray list => list.SelectMany(All),
        _ => [],
    };

    static IEnumerable<(string What, string Text)> Yaml(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is "" or ['#', ..]) continue;
            yield return ($"line {i + 1} taken out", string.Join('\n', lines.Where((_, at) => at != i)));
            foreach (Match key in Key().Matches(lines[i]))
                yield return ($"line {i + 1} key {key.Value} misspelt", string.Join('\n', lines.Select((line, at) => at == i ? line.Insert(key.Index + key.Length, "x") : line)));
            if (Value().Match(lines[i]) is { Success: true } value)
                yield return ($"line {i + 1} value misspelt", string.Join('\n', lines.Select((line, at) => at == i ? line.Insert(value.Groups["word"].Index + value.Groups["word"].Length, "x") : line)));
        }
    }

    [GeneratedRegex(@"(?<=^\s*(?:- )?|[{,] ?)[A-Za-z]\w*(?=: )")]
    private static partial Regex Key();

    [GeneratedRegex(@"^\s*(?:- )?\w+: (?<word>[\w-]+)$")]
    private static partial Regex Value();
}
