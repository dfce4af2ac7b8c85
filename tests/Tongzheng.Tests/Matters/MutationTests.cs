using System.Text.Json;
using System.Xml.Linq;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>
/// The examples hold the tables in place: a rule taken out, a result changed, a bound moved by one unit or a comparison made
/// strict breaks at least one of them.
/// </summary>
public sealed partial class MutationTests
{
    /// <summary>Changes that no example can notice, and why they change nothing.</summary>
    static readonly Dictionary<string, string> equivalent = new()
    {
    };

    public static TheoryData<string> Files => [.. Packs.Catalogue.Matters.SelectMany(matter => matter.Decisions.Select(decision => decision.File))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_mutant_of_a_table_is_noticed_by_an_example(string file)
    {
        var matter = Packs.Catalogue.Matters.Single(each => each.Decisions.Any(decision => decision.File == file));
        var xml = matter.Decisions.Single(decision => decision.File == file).Xml;
        var examples = matter.Cases.Where(cases => cases.Model == Path.GetFileName(file)).ToList();
        var survivors = Mutants(xml).Where(mutant => examples.All(cases => AllHold(mutant.Xml, cases))).Select(mutant => $"{file}: {mutant.What}").ToList();
        Assert.Empty(survivors.Except(equivalent.Keys));
        Assert.Empty(equivalent.Keys.Where(key => key.StartsWith(file + ":", StringComparison.Ordinal)).Except(survivors)); // a stale entry hides nothing
    }

    static bool AllHold(string xml, DecisionCases cases)
    {
        var model = DmnModel.Parse(xml);
        var options = new EvaluationOptions { Now = new(cases.Today, TimeOnly.MinValue, TimeSpan.FromHours(8)) };
        return cases.Cases.All(one => FeelValue.FromJson(one.Then).ToString() == model.Evaluate(cases.Decision, FeelContext.FromJson(one.Given), options).Value.ToString());
    }

    static IEnumerable<(string What, string Xml)> Mutants(string xml)
    {
        var rules = Rules(XDocument.Parse(xml)).Count();
        for (var i = 0; i < rules; i++)
        {
            var without = XDocument.Parse(xml);
            var gone = Rules(without).ElementAt(i);
            var id = (string?)gone.Attribute("id");
            gone.Remove();
            yield return ($"{id} taken out", without.ToString());

            var changed = XDocument.Parse(xml);
            foreach (var result in Rules(changed).ElementAt(i).Elements().Where(entry => entry.Name.LocalName == "outputEntry").Elements())
                result.Value = result.Value.StartsWith('"') ? $"\"not {result.Value.Trim('"')}\"" : $"({result.Value}) + 1";
            yield return ($"{id} with another result", WithoutAllowedResults(changed).ToString());
        }

        foreach (var mutant in Moved(xml))
            yield return mutant;
    }

    /// <summary>Every number, every parameter that is a bound and every comparison, in tests, input expressions and literal expressions.</summary>
    static IEnumerable<(string What, string Xml)> Moved(string xml)
    {
        var places = Bounds(XDocument.Parse(xml)).Count;
        for (var place = 0; place < places; place++)
        {
            var text = Bounds(XDocument.Parse(xml))[place].Value;
            foreach (var (from, length, to) in Changes(text))
            {
                var changed = XDocument.Parse(xml);
                Bounds(changed)[place].Value = text[..from] + to + text[(from + length)..];
                yield return ($"“{text.Trim()}” of {Owner(Bounds(changed)[place])} with {to} at {from}", changed.ToString());
            }
        }
    }

    static IEnumerable<(int From, int Length, string To)> Changes(string text)
    {
        var masked = QuotedText().Replace(text, quoted => new string('~', quoted.Length));
        foreach (var number in PlainNumber().Matches(masked).Cast<System.Text.RegularExpressions.Match>())
        {
            var unit = number.Value.Contains('.') ? 0.01m : 1m;
            var value = decimal.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture);
            yield return (number.Index, number.Length, (value + unit).ToString(System.Globalization.CultureInfo.InvariantCulture));
            yield return (number.Index, number.Length, (value - unit).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var bound in BoundParameter().Matches(masked).Cast<System.Text.RegularExpressions.Match>())
        {
            var (name, isDuration) = (bound.Groups["name"], bound.Groups["duration"].Success);
            var whole = isDuration ? bound.Groups["duration"] : name;
            var original = text.Substring(whole.Index, whole.Length);
            foreach (var sign in "+-")
                yield return (whole.Index, whole.Length, isDuration ? $"({original} {sign} duration(\"P1M\"))" : $"({original} {sign} 1)");
        }

        foreach (var comparison in Comparison().Matches(masked).Cast<System.Text.RegularExpressions.Match>())
            yield return (comparison.Index, comparison.Length, comparison.Value switch { "<" => "<=", "<=" => "<", ">" => ">=", _ => ">" });
        foreach (var range in RangeEnds().Matches(masked).Cast<System.Text.RegularExpressions.Match>())
        {
            yield return (range.Index, 1, range.Value[0] == '[' ? "(" : "[");
            yield return (range.Index + range.Length - 1, 1, range.Value[^1] == ']' ? ")" : "]");
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"[^\"]*\"")]
    private static partial System.Text.RegularExpressions.Regex QuotedText();

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<![\w.])\d+(\.\d+)?(?![\w.])")]
    private static partial System.Text.RegularExpressions.Regex PlainNumber();

    /// <summary>A parameter after a comparison or at an end of a range; as a number or within duration().</summary>
    [System.Text.RegularExpressions.GeneratedRegex(@"(?<=[<>]=?\s*|[\[(]|\.\.)((?<duration>duration\((?<name>parameters\.\w+)\))|(?<name>parameters\.\w+))(?=\s*(\.\.|\)|\]|$|\sand|\sor))(?<!(list contains|string|date|duration)\(parameters\.\w+)")]
    private static partial System.Text.RegularExpressions.Regex BoundParameter();

    [System.Text.RegularExpressions.GeneratedRegex(@"[<>]=?")]
    private static partial System.Text.RegularExpressions.Regex Comparison();

    [System.Text.RegularExpressions.GeneratedRegex(@"[\[(][^\[()\]]*\.\.[^\[()\]]*[\])]")]
    private static partial System.Text.RegularExpressions.Regex RangeEnds();

    static List<XElement> Bounds(XDocument model) => model.Descendants()
        .Where(element => element.Name.LocalName == "text" && element.Parent!.Name.LocalName is ("inputEntry" or "inputExpression" or "literalExpression")).ToList();

    static string Owner(XElement text) => (string?)text.Parent!.Attribute("id") ?? (string?)text.Ancestors().First(outer => outer.Attribute("id") is not null).Attribute("id") ?? "";

    static XDocument WithoutAllowedResults(XDocument model)
    {
        model.Descendants().Where(element => element.Name.LocalName == "outputValues").Remove();
        return model;
    }

    static IEnumerable<XElement> Rules(XDocument model) => model.Descendants().Where(element => element.Name.LocalName == "rule");
}
