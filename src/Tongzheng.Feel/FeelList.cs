using System.Collections;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel;

/// <summary>A list that does not change. Its array is not copied: whoever made it must not write to it any more.</summary>
public sealed class FeelList : IReadOnlyList<FeelValue>
{
    readonly FeelValue[] items;
    ExtentBox? extent;

    /// <summary>A list of these items.</summary>
    public FeelList(params FeelValue[] items)
        : this(items, items.Length)
    {
    }

    /// <summary>The first items of an array that may still be filled behind them.</summary>
    internal FeelList(FeelValue[] items, int count)
    {
        this.items = items;
        Count = count;
    }

    /// <summary>The list of nothing.</summary>
    public static FeelList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public FeelValue this[int index] => Items[index];

    /// <summary>How much it holds; computed once, when something asks.</summary>
    internal Extent Extent => (extent ??= new ExtentBox(Extent.Around(Items))).Value;

    internal ReadOnlySpan<FeelValue> Items => items.AsSpan(0, Count);

    /// <inheritdoc/>
    public IEnumerator<FeelValue> GetEnumerator() => items.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
