using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;

namespace Tongzheng.Tests.Journals;

/// <summary>
/// What is committed and not yet synced can be decided upon and is told to nobody; a sync that failed is believed, and is
/// not tried again.
/// </summary>
public sealed class FlushTests
{
    // Long enough for what would come too early to come.
    static readonly TimeSpan AWhile = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task An_append_whose_sync_has_not_returned_is_told_to_nobody()
    {
        await using var place = new SqlitePlace();
        var disk = new HeldDisk();
        await using var journal = await Journal.Open(place.Options with { Around = disk.Around });
        await journal.Append(Some.Licence("k1", "JY1"));
        var open = journal.Public(Some.City);
        Assert.True(journal.Durable().IsCompleted);

        disk.Hold();
        var append = journal.Append(Some.Licence("k2", "JY2")).AsTask();
        await disk.Syncing;

        Assert.Single(await journal.ReadStream(Some.City, "licence/k2").ToListAsync());
        var (size, found, note, receipt) = (journal.Size(Some.City).AsTask(), journal.FindAnswer(Some.City, "k2").AsTask(), open.Checkpoint().AsTask(), open.Receipt(2).AsTask());
        var followed = journal.Follow(Some.City, 1).FirstAsync().AsTask();
        var (tile, read) = (open.Find("tile/0/000.p/2").AsTask(), journal.Read(Some.City, 2).AsTask());
        var backup = journal.Backup(Path.Combine(place.Folder, "backup"));
        Task[] told = [append, size, found, note, receipt, followed, tile, read, backup, journal.Durable()];
        await Task.Delay(AWhile);
        Assert.All(told, task => Assert.False(task.IsCompleted));
        Assert.False(File.Exists(Path.Combine(place.Folder, "backup", "journal.db")));

        disk.LetGo();
        await Task.WhenAll(told);
        Assert.Equal((2, 2, 2), (await size, (await note).Size, (await followed).Position));
        Assert.Equal(2, Assert.IsType<Appended>(await append).LastPosition);
    }

    [Fact]
    public async Task An_answer_over_http_leaves_when_what_it_may_tell_of_is_on_disk()
    {
        await using var place = new SqlitePlace();
        var disk = new HeldDisk();
        await using var journal = await Journal.Open(place.Options with { Around = disk.Around });
        await journal.Append(Some.Licence("k1", "JY1"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Use(new DurableAnswers(journal).Wait);
        app.MapGet("/", async () => await journal.ReadStream(Some.City, "licence/k2").CountAsync());
        await app.StartAsync();
        using var client = new HttpClient();
        Assert.Equal("0", await client.GetStringAsync(app.Urls.Single()));

        disk.Hold();
        var append = journal.Append(Some.Licence("k2", "JY2")).AsTask();
        await disk.Syncing;
        var answer = client.GetStringAsync(app.Urls.Single());
        await Task.Delay(AWhile);
        Assert.False(answer.IsCompleted);

        disk.LetGo();
        Assert.Equal("1", await answer);
        await append;
    }

    [Fact]
    public async Task The_next_batch_is_written_while_one_is_synced_and_refusals_wait_for_what_they_tell_of()
    {
        await using var place = new SqlitePlace();
        var disk = new HeldDisk();
        await using var journal = await Journal.Open(place.Options with { Around = disk.Around });
        await journal.Append(Some.Licence("k1", "JY1"));
        disk.Hold();
        var first = journal.Append(Some.Licence("k2", "JY2")).AsTask();
        await disk.Syncing;

        var later = new[] { journal.Append(Some.Licence("k3", "JY3")).AsTask(), journal.Append(Some.Licence("k4", "JY2")).AsTask(), journal.Append(Some.Licence("k2", "JY2")).AsTask() };
        while (await journal.ReadStream(Some.City, "licence/k3").CountAsync() == 0)
            await Task.Delay(1);
        await Task.Delay(AWhile);
        Assert.All(later.Append(first), task => Assert.False(task.IsCompleted));

        disk.LetGo();
        Assert.IsType<Appended>(await first);
        Assert.IsType<Appended>(await later[0]);
        Assert.IsType<Refused>(await later[1]);
        Assert.True(Assert.IsType<Appended>(await later[2]).Repeated);
    }

    [Fact]
    public async Task Full_batches_are_written_however_long_a_sync_takes()
    {
        const int callers = 400, several = 250;         // more than two batches hold
        await using var place = new SqlitePlace();
        var disk = new HeldDisk();
        using var haveCome = new ManualResetEventSlim();
        await using var journal = await Journal.Open(place.Options with { Around = disk.Around });
        await journal.Append(Some.Licence("k0", "JY0"));
        disk.OnCommit = haveCome.Wait;
        disk.Hold();
        var first = journal.Append(Some.Licence("k1", "JY1")).AsTask();
        var others = Enumerable.Range(2, callers).Select(i => journal.Append(Some.Licence($"k{i}", $"JY{i}")).AsTask()).ToList();
        await Task.Delay(AWhile);
        haveCome.Set();
        await disk.Syncing;

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var end = patience.Token.Register(disk.LetGo);
        while (journal.Query("SELECT count(*) FROM journal_answer", row => row.Integer(0))[0] < several)
            await Task.Delay(1, patience.Token);
        Assert.All(others.Append(first), task => Assert.False(task.IsCompleted));

        disk.LetGo();
        Assert.All(await Task.WhenAll(others), outcome => Assert.IsType<Appended>(outcome));
    }

    [Fact]
    public async Task A_sync_that_fails_leaves_its_appends_in_doubt_and_stops_writing_until_the_journal_is_opened_anew()
    {
        await using var place = new SqlitePlace();
        var disk = new HeldDisk();
        await using (var journal = await Journal.Open(place.Options with { Around = disk.Around }))
        {
            await journal.Append(Some.Licence("k1", "JY1"));
            disk.Hold();
            var failing = journal.Append(Some.Licence("k2", "JY2")).AsTask();
            await disk.Syncing;
            var behind = journal.Append(Some.Licence("k3", "JY3")).AsTask();
            var told = journal.Public(Some.City).Checkpoint().AsTask();
            await Task.Delay(AWhile);
            disk.Fails = true;
            disk.LetGo();

            var doubt = await Assert.ThrowsAsync<JournalException>(() => failing);
            Assert.Equal(JournalException.InDoubt, doubt.Code);
            Assert.Contains("repeat with the same key", doubt.Message);
            Assert.Equal(JournalException.InDoubt, (await Assert.ThrowsAsync<JournalException>(() => behind)).Code);
            await Assert.ThrowsAsync<JournalException>(() => told);
            disk.Fails = false;
            var syncs = disk.Syncs;
            var stopped = await Assert.ThrowsAsync<JournalException>(async () => await journal.Append(Some.Licence("k4", "JY4")));
            Assert.Equal(JournalException.Failed, stopped.Code);
            Assert.StartsWith("Nothing was written: the journal takes no facts until it is opened anew.", stopped.Message);
            await Assert.ThrowsAsync<JournalException>(journal.Durable);
            await Assert.ThrowsAsync<JournalException>(async () => await journal.Size(Some.City));
            Assert.Equal(syncs, disk.Syncs);
        }
        await using var again = await place.Open();
        foreach (var number in new[] { 1, 2, 3, 4 })
            Assert.IsType<Appended>(await again.Append(Some.Licence($"k{number}", $"JY{number}")));
        Assert.Equal(4, await again.Size(Some.City));
        Assert.Empty((await again.Verify()).Findings);
    }

    [Fact]
    public async Task A_file_that_cannot_be_synced_when_the_log_is_copied_back_stops_writing_and_the_log_keeps_all()
    {
        await using var place = new SqlitePlace();
        var disk = new HeldDisk();
        await using (var journal = await Journal.Open(place.Options with { Around = disk.Around }))
        {
            await journal.Append(Some.Licence("k1", "JY1"));
            disk.OnCommit = () => throw new StoreException(StoreFault.Unsynced, "The disk is gone.");
            Assert.Equal(JournalException.InDoubt, (await Assert.ThrowsAsync<JournalException>(async () => await journal.Append(Some.Licence("k2", "JY2")))).Code);
            disk.OnCommit = () => { };
            var stopped = await Assert.ThrowsAsync<JournalException>(async () => await journal.Append(Some.Licence("k3", "JY3")));
            Assert.Equal(JournalException.Failed, stopped.Code);
            await Assert.ThrowsAsync<JournalException>(journal.Durable);
            Assert.True(disk.LogIsKept);
        }
        await using var again = await place.Open();
        Assert.True(Assert.IsType<Appended>(await again.Append(Some.Licence("k2", "JY2"))).Repeated);
        Assert.False(Assert.IsType<Appended>(await again.Append(Some.Licence("k3", "JY3"))).Repeated);
        Assert.Empty((await again.Verify()).Findings);
    }

    [Fact]
    public async Task What_a_crash_left_in_the_log_is_in_the_file_before_the_first_answer()
    {
        await using var place = new SqlitePlace();
        var (crashed, file) = (Path.Combine(place.Folder, "crashed"), Path.Combine(place.Folder, "file"));
        var disk = new HeldDisk();
        await using (var journal = await Journal.Open(place.Options with { Around = disk.Around }))
        {
            await journal.Append(Some.Licence("k1", "JY1"));
            disk.Hold();
            var append = journal.Append(Some.Licence("k2", "JY2")).AsTask();
            await disk.Syncing;
            Copy(place.Folder, crashed, "journal.db", "journal.db-wal", "keys");
            disk.LetGo();
            await append;
        }
        var options = place.Options with { Database = Path.Combine(crashed, "journal.db"), Keys = Path.Combine(crashed, "keys", "keys.db") };
        await using (var journal = await Journal.Open(options))
            Copy(crashed, file, "journal.db", "keys");

        await using var alone = await Journal.Open(options with { Database = Path.Combine(file, "journal.db"), Keys = Path.Combine(file, "keys", "keys.db") });
        Assert.Equal(2, await alone.Size(Some.City));
        Assert.Empty((await alone.Verify()).Findings);
    }

    [Fact]
    public async Task The_log_begins_anew_again_and_again_under_constant_load_and_readers()
    {
        const int payload = 250_000, most = 20 * CopyBack.LongLog / (payload / 4096);
        await using var place = new SqlitePlace();
        await using var journal = await Journal.Open(place.Options with { Models = [] });
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var connection = journal.OpenRead();
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT count(*) FROM journal_answer";
                command.ExecuteScalar();
            }
        })).ToArray();
        var big = Some.Json(new string('x', payload));
        var (next, beginnings, last) = (0, -1, 0u);
        while (beginnings < 3)
        {
            Assert.True(next < most, $"The log began anew {beginnings} times in {next} appends.");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => Assert.IsType<Appended>(await journal.Append(Append($"{Interlocked.Increment(ref next)}")))));
            if (Beginning(journal.Database.FilePath + "-wal") is var now && now != last)
                (last, beginnings) = (now, beginnings + 1);
        }
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(next, await journal.Size(Some.City));
        Assert.Empty((await journal.Verify()).Findings);

        Append Append(string key) => new()
        {
            Jurisdiction = Some.City,
            Key = key,
            Time = Some.Noon,
            Streams = [new StreamAppend("case/" + key, StreamAppend.New, [new NewFact("case.opened", big)])],
        };
    }

    // SQLite counts in the log's header how often it began anew.
    static uint Beginning(string log)
    {
        using var file = File.OpenHandle(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> count = stackalloc byte[sizeof(uint)];
        return RandomAccess.Read(file, count, 12) == count.Length ? BinaryPrimitives.ReadUInt32BigEndian(count) : 0;
    }

    // By another process: one that closes a database file gives up the locks that SQLite holds on it.
    static void Copy(string from, string to, params string[] names)
    {
        Directory.CreateDirectory(to);
        using var copy = Process.Start("cp", ["-r", .. names.Select(name => Path.Combine(from, name)), to]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }
}

/// <summary>A disk whose syncs can be held, and let fail.</summary>
sealed class HeldDisk
{
    readonly ManualResetEventSlim isFree = new(true);
    TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Syncs { get; private set; }

    public bool Fails { get; set; }

    /// <summary>What comes behind a commit.</summary>
    public Action OnCommit { get; set; } = () => { };

    public bool LogIsKept { get; private set; }

    /// <summary>Completes when a sync is under way.</summary>
    public Task Syncing => reached.Task;

    public void Hold()
    {
        reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        isFree.Reset();
    }

    public void LetGo() => isFree.Set();

    public Session Around(Session session) => new Holding(session, this, session.Connection.DataSource);

    sealed class Holding(Session inner, HeldDisk disk, string path) : Through(inner)
    {
        public override CommitLog? OpenLog()
        {
            using var real = base.OpenLog();
            return real is null ? null : new HeldLog(disk, path + "-wal");
        }

        public override void Commit()
        {
            base.Commit();
            disk.OnCommit();
        }

        public override void KeepLog()
        {
            disk.LogIsKept = true;
            base.KeepLog();
        }
    }

    sealed class HeldLog(HeldDisk disk, string path) : CommitLog(path)
    {
        public override void Sync()
        {
            disk.reached.TrySetResult();
            disk.isFree.Wait();
            disk.Syncs++;
            if (disk.Fails)
                throw new IOException("The disk is gone.");
            base.Sync();
        }
    }
}
