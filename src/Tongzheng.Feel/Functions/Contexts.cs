using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Functions on contexts (DMN 1.5, table 79).</summary>
static class Contexts
{
    public static readonly Entry[] All =
    [
        new("get value", "context: context, key: string", (call, a) =>
            a[0].AsContext!.TryGet(Strings.Of(a[1]), out var value) ? value : call.Fail($"there is no entry {a[1]}.")),
        new("get value", "m: context, key: string", (_, a) => a[0].AsContext!.Get(Strings.Of(a[1]))),
        new("get entries", "context: context", (_, a) => Entries(a[0].AsContext!)),
        new("get entries", "m: context", (_, a) => Entries(a[0].AsContext!)),
        new("context", "entries: list|context", FromEntries),
        new("context put", "context: context, key: string, value: any", (_, a) => a[0].AsContext!.Copy(1).Set(Strings.Of(a[1]), a[2])),
        new("context put", "context: context, keys: list, value: any", (call, a) => Put(call, a[0].AsContext!, a[1].AsList!, 0, a[2])),
        new("context merge", "contexts: list", Merge),
    ];

    static FeelValue Entries(FeelContext context) =>
        context.Select(entry => (FeelValue)new FeelContext(2).Set("key", entry.Key).Set("value", entry.Value)).ToArray();

    static FeelValue FromEntries(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var entries = a[0].AsList ?? new FeelList(a[0]);
        var context = new FeelContext(entries.Count);
        foreach (var entry in entries.Items)
        {
            if (entry.AsContext is not { } pair || pair.Get("key").AsString is not { } key || !pair.TryGet("value", out var value))
                return call.Fail("an entry is a context with a key and a value.");
            if (context.Contains(key))
                return call.Fail($"the key {key} occurs twice.");
            context.Set(key, value);
        }

        return context;
    }

    static FeelValue Put(Invoked call, FeelContext context, FeelList keys, int at, in FeelValue value)
    {
        if (at == keys.Count || keys[at].AsString is not { } key)
            return call.Fail("the keys are texts, at least one.");
        if (at == keys.Count - 1)
            return context.Copy(1).Set(key, value);
        call.Session.Enter(call.At);
        var inner = context.TryGet(key, out var below) && below.AsContext is { } nested
            ? Put(call, nested, keys, at + 1, value)
            : call.Fail($"there is no context under {key}.");
        call.Session.Leave();
        return inner.IsNull ? inner : context.Copy(0).Set(key, inner);
    }

    static FeelValue Merge(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var merged = new FeelContext();
        foreach (var item in a[0].AsList!.Items)
        {
            if (item.AsContext is not { } context)
                return call.Fail($"the list holds a {Kinds.Name(item.Kind)}.");
            foreach (var (key, value) in context)
                merged.Set(key, value);
        }

        return merged;
    }
}
