namespace Tongzheng.Feel.Values;

/// <summary>
/// How much a value holds, all that lies within it counted each time it occurs, and how deep it nests. A list may hold the same
/// list twice, and that one another twice: what fits in memory may still be endless to walk.
/// </summary>
readonly record struct Extent(long Weight, int Depth)
{
    /// <summary>Characters that count as one value.</summary>
    const int CharactersInOne = 64;

    public static Extent Of(in FeelValue value) => value.Kind switch
    {
        FeelKind.String => new(1 + ((string)value.Reference!).Length / CharactersInOne, 0),
        FeelKind.List => ((FeelList)value.Reference!).Extent,
        FeelKind.Context => ((FeelContext)value.Reference!).Extent,
        _ => new(1, 0),
    };

    /// <summary>Of what holds these values.</summary>
    public static Extent Around(ReadOnlySpan<FeelValue> values)
    {
        var (weight, depth) = (1L, 0);
        foreach (ref readonly var value in values)
        {
            var inner = Of(value);
            weight = Math.Min(weight + inner.Weight, long.MaxValue / 2);
            depth = Math.Max(depth, inner.Depth);
        }

        return new(weight, depth + 1);
    }
}

/// <summary>An extent behind one reference, so that threads see all of it or nothing.</summary>
sealed class ExtentBox(Extent value)
{
    public Extent Value => value;
}
