using System.Collections;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Dmn;

/// <summary>Gaps, overlaps and rules that are never met, each with inputs that show it.</summary>
static class TableCheck
{
    /// <summary>Gaps shown for one table; closing one usually closes several.</summary>
    const int MostGaps = 10;

    /// <summary>Pairs of rules compared: tables of up to some 2,000 rules.</summary>
    const int MostPairs = 2_000_000;

    public static IEnumerable<Finding> Run(CompiledTable compiled, string where)
    {
        var table = compiled.Table;
        return Widths(table, where).Concat(Covered(compiled, table, where));
    }

    // What stands in no column is not read, and a column without a cell is always met or gives nothing: neither was meant.
    static IEnumerable<Finding> Widths(TableOf table, string where)
    {
        for (var rule = 0; rule < table.Rules.Count; rule++)
        {
            var (cells, at) = (table.Rules[rule], table.Rules[rule].At);
            if (cells.TestTexts.Count != table.Inputs.Count || cells.OutputTexts.Count != table.Outputs.Count)
            {
                yield return new(
                    Severity.Error, "dmn.rule-width",
                    $"Rule {rule + 1} has {cells.TestTexts.Count} conditions and {cells.OutputTexts.Count} results for {table.Inputs.Count} and {table.Outputs.Count} columns.",
                    at.Line, at.Column, where)
                { Particulars = [$"{rule + 1}"] };
            }
        }
    }

    static IEnumerable<Finding> Covered(CompiledTable compiled, TableOf table, string where)
    {
        var (coverage, opaque) = Coverage.Of(compiled);
        if (coverage is null)
        {
            var column = opaque ?? table.Inputs[0];
            return [new(Severity.Note, "dmn.not-decided", $"Gaps and overlaps are not decided: the tests of '{column.Label}' are more than comparisons with constants.", column.At.Line, column.At.Column, where)];
        }

        return NeverMet(table, coverage, where).Concat(Overlaps(table, coverage, where)).Concat(Gaps(table, coverage, where));
    }

    static IEnumerable<Finding> Gaps(TableOf table, Coverage coverage, string where)
    {
        if (table.Outputs.Any(output => output.Default is not null))
            yield break;
        var all = new BitArray(table.Rules.Count, true);
        var gaps = coverage.Uncovered(all, null, MostGaps, fractions: false);
        var isFraction = gaps is { Count: 0 };
        if (isFraction)
            gaps = coverage.Uncovered(all, null, MostGaps);
        if (gaps is null)
        {
            yield return Undecided(table, "whether every combination of inputs meets a rule", where);
            yield break;
        }

        foreach (var gap in gaps)
        {
            var example = coverage.Example(gap);
            yield return new(
                isFraction ? Severity.Note : Severity.Warning, "dmn.gap",
                $"No rule is met for {Show(example)}.{(isFraction ? " Whole numbers are all covered." : "")}",
                table.At.Line, table.At.Column, where, example);
        }
    }

    static IEnumerable<Finding> Overlaps(TableOf table, Coverage coverage, string where)
    {
        if (table.Policy is not (HitPolicy.Unique or HitPolicy.Any))
            yield break;
        if ((long)table.Rules.Count * table.Rules.Count / 2 > MostPairs)
        {
            yield return Undecided(table, "whether rules overlap", where);
            yield break;
        }

        for (var first = 0; first < table.Rules.Count; first++)
        {
            for (var second = first + 1; second < table.Rules.Count; second++)
            {
                if (coverage.Common(first, second) is not { } common)
                    continue;
                if (table.Policy == HitPolicy.Any && table.Rules[first].OutputTexts.SequenceEqual(table.Rules[second].OutputTexts))
                    continue;
                var (example, at) = (coverage.Example(common), table.Rules[second].At);
                yield return new(
                    Severity.Error, "dmn.overlap", $"Rules {first + 1} and {second + 1} are both met for {Show(example)}.", at.Line, at.Column, where, example)
                { Particulars = [$"{first + 1}", $"{second + 1}"] };
            }
        }
    }

    static IEnumerable<Finding> NeverMet(TableOf table, Coverage coverage, string where)
    {
        for (var rule = 0; rule < table.Rules.Count; rule++)
        {
            var at = table.Rules[rule].At;
            if (coverage.EmptyColumn(rule) is >= 0 and var column)
            {
                yield return new(
                    Severity.Error, "dmn.unreachable",
                    $"Rule {rule + 1} is never met: no allowed value of '{table.Inputs[column].Label}' meets {table.Rules[rule].TestTexts[column]}.",
                    at.Line, at.Column, where)
                { Particulars = [$"{rule + 1}"] };
                continue;
            }

            if (table.Policy != HitPolicy.First || rule == 0)
                continue;
            var earlier = new BitArray(table.Rules.Count);
            for (var i = 0; i < rule; i++)
                earlier[i] = true;
            if (coverage.Uncovered(earlier, rule, 1) is { Count: 0 })
                yield return new(Severity.Error, "dmn.unreachable", $"Rule {rule + 1} is never the first: earlier rules take all that would meet it.", at.Line, at.Column, where) { Particulars = [$"{rule + 1}"] };
        }
    }

    static Finding Undecided(TableOf table, string what, string where) =>
        new(Severity.Note, "dmn.not-decided", $"The table is too large to decide {what}.", table.At.Line, table.At.Column, where);

    static string Show(FeelContext example) => string.Join(", ", example.Select(entry => $"{entry.Key} = {entry.Value}"));
}
