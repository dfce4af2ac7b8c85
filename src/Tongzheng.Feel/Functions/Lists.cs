using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Functions on lists (DMN 1.5, table 73).</summary>
static class Lists
{
    public static readonly Entry[] All =
    [
        new("list contains", "list: list, element: any", (_, a) => IndexOf(Items(a[0]), a[1]) >= 0),
        new("count", "list: list", (_, a) => a[0].AsList!.Count),
        new("sublist", "list: list, start position: number, length?: number", Sublist),
        new("append", "list: list, items...: any", (call, a) => Join(call, Items(a[0]), Items(a[1]))),
        new("concatenate", "lists...: any", Concatenate),
        new("insert before", "list: list, position: number, newItem: any", (call, a) => Insert(call, a)),
        new("remove", "list: list, position: number", Remove),
        new("list replace", "list: list, position: number, newItem: any", ReplaceAt),
        new("list replace", "list: list, match: function, newItem: any", ReplaceMatches),
        new("reverse", "list: list", (_, a) => Reverse(Items(a[0]))),
        new("index of", "list: list, match: any", Indices),
        new("union", "lists...: any", (call, a) => Concatenate(call, a).AsList is { } all ? Distinct(call, all.Items) : default),
        new("distinct values", "list: list", (call, a) => Distinct(call, Items(a[0]))),
        new("flatten", "list: list", Flatten),
        new("sort", "list: list, precedes?: function", Sort),
    ];

    static ReadOnlySpan<FeelValue> Items(in FeelValue list) => ((FeelList)list.Reference!).Items;

    static int IndexOf(ReadOnlySpan<FeelValue> items, in FeelValue value)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (Comparison.Equal(items[i], value) is true)
                return i;
        }

        return -1;
    }

    static FeelValue Join(Invoked call, ReadOnlySpan<FeelValue> first, ReadOnlySpan<FeelValue> second)
    {
        call.Session.CheckList(first.Length + second.Length, call.At);
        call.Session.Step(call.At, first.Length + second.Length);
        return (FeelValue[])[.. first, .. second];
    }

    /// <summary>Index of a 1-based or, from the end, negative position; null when there is no such item.</summary>
    static int? At(in FeelValue position, int count)
    {
        if (position.Number.ToInt64() is not { } number || number == 0 || Math.Abs(number) > count)
            return null;
        return (int)(number > 0 ? number - 1 : count + number);
    }

    static FeelValue NoItem(Invoked call, in FeelValue position, int count) =>
        call.Fail($"there is no position {position} in a list of {count}.");

    static FeelValue Sublist(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var items = Items(a[0]);
        if (At(a[1], items.Length) is not { } from)
            return NoItem(call, a[1], items.Length);
        var rest = items[from..];
        if (a[2].IsNull)
            return rest.ToArray();
        return a[2].Number.ToInt64() is >= 0 and var length && length <= rest.Length
            ? rest[..(int)length].ToArray()
            : call.Fail($"there are no {a[2]} items from there.");
    }

    static FeelValue Concatenate(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        List<FeelValue> all = [];
        foreach (var list in Items(a[0]))
        {
            if (list.AsList is { } items)
                all.AddRange(items.Items);
            else if (list.IsNull)
                return call.Fail("null is no list.");
            else
                all.Add(list);
            call.Session.CheckList(all.Count, call.At);
        }

        call.Session.Step(call.At, all.Count);
        return all.ToArray();
    }

    static FeelValue Insert(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var items = Items(a[0]);
        if (At(a[1], items.Length) is not { } at)
        {
            if (a[1].Number.ToInt64() != items.Length + 1)
                return NoItem(call, a[1], items.Length);
            at = items.Length;
        }

        return (FeelValue[])[.. items[..at], a[2], .. items[at..]];
    }

    static FeelValue Remove(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var items = Items(a[0]);
        return At(a[1], items.Length) is { } at
            ? (FeelValue[])[.. items[..at], .. items[(at + 1)..]]
            : NoItem(call, a[1], items.Length);
    }

    static FeelValue ReplaceAt(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var items = Items(a[0]);
        return At(a[1], items.Length) is { } at
            ? (FeelValue[])[.. items[..at], a[2], .. items[(at + 1)..]]
            : NoItem(call, a[1], items.Length);
    }

    static FeelValue ReplaceMatches(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var results = Items(a[0]).ToArray();
        var match = a[1].AsFunction!;
        for (var i = 0; i < results.Length; i++)
        {
            var met = match.Invoke(call.Session, [results[i], a[2]], call.At);
            if (met.Kind != FeelKind.Boolean)
                return call.Fail("the match function gives true or false.");
            if (met.IsTrue)
                results[i] = a[2];
        }

        return results;
    }

    static FeelValue Reverse(ReadOnlySpan<FeelValue> items)
    {
        var reversed = items.ToArray();
        Array.Reverse(reversed);
        return reversed;
    }

    static FeelValue Indices(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        List<FeelValue> indices = [];
        var items = Items(a[0]);
        for (var i = 0; i < items.Length; i++)
        {
            if (Comparison.Equal(items[i], a[1]) is true)
                indices.Add(i + 1);
        }

        return indices.ToArray();
    }

    static FeelValue Distinct(Invoked call, ReadOnlySpan<FeelValue> items)
    {
        call.Session.Step(call.At, items.Length);
        var seen = new HashSet<FeelValue>();
        List<FeelValue> distinct = [];
        foreach (var item in items)
        {
            if (seen.Add(item))
                distinct.Add(item);
        }

        return distinct.ToArray();
    }

    static FeelValue Flatten(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        List<FeelValue> flat = [];
        Add(a[0]);
        return flat.ToArray();

        void Add(in FeelValue list)
        {
            call.Session.Enter(call.At);
            foreach (var item in Items(list))
            {
                if (item.Kind == FeelKind.List)
                    Add(item);
                else
                    flat.Add(item);
                call.Session.Step(call.At);
            }

            call.Session.CheckList(flat.Count, call.At);
            call.Session.Leave();
        }
    }

    /// <summary>A stable merge sort: whatever the function answers, it ends after n log n questions.</summary>
    static FeelValue Sort(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var items = Items(a[0]).ToArray();
        var precedes = a[1].AsFunction;
        if (precedes is null)
        {
            foreach (var item in items)
            {
                if (Comparison.Compare(items[0], item) is null)
                    return call.Fail("the items have no order among them.");
            }
        }

        return Sorted(items);

        FeelValue[] Sorted(FeelValue[] part)
        {
            if (part.Length < 2)
                return part;
            var (left, right) = (Sorted(part[..(part.Length / 2)]), Sorted(part[(part.Length / 2)..]));
            var merged = new FeelValue[part.Length];
            for (int i = 0, l = 0, r = 0; i < merged.Length; i++)
            {
                call.Session.Step(call.At);
                var takeRight = l == left.Length || r < right.Length && Precedes(right[r], left[l]);
                merged[i] = takeRight ? right[r++] : left[l++];
            }

            return merged;
        }

        bool Precedes(in FeelValue first, in FeelValue second) =>
            precedes is null ? Comparison.Compare(first, second) < 0 : precedes.Invoke(call.Session, [first, second], call.At).IsTrue;
    }
}
