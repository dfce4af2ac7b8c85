using System.Text;
using Tongzheng.Journals;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Tests.Journals;

/// <summary>A forgotten person is in no byte of any file, and every proof still verifies.</summary>
public sealed class ForgetTests : IAsyncLifetime
{
    const string Name = "欧阳䶮㐂";

    readonly SqlitePlace place = new();
    Journal journal = null!;

    public async ValueTask InitializeAsync() => journal = await place.Open();

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        await place.DisposeAsync();
    }

    [Fact]
    public async Task A_forgotten_name_is_in_no_byte_and_every_proof_still_verifies()
    {
        await journal.Append(Some.Licence("k1", "JY1", "person/1", Name));
        await journal.Append(Some.Licence("k2", "JY2", "person/2", "周晓禾"));
        var open = journal.Public(Some.City);
        var before = await open.Checkpoint();
        Assert.True(Holds(Name), "the register holds the name before");

        Assert.True(await journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { basis = "申请人要求" })));

        Assert.False(Holds(Name));
        Assert.True(Holds("周晓禾"));
        Assert.Empty((await journal.Read(Some.City, 1))!.Personal);
        Assert.Single((await journal.Read(Some.City, 2))!.Personal);
        Assert.Equal(("subject.forgotten", "subject/person/1"), ((await journal.Read(Some.City, 3))!.Kind, (await journal.Read(Some.City, 3))!.Stream));
        var after = await open.Checkpoint();
        Assert.True(Proof.VerifyConsistency(before.Size, before.Root, after.Size, after.Root, open.ConsistencyProof(before.Size, after.Size)));
        Assert.Empty((await journal.Verify()).Findings);
        Assert.False(await journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { })));
    }

    [Fact]
    public async Task A_rebuild_after_forgetting_yields_the_same_gap()
    {
        await journal.Append(Some.Licence("k1", "JY1", "person/1", Name));
        await journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { }));

        await journal.Rebuild();

        Assert.False(Holds(Name));
        Assert.Empty((await journal.Verify()).Findings);
    }

    [Fact]
    public async Task A_person_who_comes_back_is_remembered_from_then_on()
    {
        await journal.Append(Some.Licence("k1", "JY1", "person/1", Name));
        await journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { }));

        await journal.Append(Some.Licence("k2", "JY2", "person/1", Name));

        Assert.Empty((await journal.Read(Some.City, 1))!.Personal);
        Assert.Single((await journal.Read(Some.City, 3))!.Personal);
        Assert.Empty((await journal.Verify()).Findings);
    }

    [Fact]
    public async Task A_forgetting_that_a_crash_interrupted_is_finished_when_the_journal_opens()
    {
        await journal.Append(Some.Licence("k1", "JY1", "person/1", Name));
        await journal.DisposeAsync();
        await using (var keys = new KeyStore(place.Options.Keys))
            Assert.NotNull(keys.Wipe(Some.City, "person/1"));      // the crash comes right after the first step
        Assert.True(Holds(Name));

        journal = await place.Open();

        Assert.False(Holds(Name));
        Assert.Equal(2, await journal.Size(Some.City));
        Assert.Empty((await journal.Verify()).Findings);
    }

    [Fact]
    public async Task Appends_that_meet_a_forgetting_are_either_forgotten_or_refused()
    {
        for (var round = 0; round < 10; round++)
        {
            await journal.Append(Some.Licence($"first{round}", $"A{round}", "person/1", Name));
            var appends = Enumerable.Range(0, 20).Select(i => Try(Some.Licence($"k{round}-{i}", $"B{round}-{i}", "person/1", Name))).ToList();
            await journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { }));
            await Task.WhenAll(appends);
            await journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { }));
            Assert.False(Holds(Name));
        }
        Assert.Empty((await journal.Verify()).Findings);
    }

    async Task Try(Append append)
    {
        try
        {
            await journal.Append(append);
        }
        catch (JournalException refused) when (refused.Code == JournalException.BeingForgotten)
        {
        }
    }

    bool Holds(string text) => Directory.GetFiles(place.Folder, "*", SearchOption.AllDirectories)
        .Any(file => Bytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
