namespace Tongzheng.Journals;

/// <summary>
/// How far the commits of a line are on disk. Readers of the database see a commit a moment before it is there; whatever
/// leaves the process waits here for it.
/// </summary>
sealed class Horizon
{
    readonly Lock changing = new();         // guards all below
    TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long begun, settled;
    JournalException? failure;

    /// <summary>A commit is about to be seen. Gives its number.</summary>
    public long Begin()
    {
        lock (changing)
            return ++begun;
    }

    /// <summary>The commits up to this one are on disk, or are known not to have happened.</summary>
    public void Settle(long commit)
    {
        TaskCompletionSource due;
        lock (changing)
        {
            (settled, failure) = (commit, null);
            due = Next();
        }
        due.SetResult();
    }

    /// <summary>It is not known whether the commits that were begun are on disk; who waits for them is told so until a later one is.</summary>
    public void Fail(JournalException why)
    {
        TaskCompletionSource due;
        lock (changing)
        {
            failure = why;
            due = Next();
        }
        due.SetException(why);
        _ = due.Task.Exception;             // it is no mistake that nobody may be waiting
    }

    /// <summary>Completes when everything that can be read now is on disk.</summary>
    public Task Wait()
    {
        lock (changing)
            return begun == settled ? Task.CompletedTask : failure is not null ? Task.FromException(failure) : Wait(begun, next.Task);
    }

    async Task Wait(long commit, Task due)
    {
        while (true)
        {
            await due;
            lock (changing)
            {
                if (settled >= commit)
                    return;
                due = next.Task;
            }
        }
    }

    TaskCompletionSource Next()
    {
        var due = next;
        next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return due;
    }
}
