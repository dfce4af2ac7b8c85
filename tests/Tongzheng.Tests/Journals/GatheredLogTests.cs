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
    public async Task What_a_small_cache_gives_back_before_the_commit_is_read_and_written_again()
    {
        await using var place = new SqlitePlace();
        await using var database = new Database(place.Options.Database);
        using var session = database.OpenWrite(isLine: true);
        session.Script("PRAGMA cache_size = 10; CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)");
        Insert(session, 1, 500);

        session.Begin();
        for (var pass = 0; pass < 3; pass++)
            session.Execute("UPDATE t SET bytes = CAST(substr(bytes, 2) || x'07' AS BLOB) WHERE id % 3 = 0");
        session.Commit();
        var copy = Path.Combine(place.Folder, "copy.db");
        File.Copy(place.Options.Database, copy);
        File.Copy(place.Options.Database + "-wal", copy + "-wal");
        Assert.Equal(500, Read(copy));

        session.Begin();
        session.Execute("DELETE FROM t");
        session.Rollback();

        Assert.Equal(500, Read(place.Options.Database));
        Assert.Equal(166, session.Query("SELECT count(*) FROM t WHERE substr(bytes, -3) = x'070707'", row => row.Integer(0))[0]);
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
