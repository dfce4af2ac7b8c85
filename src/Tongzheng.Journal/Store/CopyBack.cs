namespace Tongzheng.Journals.Store;

/// <summary>
/// Copies a long write-ahead log back into the file on a thread of its own, while the writer goes on. It never meets the
/// end of a log that grows: when little is left, the writer copies that rest after its next commit, and the log begins anew.
/// </summary>
sealed class CopyBack : IDisposable
{
    /// <summary>Pages of the log before it is copied, 128 MiB: a page that many commits change is then copied once, not every few batches.</summary>
    public const int LongLog = 32_768;

    // What a pass has copied, when it is this little, is about what was written meanwhile: the writer copies and syncs that in a few milliseconds.
    const int ShortRest = 256;

    // Each pass copies what was written during the one before, and takes a fraction of its time.
    const int MostPasses = 8;

    // Readers of an older state keep the log from beginning anew; they hold it for a statement or two. One who holds it for
    // longer, as a backup does, is waited for again only when as much has been written once more.
    const int ReadersMilliseconds = 100;

    readonly Func<SqliteSession> open;
    readonly AutoResetEvent isAsked = new(false);
    readonly Thread thread;
    int pages;                                  // written since the log should have begun anew; only the writer's thread touches it
    volatile bool isCopying, isNear, isClosing;

    /// <param name="open">Opens a connection for the copying thread.</param>
    public CopyBack(Func<SqliteSession> open)
    {
        this.open = open;
        thread = new Thread(Run) { IsBackground = true, Name = "journal copy" };
        thread.Start();
    }

    /// <summary>Told by the writer, on its thread, after each commit. What fails is tried again: until then the log is longer.</summary>
    public void Committed(SqliteSession writer)
    {
        pages += writer.PagesWritten();
        if (isNear)
        {
            isNear = false;
            pages = 0;
            writer.BeginLogAnew(ReadersMilliseconds);
        }
        else if (pages >= LongLog && !isCopying)
        {
            isCopying = true;
            isAsked.Set();
        }
    }

    /// <summary>Ends the thread; a copy under way is finished first.</summary>
    public void Dispose()
    {
        isClosing = true;
        isAsked.Set();
        thread.Join();
        isAsked.Dispose();
    }

    void Run()
    {
        SqliteSession? session = null;
        while (isAsked.WaitOne() && !isClosing)
        {
            try
            {
                session ??= open();
                for (var (pass, copied) = (0, 0); pass < MostPasses; pass++)
                {
                    var before = copied;
                    copied = session.CopyLog();
                    session.SyncFile();
                    if (copied - before <= ShortRest)
                        break;
                }
            }
            catch (StoreException)
            {
                session?.Dispose();
                session = null;
            }
            isNear = true;
            isCopying = false;
        }
        session?.Dispose();
    }
}
