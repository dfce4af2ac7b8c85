using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tongzheng.Journals.Store;

/// <summary>
/// SQLite's writing connection. It talks to the C interface directly: a batch runs tens of thousands of short statements
/// a second, where an ADO.NET command costs as much as the statement.
/// </summary>
sealed class SqliteSession : Session
{
    readonly SqliteConnection connection;
    readonly sqlite3 db;
    readonly Dictionary<string, Statement> statements = [];
    readonly CopyBack? copyBack;
    readonly nint pointer;

    // What the statements that run are bound to, one within another; what does not fit is copied by SQLite.
    readonly byte[] values = GC.AllocateUninitializedArray<byte>(32_768, pinned: true);
    int used;

    /// <param name="open">An open connection, disposed with it.</param>
    /// <param name="copyBack">Told of each commit, and disposed with it; none where SQLite itself copies its log back.</param>
    public SqliteSession(SqliteConnection open, CopyBack? copyBack = null)
    {
        this.copyBack = copyBack;
        connection = open;
        db = open.Handle ?? throw new ArgumentException("The connection is not open.");
        pointer = db.DangerousGetHandle();
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override void Begin() => Execute("BEGIN IMMEDIATE");

    public override void BeginSnapshot() => Execute("BEGIN");

    public override void Commit()
    {
        Execute("COMMIT");
        copyBack?.Committed(this);
    }

    /// <summary>Pages written to the log since this was last asked.</summary>
    public int PagesWritten()
    {
        const int cacheWrite = 9;               // SQLITE_DBSTATUS_CACHE_WRITE
        return raw.sqlite3_db_status(db, cacheWrite, out var written, out _, 1) == raw.SQLITE_OK ? written : 0;
    }

    /// <summary>Copies the log back as far as no reader needs it, beside the writer. Gives the number of pages that are copied by now.</summary>
    public int CopyLog() => raw.sqlite3_wal_checkpoint_v2(db, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out var copied) == raw.SQLITE_OK ? copied : 0;

    /// <summary>
    /// Syncs what was copied to the file. SQLite does so only when nothing of a log is left, which is when the writer copies its rest:
    /// it would wait for all that was copied before. What fails here is met again there, by a descriptor that was told of no failure yet.
    /// </summary>
    public void SyncFile() => GatheredLog.SyncFile(pointer);

    /// <summary>
    /// Copies what is left of the log, so that the next commit begins it anew, if readers of an older state end in time. What else
    /// fails is tried again, but for a sync: the system forgets what it could not write, and then the log alone has all of it.
    /// </summary>
    public void BeginLogAnew(int milliseconds)
    {
        const int unsynced = raw.SQLITE_IOERR | (4 << 8);       // SQLITE_IOERR_FSYNC
        raw.sqlite3_busy_timeout(db, milliseconds);
        var code = raw.sqlite3_wal_checkpoint_v2(db, "main", raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
        var isLost = code != raw.SQLITE_OK && raw.sqlite3_extended_errcode(db) == unsynced;
        raw.sqlite3_busy_timeout(db, Database.BusyTimeoutMilliseconds);
        if (isLost)
            throw new StoreException(StoreFault.Unsynced, "The disk could not sync the database's file.");
    }

    // NORMAL leaves the sync of a commit to us; FULL has done it, and OFF wants none.
    public override CommitLog? OpenLog()
    {
        const int normal = 1;
        if (Query("PRAGMA synchronous", row => row.Integer(0)) is not [normal])
            return null;
        HasTable("journal_head");               // the first read makes the file
        try
        {
            return new CommitLog(connection.DataSource + "-wal");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.Other, $"The write-ahead log cannot be opened: {missing.Message}", cause: missing);
        }
    }

    public override void KeepLog() => raw.sqlite3_db_config(db, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);

    // The log's pages may be in the system's memory alone; copied back they are written anew, and the copy is synced.
    public override void Settle() => Query("PRAGMA wal_checkpoint(PASSIVE)", row => row.Integer(0));

    public override void Rollback()
    {
        if (raw.sqlite3_get_autocommit(db) == 0)
            Execute("ROLLBACK");
    }

    public override void Script(string sql)
    {
        if (raw.sqlite3_exec(db, sql) is var code && code != raw.SQLITE_OK)
            throw Failure(code);
    }

    public override bool HasTable(string table) =>
        Query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = @name", row => row.Integer(0), ("@name", table)).Count > 0;

    // secure_delete has overwritten the pages; older versions of them are in the log until it is copied back and cut.
    public override bool Scrub(IReadOnlyList<string> tables) => Query("PRAGMA wal_checkpoint(TRUNCATE)", row => row.Integer(0)) is [0];

    public override IReadOnlyList<string> Columns(string table, bool keyOnly) =>
        Query($"SELECT name FROM pragma_table_info(@table) {(keyOnly ? "WHERE pk > 0 ORDER BY pk" : "ORDER BY cid")}", row => row.Text(0), ("@table", table));

    public override DbConnection Connection => connection;

    public override int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var before = used;
        try
        {
            var statement = Bind(sql, parameters);
            var code = Native.Step(statement.Pointer);
            if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
                throw Reset(statement, code);
            Native.Reset(statement.Pointer);
            return Native.Changes(pointer);
        }
        finally
        {
            used = before;
        }
    }

    public override List<T> Query<T>(string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var before = used;
        try
        {
            var statement = Bind(sql, parameters);
            var rows = new List<T>();
            try
            {
                int code;
                while ((code = Native.Step(statement.Pointer)) == raw.SQLITE_ROW)
                    rows.Add(read(statement.Row));
                return code == raw.SQLITE_DONE ? rows : throw Failure(code);
            }
            finally
            {
                Native.Reset(statement.Pointer);
            }
        }
        finally
        {
            used = before;
        }
    }

    public override void Dispose()
    {
        copyBack?.Dispose();
        foreach (var statement in statements.Values)
            statement.Handle.Dispose();
        statements.Clear();
        connection.Dispose();
    }

    Statement Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            if (raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle) is var code && code != raw.SQLITE_OK)
                throw Failure(code);
            statements[sql] = statement = new Statement(handle);
        }
        for (var i = 0; i < parameters.Length; i++)
            Bind(statement, statement.Index(i, parameters[i].Name), parameters[i].Value);
        return statement;
    }

    void Bind(Statement statement, int index, object? value)
    {
        var code = (value is ReadOnlyMemory<byte> ? value : Plain(value)) switch
        {
            null => Native.Bind(statement.Pointer, index),
            long number => Native.Bind(statement.Pointer, index, number),
            string text => BindText(statement, index, text),
            byte[] bytes => BindBlob(statement, index, bytes),
            ReadOnlyMemory<byte> bytes => BindBlob(statement, index, bytes.Span),
            double real => Native.Bind(statement.Pointer, index, real),
            var other => throw new ArgumentException($"Cannot bind {other}."),
        };
        if (code != raw.SQLITE_OK)
            throw Failure(code);
    }

    int BindText(Statement statement, int index, string text)
    {
        if (!Encoding.UTF8.TryGetBytes(text, values.AsSpan(used), out var length))
            return raw.sqlite3_bind_text(statement.Handle, index, Encoding.UTF8.GetBytes(text));
        var at = Place(length);
        return Native.BindText(statement.Pointer, index, at, length);
    }

    int BindBlob(Statement statement, int index, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.TryCopyTo(values.AsSpan(used)))
            return raw.sqlite3_bind_blob(statement.Handle, index, bytes);
        var at = Place(bytes.Length);
        return Native.BindBlob(statement.Pointer, index, at, bytes.Length);
    }

    nint Place(int length)
    {
        var at = Marshal.UnsafeAddrOfPinnedArrayElement(values, used);
        used += length;
        return at;
    }

    StoreException Reset(Statement statement, int code)
    {
        var failure = Failure(code);
        Native.Reset(statement.Pointer);
        return failure;
    }

    StoreException Failure(int code)
    {
        var extended = raw.sqlite3_extended_errcode(db);
        var message = raw.sqlite3_errmsg(db).utf8_to_string();
        return (extended & 0xff) switch
        {
            raw.SQLITE_CONSTRAINT when SqliteConstraint.IsRefusal(extended) =>
                new StoreException(StoreFault.Constraint, message, SqliteConstraint.Name(message, this)),
            raw.SQLITE_FULL => new StoreException(StoreFault.Full, "The disk is full."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreException(StoreFault.Busy, message),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new StoreException(StoreFault.Damaged, message),
            _ => new StoreException(StoreFault.Other, $"SQLite error {extended} ({code}): {message}"),
        };
    }

    sealed class Statement(sqlite3_stmt handle)
    {
        (string Name, int Index)[] known = [];

        public sqlite3_stmt Handle { get; } = handle;

        /// <summary>The same, as long as it is not disposed.</summary>
        public nint Pointer { get; } = handle.DangerousGetHandle();

        public SqliteRow Row { get; } = new(handle.DangerousGetHandle());

        // Callers name their parameters in the same order every time, so the index is found by place.
        public int Index(int place, string name)
        {
            if (place < known.Length && (ReferenceEquals(known[place].Name, name) || known[place].Name == name))
                return known[place].Index;
            var index = raw.sqlite3_bind_parameter_index(Handle, name);
            if (index == 0)
                throw new ArgumentException($"The statement has no parameter {name}.");
            if (place >= known.Length)
                Array.Resize(ref known, place + 1);
            known[place] = (name, index);
            return index;
        }
    }

    sealed class SqliteRow(nint statement) : Row
    {
        public override bool IsNull(int column) => Native.ColumnType(statement, column) == raw.SQLITE_NULL;

        public override long Integer(int column) => Native.ColumnInteger(statement, column);

        // How long it is may be asked once its form is settled.
        public override string Text(int column) => Native.ColumnText(statement, column) is var text and not 0 ? Marshal.PtrToStringUTF8(text, Native.ColumnBytes(statement, column)) : "";

        public override byte[] Blob(int column)
        {
            if (Native.ColumnBlob(statement, column) is var bytes && bytes == 0) return [];
            var copy = GC.AllocateUninitializedArray<byte>(Native.ColumnBytes(statement, column));
            Marshal.Copy(bytes, copy, 0, copy.Length);
            return copy;
        }

        public override double Real(int column) => Native.ColumnReal(statement, column);
    }
}
