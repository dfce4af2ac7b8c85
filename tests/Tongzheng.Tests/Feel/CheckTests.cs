using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Feel;

public sealed class CheckTests
{
    static string[] Codes(DmnModel model) => model.Check().Select(finding => finding.Code).ToArray();

    static DmnModel Expression(string text, string type = "number") => DmnModel.Parse($"""
        <definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='m'>
          <inputData id='i' name='x'><variable name='x' typeRef='{type}'/></inputData>
          <decision id='d' name='d'><variable name='d'/><informationRequirement><requiredInput href='#i'/></informationRequirement>
            <literalExpression>
              <text>{text.Replace("<", "&lt;")}</text></literalExpression></decision>
        </definitions>
        """);

    [Theory]
    [InlineData("x +", "feel.syntax")]
    [InlineData("x == 1", "feel.syntax")]
    [InlineData("x + y", "feel.unknown-name")]
    [InlineData("x + \"a\"", "feel.type")]
    [InlineData("x = \"a\"", "feel.type")]
    [InlineData("if x then 1 else 2", "feel.type")]
    [InlineData("x and true", "feel.type")]
    [InlineData("string length(x)", "feel.argument")]
    [InlineData("substring(string(x))", "feel.argument")]
    [InlineData("nothing(x)", "feel.unknown-function")]
    [InlineData("x + {a: 1}.b", "feel.unknown-member")]
    [InlineData("x = @\"2024-13-01\"", "feel.literal")]
    public void A_mistake_is_found_before_the_model_is_used(string text, string code)
    {
        var finding = Assert.Single(Expression(text).Check());
        Assert.Equal((code, Severity.Error), (finding.Code, finding.Severity));
        Assert.Equal(5, finding.Line);
        Assert.InRange(finding.Column, 13, 13 + text.Length);
    }

    [Theory]
    [InlineData("x * 2 > 3 and x in [1..5]")]
    [InlineData("sum([x, 2]) + count([1, 2][item > x])")]
    [InlineData("[{a: 1, b: x}][a = 1].b[1] + 1")]
    [InlineData("for i in 1..x return i * partial[-1]")]
    [InlineData("{f: function(n) n + x, r: f(1)}.r")]
    [InlineData("if x = null then \"\" else string(x)")]
    public void What_is_right_is_not_complained_about(string text) => Assert.Empty(Expression(text).Check());

    [Fact]
    public void A_requirement_that_is_not_used_is_named() => Assert.Equal(["dmn.unused-requirement"], Codes(Expression("1 + 1")));

    [Fact]
    public void A_decision_that_requires_itself_is_named_and_gives_null()
    {
        var model = DmnModel.Parse("""
            <definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='m'>
              <decision id='a' name='a'><variable name='a'/><informationRequirement><requiredDecision href='#b'/></informationRequirement>
                <literalExpression><text>b</text></literalExpression></decision>
              <decision id='b' name='b'><variable name='b'/><informationRequirement><requiredDecision href='#a'/></informationRequirement>
                <literalExpression><text>a</text></literalExpression></decision>
            </definitions>
            """);
        Assert.Equal(["dmn.recursion", "dmn.recursion"], Codes(model));
        var result = model.Evaluate("a", new FeelContext(), CaseFiles.Options);
        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Code == "dmn.recursion");
    }

    [Fact]
    public void A_gap_comes_with_inputs_that_show_it()
    {
        var model = Tables.Model("UNIQUE", ["age: number", "local: boolean"], ["< 60", "-", "1"], ["> 60", "true", "2"]);
        var gaps = model.Check().Where(finding => finding.Code == "dmn.gap").ToList();
        Assert.Equal(2, gaps.Count);
        foreach (var gap in gaps)
            Assert.True(model.Evaluate("d", gap.Example!, CaseFiles.Options).Value.IsNull);
    }

    [Fact]
    public void An_overlap_is_an_error_where_one_rule_at_most_may_be_met()
    {
        string[][] rules = [["<= 60", "1"], [">= 60", "2"]];
        var finding = Assert.Single(Tables.Model("UNIQUE", ["age: number"], rules).Check());
        Assert.Equal(("dmn.overlap", "{age: 60}"), (finding.Code, finding.Example!.ToString()));
        Assert.Empty(Tables.Model("FIRST", ["age: number"], rules).Check());
    }

    [Fact]
    public void A_rule_that_can_never_be_met_is_named()
    {
        Assert.Equal(["dmn.unreachable"], Codes(Tables.Model("FIRST", ["age: number"], ["< 60", "1"], ["-", "2"], ["> 70", "3"])));
    }

    [Fact]
    public void A_rule_for_what_is_not_known_is_a_rule_like_any_other()
    {
        var model = Tables.Model("UNIQUE", ["age: number"], [">= 60", "1"], ["< 60", "2"], ["null", "9"]);
        Assert.Empty(Codes(model));
        Assert.Equal(9, model.Evaluate("d", new FeelContext().Set("age", default), CaseFiles.Options).Value.AsDecimal);
    }

    [Fact]
    public void A_rule_with_a_cell_too_few_or_too_many_is_named()
    {
        var right = Tables.Xml("UNIQUE", ["age: number"], [["-", "1"]]);
        Assert.Equal(["dmn.rule-width"], Codes(DmnModel.Parse(right.Replace("<outputEntry><text>1</text></outputEntry>", "", StringComparison.Ordinal))));
        Assert.Equal(["dmn.rule-width"], Codes(DmnModel.Parse(right.Replace("</inputEntry>", "</inputEntry><inputEntry><text>1</text></inputEntry>", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("hitPolicy='UNIQUE'", "hitPolicy='BEST'")]
    [InlineData("hitPolicy='UNIQUE'", "hitPolicy='COLLECT' aggregation='AVG'")]
    public void A_hit_policy_that_the_standard_does_not_know_is_refused(string right, string wrong) =>
        Assert.Throws<DmnException>(() => DmnModel.Parse(Tables.Xml("UNIQUE", ["age: number"], [["-", "1"]]).Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void Another_language_is_not_read_as_FEEL()
    {
        var model = DmnModel.Parse("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='m'><decision id='d1' name='d'><variable name='d'/><literalExpression expressionLanguage='javascript'><text>1 + 1</text></literalExpression></decision></definitions>");
        Assert.Equal("feel.syntax", Assert.Single(Codes(model)));
        Assert.True(model.Evaluate("d", new FeelContext(), CaseFiles.Options).Value.IsNull);
    }

    [Fact]
    public void Tests_that_are_more_than_comparisons_are_left_undecided()
    {
        Assert.Equal(["dmn.not-decided"], Codes(Tables.Model("FIRST", ["age: number"], ["? * 2 > 60", "1"])));
    }

    [Fact]
    public void A_gap_between_whole_numbers_is_only_a_note()
    {
        var finding = Assert.Single(Tables.Model("UNIQUE", ["age: number"], ["<= 59", "1"], [">= 60", "2"]).Check());
        Assert.Equal((Severity.Note, "{age: 59.5}"), (finding.Severity, finding.Example!.ToString()));
    }

    [Fact]
    public void A_gap_beside_a_bound_with_a_fraction_is_a_warning_and_one_of_whole_numbers_comes_before_one_of_fractions()
    {
        var mass = Assert.Single(Tables.Model("UNIQUE", ["mass: number"], ["<= 4.5", "1"], ["> 5", "2"]).Check());
        Assert.Equal(Severity.Warning, mass.Severity);
        Assert.InRange(mass.Example!["mass"].AsDecimal!.Value, 4.51m, 5m);
        var age = Tables.Model("UNIQUE", ["age: number"], ["<= 4", "1"], ["[5..7]", "2"], [">= 9", "3"]).Check();
        Assert.Equal("{age: 8}", Assert.Single(age).Example!.ToString());
    }
}
