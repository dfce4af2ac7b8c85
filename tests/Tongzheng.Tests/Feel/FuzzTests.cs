using FsCheck;
using FsCheck.Fluent;
using Tongzheng.Cli.Fuzzing;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Feel;

/// <summary>Whatever text comes in, it ends in a value or a clear refusal: no crash, no hang, no overflow of the stack.</summary>
public sealed class FuzzTests
{
    static readonly string[] folders =
    [
        Repository.PathOf("packs"), Repository.PathOf("tests/Tongzheng.Tests/Feel/models"), Path.Combine(Conformance.Root, "dmn-tck"),
    ];

    static void Run(long rounds, TimeSpan time, long first)
    {
        var output = new StringWriter();
        Assert.True(Fuzz.Run(rounds, time, first, folders, output) == 0, output.ToString());
    }

    [Fact]
    public void Some_thousand_changed_expressions_and_models_never_break_it() => Run(4_000, TimeSpan.MaxValue, 0);

    /// <summary>A minute here; <c>./dev fuzz</c> runs a million each night.</summary>
    [Fact, Trait("Category", "Slow")]
    public void A_minute_of_changed_expressions_and_models_never_breaks_it() =>
        Run(long.MaxValue, TimeSpan.FromMinutes(1), DateTime.UtcNow.Ticks / TimeSpan.TicksPerDay * 1_000_000); // other rounds each day

    [Fact]
    public void Any_string_is_compiled_or_refused() =>
        Prop.ForAll<string?>(text =>
        {
            try
            {
                _ = FeelExpression.Compile(text ?? "").Evaluate(new FeelContext(), CaseFiles.Options).Value.ToString();
            }
            catch (FeelSyntaxException problem)
            {
                Assert.True(problem.Line > 0 && problem.Column > 0);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_model_that_requires_a_thing_twice_is_checked() // found by fuzzing
    {
        var xml = Tables.Xml("UNIQUE", ["age: number"], [["-", "1"]]);
        var requirement = "<informationRequirement><requiredInput href='#in-age'/></informationRequirement>";
        Assert.Empty(DmnModel.Parse(xml.Replace(requirement, requirement + requirement, StringComparison.Ordinal)).Check());
    }

    [Fact]
    public void An_entity_bomb_is_refused()
    {
        var bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><definitions>&b;</definitions>";
        Assert.Throws<DmnException>(() => DmnModel.Parse(bomb));
    }

    [Fact]
    public void Elements_nested_too_deeply_are_refused()
    {
        var xml = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='m'><decision id='d' name='d'>"
            + string.Concat(Enumerable.Repeat("<list>", 50_000)) + string.Concat(Enumerable.Repeat("</list>", 50_000)) + "</decision></definitions>";
        Assert.Contains("deeper", Assert.Throws<DmnException>(() => DmnModel.Parse(xml)).Message);
    }
}
