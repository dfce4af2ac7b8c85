using System.Data;
using System.Data.Common;
using Npgsql;

namespace Tongzheng.Journals.Store;

/// <summary>PostgreSQL's writing connection.</summary>
/// <param name="connection">Open; it is disposed with the session.</param>
/// <param name="prepares">False for one that runs a statement and is given back: preparing it is one more way to the server.</param>
sealed class PostgresSession(NpgsqlConnection connection, bool prepares = true) : Session
{
    readonly Dictionary<string, NpgsqlCommand> commands = [];
    NpgsqlTransaction? transaction;

    public override Dialect Dialect => Dialect.Postgres;

    public override void Begin() => transaction = Begin(IsolationLevel.ReadCommitted);

    public override void BeginSnapshot() => transaction = Begin(IsolationLevel.RepeatableRead);

    public override void Commit()
    {
        try
        {
            transaction?.Commit();
        }
        catch (NpgsqlException failure)
        {
            throw Failure(failure);
        }
        transaction?.Dispose();
        transaction = null;
    }

    // The server syncs before it answers a commit, and before anybody sees it.
    public override CommitLog? OpenLog() => null;

    public override void KeepLog() { }

    public override void Settle() { }

    public override void Rollback()
    {
        try
        {
            transaction?.Rollback();
        }
        catch (Exception broken) when (broken is DbException or InvalidOperationException or IOException)
        {
            // The connection is gone, and the server has rolled back with it.
        }
        transaction?.Dispose();
        transaction = null;
    }

    public override void Script(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection, transaction);
        Run(command, static command => command.ExecuteNonQuery());
    }

    public override bool HasTable(string table) =>
        Query("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = @name", row => row.Integer(0), ("@name", table)).Count > 0;

    // Dead rows are pruned by VACUUM; the server's own log and its archive keep them until they are recycled (see README).
    public override bool Scrub(IReadOnlyList<string> tables)
    {
        foreach (var table in tables)
            Script($"VACUUM {table}");
        return true;
    }

    public override IReadOnlyList<string> Columns(string table, bool keyOnly) => keyOnly
        ? Query("""
            SELECT a.attname FROM pg_index AS i
            JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indrelid = CAST(@table AS regclass) AND i.indisprimary ORDER BY array_position(i.indkey, a.attnum)
            """, row => row.Text(0), ("@table", table))
        : Query("""
            SELECT attname FROM pg_attribute
            WHERE attrelid = CAST(@table AS regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """, row => row.Text(0), ("@table", table));

    public override DbConnection Connection => connection;

    public override int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Run(Prepare(sql, parameters), static command => command.ExecuteNonQuery());

    public override List<T> Query<T>(string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Run(Prepare(sql, parameters), command =>
        {
            using var reader = command.ExecuteReader();
            var row = new PostgresRow(reader);
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(row));
            return rows;
        });

    public override void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        transaction?.Dispose();
        connection.Dispose();
    }

    NpgsqlCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var known = commands.TryGetValue(sql, out var command);
        command ??= commands[sql] = new NpgsqlCommand(sql, connection);
        command.Transaction = transaction;
        for (var i = 0; i < parameters.Length; i++)
        {
            var value = Plain(parameters[i].Value) ?? DBNull.Value;
            if (i < command.Parameters.Count)
                command.Parameters[i].Value = value;
            else
                command.Parameters.Add(new NpgsqlParameter(parameters[i].Name, value));
        }
        if (prepares && !known && sql.Contains('@', StringComparison.Ordinal) && parameters.ToArray().All(p => p.Value is not null))
            Run(command, static command => { command.Prepare(); return 0; });
        return command;
    }

    NpgsqlTransaction Begin(IsolationLevel isolation)
    {
        try
        {
            return connection.BeginTransaction(isolation);
        }
        catch (NpgsqlException failure)
        {
            throw Failure(failure);
        }
    }

    static T Run<T>(NpgsqlCommand command, Func<NpgsqlCommand, T> run)
    {
        try
        {
            return run(command);
        }
        catch (NpgsqlException failure)
        {
            throw Failure(failure);
        }
    }

    static StoreException Failure(NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation } refused =>
            new StoreException(StoreFault.Constraint, refused.MessageText, refused.ConstraintName, refused),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full => new StoreException(StoreFault.Full, full.MessageText, cause: full),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } damaged =>
            new StoreException(StoreFault.Damaged, damaged.MessageText, cause: damaged),
        _ => new StoreException(StoreFault.Other, failure.Message, cause: failure),
    };

    sealed class PostgresRow(NpgsqlDataReader reader) : Row
    {
        public override bool IsNull(int column) => reader.IsDBNull(column);

        public override long Integer(int column) => reader.IsDBNull(column) ? 0 : Convert.ToInt64(reader.GetValue(column), null);

        public override string Text(int column) => reader.IsDBNull(column) ? "" : reader.GetString(column);

        public override byte[] Blob(int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

        public override double Real(int column) => reader.IsDBNull(column) ? 0 : reader.GetDouble(column);
    }
}
