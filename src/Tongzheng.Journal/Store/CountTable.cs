namespace Tongzheng.Journals.Store;

/// <summary>
/// A table of a read model whose rows count: how many there are of each kind. What a batch of facts adds to one row is written
/// once, at the batch's end (<see cref="Writer.Count"/>), so while facts are applied it is not to be read.
/// </summary>
/// <remarks>
/// A count is never less than zero, and a row whose first count is zero is not kept: the rows are the same however the facts
/// that were counted fell into batches.
/// </remarks>
public sealed class CountTable
{
    readonly string[] parameters;
    readonly string add, drop;
    readonly int keys;

    /// <param name="name">The table's name.</param>
    /// <param name="key">The columns of its primary key, the first of them the jurisdiction.</param>
    /// <param name="counts">The columns that count.</param>
    public CountTable(string name, string[] key, string[] counts)
    {
        (Name, keys) = (name, key.Length);
        parameters = [.. key.Concat(counts).Select(column => "@" + column)];
        add = $"""
            INSERT INTO {name} ({string.Join(", ", key.Concat(counts))}) VALUES ({string.Join(", ", parameters)})
            ON CONFLICT ({string.Join(", ", key)}) DO UPDATE SET {string.Join(", ", counts.Select(count => $"{count} = {name}.{count} + excluded.{count}"))}
            """;
        drop = $"DELETE FROM {name} WHERE {string.Join(" AND ", key.Select(column => $"{column} = @{column}"))} AND {counts[0]} = 0";
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>Adds to a row; one that did not exist begins at zero.</summary>
    internal void Write(Writer writer, object[] key, long[] by)
    {
        if (!by.AsSpan().ContainsAnyExcept(0))
            return;
        var values = new (string, object?)[parameters.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (parameters[i], i < keys ? key[i] : by[i - keys]);
        writer.Execute(add, values);
        if (by[0] <= 0)
            writer.Execute(drop, values.AsSpan(0, keys));
    }
}

/// <summary>What has been counted and is not written yet, in order.</summary>
sealed class Counted
{
    readonly List<(CountTable Table, object[] Key, long[] By)> changes = [];

    /// <summary>How many changes there are: what came behind can be taken back.</summary>
    public int Length => changes.Count;

    public void Add(CountTable table, object[] key, long[] by) => changes.Add((table, key, by));

    public void TakeBack(int length) => changes.RemoveRange(length, changes.Count - length);

    public void Write(Writer writer)
    {
        if (changes.Count == 0)
            return;
        var sums = new Dictionary<(CountTable Table, object[] Key), long[]>(ByRow.Instance);
        foreach (var (table, key, by) in changes)
            if (!sums.TryAdd((table, key), by) && sums[(table, key)] is var sum)
                for (var i = 0; i < sum.Length; i++)
                    sum[i] += by[i];
        changes.Clear();
        foreach (var ((table, key), by) in sums)
            table.Write(writer, key, by);
    }

    sealed class ByRow : IEqualityComparer<(CountTable Table, object[] Key)>
    {
        public static readonly ByRow Instance = new();

        public bool Equals((CountTable Table, object[] Key) one, (CountTable Table, object[] Key) other) =>
            one.Table == other.Table && one.Key.AsSpan().SequenceEqual(other.Key);

        public int GetHashCode((CountTable Table, object[] Key) row)
        {
            var hash = new HashCode();
            foreach (var value in row.Key)
                hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
