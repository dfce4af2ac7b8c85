using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// The one writer: appends that wait are written as one batch with one durable flush. While one batch is flushed, the next
/// is written. SQLite has one line for all its journals, PostgreSQL one for each jurisdiction.
/// </summary>
sealed class Line : IAsyncDisposable
{
    // Enough to hide the cost of a flush; few enough that the first of a batch does not wait long for the last.
    const int LargestBatch = 512;

    // Where the line does not wait for the flush, a few hide it, and more batches are on their way at once.
    const int LargestFollowed = 64;

    readonly Func<Session> open;
    readonly IReadOnlyList<ReadModel> models;
    readonly KeyStore keys;
    readonly Signers signers;
    readonly Action<string, long> committed;
    readonly Horizon horizon;
    readonly Channel<Member> waiting = Channel.CreateUnbounded<Member>();
    readonly Thread thread;
    readonly Dictionary<string, Tree> trees = [];      // only the line's thread touches trees and all below
    Session? session;
    Flush? flush;
    JournalException? stopped;

    /// <param name="open">Opens the writing connection; called again after it broke.</param>
    /// <param name="models">The read models to write.</param>
    /// <param name="keys">Say whether a subject has been forgotten meanwhile.</param>
    /// <param name="signers">Sign the checkpoints.</param>
    /// <param name="committed">Told each jurisdiction and its size when a commit is on disk.</param>
    /// <param name="horizon">Told how far what can be read is on disk.</param>
    public Line(Func<Session> open, IReadOnlyList<ReadModel> models, KeyStore keys, Signers signers, Action<string, long> committed, Horizon horizon)
    {
        this.horizon = horizon;
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
        return ValueTask.CompletedTask;
    }

    void Run()
    {
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            var unanswered = flush?.Follow(() => waiting.Reader.Count, LargestFollowed) ?? 0;
            Write(Take(unanswered));
        }
        Close();
    }

    // Half of all who are on their way: while they are written, the other half is synced, answered and comes again. Callers
    // who wait for their answers before they ask anew would else all be in one batch, and then the disk, the callers and
    // this thread would each wait for the others in turn.
    List<Member> Take(int unanswered)
    {
        var most = flush is null ? LargestBatch : Math.Min(LargestFollowed, (waiting.Reader.Count + unanswered + 1) / 2);
        var members = new List<Member>(most);
        while (members.Count < most && waiting.Reader.TryRead(out var member))
            members.Add(member);
        return members;
    }

    void Write(List<Member> members)
    {
        stopped ??= flush?.Failure;
        if (stopped is not null)
        {
            Fail(members, new JournalException(JournalException.Failed, $"Nothing was written: the journal takes no facts until it is opened anew. {stopped.Message}", stopped));
            return;
        }
        var outcomes = new AppendOutcome?[members.Count];
        var failures = new Exception?[members.Count];
        var order = new List<Member>(members.Count);
        var groups = new List<(IGrouping<string, Member> Own, int From)>();
        foreach (var own in members.GroupBy(m => m.Append.Jurisdiction))
        {
            groups.Add((own, order.Count));
            order.AddRange(own);
        }
        long? commit = null;
        try
        {
            Open();
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
            commit = horizon.Begin();
            session.Commit();
        }
        catch (StoreException failure)
        {
            if (failure.Fault == StoreFault.Unsynced)
                horizon.Fail(stopped = Flush.Doubt(failure));
            Abandon(members, failure, commit);
            return;
        }
        var sizes = groups.ConvertAll(group => (group.Own.Key, trees[group.Own.Key].Size));
        Settle(commit.Value, order.Count, doubt =>
        {
            if (doubt is null)
                foreach (var (jurisdiction, size) in sizes)
                    committed(jurisdiction, size);
            for (var i = 0; i < order.Count; i++)
                if ((doubt ?? failures[i]) is { } failure)
                    order[i].Done.SetException(failure);
                else
                    order[i].Done.SetResult(outcomes[i] ?? throw new InvalidOperationException("A member had neither outcome nor failure."));
        });

        bool TryWrite()
        {
            foreach (var (own, from) in groups)
                if (!new Batch(session, models, keys, signers).TryWrite(TreeOf(own.Key), own.Key, [.. own], outcomes.AsSpan(from, own.Count())))
                    return false;
            return true;
        }
    }

    // What was committed is answered when it is on disk: by the thread that syncs, or at once where the database has done so.
    void Settle(long commit, int members, Action<JournalException?> answer)
    {
        if (flush is not null)
        {
            flush.Add(new CommittedBatch(commit, members, answer));
            return;
        }
        horizon.Settle(commit);
        answer(null);
    }

    // A crash or an error here leaves the transaction either whole or absent. Which of the two, only the database knows:
    // the connection is opened anew and asked by idempotency key.
    void Abandon(List<Member> members, StoreException failure, long? commit)
    {
        trees.Clear();
        try
        {
            session?.Rollback();
            Close();
            if (commit is null)
            {
                Fail(members, Failure(failure));
                return;
            }
            if (stopped is not null)
            {
                Fail(members, stopped);
                return;
            }
            Open();
            var kept = members.ConvertAll(member => StoredAnswer.Find(session, member.Append.Jurisdiction, member.Append.Key));
            Settle(commit.Value, members.Count, doubt =>
            {
                for (var i = 0; i < members.Count; i++)
                    if (doubt is null && kept[i] is { } answer && answer.Digest.AsSpan().SequenceEqual(members[i].Digest))
                        members[i].Done.SetResult(new Appended(answer.First, answer.Last, answer.Answer, Repeated: false));
                    else
                        members[i].Done.SetException(doubt ?? Failure(failure));
            });
        }
        catch (StoreException still)
        {
            if (commit is null)
            {
                Fail(members, Failure(failure));
                return;
            }
            var doubt = new JournalException(JournalException.InDoubt, $"It is not known whether the facts were kept ({failure.Message} {still.Message}); repeat with the same key.", still);
            horizon.Fail(doubt);
            Fail(members, doubt);
        }
    }

    static void Fail(List<Member> members, JournalException why)
    {
        foreach (var member in members)
            member.Done.SetException(why);
    }

    [MemberNotNull(nameof(session))]
    void Open()
    {
        if (session is not null)
            return;
        var opened = open();
        try
        {
            flush = opened.OpenLog() is { } log ? new Flush(log, horizon) : null;
        }
        catch (StoreException)
        {
            opened.Dispose();
            throw;
        }
        session = opened;
    }

    void Close()
    {
        flush?.Dispose();
        stopped ??= flush?.Failure;
        flush = null;
        if (stopped is not null)
            session?.KeepLog();
        session?.Dispose();
        session = null;
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
