using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Tongzheng.Journals.Store;

/// <summary>
/// Where a journal or a key store lives: a SQLite file, or a PostgreSQL connection string (one that names a <c>Host</c>).
/// Readers see committed data and never wait for the writer.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    // A batch holds the lock for milliseconds; swapping rebuilt tables in may take as long as copying them.
    internal const int BusyTimeoutMilliseconds = 60_000;

    // Enough for the pages that a batch changes. SQLite walks its whole cache after each commit that has split a page (below 1 GiB,
    // where its page for exchanging two others lies beyond the end), and what it does not hold, the system's memory does.
    const int CacheKibibytes = 4096;

    // Readers hold one only while they read a page: more at once than this are short-lived.
    const int MostIdleReaders = 16;

    readonly ConcurrentBag<Session> readers = [];
    readonly ConcurrentBag<ReadConnection> idle = [];
    readonly NpgsqlDataSource? postgres;
    readonly string readString = "";
    readonly string path = "";
    bool isClosed;

    // SQLite's count of the memory in use is asked for nowhere, and keeping it takes one lock of the process for each allocation.
    static Database()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>Names the place; opens nothing yet.</summary>
    public Database(string location)
    {
        if (location.Contains("Host=", StringComparison.OrdinalIgnoreCase))
        {
            Dialect = Dialect.Postgres;
            postgres = NpgsqlDataSource.Create(location);
            return;
        }
        Dialect = Dialect.Sqlite;
        path = Path.GetFullPath(location);
        readString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
    }

    /// <summary>Told of each statement that a reader runs, as SQLite sees it: tests count them.</summary>
    internal Action<string>? Traced { get; set; }

    /// <summary>Which of the two it is.</summary>
    public Dialect Dialect { get; }

    /// <summary>The file of a SQLite database; empty for PostgreSQL.</summary>
    public string FilePath => path;

    /// <summary>A connection for reading, with the statements it has prepared. The caller disposes it.</summary>
    public DbConnection OpenRead()
    {
        if (postgres is not null)
            return postgres.OpenConnection();
        if (!idle.TryTake(out var connection))
        {
            connection = new ReadConnection(readString, GiveBack);
            connection.Open();
            KeepPlans(connection);
        }
        Trace(connection);
        return connection;
    }

    void GiveBack(ReadConnection reader)
    {
        if (!isClosed && idle.Count < MostIdleReaders)
            idle.Add(reader);
        else
            reader.End();
    }

    // Else a statement with LIMIT @most is prepared anew each time: SQLite looks at the value to plan by it.
    static void KeepPlans(SqliteConnection connection)
    {
        if (connection.Handle is { } handle)
            raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
    }

    void Trace(SqliteConnection connection)
    {
        if (Traced is not null && connection.Handle is { } handle)
            raw.sqlite3_trace(handle, (_, sql) => Traced?.Invoke(sql.utf8_to_string()), null);
    }

    /// <summary>A connection that only reads; on SQLite with the statements it has prepared. Given back, it serves the next.</summary>
    internal Session TakeReader()
    {
        if (postgres is not null)
            return new PostgresSession(postgres.OpenConnection(), prepares: false);
        if (readers.TryTake(out var ready))
        {
            Trace((SqliteConnection)ready.Connection);
            return ready;
        }
        var connection = new SqliteConnection(readString);
        try
        {
            connection.Open();
            KeepPlans(connection);
            var session = new SqliteSession(connection);
            session.Script($"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}");
            Trace(connection);
            return session;
        }
        catch (SqliteException unreachable)
        {
            connection.Dispose();
            throw Unreachable(unreachable);
        }
    }

    internal void GiveBack(Session reader)
    {
        if (postgres is null && readers.Count < MostIdleReaders)
            readers.Add(reader);
        else
            reader.Dispose();
    }

    /// <param name="isLine">
    /// For who writes batch after batch: on SQLite the log is then synced by <see cref="Session.OpenLog"/> and copied back on a
    /// thread of its own, not within the commit.
    /// </param>
    internal Session OpenWrite(bool isLine = false)
    {
        try
        {
            return postgres is null ? OpenSqlite(isLine) : new PostgresSession(postgres.OpenConnection());
        }
        catch (DbException unreachable)
        {
            throw Unreachable(unreachable);
        }
    }

    static StoreException Unreachable(DbException why)
    {
        var damaged = why is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };
        return new StoreException(damaged ? StoreFault.Damaged : StoreFault.Other, $"The database cannot be opened: {why.Message}", cause: why);
    }

    SqliteSession OpenSqlite(bool isLine)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        var files = isLine && GatheredLog.IsRegistered ? GatheredLog.Name : null;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Vfs = files }.ToString());
        connection.Open();
        KeepPlans(connection);
        var session = new SqliteSession(connection, isLine ? new CopyBack(() => OpenSqlite(isLine: false)) : null);
        try
        {
            // FULL makes each commit durable, NORMAL leaves that to who syncs the log; secure_delete overwrites what a forgotten person leaves.
            // The line writes to the log in commits alone: what was gathered of a transaction that is then taken back would stand in another's place.
            session.Script($"""
                PRAGMA busy_timeout = {BusyTimeoutMilliseconds};
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(isLine ? "NORMAL" : "FULL")};
                PRAGMA secure_delete = ON;
                PRAGMA wal_autocheckpoint = {(isLine ? 0 : CopyBack.LongLog)};
                PRAGMA cache_size = -{CacheKibibytes};
                PRAGMA cache_spill = {(isLine ? "OFF" : "ON")};
                PRAGMA temp_store = MEMORY;
                """);
        }
        catch (StoreException)
        {
            session.Dispose();
            throw;
        }
        return session;
    }

    /// <summary>A SQLite file for a moment: nothing in it outlives the process.</summary>
    internal static Session OpenScratch(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        var session = new SqliteSession(connection);
        session.Script("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;");
        return session;
    }

    /// <summary>Closes pooled connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
            return;
        }
        isClosed = true;
        while (readers.TryTake(out var reader))
            reader.Dispose();
        while (idle.TryTake(out var reader))
            reader.End();
        // The last to close copies the log back into the file, and readers may not.
        if (File.Exists(path + "-wal"))
            OpenWrite().Dispose();
    }
}
