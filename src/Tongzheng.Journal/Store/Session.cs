using System.Data.Common;

namespace Tongzheng.Journals.Store;

/// <summary>A writing connection: a <see cref="Writer"/> with its transaction. Used by one thread at a time.</summary>
abstract class Session : Writer, IDisposable
{
    /// <summary>Opens the transaction; on SQLite it takes the write lock at once.</summary>
    public abstract void Begin();

    /// <summary>Opens a transaction that only reads, and sees one state of the database until it is rolled back.</summary>
    public abstract void BeginSnapshot();

    /// <summary>
    /// Makes the transaction seen, and durable unless that is left to <see cref="OpenLog"/>. After an exception it is unknown
    /// whether it is.
    /// </summary>
    public abstract void Commit();

    /// <summary>The log whose sync makes commits durable; null where they are when they return, or where the database was told that nothing need be.</summary>
    public abstract CommitLog? OpenLog();

    /// <summary>Leaves the log as it is when the connection closes: after a sync that failed, only who opens it anew can tell how much of it is there.</summary>
    public abstract void KeepLog();

    /// <summary>Makes durable what a process that is gone had committed and perhaps not synced.</summary>
    public abstract void Settle();

    /// <summary>Gives the transaction up; never throws, also where the database has already done so.</summary>
    public abstract void Rollback();

    int counted;        // at the savepoint, of which there is one at a time

    public void Savepoint()
    {
        counted = Counted.Length;
        Execute("SAVEPOINT member");
    }

    public void Release() => Execute("RELEASE SAVEPOINT member");

    public void RollbackToSavepoint()
    {
        Execute("ROLLBACK TO SAVEPOINT member");
        Execute("RELEASE SAVEPOINT member");
        Counted.TakeBack(counted);
    }

    /// <summary>Runs statements separated by semicolons, outside the cache.</summary>
    public abstract void Script(string sql);

    public abstract bool HasTable(string table);

    /// <summary>Removes what deleted and changed rows left behind in the files; true when nothing of it is left.</summary>
    public abstract bool Scrub(IReadOnlyList<string> tables);

    /// <summary>The columns of a table in their order; with <paramref name="keyOnly"/>, those of its primary key.</summary>
    public abstract IReadOnlyList<string> Columns(string table, bool keyOnly);

    /// <summary>The connection itself, for reading facts in the same transaction.</summary>
    public abstract DbConnection Connection { get; }

    public abstract void Dispose();
}
