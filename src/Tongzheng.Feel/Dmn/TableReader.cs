using System.Xml.Linq;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Dmn;

/// <summary>Reads a decision table.</summary>
sealed class TableReader(BoxedReader boxes, TypeReader types)
{
    const string InEnglish = ".en";

    public TableOf Read(XElement xml, Names names)
    {
        var inputs = xml.Children("input").Select(input => Input(input, names)).ToList();
        var outputs = xml.Children("output").Select(output => Output(output, names)).ToList();
        var annotations = xml.Children("annotation").Select(annotation => annotation.Name()).ToList();
        var rules = xml.Children("rule").Select((rule, index) => Rule(rule, index, names, inputs.Count, outputs.Count, annotations)).ToList();
        return new(Xml.At(xml), Policy(xml), Aggregated(xml), inputs, outputs, rules);
    }

    static HitPolicy Policy(XElement xml) => xml.Value("hitPolicy") switch
    {
        "ANY" => HitPolicy.Any,
        "PRIORITY" => HitPolicy.Priority,
        "FIRST" => HitPolicy.First,
        "COLLECT" => HitPolicy.Collect,
        "RULE ORDER" => HitPolicy.RuleOrder,
        "OUTPUT ORDER" => HitPolicy.OutputOrder,
        null or "UNIQUE" => HitPolicy.Unique,
        var other => throw Unknown(xml, $"The hit policy {other} is none of UNIQUE, ANY, PRIORITY, FIRST, COLLECT, RULE ORDER, OUTPUT ORDER."),
    };

    static Aggregation Aggregated(XElement xml) => xml.Value("aggregation") switch
    {
        "SUM" => Aggregation.Sum,
        "COUNT" => Aggregation.Count,
        "MIN" => Aggregation.Min,
        "MAX" => Aggregation.Max,
        null => Aggregation.None,
        var other => throw Unknown(xml, $"The aggregation {other} is none of SUM, COUNT, MIN, MAX."),
    };

    static DmnException Unknown(XElement xml, string what)
    {
        var at = Xml.At(xml);
        return new(at.Line, at.Column, what);
    }

    InputClause Input(XElement xml, Names names)
    {
        var at = Xml.At(xml);
        var expression = xml.Child("inputExpression");
        var text = expression?.Text()?.Text.Trim() ?? "";
        var node = (expression is null ? null : boxes.Text(expression, names)) ?? new Literal(at, default);
        var type = types.Of(expression?.Value("typeRef")) ?? FeelType.Any;
        return new(at, xml.Value("label") ?? text, text, node, type, Values(xml.Child("inputValues"), names), xml.Child("inputValues")?.Text()?.Text.Trim());
    }

    OutputClause Output(XElement xml, Names names)
    {
        var fallback = xml.Child("defaultOutputEntry") is { } entry ? boxes.Text(entry, names) : null;
        return new(
            Xml.At(xml), xml.Value("name") is { Length: > 0 } ? xml.Name() : null, xml.Value("label") ?? xml.Name(),
            types.Of(xml.Value("typeRef")) ?? FeelType.Any, Values(xml.Child("outputValues"), names), fallback);
    }

    Tests? Values(XElement? xml, Names names)
    {
        if (xml?.Text() is not var (text, at))
            return null;
        var inner = new Names(names);
        inner.Add(Compiler.Input);
        return boxes.Parse(text, at, inner, isTest: true) as Tests;
    }

    Rule Rule(XElement xml, int index, Names names, int inputs, int outputs, List<string> columns)
    {
        var at = Xml.At(xml);
        var inner = new Names(names);
        inner.Add(Compiler.Input);
        var tests = xml.Children("inputEntry").ToList();
        var results = xml.Children("outputEntry").ToList();
        var (annotations, english) = Annotations(xml, columns);
        return new(
            at, xml.Value("id") ?? $"{index + 1}",
            Enumerable.Range(0, inputs).Select(i => i < tests.Count && tests[i].Text() is var (text, place)
                ? boxes.Parse(text, place, inner, isTest: true)
                : new Dash(at)).ToList(),
            Enumerable.Range(0, outputs).Select(i => i < results.Count && boxes.Text(results[i], names) is { } node
                ? node
                : new Literal(at, default)).ToList(),
            Texts(tests), Texts(results), annotations, english);
    }

    static List<string> Texts(IEnumerable<XElement> entries) => entries.Select(entry => entry.Text()?.Text.Trim() ?? "").ToList();

    /// <summary>
    /// The annotation columns; where there are none, the rule's description. A column named as another with <c>.en</c> behind it
    /// says the same in English.
    /// </summary>
    static (List<string> Annotations, List<string> English) Annotations(XElement xml, List<string> columns)
    {
        var texts = Texts(xml.Children("annotationEntry"));
        if (texts.Count == 0 && xml.Child("description")?.Value.Trim() is { Length: > 0 } description)
            texts.Add(description);
        var own = Enumerable.Range(0, texts.Count).Where(i => i >= columns.Count || !columns[i].EndsWith(InEnglish, StringComparison.Ordinal)).ToList();
        if (own.Count == texts.Count)
            return (texts, []);
        return ([.. own.Select(i => texts[i])], [.. own.Select(i => i < columns.Count && columns.IndexOf(columns[i] + InEnglish) is >= 0 and var at && at < texts.Count ? texts[at] : "")]);
    }
}
