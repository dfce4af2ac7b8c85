using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel;

/// <summary>
/// Named values in the order they were set. Fill it before it is handed to an evaluation; evaluations only read it,
/// so one context may serve many at once.
/// </summary>
public sealed class FeelContext : IReadOnlyCollection<KeyValuePair<string, FeelValue>>
{
    const int Indexed = 25; // below this a walk over the keys is as quick as hashing, and needs no index

    string[] keys;
    FeelValue[] values;
    Dictionary<string, int>? index;
    ExtentBox? extent;

    /// <summary>An empty context.</summary>
    public FeelContext()
        : this(4)
    {
    }

    /// <summary>The same entries, to be changed by itself.</summary>
    public FeelContext(FeelContext from)
        : this(from, 4)
    {
    }

    FeelContext(FeelContext from, int room)
    {
        (keys, values, Count) = (new string[from.Count + room], new FeelValue[from.Count + room], from.Count);
        Array.Copy(from.keys, keys, Count);
        Array.Copy(from.values, values, Count);
        index = from.index is null ? null : new(from.index, StringComparer.Ordinal);
    }

    /// <summary>An empty context with room for so many entries.</summary>
    public FeelContext(int capacity)
    {
        keys = new string[capacity];
        values = new FeelValue[capacity];
    }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Keys => keys.Take(Count);

    /// <summary>A value by name; null when there is none. Setting replaces.</summary>
    public FeelValue this[string name]
    {
        get => Get(name);
        set => Set(name, value);
    }

    /// <summary>A value by name; <see cref="FeelValue.Null"/> when there is none.</summary>
    public FeelValue Get(string name) => TryGet(name, out var value) ? value : default;

    /// <summary>Finds a value by name.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value)
    {
        var at = Find(name);
        value = at < 0 ? default : values[at];
        return at >= 0;
    }

    /// <summary>True when the name has an entry, be it null.</summary>
    public bool Contains(string name) => Find(name) >= 0;

    /// <summary>Adds or replaces an entry.</summary>
    public FeelContext Set(string name, FeelValue value)
    {
        extent = null;
        var at = Find(name);
        if (at >= 0)
        {
            values[at] = value;
            return this;
        }

        if (Count == keys.Length)
        {
            Array.Resize(ref keys, Math.Max(4, Count * 2));
            Array.Resize(ref values, Math.Max(4, Count * 2));
        }

        keys[Count] = name;
        values[Count] = value;
        Count++;
        if (index is not null)
            index[name] = Count - 1;
        else if (Count == Indexed)
        {
            index = new(keys.Length, StringComparer.Ordinal);
            for (var i = 0; i < Count; i++)
                index[keys[i]] = i;
        }

        return this;
    }

    /// <summary>Reads a JSON object.</summary>
    public static FeelContext FromJson(JsonElement json) =>
        FeelValue.FromJson(json).AsContext ?? throw new ArgumentException("A JSON object is needed.", nameof(json));

    /// <summary>Writes a JSON object.</summary>
    public void WriteTo(Utf8JsonWriter writer) => Json.Write(this, writer);

    /// <summary>The JSON object as text.</summary>
    public string ToJson() => Json.Text(this);

    /// <summary>The entries, in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<string, FeelValue>> IEnumerable<KeyValuePair<string, FeelValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The context as FEEL writes it.</summary>
    public override string ToString() => ((FeelValue)this).ToString();

    /// <summary>How much it holds; computed once, when something asks.</summary>
    internal Extent Extent => (extent ??= new ExtentBox(Extent.Around(values.AsSpan(0, Count)))).Value;

    internal string KeyAt(int at) => keys[at];

    internal FeelValue ValueAt(int at) => values[at];

    internal FeelContext Copy(int room) => new(this, room);

    int Find(string name)
    {
        if (index is not null)
            return index.TryGetValue(name, out var at) ? at : -1;
        for (var i = 0; i < Count; i++)
        {
            if (string.Equals(keys[i], name))
                return i;
        }

        return -1;
    }

    /// <summary>Goes from entry to entry.</summary>
    public struct Enumerator(FeelContext context) : IEnumerator<KeyValuePair<string, FeelValue>>
    {
        int at = -1;

        /// <inheritdoc/>
        public readonly KeyValuePair<string, FeelValue> Current => new(context.keys[at], context.values[at]);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++at < context.Count;

        /// <inheritdoc/>
        public void Reset() => at = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
