namespace Tongzheng.Feel.Compile;

/// <summary>The local slots that one function body needs, counted while it is compiled.</summary>
sealed class Layout(Layout? outer)
{
    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;

    public int Count { get; private set; }

    public int Add() => Count++;
}

/// <summary>What names stand for at a place of the tree.</summary>
sealed class Scope(Scope? outer, Layout layout)
{
    readonly Dictionary<string, Func<Layout, Code>> bindings = new(StringComparer.Ordinal);

    public Scope? Outer => outer;

    public Layout Layout => layout;

    /// <summary>The slot of the item of a filter; its members are names inside the filter.</summary>
    public int? FilterSlot { get; init; }

    public int AddSlot(string name)
    {
        var slot = layout.Add();
        Bind(name, slot);
        return slot;
    }

    /// <summary>Gives a name to a slot that is already there.</summary>
    public void Bind(string name, int slot) => bindings[name] = from => Read(from, layout, slot);

    /// <summary>Gives a name to a value that comes from elsewhere, whatever frame asks.</summary>
    public void Bind(string name, Code code) => bindings[name] = _ => code;

    public bool Defines(string name) => bindings.ContainsKey(name);

    public Code? Find(string name, Layout from) => bindings.TryGetValue(name, out var binding) ? binding(from) : null;

    /// <summary>Code that reads a slot of a frame some functions further out.</summary>
    public static Code Read(Layout from, Layout owner, int slot)
    {
        switch (from.Depth - owner.Depth)
        {
            case 0: return frame => frame.Slots[slot];
            case 1: return frame => frame.Outer!.Slots[slot];
            case var hops:
                return frame =>
                {
                    for (var i = hops; i > 0; i--)
                        frame = frame.Outer!;
                    return frame.Slots[slot];
                };
        }
    }
}
