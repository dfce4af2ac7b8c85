using System.Data.Common;
using Tongzheng.Journals;
using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Tests.Journals;

/// <summary>The contract that holds on SQLite.</summary>
public sealed class SqliteContract : Contract<SqlitePlace>;

/// <summary>The same contract on PostgreSQL.</summary>
public sealed class PostgresContract : Contract<PostgresPlace>
{
    [Fact]
    public async Task Two_processes_share_one_journal_without_gap_or_loss()
    {
        await using var other = await Place.Open();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            (i % 2 == 0 ? Journal : other).Append(Some.Licence($"k{i}", $"JY{i}", $"person/{i % 7}")).AsTask()));

        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), outcomes.Cast<Appended>().Select(a => a.FirstPosition).Order());
        Assert.Empty((await other.Verify()).Findings);
    }

    [Fact]
    public async Task A_subject_forgotten_by_one_process_is_forgotten_in_the_other()
    {
        await using var other = await Place.Open();
        await Journal.Append(Some.Licence("k1", "JY1"));
        Assert.Single((await other.Read(Some.City, 1))!.Personal);

        await Journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { }));

        Assert.Empty((await other.Read(Some.City, 1))!.Personal);
    }
}

/// <summary>What every store must keep.</summary>
public abstract class Contract<TPlace> : IAsyncLifetime where TPlace : Place, new()
{
    TPlace place = null!;
    Journal journal = null!;

    protected TPlace Place => place;

    protected Journal Journal => journal;

    public async ValueTask InitializeAsync()
    {
        place = new TPlace();
        journal = await place.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        await place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_appended_fact_is_read_back_with_its_personal_text()
    {
        var outcome = await journal.Append(Some.Licence("k1", "JY1"));

        var appended = Assert.IsType<Appended>(outcome);
        Assert.Equal((1, 1, false), (appended.FirstPosition, appended.LastPosition, appended.Repeated));
        var fact = Assert.IsType<RecordedFact>(await journal.Read(Some.City, 1));
        Assert.Equal(("licence.issued", "licence/k1", 1, Some.Noon.ToUniversalTime()), (fact.Kind, fact.Stream, fact.Version, fact.Time));
        Assert.Equal("""{"number":"JY1","holder":"person/1"}""", Some.Text(fact.Payload));
        Assert.Equal("""{"name":"林晚晴"}""", Some.Text(Assert.Single(fact.Personal).Json));
        Assert.Null(await journal.Read(Some.City, 2));
    }

    [Fact]
    public async Task A_retry_is_given_the_first_answer_and_writes_nothing()
    {
        await journal.Append(Some.Licence("k1", "JY1"));

        var again = Assert.IsType<Appended>(await journal.Append(Some.Licence("k1", "JY1")));

        Assert.True(again.Repeated);
        Assert.Equal("""{"number":"JY1"}""", Some.Text(again.Answer));
        Assert.Equal(1, await journal.Size(Some.City));
        Assert.Equal(again.LastPosition, (await journal.FindAnswer(Some.City, "k1"))?.LastPosition);
        Assert.Null(await journal.FindAnswer(Some.City, "k2"));
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_refused()
    {
        await journal.Append(Some.Licence("k1", "JY1"));

        Assert.Equal(new KeyReused("k1"), await journal.Append(Some.Licence("k1", "JY2")));
        Assert.IsType<KeyReused>(await journal.Append(Some.Licence("k1", "JY1", name: "林晚霞")));
    }

    [Fact]
    public async Task A_retry_that_names_its_request_may_come_with_other_ids_and_times()
    {
        var request = Some.Json("POST /cases");
        await journal.Append(Some.Licence("k1", "JY1") with { Request = request });

        var again = await journal.Append(Some.Licence("k1", "JY2", stream: "licence/other") with { Request = request, Time = Some.Noon.AddDays(1) });

        Assert.True(Assert.IsType<Appended>(again).Repeated);
        Assert.IsType<KeyReused>(await journal.Append(Some.Licence("k1", "JY1") with { Request = Some.Json("POST /drafts") }));
    }

    [Fact]
    public async Task An_append_decided_upon_an_old_version_is_a_conflict()
    {
        await journal.Append(Some.Licence("k1", "JY1", stream: "licence/1"));

        Assert.Equal(new VersionConflict("licence/1", 1), await journal.Append(Some.Licence("k2", "JY2", stream: "licence/1")));
        Assert.Equal(1, await journal.Size(Some.City));
    }

    [Fact]
    public async Task A_unique_or_check_constraint_refuses_by_name_and_leaves_nothing()
    {
        await journal.Append(Some.Licence("k1", "JY1"));

        Assert.Equal(new Refused("register_licence_number"), await journal.Append(Some.Licence("k2", "JY1")));
        Assert.Equal(new Refused("register_licence_pkey"), await journal.Append(Some.Licence("k3", "JY3", stream: "licence/k1", expected: StreamAppend.Any)));
        Assert.Equal(new Refused("register_number_form"), await journal.Append(Some.Licence("k4", "a number longer than twenty")));
        Assert.Equal(1, await journal.Size(Some.City));
        Assert.Null(await journal.FindAnswer(Some.City, "k2"));
    }

    [Fact]
    public async Task One_refusal_never_fails_its_neighbours()
    {
        await journal.Append(Some.Licence("k0", "JY0"));

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 200).Select(i =>
            journal.Append(Some.Licence($"k{i}", i % 10 == 0 ? "JY0" : $"JY{i}", $"person/{i}")).AsTask()));

        Assert.Equal(20, outcomes.Count(o => o is Refused));
        Assert.Equal(Enumerable.Range(2, 180).Select(i => (long)i), outcomes.OfType<Appended>().Select(a => a.FirstPosition).Order());
        Assert.Equal(181, Count("SELECT count(*) FROM register_licence"));
    }

    [Fact]
    public async Task A_journal_of_600_facts_opens_again_and_goes_on()
    {
        for (var i = 0; i < 600; i += 60)
            await Task.WhenAll(Enumerable.Range(i, 60).Select(n => journal.Append(Some.Licence($"k{n}", $"JY{n}")).AsTask()));
        await journal.DisposeAsync();

        journal = await place.Open();

        Assert.Equal(601, Assert.IsType<Appended>(await journal.Append(Some.Licence("next", "JY600"))).FirstPosition);
    }

    [Fact]
    public async Task Each_jurisdiction_has_its_own_positions()
    {
        var outcomes = await Task.WhenAll(
            journal.Append(Some.Licence("k1", "JY1")).AsTask(), journal.Append(Some.Licence("k1", "JY1", jurisdiction: "590200")).AsTask());

        Assert.All(outcomes, outcome => Assert.Equal(1, Assert.IsType<Appended>(outcome).FirstPosition));
        Assert.Equal([Some.City, "590200"], await journal.Jurisdictions());
    }

    [Fact]
    public async Task A_follower_sees_the_past_and_then_each_new_fact()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await journal.Append(Some.Licence("k1", "JY1"));
        var seen = new List<long>();

        await foreach (var fact in journal.Follow(Some.City, 0, stop.Token))
        {
            seen.Add(fact.Position);
            if (fact.Position < 3)
                await journal.Append(Some.Licence($"more{fact.Position}", $"JY-{fact.Position}"));
            if (fact.Position == 3)
                break;
        }

        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public async Task Everything_verifies_and_a_row_that_differs_is_named_and_mended_by_rebuilding()
    {
        for (var i = 0; i < 20; i++)
            await journal.Append(Some.Licence($"k{i}", $"JY{i}"));
        Assert.Equal((20, 0), ((await journal.Verify()).Facts, (await journal.Verify()).Findings.Count));

        Change("UPDATE register_licence SET name = 'somebody else' WHERE stream = 'licence/k7'");
        Change("DELETE FROM register_licence WHERE stream = 'licence/k8'");

        var findings = (await journal.Verify()).Findings;
        Assert.Equal(["register_licence (590100, licence/k7)", "register_licence (590100, licence/k8)"], findings.Select(f => f.Where));
        Assert.All(findings, finding => Assert.Equal(Part.ReadModel, finding.Part));
        var progress = new List<Progress>();
        await journal.Rebuild(progress.Add);
        Assert.Equal(20, progress[^1].Done);
        Assert.Empty((await journal.Verify()).Findings);
        Assert.Equal(21, Assert.IsType<Appended>(await journal.Append(Some.Licence("next", "JY20"))).LastPosition);
        Assert.Equal(21, Count("SELECT count(*) FROM register_licence"));
    }

    [Fact]
    public async Task A_rebuild_loses_nothing_that_is_appended_meanwhile()
    {
        for (var i = 0; i < 300; i += 100)
            await Task.WhenAll(Enumerable.Range(i, 100).Select(n => journal.Append(Some.Licence($"k{n}", $"JY{n}")).AsTask()));
        var appends = Task.Run(async () =>
        {
            for (var i = 300; i < 400; i++)
                Assert.IsType<Appended>(await journal.Append(Some.Licence($"k{i}", $"JY{i}")));
        });
        for (var i = 0; i < 5; i++)
            await journal.Rebuild();
        await appends;

        Assert.Equal(400, Count("SELECT count(*) FROM register_licence"));
        Assert.Empty((await journal.Verify()).Findings);
    }

    [Fact]
    public async Task A_read_model_of_another_version_is_rebuilt_when_the_journal_opens()
    {
        await journal.Append(Some.Licence("k1", "JY1"));
        await journal.DisposeAsync();
        Change("UPDATE journal_model SET version = 99");
        Change("DELETE FROM register_licence");

        journal = await place.Open();

        Assert.Equal(1, Count("SELECT count(*) FROM register_licence"));
        Assert.Equal(1, Count("SELECT version FROM journal_model"));
    }

    [Fact]
    public async Task An_altered_entry_is_refused_when_read_named_by_verify_and_stops_writing()
    {
        for (var i = 0; i < 5; i++)
            await journal.Append(Some.Licence($"k{i}", $"JY{i}"));
        Change("UPDATE journal_fact SET payload = salt WHERE position = 3");

        var refused = await Assert.ThrowsAsync<JournalException>(async () => await journal.Read(Some.City, 3));

        Assert.Equal(JournalException.Damaged, refused.Code);
        Assert.Contains("position 3 of journal 590100", refused.Message);
        Assert.Contains((await journal.Verify()).Findings, finding => finding is { Part: Part.Entry, Where: "position 3" });
        var stopped = await Assert.ThrowsAsync<JournalException>(async () => await journal.Append(Some.Licence("next", "JYN")));
        Assert.Equal(JournalException.Damaged, stopped.Code);
        Assert.Contains("position 3", stopped.Message);
        Assert.IsType<Appended>(await journal.Append(Some.Licence("next", "JYN", jurisdiction: "590200")));
        await journal.DisposeAsync();
        journal = await place.Open();
        Assert.Contains("position 3", journal.FindDamage(Some.City));
    }

    [Fact]
    public async Task An_entry_altered_together_with_its_leaf_is_named_when_the_journal_opens_and_by_verify()
    {
        for (var i = 0; i < 5; i++)
            await journal.Append(Some.Licence($"k{i}", $"JY{i}"));
        var forged = Hash.Leaf(Entry.Bytes(Some.City, 5, Some.Noon, "licence.revoked", Hash.Empty)).ToArray();
        await journal.DisposeAsync();
        Change($"UPDATE journal_fact SET leaf = {(journal.Dialect.IsPostgres ? $"'\\x{Convert.ToHexString(forged)}'" : $"x'{Convert.ToHexString(forged)}'")} WHERE position = 5");

        journal = await place.Open();

        Assert.Contains("does not have the root that was signed", journal.FindDamage(Some.City));
        Assert.Contains((await journal.Verify()).Findings, finding => finding.Part is Part.Entry or Part.Tree);
    }

    [Theory]
    [InlineData("UPDATE journal_answer SET last = last + 1 WHERE key = 'k2'")]
    [InlineData("UPDATE journal_answer SET key = 'k9' WHERE key = 'k2'")]
    [InlineData("UPDATE journal_answer SET jurisdiction = '990100' WHERE key = 'k2'")]
    [InlineData("DELETE FROM journal_answer WHERE key = 'k2'")]
    public async Task An_answer_that_was_altered_moved_or_taken_away_is_named_by_verify(string change)
    {
        for (var i = 0; i < 5; i++)
            await journal.Append(Some.Licence($"k{i}", $"JY{i}"));
        Change(change);

        Assert.All((await journal.Verify()).Findings, finding => Assert.Equal(Part.Answer, finding.Part));
        Assert.NotEmpty((await journal.Verify()).Findings);
    }

    [Fact]
    public async Task A_forgotten_subject_leaves_a_gap_that_replay_yields_too()
    {
        await journal.Append(Some.Licence("k1", "JY1"));
        await journal.Append(Some.Licence("k2", "JY2", "person/2"));

        Assert.True(await journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { })));

        Assert.Equal(1, Count("SELECT count(*) FROM register_licence WHERE name IS NULL"));
        Assert.Empty((await journal.Read(Some.City, 1))!.Personal);
        Assert.Empty((await journal.Verify()).Findings);
        await journal.Rebuild();
        Assert.Equal(1, Count("SELECT count(*) FROM register_licence WHERE name IS NULL"));
    }

    [Fact]
    public async Task A_read_model_that_throws_fails_its_own_append_only()
    {
        var bad = Some.Licence("bad", "JYB");
        bad = bad with { Streams = [bad.Streams[0] with { Facts = [new NewFact("licence.issued", "{}"u8.ToArray())] }] };

        var outcomes = new[] { journal.Append(Some.Licence("k1", "JY1")).AsTask(), journal.Append(bad).AsTask(), journal.Append(Some.Licence("k2", "JY2")).AsTask() };

        await Assert.ThrowsAsync<KeyNotFoundException>(() => outcomes[1]);
        Assert.IsType<Appended>(await outcomes[0]);
        Assert.IsType<Appended>(await outcomes[2]);
        Assert.Equal(2, await journal.Size(Some.City));
    }

    [Fact]
    public async Task What_is_acknowledged_is_provable_by_an_outsider()
    {
        for (var i = 0; i < 300; i += 50)
            await Task.WhenAll(Enumerable.Range(i, 50).Select(n => journal.Append(Some.Licence($"k{n}", $"JY{n}")).AsTask()));
        var open = journal.Public(Some.City);
        var early = await open.Checkpoint();

        for (var i = 300; i < 310; i++)
        {
            var position = Assert.IsType<Appended>(await journal.Append(Some.Licence($"k{i}", $"JY{i}"))).FirstPosition;
            var receipt = await open.Receipt(position);
            Assert.True(VerifyReceipt(receipt, open.Key, Leaf(await open.Find(Bundle(position)), position)), receipt);
        }

        var late = await open.Checkpoint();
        Assert.Equal((300, 310), (early.Size, late.Size));
        Assert.True(Proof.VerifyConsistency(early.Size, early.Root, late.Size, late.Root, open.ConsistencyProof(early.Size, late.Size)));
        Assert.Equal(8192, (await open.Find("tile/0/000"))?.Bytes.Length);
        Assert.Equal(54 * 32, (await open.Find("tile/0/001.p/54"))?.Bytes.Length);
        Assert.Equal(32, (await open.Find("tile/1/000.p/1"))?.Bytes.Length);
        Assert.Null(await open.Find("tile/0/001.p/55"));
        Assert.Null(await open.Find("tile/0/001"));
        Assert.Null(await open.Find("tile/1/000.p/2"));
        Assert.Null(await open.Find("tile/entries/001"));
        Assert.Null(await open.Find("../keys.db"));
        Assert.EndsWith(await open.Note(), await open.Receipt(1));
    }

    static string Bundle(long position) => new TilePath(TilePath.Entries, (position - 1) / 256, (int)((position - 1) % 256) + 1).ToString();

    static Hash Leaf(Published? bundle, long position)
    {
        var rest = Assert.IsType<Published>(bundle).Bytes.AsSpan();
        for (var i = 0; i < (position - 1) % 256; i++)
            rest = rest[(2 + ((rest[0] << 8) | rest[1]))..];
        return Hash.Leaf(rest[2..]);
    }

    static bool VerifyReceipt(string receipt, VerifierKey key, Hash leaf)
    {
        var split = receipt.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = receipt[..split].Split('\n');
        var note = SignedNote.Parse(receipt[(split + 2)..]);
        var checkpoint = Checkpoint.Parse(note?.Text ?? "");
        return lines[0] == "c2sp.org/tlog-proof@v1" && note is not null && checkpoint is not null && key.Verifies(note)
            && Proof.VerifyInclusion(leaf, long.Parse(lines[1]["index ".Length..], null), checkpoint.Size,
                [.. lines[2..].Select(line => new Hash(Convert.FromBase64String(line)))], checkpoint.Root);
    }

    // As somebody with access to the database would, past the journal.
    void Change(string sql)
    {
        var database = new Database(place.Options.Database);
        using var session = database.OpenWrite();
        Assert.True(session.Execute(sql) > 0, sql);
    }

    long Count(string sql)
    {
        using DbConnection connection = journal.OpenRead();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }
}
