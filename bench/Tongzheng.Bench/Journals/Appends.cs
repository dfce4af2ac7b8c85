using System.Text;
using System.Threading.Channels;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;

namespace Tongzheng.Bench.Journals;

/// <summary>
/// One append: three facts (one with personal text), their answer, and three rows of read models, acknowledged when
/// durable. The plain writer stores the same rows and bytes with the same callers and the same grouping, and does nothing else.
/// </summary>
static class Appends
{
    const int Rounds = 5;

    public static async Task Run(double scale)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            await using var journal = await Journal.Open(new JournalOptions
            {
                Database = Path.Combine(folder, "journal.db"),
                Keys = Path.Combine(folder, "keys.db"),
                Models = [new Cases()],
            });
            await using var plain = new PlainWriter(Path.Combine(folder, "plain.db"));
            using var raw = new RawFile(Path.Combine(folder, "raw"));

            var (limit, peer32, ours32, peer256, ours256) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
            await Report.PerSecond(0.5 * scale, 32, () => Submit(journal));      // warm
            await Report.PerSecond(0.5 * scale, 32, plain.Submit);
            for (var round = 0; round < Rounds; round++)
            {
                limit.Add(Report.PerSecond(scale, raw.Append));
                ours32.Add(await Report.PerSecond(scale, 32, () => Submit(journal)));
                peer32.Add(await Report.PerSecond(scale, 32, plain.Submit));
                ours256.Add(await Report.PerSecond(scale, 256, () => Submit(journal)));
                peer256.Add(await Report.PerSecond(scale, 256, plain.Submit));
            }
            Report.Rate("raw append and fdatasync", limit);
            Report.Rate("journal, 32 callers", ours32);
            Report.Rate("plain SQLite writer, 32 callers", peer32);
            Report.Rate("journal, 256 callers", ours256);
            Report.Rate("plain SQLite writer, 256 callers", peer256);
            Report.Ratio("journal at 32 callers / raw fdatasync", ours32, limit, 2.5, 3.5);
            Report.Ratio("journal at 256 callers / raw fdatasync", ours256, limit, 4.5, 6.5);
            Report.Ratio("journal / plain writer, 32 callers", ours32, peer32, 0.6, 0.9);
            Report.Ratio("journal / plain writer, 256 callers", ours256, peer256, 0.6, 0.9);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static readonly byte[] Opened = Json("matter", "59-0131-001"), Task_ = Json("element", "review"), Started = Json("clock", "P20D"), Personal = Json("name", "林晚晴");

    static int number;

    static async Task Submit(Journal journal)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var outcome = await journal.Append(new Append
        {
            Jurisdiction = "590100",
            Key = id,
            Time = DateTimeOffset.UtcNow,
            Streams = [new StreamAppend("case/" + id, StreamAppend.New, [
                new NewFact("case.opened", Opened, [new PersonalPart($"person/{Interlocked.Increment(ref number) % 300}", Personal)]),
                new NewFact("task.opened", Task_),
                new NewFact("clock.started", Started)])],
            Answer = Started,
        });
        if (outcome is not Appended)
            throw new InvalidOperationException($"{outcome}");
    }

    // About 400 bytes, as the facts of a case are.
    static byte[] Json(string name, string value) => Encoding.UTF8.GetBytes($$"""{"{{name}}":"{{value}}","filler":"{{new string('x', 360)}}"}""");

    /// <summary>The read model of the benchmark: three rows a submission.</summary>
    sealed class Cases : ReadModel
    {
        public const string Insert = "INSERT INTO bench_case (jurisdiction, stream, version, kind, time) VALUES (@jurisdiction, @stream, @version, @kind, @time)";

        public override string Name => "bench-cases";

        public override int Version => 1;

        public override IReadOnlyList<string> Tables => ["bench_case"];

        public override string Schema(Dialect dialect) => $"""
            CREATE TABLE bench_case (jurisdiction text NOT NULL, stream text NOT NULL, version bigint NOT NULL, kind text NOT NULL, time text NOT NULL,
                PRIMARY KEY (jurisdiction, stream, version)){dialect.WithoutRowid};
            """;

        public override void Apply(RecordedFact fact, Writer writer) => writer.Execute(Insert,
            ("@jurisdiction", fact.Jurisdiction), ("@stream", fact.Stream), ("@version", fact.Version), ("@kind", fact.Kind), ("@time", fact.Time));
    }

    /// <summary>The peer: one thread, prepared statements, group commit, the same durability; no hashing, keys, checks or savepoints.</summary>
    sealed class PlainWriter : IAsyncDisposable
    {
        readonly Channel<TaskCompletionSource> waiting = Channel.CreateUnbounded<TaskCompletionSource>(new() { SingleReader = true });
        readonly Database database;
        readonly Session session;
        readonly Thread thread;
        readonly byte[] hash = new byte[32], salt = new byte[16], box = new byte[130 + Personal.Length];
        long position;

        public PlainWriter(string path)
        {
            database = new Database(path);
            session = database.OpenWrite();
            session.Script(Tongzheng.Journals.Store.Schema.Tables(session.Dialect));
            session.Script(new Cases().Schema(session.Dialect));
            thread = new Thread(Work) { IsBackground = true };
            thread.Start();
        }

        public Task Submit()
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Writer.TryWrite(done);
            return done.Task;
        }

        public async ValueTask DisposeAsync()
        {
            waiting.Writer.Complete();
            thread.Join();
            session.Dispose();
            await database.DisposeAsync();
        }

        void Work()
        {
            var batch = new List<TaskCompletionSource>();
            while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                batch.Clear();
                while (batch.Count < 512 && waiting.Reader.TryRead(out var next))
                    batch.Add(next);
                session.Begin();
                foreach (var _ in batch)
                    Write();
                session.Commit();
                foreach (var done in batch)
                    done.SetResult();
            }
        }

        void Write()
        {
            var id = Guid.CreateVersion7().ToString("N");
            var stream = "case/" + id;
            Fact(stream, 1, "case.opened", Opened, box);
            Fact(stream, 2, "task.opened", Task_, null);
            Fact(stream, 3, "clock.started", Started, null);
            session.Execute("INSERT INTO journal_answer (jurisdiction, key, digest, first, last, answer, seal) VALUES (@jurisdiction, @key, @digest, @first, @last, @answer, @seal)",
                ("@jurisdiction", "590100"), ("@key", id), ("@digest", hash), ("@first", position - 2), ("@last", position), ("@answer", Started), ("@seal", hash));
        }

        void Fact(string stream, long version, string kind, byte[] payload, byte[]? personal)
        {
            var time = DateTimeOffset.UtcNow;
            session.Execute("""
                INSERT INTO journal_fact (jurisdiction, position, time, kind, stream, version, salt, payload, personal, leaf)
                VALUES (@jurisdiction, @position, @time, @kind, @stream, @version, @salt, @payload, @personal, @leaf)
                """,
                ("@jurisdiction", "590100"), ("@position", ++position), ("@time", time.UtcTicks), ("@kind", kind), ("@stream", stream),
                ("@version", version), ("@salt", salt), ("@payload", payload), ("@personal", personal), ("@leaf", hash));
            session.Execute(Cases.Insert,
                ("@jurisdiction", "590100"), ("@stream", stream), ("@version", version), ("@kind", kind), ("@time", time));
        }
    }
}
