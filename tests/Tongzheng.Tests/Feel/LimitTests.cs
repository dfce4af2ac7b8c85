using Tongzheng.Feel;

namespace Tongzheng.Tests.Feel;

public sealed class LimitTests
{
    static FeelResult Run(string text, EvaluationOptions? options = null) =>
        FeelExpression.Compile(text).Evaluate(new FeelContext(), options ?? CaseFiles.Options);

    [Theory]
    [InlineData("for i in 1..1000000000 return i")]
    [InlineData("count(for i in 1..100000, j in 1..100000 return 1)")]
    [InlineData("{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r")]
    [InlineData("(for i in 1..60 return if i = 1 then \"xxxxxxxxxx\" else partial[-1] + partial[-1])[-1]")]
    [InlineData("string((for i in 1..100000 return [partial[-1]])[-1])")]
    [InlineData("(for i in 1..60 return [partial[-1], partial[-1]])[-1] = (for i in 1..60 return [partial[-1], partial[-1]])[-1]")]
    [InlineData("string((for i in 1..60 return {a: partial[-1], b: partial[-1]})[-1])")]
    [InlineData("{s: (for i in 1..20 return if i = 1 then \"xxxxxxxxxx\" else partial[-1] + partial[-1])[-1], r: for i in 1..1000000 return string length(upper case(s))}.r")]
    [InlineData("count((for i in 1..60 return if i = 1 then [1, 2] else concatenate(partial[-1], partial[-1]))[-1])")]
    public void Too_much_work_ends_in_null_with_the_reason(string text)
    {
        var result = Run(text);
        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Code == "feel.limit");
    }

    [Theory]
    [InlineData('(')]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('-')]
    public void Deep_nesting_is_refused_clearly(char opening)
    {
        var text = opening == '{' ? string.Concat(Enumerable.Repeat("{a:", 100_000)) : new string(opening, 100_000);
        Assert.Contains("deep", Assert.Throws<FeelSyntaxException>(() => FeelExpression.Compile(text + "1")).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_long_row_of_operators_is_no_nest()
    {
        Assert.Equal(100_001, Run("1" + string.Concat(Enumerable.Repeat(" + 1", 100_000))).Value.AsDecimal);
        Assert.True(Run("true" + string.Concat(Enumerable.Repeat(" and true", 100_000))).Value.AsBoolean);
    }

    [Theory]
    [InlineData("1.1[1].1")]
    [InlineData("a[1")]
    [InlineData("]1..]1..]1..]1..]1..]1..]1..]1..")]
    [InlineData("1 in (1 in (1 in (1 in (1 in (1 in (1 in (1 in (")]
    public void Broken_text_is_refused_at_once(string text) => Assert.Throws<FeelSyntaxException>(() => FeelExpression.Compile(text));

    [Fact]
    public void A_pattern_that_explodes_elsewhere_is_matched_in_linear_time()
    {
        var text = new string('a', 5_000) + "!";
        Assert.False(Run($"matches(\"{text}\", \"^(a+)+$\")").Value.AsBoolean);
    }

    [Fact]
    public void Counts_within_counts_are_refused()
    {
        Assert.True(Run("matches(\"a\", \"((a{1000}){1000}){1000}\")").Value.IsNull);
        Assert.True(Run("matches(\"aaa\", \"^a{2,5}$\")").Value.AsBoolean);
    }

    [Fact]
    public void A_number_of_a_million_digits_is_rounded_at_once()
    {
        Assert.Equal("1.111111111111111111111111111111111", Run("1." + new string('1', 1_000_000)).Value.ToString());
        Assert.Equal("0.6666666666666666666666666666666667", Run("0." + new string('6', 50)).Value.ToString());
        Assert.Equal("1230000000000000000000000000000000000000000", Run("123" + new string('0', 40)).Value.ToString());
    }

    [Fact]
    public void A_pattern_that_needs_backtracking_is_refused_by_name()
    {
        var result = Run("matches(\"aba\", \"(.)b\\1\")");
        Assert.True(result.Value.IsNull);
        Assert.Contains("linear time", result.Diagnostics[0].Message);
    }

    [Fact]
    public void Matches_that_each_look_to_the_end_are_stopped_in_time()
    {
        var options = CaseFiles.Options with { PatternTime = TimeSpan.FromMilliseconds(100) };
        var text = new FeelContext().Set("t", new string('a', 300_000));
        foreach (var call in new[] { "replace(t, \"a.*b|a\", \"x\")", "count(split(t, \"a.*b|a\"))" })
        {
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            var result = FeelExpression.Compile(call).Evaluate(text, options);
            Assert.True(result.Value.IsNull);
            Assert.Equal("feel.limit", Assert.Single(result.Diagnostics).Code);
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public void A_replacement_may_grow_a_text_up_to_the_limit_and_no_further()
    {
        var options = CaseFiles.Options with { StringSize = 1_000 };
        var text = new FeelContext().Set("t", new string('a', 10)).Set("r", new string('x', 100));
        Assert.Equal(1_000, FeelExpression.Compile("string length(replace(t, \"a\", r))").Evaluate(text, options).Value.AsDecimal);
        Assert.True(FeelExpression.Compile("replace(t, \"a\", r + \"x\")").Evaluate(text, options).Value.IsNull);
    }

    /// <summary>Every option bounds something: with it set low, an expression that is fine otherwise is stopped.</summary>
    [Theory]
    [InlineData("Steps", "count(for i in 1..1000 return i)")]
    [InlineData("Depth", "{f: function(g, n) if n = 0 then 0 else g(g, n - 1), r: f(f, 50)}.r")]
    [InlineData("ListSize", "count(for i in 1..1000 return i)")]
    [InlineData("StringSize", "string length(string join(for i in 1..100 return \"abcdefghij\"))")]
    public void Each_option_stops_what_it_names(string option, string text)
    {
        Assert.False(Run(text).Value.IsNull);
        var low = option switch
        {
            "Steps" => CaseFiles.Options with { Steps = 100 },
            "Depth" => CaseFiles.Options with { Depth = 10 },
            "ListSize" => CaseFiles.Options with { ListSize = 10 },
            _ => CaseFiles.Options with { StringSize = 10 },
        };
        var result = Run(text, low);
        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Code == "feel.limit");
    }

    [Fact]
    public void Of_many_diagnostics_the_first_are_kept() =>
        Assert.Equal(5, Run("for i in 1..1000 return i + null", CaseFiles.Options with { Diagnostics = 5 }).Diagnostics.Count);

    [Fact]
    public void Every_option_and_its_default_stands_in_the_readme()
    {
        var readme = File.ReadAllText(Repository.PathOf("src/Tongzheng.Feel/README.md"));
        Assert.All(typeof(EvaluationOptions).GetProperties().Where(property => property.CanWrite && property.Name != "Now"), property => Assert.Contains($"| `{property.Name}` |", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_clock_is_the_instant_handed_in() =>
        Assert.Equal("@\"2026-03-02T09:30:00+08:00\"", Run("now()").Value.ToString());

    [Fact]
    public void Evaluation_allocates_little()
    {
        var expression = FeelExpression.Compile("a + b * 2 > 10 and c in [1..5]");
        var variables = new FeelContext().Set("a", 7).Set("b", 3).Set("c", 4);
        for (var i = 0; i < 100; i++)
            expression.Evaluate(variables, CaseFiles.Options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            expression.Evaluate(variables, CaseFiles.Options);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 300);
    }
}
