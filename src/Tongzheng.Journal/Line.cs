using System.Threading.Channels;
using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// The one writer: appends that wait are written as one batch with one durable flush. While it flushes, the next batch
/// gathers. SQLite has one line for all its journals, PostgreSQL one for each jurisdiction.
/// </summary>
sealed class Line : IAsyncDisposable
{
    // Enough to hide the cost of a flush; few enough that the first of a batch does not wait long for the last.
    const int LargestBatch = 512;

    readonly Func<Session> open;
    readonly IReadOnlyList<ReadModel> models;
    readonly KeyStore keys;
    readonly Signers signers;
    readonly Action<string, long> committed;
    readonly Channel<Member> waiting = Channel.CreateUnbounded<Member>(new UnboundedChannelOptions { SingleReader = true });
    readonly Thread thread;
    readonly Dictionary<string, Tree> trees = [];      // only the line's thread touches trees and session
    Session? session;

    /// <param name="open">Opens the writing connection; called again after it broke.</param>
    /// <param name="models">The read models to write.</param>
    /// <param name="keys">Say whether a subject has been forgotten meanwhile.</param>
    /// <param name="signers">Sign the checkpoints.</param>
    /// <param name="committed">Told each jurisdiction and its size after a commit.</param>
    public Line(Func<Session> open, IReadOnlyList<ReadModel> models, KeyStore keys, Signers signers, Action<string, long> committed)
    {
        this.open = open;
        this.models = models;
        this.keys = keys;
        this.signers = signers;
        this.committed = committed;
        thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        thread.Start();
    }

    public ValueTask<AppendOutcome> Append(Member member)
    {
        if (!waiting.Writer.TryWrite(member))
            throw new JournalException(JournalException.Closed, "The journal is closed.");
        return new(member.Done.Task);
    }

    /// <summary>Writes what waits, then closes.</summary>
    public ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        thread.Join();
        session?.Dispose();
        return ValueTask.CompletedTask;
    }

    void Run()
    {
        var members = new List<Member>();
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            members.Clear();
            while (members.Count < LargestBatch && waiting.Reader.TryRead(out var member))
                members.Add(member);
            Write(members);
        }
    }

    void Write(List<Member> members)
    {
        var outcomes = new AppendOutcome?[members.Count];
        var failures = new Exception?[members.Count];
        var order = new List<Member>(members.Count);
        var groups = new List<(IGrouping<string, Member> Own, int From)>();
        foreach (var own in members.GroupBy(m => m.Append.Jurisdiction))
        {
            groups.Add((own, order.Count));
            order.AddRange(own);
        }
        var committing = false;
        try
        {
            session ??= open();
            session.Begin();
            if (!TryWrite())
            {
                session.Rollback();
                trees.Clear();
                outcomes.AsSpan().Clear();
                session.Begin();
                foreach (var (own, from) in groups)
                    new Batch(session, models, keys, signers).Write(TreeOf(own.Key), own.Key, [.. own], outcomes.AsSpan(from, own.Count()), failures.AsSpan(from, own.Count()));
            }
            committing = true;
            session.Commit();
        }
        catch (StoreException failure)
        {
            Abandon(members, failure, committing);
            return;
        }
        foreach (var (own, _) in groups)
            committed(own.Key, trees[own.Key].Size);
        for (var i = 0; i < order.Count; i++)
            if (outcomes[i] is { } outcome)
                order[i].Done.SetResult(outcome);
            else
                order[i].Done.SetException(failures[i] ?? new InvalidOperationException("A member had neither outcome nor failure."));

        bool TryWrite()
        {
            foreach (var (own, from) in groups)
                if (!new Batch(session, models, keys, signers).TryWrite(TreeOf(own.Key), own.Key, [.. own], outcomes.AsSpan(from, own.Count())))
                    return false;
            return true;
        }
    }

    // A crash or an error here leaves the transaction either whole or absent. Which of the two, only the database knows:
    // the connection is opened anew and asked by idempotency key.
    void Abandon(List<Member> members, StoreException failure, bool committing)
    {
        trees.Clear();
        try
        {
            session?.Rollback();
            session?.Dispose();
            session = null;
            if (committing)
                session = open();
            foreach (var member in members)
            {
                if (committing && StoredAnswer.Find(session!, member.Append.Jurisdiction, member.Append.Key) is { } kept
                    && kept.Digest.AsSpan().SequenceEqual(member.Digest))
                    member.Done.TrySetResult(new Appended(kept.First, kept.Last, kept.Answer, Repeated: false));
                else
                    member.Done.TrySetException(Failure(failure));
            }
        }
        catch (StoreException still)
        {
            session = null;
            foreach (var member in members)
                member.Done.TrySetException(committing
                    ? new JournalException(JournalException.InDoubt, $"It is not known whether the facts were kept ({failure.Message} {still.Message}); repeat with the same key.", still)
                    : Failure(failure));
        }
    }

    /// <summary>What a caller is told of a database error that left nothing behind.</summary>
    internal static JournalException Failure(StoreException failure) => failure.Fault switch
    {
        StoreFault.Full => new(JournalException.Full, "The disk is full; nothing was written.", failure),
        StoreFault.Damaged => new(JournalException.Damaged, $"The database file is damaged: {failure.Message}", failure),
        _ => new(JournalException.Failed, $"The database failed, nothing was written: {failure.Message}", failure),
    };

    // Another process may have appended on PostgreSQL: the tree in memory is good only for the size in the locked head row.
    Tree TreeOf(string jurisdiction)
    {
        var head = Head.Lock(session!, jurisdiction);
        if (trees.TryGetValue(jurisdiction, out var tree) && tree.Size == head.Size)
            return tree;
        return trees[jurisdiction] = head.Restore(session!, signers)
            ?? throw new StoreException(StoreFault.Damaged, $"The tree of journal {jurisdiction} at size {head.Size} does not have the root that was signed.");
    }
}
