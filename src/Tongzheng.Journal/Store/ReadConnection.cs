using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Tongzheng.Journals.Store;

/// <summary>
/// A connection that reads SQLite and keeps its statements prepared: preparing costs more than most of our statements do.
/// Disposed, it goes back to where it came from and serves the next reader; <see cref="End"/> closes it.
/// </summary>
sealed class ReadConnection(string connectionString, Action<ReadConnection> giveBack) : SqliteConnection(connectionString)
{
    // The node has some two hundred statements that read; lists in their conditions make a few more of each.
    const int MostPrepared = 400;

    readonly Dictionary<string, SqliteCommand> prepared = [];
    bool isEnding;

    public override SqliteCommand CreateCommand() => new ReadCommand(this);

    public override void Close()
    {
        if (isEnding)
            base.Close();
        else if (State == ConnectionState.Open)
            giveBack(this);
    }

    /// <summary>Closes it for good.</summary>
    public void End()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        isEnding = true;
        Dispose();
    }

    SqliteCommand Take(string sql)
    {
        if (prepared.Remove(sql, out var ready)) return ready;
        var fresh = new SqliteCommand(sql, this);
        fresh.Prepare();
        return fresh;
    }

    void GiveBack(SqliteCommand statement)
    {
        statement.Parameters.Clear();
        if (prepared.Count >= MostPrepared || !prepared.TryAdd(statement.CommandText, statement))
            statement.Dispose();
    }

    /// <summary>Runs on the statement that is prepared for its text, and gives it back when it is disposed.</summary>
    sealed class ReadCommand(ReadConnection connection) : SqliteCommand(null, connection)
    {
        SqliteCommand? statement;

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            Release();
            var ready = connection.Take(CommandText);
            foreach (SqliteParameter parameter in Parameters)
                ready.Parameters.Add(parameter);
            ready.CommandTimeout = CommandTimeout;
            try
            {
                var reader = ready.ExecuteReader(behavior);
                statement = ready;
                return reader;
            }
            catch (DbException)
            {
                ready.Dispose();        // what failed is prepared anew
                throw;
            }
        }

        public override object? ExecuteScalar()
        {
            using var reader = ExecuteReader(CommandBehavior.Default);
            return reader.Read() ? reader.GetValue(0) : null;
        }

        protected override void Dispose(bool disposing)
        {
            Release();
            base.Dispose(disposing);
        }

        void Release()
        {
            if (statement is null) return;
            connection.GiveBack(statement);
            statement = null;
        }
    }
}
