using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>A batch that was committed and is not yet on disk.</summary>
/// <param name="Commit">Its number in the line's <see cref="Horizon"/>.</param>
/// <param name="Members">How many wait for it.</param>
/// <param name="Answer">Answers its members; told why where it is not known whether they were kept.</param>
sealed record CommittedBatch(long Commit, int Members, Action<JournalException?> Answer);

/// <summary>
/// Makes durable what a line has committed, on a thread of its own, while the line writes the next batch: one sync covers
/// every batch whose commit returned before it began, and only then are their members answered.
/// </summary>
/// <remarks>
/// A power cut in between loses the end of the log, and nobody was told of it: whatever was decided upon a fact that was
/// not on disk stands behind it in the same log, and is lost with it or kept with it.
/// </remarks>
sealed class Flush : IDisposable
{
    readonly object changing = new();               // guards all below, and is pulsed with every change
    List<CommittedBatch> waiting = [];
    int unanswered;
    bool isClosing;
    JournalException? failure;

    readonly CommitLog log;
    readonly Horizon horizon;
    readonly Thread thread;

    /// <param name="log">Disposed with it.</param>
    /// <param name="horizon">Told how far the log is on disk.</param>
    public Flush(CommitLog log, Horizon horizon)
    {
        this.log = log;
        this.horizon = horizon;
        thread = new Thread(Run) { IsBackground = true, Name = "journal sync" };
        thread.Start();
    }

    /// <summary>Why the log could not be synced: nothing more can be written to it.</summary>
    public JournalException? Failure
    {
        get
        {
            lock (changing)
                return failure;
        }
    }

    /// <summary>Hands over a batch whose commit has returned.</summary>
    public void Add(CommittedBatch batch)
    {
        lock (changing)
        {
            waiting.Add(batch);
            unanswered += batch.Members;
            Monitor.PulseAll(changing);
        }
    }

    /// <summary>
    /// Returns when the sync of every batch has begun: one is synced while one is written, and the next gathers as long as it can;
    /// where fewer wait than are still to be answered, until an answer is out. A batch that is full is not kept waiting: a sync
    /// may take long while the disk is busy with what is copied back. Gives the number of members whose answer is not out.
    /// </summary>
    /// <param name="arrived">How many wait for the next batch.</param>
    /// <param name="full">How many make a full batch.</param>
    public int Follow(Func<int> arrived, int full)
    {
        lock (changing)
        {
            while ((waiting.Count > 0 || arrived() < unanswered) && arrived() < full)
                Monitor.Wait(changing);
            return unanswered;
        }
    }

    /// <summary>Settles what waits, then closes the log.</summary>
    public void Dispose()
    {
        lock (changing)
        {
            isClosing = true;
            Monitor.PulseAll(changing);
        }
        thread.Join();
        log.Dispose();
    }

    void Run()
    {
        while (Take() is { } batches)
        {
            if (failure is null)
                Sync(batches[^1].Commit);
            foreach (var batch in batches)
            {
                batch.Answer(failure);
                lock (changing)
                {
                    unanswered -= batch.Members;
                    Monitor.PulseAll(changing);
                }
            }
        }
    }

    void Sync(long commit)
    {
        try
        {
            log.Sync();
            horizon.Settle(commit);
        }
        catch (IOException failed)
        {
            var why = Doubt(failed);
            lock (changing)
                failure = why;
            horizon.Fail(why);
        }
    }

    /// <summary>What is told of facts that were written, where a sync failed: it is not tried again, and nothing more is written.</summary>
    public static JournalException Doubt(Exception failed) => new(JournalException.InDoubt,
        $"The disk could not sync what was written, and it is not known whether the facts were kept ({failed.Message}); open the journal anew and repeat with the same key.", failed);

    List<CommittedBatch>? Take()
    {
        lock (changing)
        {
            while (waiting.Count == 0)
            {
                if (isClosing)
                    return null;
                Monitor.Wait(changing);
            }
            var taken = waiting;
            waiting = [];
            Monitor.PulseAll(changing);
            return taken;
        }
    }
}
