using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tongzheng.Bpmn;

namespace Tongzheng.Cli.Conformance;

/// <summary>
/// Executable processes with the words that each case must log (betsy). Script words become jobs that a small world performs under a
/// virtual clock; Java conditions become FEEL.
/// </summary>
static partial class BpmnTraces
{
    static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    internal static BpmnResult Run(string folder)
    {
        var result = new BpmnResult(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) + " traces");
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        foreach (var process in expected.RootElement.EnumerateArray())
        {
            var file = process.GetProperty("file").GetString()!;
            var xml = File.ReadAllText(Path.Combine(folder, file));
            foreach (var one in process.GetProperty("cases").EnumerateArray())
            {
                var expect = one.GetProperty("expect").EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal).ToList();
                var logged = Play(Path.GetFileNameWithoutExtension(file), xml, one, expect.Contains("MARKER_exists"));
                if (logged.SequenceEqual(expect))
                    result.Pass();
                else
                    result.Failed($"{file} ({one.GetProperty("input")}, {one.GetProperty("integerVariable")}): logged {string.Join(' ', logged)}; expected {string.Join(' ', expect)}");
            }
        }
        return result;
    }

    static List<string> Play(string name, string xml, JsonElement one, bool asksForMarker)
    {
        BpmnWorld world;
        try
        {
            world = new BpmnWorld(ProcessDefinition.ParseAll(Translate(xml)));
        }
        catch (BpmnException)
        {
            return ["ERROR"];
        }
        if (one.GetProperty("parallelProcess").GetBoolean())
            world.Begin("ParallelProcess", null, 0);
        world.Begin(name, one.GetProperty("input").GetString(), one.GetProperty("integerVariable").GetInt32());
        world.RunToTheEnd();
        return [.. world.Log(asksForMarker).Order(StringComparer.Ordinal)];
    }

    /// <summary>Puts jobs in the place of script words and FEEL in the place of Java; placeholder expressions become harmless ones.</summary>
    internal static string Translate(string xml)
    {
        XDocument document;
        try
        {
            document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (System.Xml.XmlException)
        {
            return xml;
        }
        foreach (var script in document.Descendants(Model + "script").ToList())
            AddJob(script.Parent!, script.Value.Trim());
        foreach (var task in document.Descendants(Model + "serviceTask").Concat(document.Descendants(Model + "businessRuleTask")).ToList())
            AddJob(task, "SERVICE");
        foreach (var expression in document.Descendants().Where(element => Expressions.Contains(element.Name.LocalName)))
        {
            if (expression.HasElements)
                continue;
            var text = JavaContains().Replace(expression.Value.Trim(), "contains(test, \"$1\")").TrimEnd('>'); // one file has a stray >
            expression.Value = Placeholder().IsMatch(text) ? "1 = 1" : text.StartsWith('!') ? $"not({text[1..]})" : text;
        }
        return document.ToString(SaveOptions.DisableFormatting);
    }

    static void AddJob(XElement task, string type)
    {
        var extensions = task.Element(Model + "extensionElements");
        if (extensions is null)
            task.AddFirst(extensions = new XElement(Model + "extensionElements"));
        extensions.Add(new XElement(Zeebe + "taskDefinition", new XAttribute("type", type)));
    }

    static readonly HashSet<string> Expressions = ["conditionExpression", "condition", "loopCondition", "completionCondition", "loopCardinality", "activationCondition"];

    [GeneratedRegex("test\\.contains\\(\"(.)\"\\)")]
    private static partial Regex JavaContains();

    [GeneratedRegex("^(dummy|some) ?", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
