using System.Collections.Concurrent;

namespace Tongzheng.Journals;

/// <summary>Wakes followers when their journal has grown.</summary>
sealed class Pulse
{
    // On PostgreSQL another process may append: a follower looks by itself this often.
    const int PollMilliseconds = 250;

    readonly ConcurrentDictionary<string, Beats> journals = [];

    /// <summary>The journal has grown to this size.</summary>
    public void Beat(string jurisdiction, long size)
    {
        var beats = journals.GetOrAdd(jurisdiction, _ => new Beats());
        TaskCompletionSource due;
        lock (beats)
        {
            if (size <= beats.Size)
                return;
            beats.Size = size;
            due = beats.Next;
            beats.Next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        due.SetResult();
    }

    /// <summary>Completes when the journal is known to be longer than <paramref name="position"/>. Asked for before reading, no beat is missed.</summary>
    public Task Next(string jurisdiction, long position)
    {
        var beats = journals.GetOrAdd(jurisdiction, _ => new Beats());
        lock (beats)
            return beats.Size > position ? Task.CompletedTask : beats.Next.Task;
    }

    /// <summary>Waits for the next beat, or where others may write, a moment.</summary>
    public static async Task Wait(Task next, bool othersWrite, CancellationToken stop) =>
        await next.WaitAsync(othersWrite ? TimeSpan.FromMilliseconds(PollMilliseconds) : Timeout.InfiniteTimeSpan, stop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    sealed class Beats
    {
        public long Size { get; set; }

        public TaskCompletionSource Next { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
