using System.Text.Json;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>Every decision of the packs gives the answers of its examples, and unknown facts never a refusal.</summary>
public sealed class DecisionTests
{
    static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static TheoryData<string, string> Examples =>
        [.. Packs.Catalogue.Matters.SelectMany(matter => matter.Cases).SelectMany(cases => cases.Cases.Select(one => (cases.File, one.Name)))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_decision_gives_the_answer_of_its_example(string file, string name)
    {
        var (matter, cases) = Packs.Catalogue.Matters.SelectMany(each => each.Cases.Select(one => (each, one))).Single(pair => pair.one.File == file);
        var one = cases.Cases.Single(each => each.Name == name);
        var model = DmnModel.Parse(matter.Decisions.Single(decision => Path.GetFileName(decision.File) == cases.Model).Xml);
        var result = model.Evaluate(cases.Decision, FeelContext.FromJson(one.Given), new EvaluationOptions { Now = new(cases.Today, TimeOnly.MinValue, Beijing) });
        Assert.Equal(FeelValue.FromJson(one.Then).ToString(), result.Value.ToString());
    }

    [Fact]
    public void Every_decision_of_the_packs_has_examples() =>
        Assert.All(Packs.Catalogue.Matters.SelectMany(matter => matter.Decisions.Select(decision => (matter, decision))), pair =>
            Assert.Contains(pair.matter.Cases, cases => cases.Model == Path.GetFileName(pair.decision.File)));

    [Fact]
    public void There_are_at_least_eight_decisions_with_the_article_of_law_beside_every_rule()
    {
        var tables = Packs.Catalogue.Matters.SelectMany(matter => matter.Decisions).SelectMany(file => DmnModel.Parse(file.Xml).Decisions)
            .Select(decision => decision.Table).OfType<TableView>().ToList();
        Assert.True(tables.Count >= 8);
        Assert.All(tables.SelectMany(table => table.Rules), rule => Assert.Matches("法|条例|国发|参数", string.Concat(rule.Annotations)));
    }

    [Fact]
    public void An_instant_approval_never_refuses_it_grants_or_leaves_it_to_a_person() =>
        Assert.All(Packs.Catalogue.Matters.SelectMany(matter => matter.Decisions).Where(file => file.Name == "instant"), file =>
            Assert.All(DmnModel.Parse(file.Xml).Decisions.Select(decision => decision.Table).OfType<TableView>().SelectMany(table => table.Rules),
                rule => Assert.Contains(rule.Results[0], new[] { "\"grant\"", "\"person\"" })));

    [Fact]
    public void Without_any_one_input_what_was_granted_is_unknown_or_granted_but_never_refused()
    {
        foreach (var (matter, cases) in Packs.Catalogue.Matters.SelectMany(matter => matter.Cases.Select(cases => (matter, cases))))
        {
            var model = DmnModel.Parse(matter.Decisions.Single(decision => Path.GetFileName(decision.File) == cases.Model).Xml);
            foreach (var granted in cases.Cases.Where(one => IsFavourable(one.Then)))
                foreach (var input in granted.Given.EnumerateObject().Where(input => input.Name != "parameters"))
                {
                    var without = new FeelContext();
                    foreach (var other in granted.Given.EnumerateObject())
                        if (other.Name != input.Name) without.Set(other.Name, FeelValue.FromJson(other.Value));
                    foreach (var given in new[] { without, With(without, input.Name, FeelValue.Null) })
                    {
                        var value = model.Evaluate(cases.Decision, given, new EvaluationOptions { Now = new(cases.Today, TimeOnly.MinValue, Beijing) }).Value;
                        Assert.False(IsRefusal(value, FeelValue.FromJson(granted.Then)), $"{cases.File}: {granted.Name} without {input.Name} gives {value}");
                    }
                }
        }
    }

    static FeelContext With(FeelContext context, string name, FeelValue value)
    {
        var copy = new FeelContext();
        foreach (var (key, entry) in context) copy.Set(key, entry);
        return copy.Set(name, value);
    }

    static bool IsFavourable(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.String => answer.GetString() is "grant" or "meets" or "eligible" or "needed" or "first" or "second" or "third",
        JsonValueKind.Number => answer.GetDecimal() > 0,
        JsonValueKind.Object => answer.EnumerateObject().Any(entry => IsFavourable(entry.Value)),
        JsonValueKind.Array => answer.GetArrayLength() > 0,
        _ => false,
    };

    /// <summary>True for a refusal of what was granted: of one of several things, or of some items of a list.</summary>
    static bool IsRefusal(FeelValue value, FeelValue granted) =>
        value.AsContext is { } several ? several.Any(entry => granted.AsContext is { } all && all.Get(entry.Key).AsDecimal > 0 && IsRefusal(entry.Value, all.Get(entry.Key)))
        : value.AsList is { } list ? granted.AsList is { } whole && list.Count < whole.Count
        : value.AsString is "refuse" or "not-needed" or "not-yet" or "no-ground" or "not-hardship" || value.AsDecimal == 0;
}
