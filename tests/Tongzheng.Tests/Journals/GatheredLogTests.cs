using Microsoft.Data.Sqlite;
using Tongzheng.Journals.Store;

namespace Tongzheng.Tests.Journals;

/// <summary>What a commit writes to the log goes there in few calls; whoever reads the file sees what SQLite would have written.</summary>
public sealed class GatheredLogTests
{
    static readonly byte[] Kilobytes = [.. Enumerable.Range(0, 2048).Select(i => (byte)i)];

    // One call holds 31 pages, and two rows fill one: lengths on both sides of every such edge.
    [Fact]
    public async Task A_commit_of_any_length_is_in_the_file_when_it_returns()
    {
        await using var place = new SqlitePlace();
        await using var database = new Database(place.Options.Database);
        using var session = (SqliteSession)database.OpenWrite(isLine: true);
        session.Script("CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)");
        var copy = Path.Combine(place.Folder, "copy.db");           // as a crash of the process would leave it
        var rows = 0;
        for (var more = 1; more <= 80; more++)
        {
            if (more % 30 == 0)
                session.BeginLogAnew(1000);
            Insert(session, rows + 1, more);
            rows += more;
            Assert.Equal(rows, Count(place.Options.Database));
            File.Copy(place.Options.Database, copy, overwrite: true);
            File.Copy(place.Options.Database + "-wal", copy + "-wal", overwrite: true);
            Assert.Equal(rows, Count(copy));
        }
        Assert.Equal(rows, Read(copy));
    }

    [Fact]
    public async Task Nothing_of_a_transaction_is_in_the_log_before_its_commit_however_much_it_changed()
    {
        await using var place = new SqlitePlace();
        await using var database = new Database(place.Options.Database);
        using var session = database.OpenWrite(isLine: true);
        using var other = database.OpenWrite();
        session.Script("PRAGMA cache_size = 10; CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)");
        var log = new FileInfo(place.Options.Database + "-wal");
        var before = log.Length;

        session.Begin();
        for (var id = 1; id <= 500; id++)
            session.Execute("INSERT INTO t (id, bytes) VALUES (@id, @bytes)", ("@id", id), ("@bytes", Kilobytes));
        log.Refresh();
        Assert.Equal(before, log.Length);
        session.Rollback();

        // What another then writes in that place is not written over.
        Insert(other, 1, 20);
        Insert(session, 21, 20);
        Assert.Equal(40, Read(place.Options.Database));
    }

    [Fact]
    public async Task The_log_begins_anew_and_holds_what_follows()
    {
        await using var place = new SqlitePlace();
        await using var database = new Database(place.Options.Database);
        using var session = (SqliteSession)database.OpenWrite(isLine: true);
        session.Script("CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)");
        for (var round = 0; round < 3; round++)
        {
            Insert(session, 1 + (round * 300), 300);
            session.BeginLogAnew(1000);
        }
        Insert(session, 901, 1);
        Assert.Equal(901, Read(place.Options.Database));
        Assert.True(new FileInfo(place.Options.Database + "-wal").Length < 300 * 2 * 4096);
    }

    [Fact]
    public async Task The_one_writer_has_it_and_readers_do_not_need_it()
    {
        await using var place = new SqlitePlace();
        await using var database = new Database(place.Options.Database);
        using var line = database.OpenWrite(isLine: true);
        using var other = database.OpenWrite();

        Assert.Equal((GatheredLog.Name, null), (Files(line), Files(other)));

        static string? Files(Session session) => new SqliteConnectionStringBuilder(session.Connection.ConnectionString).Vfs is { Length: > 0 } name ? name : null;
    }

    static void Insert(Session session, int from, int rows)
    {
        session.Begin();
        for (var id = from; id < from + rows; id++)
            session.Execute("INSERT INTO t (id, bytes) VALUES (@id, @bytes)", ("@id", id), ("@bytes", Kilobytes));
        session.Commit();
    }

    static long Count(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM t";
        return (long)command.ExecuteScalar()!;
    }

    static long Read(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", command.ExecuteScalar());
        command.CommandText = "SELECT count(*) FROM t WHERE length(bytes) = 2048";
        return (long)command.ExecuteScalar()!;
    }
}
