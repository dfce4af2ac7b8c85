using System.Collections.Concurrent;
using System.Security.Cryptography;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>A subject's key. A person who comes back after being forgotten is given a new one with a new id.</summary>
sealed record SubjectKey(string Id, byte[] Secret);

/// <summary>
/// The keys of subjects and of the journals themselves, in a database of their own that is never in the same backup as
/// the data. A key is durable before anything encrypted with it is.
/// </summary>
sealed class KeyStore : IAsyncDisposable
{
    const int KeySize = 32;

    // About 200 bytes each; the people of a prefecture in one day are fewer.
    const int MostRemembered = 1_000_000;

    readonly Database database;
    readonly Func<Session, Session> around;
    readonly Lock writing = new();      // guards the session; held for single statements and for the commit of a batch of new keys
    readonly ConcurrentDictionary<(string Jurisdiction, string Subject), SubjectKey> known = [];
    readonly ConcurrentQueue<Wanted> queue = [];
    Session? session;
    int pumping;

    public KeyStore(string location, Func<Session, Session>? around = null)
    {
        database = new Database(location);
        this.around = around ?? (open => open);
        Locked(open => open.Script($"""
            CREATE TABLE IF NOT EXISTS key_subject (
                jurisdiction text NOT NULL, subject text NOT NULL, id text NOT NULL, secret {database.Dialect.Blob},
                PRIMARY KEY (jurisdiction, subject)){database.Dialect.WithoutRowid};
            CREATE TABLE IF NOT EXISTS key_journal (
                jurisdiction text NOT NULL, purpose text NOT NULL, secret {database.Dialect.Blob} NOT NULL,
                PRIMARY KEY (jurisdiction, purpose)){database.Dialect.WithoutRowid};
            """));
    }

    /// <summary>The subject's key, made and durable if it is new. Many wishes at once share one commit.</summary>
    public ValueTask<SubjectKey> Ensure(string jurisdiction, string subject)
    {
        if (CanRemember && known.TryGetValue((jurisdiction, subject), out var key))
            return new(key);
        var wanted = new Wanted(jurisdiction, subject);
        queue.Enqueue(wanted);
        if (Interlocked.CompareExchange(ref pumping, 1, 0) == 0)
            _ = Task.Run(Pump);
        return new(wanted.Done.Task);
    }

    /// <summary>The key with this id, or null where the subject is forgotten.</summary>
    public SubjectKey? Find(string jurisdiction, string subject, string id)
    {
        if (!CanRemember || !known.TryGetValue((jurisdiction, subject), out var key))
            key = Locked(open =>
            {
                var found = open.Find(SelectKey, ReadKey, ("@jurisdiction", jurisdiction), ("@subject", subject));
                if (found is not null && CanRemember)
                    known.TryAdd((jurisdiction, subject), found);
                return found;
            });
        return key?.Id == id ? key : null;
    }

    /// <summary>
    /// Wipes a subject's key, durably, and gives its id; null where there is none. From here on nothing of the subject can
    /// be read or encrypted; the row stays until <see cref="Forgotten"/>, so that a crash in between is finished later.
    /// </summary>
    public string? Wipe(string jurisdiction, string subject) => Locked(open =>
    {
        open.Execute("UPDATE key_subject SET secret = NULL WHERE jurisdiction = @jurisdiction AND subject = @subject",
            ("@jurisdiction", jurisdiction), ("@subject", subject));
        known.TryRemove((jurisdiction, subject), out _);
        return open.Find("SELECT id FROM key_subject WHERE jurisdiction = @jurisdiction AND subject = @subject",
            row => row.Text(0), ("@jurisdiction", jurisdiction), ("@subject", subject));
    });

    /// <summary>The subjects whose forgetting has begun and not ended.</summary>
    public IReadOnlyList<(string Jurisdiction, string Subject)> BeingForgotten() => Locked(open =>
        open.Query("SELECT jurisdiction, subject FROM key_subject WHERE secret IS NULL", row => (row.Text(0), row.Text(1))));

    /// <summary>Ends the forgetting: the last trace of the key leaves the file.</summary>
    public void Forgotten(string jurisdiction, string subject) => Locked(open =>
    {
        open.Execute("DELETE FROM key_subject WHERE jurisdiction = @jurisdiction AND subject = @subject AND secret IS NULL",
            ("@jurisdiction", jurisdiction), ("@subject", subject));
        open.Scrub([]);
    });

    /// <summary>A secret of the journal itself, made and durable if it is new.</summary>
    public byte[] Secret(string jurisdiction, string purpose) => Locked(open =>
    {
        const string select = "SELECT secret FROM key_journal WHERE jurisdiction = @jurisdiction AND purpose = @purpose";
        if (open.Find(select, row => row.Blob(0), ("@jurisdiction", jurisdiction), ("@purpose", purpose)) is { } known)
            return known;
        open.Execute(
            "INSERT INTO key_journal (jurisdiction, purpose, secret) VALUES (@jurisdiction, @purpose, @secret) ON CONFLICT DO NOTHING",
            ("@jurisdiction", jurisdiction), ("@purpose", purpose), ("@secret", RandomNumberGenerator.GetBytes(KeySize)));
        return open.Find(select, row => row.Blob(0), ("@jurisdiction", jurisdiction), ("@purpose", purpose))
            ?? throw new InvalidOperationException("The secret was just written.");
    });

    public async ValueTask DisposeAsync()
    {
        lock (writing)
        {
            session?.Dispose();
            session = null;
        }
        await database.DisposeAsync();
    }

    const string SelectKey = "SELECT id, secret FROM key_subject WHERE jurisdiction = @jurisdiction AND subject = @subject";

    // Another process may forget a subject on PostgreSQL; there, every look-up asks the store.
    bool CanRemember => !database.Dialect.IsPostgres;

    static SubjectKey? ReadKey(Row row) => row.IsNull(1) ? null : new SubjectKey(row.Text(0), row.Blob(1));

    void Pump()
    {
        do
        {
            var batch = new List<Wanted>();
            while (queue.TryDequeue(out var wanted))
                batch.Add(wanted);
            // In one order everywhere, so that two processes never wait for each other's rows in a circle.
            batch.Sort((a, b) => string.CompareOrdinal($"{a.Jurisdiction} {a.Subject}", $"{b.Jurisdiction} {b.Subject}"));
            if (batch.Count > 0)
                Make(batch);
            Volatile.Write(ref pumping, 0);
        }
        while (!queue.IsEmpty && Interlocked.CompareExchange(ref pumping, 1, 0) == 0);
    }

    void Make(List<Wanted> batch)
    {
        SubjectKey?[] keys;
        try
        {
            keys = Locked(open =>
            {
                open.Begin();
                var made = batch.ConvertAll(wanted => Make(open, wanted)).ToArray();
                open.Commit();
                if (known.Count > MostRemembered)
                    known.Clear();
                for (var i = 0; i < made.Length && CanRemember; i++)
                    if (made[i] is { } key)
                        known[(batch[i].Jurisdiction, batch[i].Subject)] = key;
                return made;
            });
        }
        catch (JournalException failure)
        {
            foreach (var wanted in batch)
                wanted.Done.SetException(failure);
            return;
        }
        for (var i = 0; i < keys.Length; i++)
            if (keys[i] is { } key)
                batch[i].Done.SetResult(key);
            else
                batch[i].Done.SetException(new JournalException(JournalException.BeingForgotten, $"Subject {batch[i].Subject} is being forgotten; try again in a moment."));
    }

    static SubjectKey? Make(Session open, Wanted wanted)
    {
        open.Execute("""
            INSERT INTO key_subject (jurisdiction, subject, id, secret) VALUES (@jurisdiction, @subject, @id, @secret)
            ON CONFLICT (jurisdiction, subject) DO NOTHING
            """,
            ("@jurisdiction", wanted.Jurisdiction), ("@subject", wanted.Subject),
            ("@id", Guid.CreateVersion7().ToString("N")), ("@secret", RandomNumberGenerator.GetBytes(KeySize)));
        return open.Find(SelectKey, ReadKey, ("@jurisdiction", wanted.Jurisdiction), ("@subject", wanted.Subject));
    }

    // A connection that failed is given up; the next use opens another. What it had not committed is not there.
    T Locked<T>(Func<Session, T> use)
    {
        lock (writing)
            try
            {
                return use(session ??= around(database.OpenWrite()));
            }
            catch (StoreException failure)
            {
                session?.Dispose();
                session = null;
                throw new JournalException(
                    failure.Fault == StoreFault.Full ? JournalException.Full : JournalException.Failed, $"The key store: {failure.Message}", failure);
            }
    }

    void Locked(Action<Session> use) => Locked<bool>(open =>
    {
        use(open);
        return true;
    });

    sealed record Wanted(string Jurisdiction, string Subject)
    {
        public TaskCompletionSource<SubjectKey> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
