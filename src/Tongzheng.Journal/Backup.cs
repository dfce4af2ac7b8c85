using Microsoft.Data.Sqlite;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// Copies a journal while it is used. The database is copied first, as one state, and then the uploads: a file is there
/// before the fact that names it, so the copy holds every upload that it names. PostgreSQL has its own tools.
/// </summary>
static class Backup
{
    public static void Facts(Database database, string? blobs, string folder, Horizon horizon)
    {
        Copy(database, Path.Combine(folder, "journal.db"), horizon);
        if (blobs is null || !Directory.Exists(blobs))
            return;
        foreach (var file in Directory.EnumerateFiles(blobs, "blob-*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, "blobs", Path.GetRelativePath(blobs, file));
            if (File.Exists(copy))
                continue;               // named by its content: what is there is the same
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? folder);
            File.Copy(file, copy + ".arriving", overwrite: true);
            Sync(copy + ".arriving");
            File.Move(copy + ".arriving", copy);
            Disk.SyncFolders(copy, folder);
        }
    }

    public static void Keys(Database keys, string folder) => Copy(keys, Path.Combine(folder, "keys.db"), new Horizon());

    // The new copy takes the old one's place only when it is whole and on disk, as is all that it holds in the journal itself.
    static void Copy(Database database, string place, Horizon horizon)
    {
        if (database.Dialect.IsPostgres)
            throw new InvalidOperationException("A PostgreSQL database is backed up with its own tools (pg_basebackup, pg_dump); see docs.");
        var arriving = place + ".arriving";
        var folder = Path.GetDirectoryName(place) ?? ".";
        Directory.CreateDirectory(folder);
        File.Delete(arriving);
        using (var from = (SqliteConnection)database.OpenRead())
        using (var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = arriving, Pooling = false }.ToString()))
        {
            to.Open();
            from.BackupDatabase(to);
        }
        horizon.Wait().GetAwaiter().GetResult();
        Sync(arriving);
        File.Move(arriving, place, overwrite: true);
        Disk.SyncFolders(place, folder);
    }

    static void Sync(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}
