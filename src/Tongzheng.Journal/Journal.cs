using System.Collections.Concurrent;
using System.Data.Common;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// The append-only record of facts of one or more jurisdictions, with the read models computed from it. What is
/// acknowledged is durable, provable and never changed.
/// </summary>
public sealed class Journal : IAsyncDisposable
{
    // Facts read and checked from the end of each journal when it is opened.
    const int TailChecked = 100;

    // Readers hold a state for one request; half a minute outlasts any of them.
    const int MostScrubs = 300, ScrubPauseMilliseconds = 100;

    readonly JournalOptions options;
    readonly KeyStore keys;
    readonly Signers signers;
    readonly Damage damage = new();
    readonly Reader reader;
    readonly Proofs proofs;
    readonly BlobStore? blobs;
    readonly Pulse pulse = new();
    readonly Horizon horizon = new();
    readonly Stamps stamps = new();
    readonly ConcurrentDictionary<string, Lazy<Line>> lines = [];
    readonly ConcurrentDictionary<string, byte[]> digestKeys = [];

    long forgettings;

    Journal(JournalOptions options)
    {
        this.options = options;
        Database = new Database(options.Database);
        keys = new KeyStore(options.Keys, options.AroundKeys);
        signers = new Signers(keys, options.Origin);
        reader = new Reader(Database, keys, damage, horizon);
        proofs = new Proofs(Database, reader, horizon);
        blobs = options.Blobs is { } folder ? new BlobStore(folder, keys) : null;
    }

    /// <summary>How often this process has begun to forget somebody: what was read before may hold what can no longer be read.</summary>
    public long Forgettings => Interlocked.Read(ref forgettings);

    /// <summary>The database of the journal and its read models.</summary>
    public Database Database { get; }

    /// <summary>Which database it is.</summary>
    public Dialect Dialect => Database.Dialect;

    /// <summary>The uploads that facts may name.</summary>
    public BlobStore Blobs => blobs ?? throw new InvalidOperationException("The journal was opened without a folder for uploads.");

    /// <summary>Opens a journal, making its tables where they are missing, and checks each jurisdiction's tail and tree.</summary>
    public static async ValueTask<Journal> Open(JournalOptions options)
    {
        var journal = new Journal(options);
        var ready = false;
        try
        {
            await journal.Prepare();
            ready = true;
            return journal;
        }
        catch (StoreException failed)
        {
            throw Line.Failure(failed);
        }
        finally
        {
            if (!ready)
                await journal.DisposeAsync();
        }
    }

    /// <summary>What was found wrong with a jurisdiction's journal, which then takes no facts; null where nothing was.</summary>
    public string? FindDamage(string jurisdiction) => damage.Find(jurisdiction);

    /// <summary>What outsiders are shown of a journal: checkpoint, tiles, proofs, receipts.</summary>
    public PublicJournal Public(string jurisdiction) => new(proofs, jurisdiction, signers.Key(jurisdiction));

    /// <summary>
    /// Records facts: all of the append or nothing. When it returns <see cref="Appended"/>, facts, answer and read models
    /// are on disk and provable. A <see cref="JournalException"/> says whether anything was kept.
    /// </summary>
    public async ValueTask<AppendOutcome> Append(Append append, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        damage.Refuse(append.Jurisdiction);
        var member = await Member.Prepare(append, keys, blobs, DigestKey(append.Jurisdiction));
        AppendOutcome outcome;
        stamps.Begin(append);
        try
        {
            outcome = await LineOf(append.Jurisdiction).Append(member);
        }
        finally
        {
            stamps.End(append);
        }
        if (outcome is Appended { Repeated: false })
            foreach (var blob in member.Blobs)
                Blobs.Name(blob);
        return outcome;
    }

    /// <summary>
    /// Stays the same as long as nothing is appended to a stream, so that what was read of it is still all there is, and rises by
    /// one with an append. Null while an append is under way, and on PostgreSQL, where another process may write.
    /// </summary>
    public int? StampOf(string jurisdiction, string stream) => Dialect.IsPostgres ? null : stamps.Find(jurisdiction, stream);

    /// <summary>The answer to an idempotency key that was used before; null where it is new.</summary>
    public ValueTask<Appended?> FindAnswer(string jurisdiction, string key, CancellationToken stop = default) =>
        reader.FindAnswer(jurisdiction, key, stop);

    /// <summary>The facts of a stream, in order; none where there is no such stream. The last of them may not yet be <see cref="Durable"/>.</summary>
    public IAsyncEnumerable<RecordedFact> ReadStream(string jurisdiction, string stream, long fromVersion = 1, CancellationToken stop = default) =>
        reader.ReadStream(jurisdiction, stream, fromVersion, stop);

    /// <summary>The fact at a position; null beyond the end.</summary>
    public ValueTask<RecordedFact?> Read(string jurisdiction, long position, CancellationToken stop = default) =>
        reader.Read(jurisdiction, position, stop);

    /// <summary>The number of facts, which is the last position.</summary>
    public ValueTask<long> Size(string jurisdiction, CancellationToken stop = default) => reader.Size(jurisdiction, stop);

    /// <summary>The jurisdictions that have a journal here.</summary>
    public ValueTask<IReadOnlyList<string>> Jurisdictions(CancellationToken stop = default) => reader.Jurisdictions(stop);

    /// <summary>Every fact after a position, and then each new one as it is committed, until <paramref name="stop"/>.</summary>
    /// <param name="jurisdiction">Whose journal to follow.</param>
    /// <param name="afterPosition">The last position already handled; 0 for the beginning.</param>
    /// <param name="stop">Ends the following without an error.</param>
    public async IAsyncEnumerable<RecordedFact> Follow(string jurisdiction, long afterPosition,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
    {
        while (!stop.IsCancellationRequested)
        {
            var next = pulse.Next(jurisdiction, afterPosition);
            await foreach (var fact in reader.ReadAfter(jurisdiction, afterPosition))
            {
                if (stop.IsCancellationRequested)
                    yield break;
                afterPosition = fact.Position;
                yield return fact;
            }
            await Pulse.Wait(next, Dialect.IsPostgres, stop);
        }
    }

    /// <summary>
    /// Forgets a subject: the key is wiped, so that no fact and no upload of the subject can be read again; every read model
    /// deletes what it holds; the files keep no older copy of it. The journal keeps a fact that says when and why, and every
    /// proof still verifies. The caller has checked that no retention rule forbids it.
    /// </summary>
    /// <param name="jurisdiction">Whose journal.</param>
    /// <param name="subject">Whom to forget.</param>
    /// <param name="time">When.</param>
    /// <param name="reason">UTF-8 JSON without personal text.</param>
    /// <returns>False where the journal holds nothing of the subject.</returns>
    public async ValueTask<bool> Forget(string jurisdiction, string subject, DateTimeOffset time, ReadOnlyMemory<byte> reason)
    {
        damage.Refuse(jurisdiction);
        if (keys.Wipe(jurisdiction, subject) is not { } keyId)
            return false;
        Interlocked.Increment(ref forgettings);
        // A crash from here on is finished when the journal is opened: the key's row says so until all is done.
        var append = new Append
        {
            Jurisdiction = jurisdiction,
            Key = $"forget/{keyId}",
            Time = time,
            Streams = [new StreamAppend($"subject/{subject}", StreamAppend.Any, [new NewFact("subject.forgotten", reason)])],
            Request = System.Text.Encoding.UTF8.GetBytes(keyId),
        };
        var uploads = await reader.Blobs(jurisdiction, subject);
        var outcome = await LineOf(jurisdiction).Append(await Member.Prepare(append, keys, blobs, DigestKey(jurisdiction), subject));
        if (outcome is not Appended)
            throw new JournalException(JournalException.Failed, $"The subject's key is gone, but a read model kept its text: {outcome}.");
        foreach (var upload in uploads)
            blobs?.Delete(jurisdiction, upload);
        await Scrub();
        keys.Forgotten(jurisdiction, subject);
        return true;
    }

    /// <summary>Checks everything, read models included, while the journal is used. It takes the time of reading all of it.</summary>
    public Task<Verification> Verify(Action<Progress>? progress = null) =>
        Task.Run(() => new Verifier(Database, reader, signers, options.Models, blobs, progress).Run());

    /// <summary>Deletes uploads that no fact names and that are older than any draft; returns how many.</summary>
    public async ValueTask<int> SweepUploads(DateTimeOffset now)
    {
        var swept = 0;
        foreach (var jurisdiction in await Jurisdictions())
        {
            var named = await reader.Blobs(jurisdiction, subject: null);
            swept += blobs?.Sweep(jurisdiction, named.Contains, now) ?? 0;
        }
        return swept;
    }

    /// <summary>Copies facts, read models and uploads to an empty or an earlier backup's folder, while the journal is used. The keys are not in it.</summary>
    public Task Backup(string folder) => Task.Run(() => Journals.Backup.Facts(Database, options.Blobs, folder, horizon));

    /// <summary>Copies the key store. Keep it where the other backup is not: together they hold what somebody asked to be forgotten.</summary>
    public Task BackupKeys(string folder) => Task.Run(() => Journals.Backup.Keys(new Database(options.Keys), folder));

    /// <summary>Rebuilds every read model from the journal while the old ones are used, then swaps them.</summary>
    public Task Rebuild(Action<Progress>? progress = null) => Task.Run(() => Journals.Rebuild.Run(Database, reader, options.Models, progress));

    /// <summary>
    /// Completes when everything that can be read now is on disk. Facts and read models can be read a moment earlier, so
    /// that the next step need not wait: whatever leaves the process on the ground of what was read waits for this.
    /// </summary>
    public Task Durable() => horizon.Wait();

    /// <summary>Rows of read models, read at once. On SQLite the statement stays prepared, so its text is one of few.</summary>
    public List<T> Query<T>(string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var session = Database.TakeReader();
        var isWhole = false;
        try
        {
            var rows = session.Query(sql, read, parameters);
            isWhole = true;
            return rows;
        }
        catch (StoreException failed)
        {
            throw new JournalException(JournalException.Failed, $"The read models cannot be read: {failed.Message}", failed);
        }
        finally
        {
            if (isWhole)
                Database.GiveBack(session);
            else
                session.Dispose();
        }
    }

    /// <summary>Opens a pooled connection for reading read models, also what is not yet <see cref="Durable"/>. The caller disposes it.</summary>
    public DbConnection OpenRead() => Database.OpenRead();

    /// <summary>Writes what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines.Values)
            await line.Value.DisposeAsync();
        signers.Dispose();
        await keys.DisposeAsync();
        await Database.DisposeAsync();
    }

    Line LineOf(string jurisdiction) => lines.GetOrAdd(Dialect.IsPostgres ? jurisdiction : "",
        _ => new Lazy<Line>(() => new Line(() => options.Around(Database.OpenWrite(isLine: true)), options.Models, keys, signers, pulse.Beat,
            Dialect.IsPostgres ? new Horizon() : horizon))).Value;

    byte[] DigestKey(string jurisdiction) => digestKeys.GetOrAdd(jurisdiction, id => keys.Secret(id, "digest"));

    async Task Scrub()
    {
        using var session = Database.OpenWrite();
        for (var attempt = 0; !session.Scrub([.. options.Models.SelectMany(model => model.Tables)]); attempt++)
        {
            if (attempt == MostScrubs)
                throw new JournalException(JournalException.Failed, "A reader holds an old state of the database open; the forgetting is finished when the journal is next opened.");
            await Task.Delay(ScrubPauseMilliseconds);
        }
    }

    async Task Prepare()
    {
        using (var session = Database.OpenWrite())
        {
            session.Settle();
            Schema.Prepare(session);
            await PrepareModels(session);
            Schema.TellSizes(session);
            foreach (var jurisdiction in await Jurisdictions())
                await CheckTail(session, jurisdiction);
        }
        foreach (var (jurisdiction, subject) in keys.BeingForgotten())
            if (FindDamage(jurisdiction) is null)
                await Forget(jurisdiction, subject, options.Clock(), "{}"u8.ToArray());
    }

    // New models of an empty journal are made at once; others, and those of another version, by replay.
    async ValueTask PrepareModels(Session session)
    {
        var stored = session.Query("SELECT name, version FROM journal_model", row => (Name: row.Text(0), Version: row.Integer(1)))
            .ToLookup(model => model.Name, model => model.Version);
        var stale = options.Models.Where(model => stored[model.Name].LastOrDefault() != model.Version).ToList();
        if (stale.Count > 0)
            await Task.Run(() => Journals.Rebuild.Run(Database, reader, stale, options.Progress));
    }

    async ValueTask CheckTail(Session session, string jurisdiction)
    {
        if (Head.Find(session, jurisdiction) is not { } head)
            return;
        if (head.Restore(session, signers) is null)
        {
            damage.In(jurisdiction, $"The tree of journal {jurisdiction} at size {head.Size} does not have the root that was signed.");
            return;
        }
        try
        {
            await foreach (var _ in reader.ReadAfter(jurisdiction, Math.Max(0, head.Size - TailChecked)))
            {
                // Reading is the check; damage is written down where it is found.
            }
        }
        catch (JournalException found) when (found.Code == JournalException.Damaged)
        {
        }
    }
}
