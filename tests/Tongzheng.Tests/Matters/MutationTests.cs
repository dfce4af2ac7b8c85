using System.Text.Json;
using System.Xml.Linq;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>The examples hold the tables in place: a rule taken out or a result changed breaks at least one of them.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> Files => [.. Packs.Catalogue.Matters.SelectMany(matter => matter.Decisions.Select(decision => decision.File))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_mutant_of_a_table_is_noticed_by_an_example(string file)
    {
        var matter = Packs.Catalogue.Matters.Single(each => each.Decisions.Any(decision => decision.File == file));
        var xml = matter.Decisions.Single(decision => decision.File == file).Xml;
        var examples = matter.Cases.Where(cases => cases.Model == Path.GetFileName(file)).ToList();
        var survivors = Mutants(xml).Where(mutant => examples.All(cases => AllHold(mutant.Xml, cases))).Select(mutant => mutant.What);
        Assert.Empty(survivors);
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
            var result = Rules(changed).ElementAt(i).Elements().First(entry => entry.Name.LocalName == "outputEntry").Elements().Single();
            result.Value = result.Value.StartsWith('"') ? $"\"not {result.Value.Trim('"')}\"" : $"({result.Value}) + 1";
            yield return ($"{id} with another result", WithoutAllowedResults(changed).ToString());
        }
        foreach (var bound in new[] { "4.5" }.Where(xml.Contains))
            foreach (var moved in new[] { "4.49", "4.51" })
                for (var at = xml.IndexOf($"<text>&lt;= {bound}", StringComparison.Ordinal); at >= 0; at = xml.IndexOf($"<text>&lt;= {bound}", at + 1, StringComparison.Ordinal))
                    yield return ($"{bound} moved to {moved}", xml[..at] + xml[at..].Replace(bound, moved, StringComparison.Ordinal));
    }

    static XDocument WithoutAllowedResults(XDocument model)
    {
        model.Descendants().Where(element => element.Name.LocalName == "outputValues").Remove();
        return model;
    }

    static IEnumerable<XElement> Rules(XDocument model) => model.Descendants().Where(element => element.Name.LocalName == "rule");
}
