using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>
/// For one column of a large table: which rules each region of values meets, one bit a rule. The regions are those of
/// <see cref="Samples"/>: the constants of the tests and what lies between them.
/// </summary>
sealed class ColumnIndex
{
    /// <summary>Tests asked while the index is built: half a second. A larger table is gone through rule by rule.</summary>
    const long MostTests = 16_000_000;

    readonly FeelKind kind;
    readonly FeelValue[] constants;               // in order, for kinds that have one
    readonly Dictionary<string, int>? texts;      // else the region of each text
    readonly ulong[][] regions;

    ColumnIndex(FeelKind kind, FeelValue[] constants, Dictionary<string, int>? texts, ulong[][] regions)
    {
        this.kind = kind;
        this.constants = constants;
        this.texts = texts;
        this.regions = regions;
    }

    /// <summary>The index; null where the tests are more than comparisons with constants, or too many.</summary>
    public static ColumnIndex? Make(CompiledTable table, int column)
    {
        var rules = table.Table.Rules;
        var input = table.Table.Inputs[column] with { Allowed = null };
        if (Samples.Constants(input, rules.Select(rule => rule.Tests[column])) is not { Count: > 0 } constants || constants[0].Kind == FeelKind.Boolean)
            return null;
        if ((long)rules.Count * (constants.Count * 2 + 1) > MostTests)
            return null;
        if (constants[0].Kind == FeelKind.String)
        {
            var texts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var constant in constants)
                texts.TryAdd((string)constant.Reference!, texts.Count);
            var other = "\0"; // no constant of a rule: the region of all other texts
            var samples = texts.Keys.Append(other).Select(text => (FeelValue)text);
            return new(FeelKind.String, [], texts, samples.Select(sample => Bits(table, column, sample)).ToArray());
        }

        var sorted = constants.ToArray();
        var regions = Samples.Regions(constants).Select(sample => sample.IsNull ? new ulong[Words(rules.Count)] : Bits(table, column, sample)).ToArray();
        return new(sorted[0].Kind, sorted, null, regions);
    }

    public static int Words(int rules) => (rules + 63) / 64;

    /// <summary>The rules that a value meets; null for a value of another kind, which the index knows nothing about.</summary>
    public ulong[]? Find(in FeelValue value)
    {
        if (value.Kind != kind)
            return null;
        if (texts is not null)
            return regions[texts.TryGetValue((string)value.Reference!, out var region) ? region : texts.Count];
        var (low, high) = (0, constants.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Comparison.Compare(value, constants[middle]) is not { } order)
                return null;
            if (order == 0)
                return regions[middle * 2 + 1];
            if (order < 0)
                high = middle - 1;
            else
                low = middle + 1;
        }

        return regions[low * 2];
    }

    static ulong[] Bits(CompiledTable table, int column, in FeelValue sample)
    {
        var bits = new ulong[Words(table.Table.Rules.Count)];
        var met = table.RulesMet(column, sample);
        for (var rule = 0; rule < met.Length; rule++)
        {
            if (met[rule])
                bits[rule / 64] |= 1UL << rule % 64;
        }

        return bits;
    }
}
