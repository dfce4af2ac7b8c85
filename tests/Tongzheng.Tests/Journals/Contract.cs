using System.Data.Common;
using Tongzheng.Journals;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Tests.Journals;

/// <summary>The contract that holds on SQLite.</summary>
public sealed class SqliteContract : Contract<SqlitePlace>;

/// <summary>What every store must keep.</summary>
public abstract class Contract<TPlace> : IAsyncLifetime where TPlace : Place, new()
{
    TPlace place = null!;
    Journal journal = null!;

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

    long Count(string sql)
    {
        using DbConnection connection = journal.OpenRead();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }
}
