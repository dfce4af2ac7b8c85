using Tongzheng.Journals;

namespace Tongzheng.Tests.Journals;

/// <summary>An empty place for a journal, gone after the test. Each database has one.</summary>
public abstract class Place : IAsyncDisposable
{
    public abstract JournalOptions Options { get; }

    public ValueTask<Journal> Open() => Journal.Open(Options);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A folder with two SQLite files.</summary>
public sealed class SqlitePlace : Place
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("journal-").FullName;

    public override JournalOptions Options => new()
    {
        Database = Path.Combine(Folder, "journal.db"),
        Keys = Path.Combine(Folder, "keys", "keys.db"),
        Models = [new LicenceRegister()],
    };

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Two databases of the tests' PostgreSQL.</summary>
public sealed class PostgresPlace : Place
{
    readonly string facts = PostgresCluster.NewDatabase();
    readonly string keys = PostgresCluster.NewDatabase();

    public override JournalOptions Options => new() { Database = facts, Keys = keys, Models = [new LicenceRegister()] };

    public override ValueTask DisposeAsync()
    {
        PostgresCluster.Drop(facts);
        PostgresCluster.Drop(keys);
        return ValueTask.CompletedTask;
    }
}
