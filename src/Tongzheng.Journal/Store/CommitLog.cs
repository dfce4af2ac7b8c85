using Microsoft.Win32.SafeHandles;

namespace Tongzheng.Journals.Store;

/// <summary>
/// SQLite's write-ahead log, whose sync makes durable what its connection has committed. SQLite locks the database and
/// its index, never the log: a descriptor of our own may be closed without giving up a lock.
/// </summary>
class CommitLog : IDisposable
{
    readonly SafeFileHandle file;

    /// <param name="path">The log of an open connection, which keeps the file from being deleted.</param>
    public CommitLog(string path) =>
        file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>
    /// When it returns, every write that had returned before it was called is on disk. After an exception nothing is
    /// known of them, nor told by another call: the system forgets what it could not write.
    /// </summary>
    public virtual void Sync() => Disk.SyncData(file);

    public void Dispose()
    {
        file.Dispose();
        GC.SuppressFinalize(this);
    }
}
