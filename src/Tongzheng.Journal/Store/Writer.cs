using System.Globalization;

namespace Tongzheng.Journals.Store;

/// <summary>
/// The open write transaction, handed to read models. Statements are prepared once and kept by their text, so the text
/// must be a constant with named parameters.
/// </summary>
/// <remarks>
/// Values: null, string, long, int, bool (as 0 or 1), double, byte[], ReadOnlyMemory of byte, DateOnly (ISO text) and
/// DateTimeOffset (UTC ISO text with microseconds, which sorts by time). Money is long minor units; decimals are scaled or text.
/// </remarks>
public abstract class Writer
{
    /// <summary>The database written to.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public abstract int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Runs a query and reads every row of its result.</summary>
    public abstract List<T> Query<T>(string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Reads the first row of a query, or the default where there is none.</summary>
    public T? Find<T>(string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = Query(sql, read, parameters);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>What was counted since the batch began.</summary>
    internal Counted Counted { get; } = new();

    /// <summary>Adds to the counts of a row; at the end of the batch what was added to one row is written at once.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The row's key in the order of the table's key columns: strings, and long for numbers.</param>
    /// <param name="by">What is added to each count; less than zero where something left.</param>
    public void Count(CountTable table, object[] key, params long[] by) => Counted.Add(table, key, by);

    /// <summary>An instant as read models store it: fixed width, so that text order is time order.</summary>
    public static string Instant(DateTimeOffset time) => string.Create(InstantLength, time.UtcDateTime, static (text, at) =>
    {
        // "O" writes seven digits of a second; a format of our own that writes six costs many times as much.
        Span<char> whole = stackalloc char[InstantLength + 1];
        at.TryFormat(whole, out _, "O", CultureInfo.InvariantCulture);
        whole[..InstantLength].CopyTo(text);
        text[^1] = 'Z';
    });

    /// <summary>The instant that a read model stored so.</summary>
    public static DateTimeOffset Instant(string stored)
    {
        Span<char> whole = stackalloc char[InstantLength + 1];       // "O" is also read many times as fast
        stored.CopyTo(whole);
        whole[^2] = '0';
        whole[^1] = 'Z';
        return DateTimeOffset.ParseExact(whole, "O", CultureInfo.InvariantCulture);
    }

    internal const int InstantLength = 27;

    internal static object? Plain(object? value) => value switch
    {
        null or string or long or double or byte[] => value,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        ReadOnlyMemory<byte> bytes => bytes.ToArray(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => Instant(time),
        _ => throw new ArgumentException($"A {value.GetType().Name} has no agreed form in the database; see {nameof(Writer)}."),
    };
}

/// <summary>One row of a result; columns count from 0.</summary>
public abstract class Row
{
    /// <summary>True where the column is null.</summary>
    public abstract bool IsNull(int column);

    /// <summary>A whole number.</summary>
    public abstract long Integer(int column);

    /// <summary>Text; empty where the column is null.</summary>
    public abstract string Text(int column);

    /// <summary>Bytes; empty where the column is null.</summary>
    public abstract byte[] Blob(int column);

    /// <summary>A floating-point number.</summary>
    public abstract double Real(int column);
}
