using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Tongzheng.Journals;

namespace Tongzheng.Store;

/// <summary>
/// What was read lately. Only what does not change, or is kept with its stream's stamp, belongs here. When anybody is
/// forgotten all of it is dropped; on PostgreSQL, where another process may forget somebody, nothing is kept.
/// </summary>
/// <param name="journal">What it is read from.</param>
/// <param name="most">How many are kept; when full, all are dropped and read anew.</param>
public sealed class Recent<TKey, TValue>(Journal journal, int most) where TKey : notnull where TValue : class
{
    static readonly Shelf None = new(0, 0);

    Shelf shelf = new(0, most);

    /// <summary>What is kept as of now. Ask for it before reading what is to be put there: what is forgotten meanwhile goes with it.</summary>
    public Shelf Now()
    {
        if (journal.Dialect.IsPostgres) return None;
        var (current, forgettings) = (Volatile.Read(ref shelf), journal.Forgettings);
        if (current.Forgettings != forgettings || current.IsFull) Volatile.Write(ref shelf, current = new Shelf(forgettings, most));
        return current;
    }

    /// <summary>What was read between two forgettings.</summary>
    public sealed class Shelf(long forgettings, int most)
    {
        readonly ConcurrentDictionary<TKey, TValue> kept = [];
        int count; // the dictionary's own locks all of it

        internal long Forgettings => forgettings;
        internal bool IsFull => Volatile.Read(ref count) >= most;

        public bool TryFind(TKey key, [NotNullWhen(true)] out TValue? value) => kept.TryGetValue(key, out value);

        public TValue? Find(TKey key) => kept.GetValueOrDefault(key);

        public void Keep(TKey key, TValue value)
        {
            if (IsFull) return;
            if (kept.TryAdd(key, value)) Interlocked.Increment(ref count);
            else kept[key] = value;
        }
    }
}
