using System.Collections;

namespace Tongzheng.Feel.Dmn;

/// <summary>Which rules of a table are met by which samples of each column, and what follows: gaps, overlaps, rules never met.</summary>
sealed class Coverage
{
    /// <summary>Regions looked at before giving up: a second's work.</summary>
    public const int MostRegions = 200_000;

    readonly CompiledTable table;
    readonly BitArray[][] met;  // by column, then sample: the rules
    readonly BitArray[] surely; // by column: the rules that every sample of it and of those after it meets
    readonly bool[][] between;  // by column, then sample: a fraction, where all bounds are whole numbers

    Coverage(CompiledTable table, List<FeelValue>[] samples, bool[] wholeBounds)
    {
        this.table = table;
        Samples = samples;
        met = new BitArray[samples.Length][];
        between = new bool[samples.Length][];
        for (var column = 0; column < samples.Length; column++)
        {
            met[column] = samples[column].Select(sample => table.RulesMet(column, sample)).ToArray();
            between[column] = samples[column].Select(sample => wholeBounds[column] && Dmn.Samples.IsFraction(sample)).ToArray();
        }

        surely = new BitArray[samples.Length + 1];
        surely[^1] = new BitArray(table.Table.Rules.Count, true);
        for (var column = samples.Length - 1; column >= 0; column--)
        {
            surely[column] = new BitArray(surely[column + 1]);
            foreach (var rules in met[column])
                surely[column].And(rules);
        }
    }

    public List<FeelValue>[] Samples { get; }

    /// <summary>The coverage; null, with the column at fault, where a column's tests are not plain comparisons.</summary>
    public static (Coverage? Coverage, InputClause? Opaque) Of(CompiledTable table)
    {
        var samples = new List<FeelValue>[table.Table.Inputs.Count];
        var wholeBounds = new bool[samples.Length];
        for (var column = 0; column < samples.Length; column++)
        {
            var input = table.Table.Inputs[column];
            var at = column;
            var tests = table.Table.Rules.Select(rule => rule.Tests[at]).ToList();
            if (Dmn.Samples.Of(input, tests) is not { } found)
                return (null, input);
            wholeBounds[column] = Dmn.Samples.Constants(input, tests)?.Exists(Dmn.Samples.IsFraction) == false;
            samples[column] = found.Where(sample => sample.IsNull || table.Allows(at, sample)).ToList();
        }

        return (new(table, samples, wholeBounds), null);
    }

    /// <summary>
    /// Combinations of samples that none of the rules meets, at most as many as wanted; null when that took too long to find out.
    /// </summary>
    /// <param name="candidates">The rules that count.</param>
    /// <param name="within">Only combinations that this rule meets; null for all.</param>
    /// <param name="most">How many are wanted.</param>
    /// <param name="fractions">Whether also fractions between whole bounds count, where an input may well be counted in whole numbers.</param>
    public List<int[]>? Uncovered(BitArray candidates, int? within, int most, bool fractions = true)
    {
        List<int[]> found = [];
        var seen = new HashSet<(int, string)>();
        var regions = 0;
        return Visit(0, candidates, new int[Samples.Length]) ? found : null;

        bool Visit(int column, BitArray left, int[] chosen)
        {
            if (++regions > MostRegions)
                return false;
            if (found.Count >= most || Samples.Any(samples => samples.Count == 0))
                return true;
            if (new BitArray(left).And(surely[column]).HasAnySet())
                return true; // a rule takes all of it, whatever the columns to come hold
            if (column == Samples.Length)
            {
                found.Add((int[])chosen.Clone());
                return true;
            }

            if (!seen.Add((column, Key(left))))
                return true;
            var looked = new HashSet<string>();
            for (var sample = 0; sample < Samples[column].Count; sample++)
            {
                if (within is { } rule && !met[column][sample][rule] || !fractions && between[column][sample])
                    continue;
                var narrowed = new BitArray(left).And(met[column][sample]);
                if (!looked.Add(Key(narrowed)))
                    continue;
                chosen[column] = sample;
                if (!Visit(column + 1, narrowed, chosen))
                    return false;
            }

            return true;
        }
    }

    /// <summary>A combination that both rules meet; null when there is none.</summary>
    public int[]? Common(int first, int second)
    {
        var chosen = new int[Samples.Length];
        for (var column = 0; column < chosen.Length; column++)
        {
            var at = Array.FindIndex(met[column], rules => rules[first] && rules[second]);
            if (at < 0)
                return null;
            chosen[column] = at;
        }

        return chosen;
    }

    /// <summary>The column that no sample and no missing value meets, so that the rule never is; −1 when there is none.</summary>
    public int EmptyColumn(int rule)
    {
        for (var column = 0; column < met.Length; column++)
            if (!Array.Exists(met[column], rules => rules[rule]) && !table.RulesMet(column, FeelValue.Null)[rule])
                return column;
        return -1;
    }

    /// <summary>The combination as inputs, by the expression of each column.</summary>
    public FeelContext Example(int[] chosen)
    {
        var example = new FeelContext();
        for (var column = 0; column < chosen.Length; column++)
            example.Set(table.Table.Inputs[column].Text, Samples[column][chosen[column]]);
        return example;
    }

    static string Key(BitArray bits)
    {
        var bytes = new byte[(bits.Length + 7) / 8];
        bits.CopyTo(bytes, 0);
        return Convert.ToBase64String(bytes);
    }
}
