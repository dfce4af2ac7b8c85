using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Functions that make one value of a list.</summary>
static class Statistics
{
    public static readonly Entry[] All =
    [
        new("min", "list...: any", (call, a) => Extreme(call, Items(a[0]), -1)),
        new("max", "list...: any", (call, a) => Extreme(call, Items(a[0]), 1)),
        new("sum", "list...: any", (call, a) => Fold(call, Items(a[0]), (x, y) => FeelNumber.Add(x, y))),
        new("product", "list...: any", (call, a) => Fold(call, Items(a[0]), (x, y) => FeelNumber.Multiply(x, y))),
        new("mean", "list...: any", (call, a) => Mean(call, Items(a[0]))),
        new("median", "list...: any", Median),
        new("stddev", "list...: any", Deviation),
        new("mode", "list...: any", Mode),
        new("all", "list...: any", (call, a) => Quantify(call, Items(a[0]), every: true)),
        new("any", "list...: any", (call, a) => Quantify(call, Items(a[0]), every: false)),
    ];

    static ReadOnlySpan<FeelValue> Items(in FeelValue list) => ((FeelList)list.Reference!).Items;

    static FeelValue Extreme(Invoked call, ReadOnlySpan<FeelValue> items, int sign)
    {
        if (items.Length == 0)
            return call.Fail("the list is empty.");
        var best = items[0];
        foreach (var item in items)
        {
            if (Comparison.Compare(item, best) is not { } order)
                return call.Fail("the items have no order among them.");
            if (Math.Sign(order) == sign)
                best = item;
        }

        return best;
    }

    static bool AreNumbers(Invoked call, ReadOnlySpan<FeelValue> items)
    {
        if (items.Length == 0)
        {
            call.Fail("the list is empty.");
            return false;
        }

        foreach (var item in items)
        {
            if (item.Kind == FeelKind.Number)
                continue;
            call.Fail($"the list holds a {Kinds.Name(item.Kind)}.");
            return false;
        }

        call.Session.Step(call.At, items.Length);
        return true;
    }

    static FeelValue Fold(Invoked call, ReadOnlySpan<FeelValue> items, Func<FeelNumber, FeelNumber, FeelNumber?> apply)
    {
        if (!AreNumbers(call, items))
            return default;
        var total = items[0].Number;
        foreach (var item in items[1..])
        {
            if (apply(total, item.Number) is not { } next)
                return call.Fail("the result is not a number of decimal128.");
            total = next;
        }

        return total;
    }

    static FeelValue Mean(Invoked call, ReadOnlySpan<FeelValue> items) =>
        Fold(call, items, (x, y) => FeelNumber.Add(x, y)).AsNumber is { } sum ? FeelNumber.Divide(sum, items.Length) : default(FeelValue);

    static FeelValue Median(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        if (!AreNumbers(call, Items(a[0])))
            return default;
        var sorted = Items(a[0]).ToArray().Select(item => item.Number).Order().ToArray();
        var middle = sorted.Length / 2;
        if (sorted.Length % 2 == 1)
            return sorted[middle];
        return FeelNumber.Add(sorted[middle - 1], sorted[middle]) is { } sum ? FeelNumber.Divide(sum, 2) : default(FeelValue);
    }

    /// <summary>The deviation of a sample: divided by n − 1.</summary>
    static FeelValue Deviation(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var items = Items(a[0]);
        if (Mean(call, items).AsNumber is not { } mean)
            return default;
        if (items.Length < 2)
            return call.Fail("one number has no deviation.");
        FeelNumber? sum = FeelNumber.Zero;
        foreach (var item in items)
        {
            if (FeelNumber.Subtract(item.Number, mean) is { } off && FeelNumber.Multiply(off, off) is { } square && sum is { } total)
                sum = FeelNumber.Add(total, square);
        }

        return sum is { } all && FeelNumber.Divide(all, items.Length - 1) is { } variance ? Transcendental.Sqrt(variance) : default(FeelValue);
    }

    static FeelValue Mode(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var items = Items(a[0]);
        if (items.Length == 0)
            return FeelList.Empty;
        if (!AreNumbers(call, items))
            return default;
        var groups = items.ToArray().GroupBy(item => item.Number).Select(group => (group.Key, Count: group.Count())).ToList();
        var most = groups.Max(group => group.Count);
        return groups.Where(group => group.Count == most).Select(group => group.Key).Order().Select(number => (FeelValue)number).ToArray();
    }

    static FeelValue Quantify(Invoked call, ReadOnlySpan<FeelValue> items, bool every)
    {
        var unknown = false;
        foreach (var item in items)
        {
            if (item.Kind != FeelKind.Boolean)
                unknown = true;
            else if (item.IsTrue != every)
                return !every;
        }

        return unknown ? call.Fail("an item is neither true nor false.") : every;
    }
}
