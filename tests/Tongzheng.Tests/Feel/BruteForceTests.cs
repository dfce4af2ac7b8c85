using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Feel;

/// <summary>
/// What <c>Check</c> says of random tables against trying every combination of a fine grid of values: numbers, texts, truth
/// values and dates under comparisons, ranges, negation, lists and any value.
/// </summary>
public sealed class BruteForceTests
{
    sealed record Column(string Name, string Type, string[] Tests, FeelValue[] Grid);

    static readonly Column[] columns =
    [
        new("n", "number", ["-", "-", "1", "< 2", ">= 2", "[1..3)", "(2..4]", "]1..2[", "not(3)", "1, 3", "> 3", "<= 0.5", "> 0.5", "not(< 1)", "not([1..2], 4)", "-1", "[-2..-1]", "!= 2", "[1, 2], 3"],
            [.. Enumerable.Range(-12, 70).Select(quarter => (FeelValue)(quarter / 4m))]),
        new("t", "string", ["-", "-", "\"a\"", "\"b\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", \"b\")", "\"c\", \"a\""], ["a", "b", "c", "其他", ""]),
        new("b", "boolean", ["-", "true", "false", "not(true)", "true, false"], [true, false]),
        new("d", "date",
            ["-", "-", "@\"2024-02-29\"", "< @\"2024-02-28\"", ">= date(\"2024-03-01\")", "[@\"2024-02-28\"..@\"2024-03-02\"]", "not(@\"2024-02-29\")", "> @\"2024-03-02\"", "(@\"2024-02-28\"..@\"2024-03-01\")"],
            [.. Enumerable.Range(0, 12).Select(day => (FeelValue)new DateOnly(2024, 2, 25).AddDays(day))]),
    ];

    public static TheoryData<int> Seeds() => new(Enumerable.Range(1, 240));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gaps_overlaps_and_unreachable_rules_equal_brute_force(int seed)
    {
        var random = new Random(seed);
        var chosen = columns.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToArray();
        var rules = Enumerable.Range(0, random.Next(1, 7))
            .Select(i => chosen.Select(column => column.Tests[random.Next(column.Tests.Length)]).Append($"{i + 1}").ToArray()).ToArray();
        var inputs = chosen.Select(column => $"{column.Name}: {column.Type}").ToArray();
        var findings = Tables.Model("UNIQUE", inputs, rules).Check();
        var first = Tables.Model("FIRST", inputs, rules).Check();
        Assert.DoesNotContain(findings, finding => finding.Code == "dmn.not-decided");

        var (isGap, overlaps, met, firsts) = Try(Tables.Model("COLLECT", inputs, rules), chosen);
        Assert.Equal(isGap, findings.Any(finding => finding.Code == "dmn.gap"));
        Assert.Equal(isGap, first.Any(finding => finding.Code == "dmn.gap"));
        Assert.Equal(overlaps.Order(), findings.Where(finding => finding.Code == "dmn.overlap").Select(Pair).Order());
        var all = Enumerable.Range(1, rules.Length).ToHashSet();
        Assert.Equal(all.Except(met).Order(), Unreachable(findings));
        Assert.Equal(all.Except(firsts).Order(), Unreachable(first));

        foreach (var finding in findings.Where(finding => finding.Example is not null))
        {
            var hits = Hits(Tables.Model("COLLECT", inputs, rules), finding.Example!);
            Assert.True(finding.Code == "dmn.gap" ? hits.Count == 0 : hits.Count > 1, finding.Message);
        }
    }

    static (bool IsGap, HashSet<(int, int)> Overlaps, HashSet<int> Met, HashSet<int> Firsts) Try(DmnModel table, Column[] columns)
    {
        var (isGap, overlaps, met, firsts) = (false, new HashSet<(int, int)>(), new HashSet<int>(), new HashSet<int>());
        Visit(0, new FeelContext());
        return (isGap, overlaps, met, firsts);

        void Visit(int column, FeelContext given)
        {
            if (column < columns.Length)
            {
                foreach (var value in columns[column].Grid)
                    Visit(column + 1, given.Set(columns[column].Name, value));
                return;
            }

            var hits = Hits(table, given);
            isGap |= hits.Count == 0;
            met.UnionWith(hits);
            firsts.UnionWith(hits.Take(1));
            foreach (var (low, high) in hits.SelectMany((low, i) => hits.Skip(i + 1).Select(high => (low, high))))
                overlaps.Add((low, high));
        }
    }

    static List<int> Hits(DmnModel table, FeelContext given) =>
        (table.Evaluate("d", given, CaseFiles.Options).Value.AsList ?? FeelList.Empty).Select(hit => (int)hit.AsDecimal!.Value).ToList();

    static (int, int) Pair(Finding finding)
    {
        var numbers = finding.Message.Split(' ').Where(word => int.TryParse(word, out _)).Select(int.Parse).ToArray();
        return (numbers[0], numbers[1]);
    }

    static IEnumerable<int> Unreachable(IEnumerable<Finding> findings) =>
        findings.Where(finding => finding.Code == "dmn.unreachable").Select(finding => int.Parse(finding.Message.Split(' ')[1])).Order();

    [Fact]
    public void Above_the_bound_it_says_that_it_is_not_decided()
    {
        // Sets of rules that no two regions share: their number doubles with each column. The last two rules leave no gap.
        var random = new Random(7);
        var inputs = Enumerable.Range(0, 14).Select(i => $"c{i}: number").ToArray();
        var rules = Enumerable.Range(0, 60)
            .Select(i => inputs.Select(_ => random.Next(2) == 0 ? $"< {random.Next(1, 9)}" : $"not({random.Next(9)})").Append($"{i}").ToArray()).ToList();
        rules.Add([.. Enumerable.Repeat("-", 13), "< 5", "60"]);
        rules.Add([.. Enumerable.Repeat("-", 13), ">= 5", "61"]);
        var findings = Tables.Model("FIRST", inputs, [.. rules]).Check();
        Assert.Contains(findings, finding => finding.Code == "dmn.not-decided");
        Assert.DoesNotContain(findings, finding => finding.Code == "dmn.gap");
    }

    [Fact]
    public void A_large_table_that_ends_with_a_rule_for_all_else_is_decided()
    {
        var random = new Random(7);
        var inputs = Enumerable.Range(0, 14).Select(i => $"c{i}: number").ToArray();
        var rules = Enumerable.Range(0, 60).Select(i => inputs.Select(_ => $"not({random.Next(9)})").Append($"{i}").ToArray()).ToList();
        rules.Add([.. Enumerable.Repeat("-", 14), "60"]);
        Assert.DoesNotContain(Tables.Model("COLLECT", inputs, [.. rules]).Check(), finding => finding.Code is "dmn.gap" or "dmn.not-decided");
    }
}
