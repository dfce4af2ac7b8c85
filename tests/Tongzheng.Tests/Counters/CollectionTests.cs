using System.Net;
using Dapper;
using Tongzheng.Journals;
using Tongzheng.Exchange;
using Tongzheng.Store;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Counters;

/// <summary>A counter of 澜阳区 takes an application in that 霁安县 decides (异地代收代办).</summary>
[Collection(OneHall.Name)]
public sealed class CollectionTests(NodeFixture fixture)
{
    const string Collecting = "590102", Competent = "590121";

    readonly RunningNode node = fixture.Node;

    [Fact]
    public async Task The_case_is_opened_in_the_competent_government_and_both_journals_say_who_holds_what()
    {
        var counter = await Counter();
        var person = (await node.As("jike-amu")).Person; // lives in 霁安县
        var (card, paper) = (await counter.Upload(Collecting, "身份证.pdf", Some.Pdf, person), await counter.Upload(Collecting, "证明.pdf", Some.Pdf, person));
        var application = new { matter = "unemployment-registration", onBehalfOf = person, at = Competent, proof = "本人到窗口；核验了居民身份证原件。", originals = "户口簿1本", answers = Answers(card, paper) };
        var before = await Sizes();
        var opened = (await counter.Post("/api/cases", application, "collect-1")).Ok();
        var after = await Sizes();
        Assert.Equal(opened.Text, (await counter.Post("/api/cases", application, "collect-1")).Ok().Text); // a retry is the same act in both
        Assert.Equal(after, await Sizes());
        Assert.Equal(before.Collecting + 3, after.Collecting); // sent, delivered, and the result of the instant decision: nothing of the case itself
        var id = opened.Body.GetProperty("case").GetString() ?? "";

        var sent = Assert.Single(await Facts<MessageSent>(Collecting), fact => fact.Subject == person);
        var handed = Assert.Single(await Facts<MessageDelivered>(Collecting), fact => fact.Message == sent.Message);
        var arrived = Assert.Single(await Facts<MessageReceived>(Competent), fact => fact.Message == sent.Message);
        Assert.Equal(Competent, sent.To);
        Assert.Equal("户口簿1本", arrived.Originals);
        Assert.Equal(id, handed.Case);
        Assert.Equal((id, Collecting), (arrived.Case, arrived.From));
        Assert.Equal(sent.Files?.Select(file => file.Hash), arrived.Hashes);
        Assert.Equal(arrived.Hashes, handed.Hashes);
        Assert.Equal((sent.By, sent.Post), (arrived.By, arrived.Post)); // who handed it over

        var today = (await counter.Get("/api/counter/cases")).Ok().Body.EnumerateArray().First(line => line.GetProperty("href").GetString() == $"/cases/{id}/receipt");
        Assert.Equal("霁安县", today.GetProperty("place").GetString());
        Assert.Equal("已转交，结果已回传", today.GetProperty("collection").GetString());
        Assert.Contains((await (await node.As("jike-amu")).Get("/api/cases")).Ok().Body.EnumerateArray(), line => line.GetProperty("case").GetString() == id);
    }

    [Fact]
    public async Task What_the_competent_government_refuses_is_recorded_as_given_back()
    {
        var counter = await Counter();
        var person = (await node.As("gao-changgui")).Person;
        (await counter.Post("/api/cases", new { matter = "unemployment-registration", onBehalfOf = person, at = Competent, answers = new { } })).Refused(HttpStatusCode.UnprocessableEntity, "field.required");
        Assert.DoesNotContain(await Facts<MessageSent>(Collecting), fact => fact.Subject == person); // nothing was taken yet
    }

    [Fact]
    public async Task A_look_into_another_register_leaves_a_trace_in_both()
    {
        var counter = await Counter();
        var before = await Sizes();
        (await counter.Post("/api/counter/people", new { number = $"{Number("jike-amu")}" })).Refused(HttpStatusCode.NotFound, "counter.person-unknown");
        var found = (await counter.Post("/api/counter/people", new { number = $"{Number("jike-amu")}", register = Competent })).Ok();
        Assert.Equal("吉克·阿木", found.Body.GetProperty("name").GetString());
        var after = await Sizes();
        Assert.Equal((before.Collecting + 2, before.Competent + 1), after);
    }

    static Tongzheng.Kernel.CitizenId? Number(string key) => Tongzheng.Directories.Demo.DemoProvince.Load(Repository.PathOf("regions", "yunlan")).Resident(key).CitizenId;

    static object Answers(string card, string proof) => new
    {
        birthDate = "1996-04-04", lastEmployer = "霁安运输有限公司", leftOn = "2026-02-14", leavingReason = "contract-ended", workingNow = "no", wantsWork = "yes", education = "college", jobWish = "货车驾驶", truthful = true,
        identityCard = new[] { new { upload = card } }, proofEmploymentEnded = new[] { new { upload = proof } },
    };

    async Task<(long Collecting, long Competent)> Sizes() => (await node.Journal.Size(Collecting), await node.Journal.Size(Competent));

    async Task<IReadOnlyList<TFact>> Facts<TFact>(string jurisdiction) where TFact : Fact
    {
        var facts = new List<TFact>();
        var size = await node.Journal.Size(jurisdiction);
        for (var position = Math.Max(1, size - 200); position <= size; position++)
            if (await node.Journal.Read(jurisdiction, position) is { } recorded && Tongzheng.Store.Facts.Read(recorded) is TFact fact) facts.Add(fact);
        return facts;
    }

    async Task<Client> Counter() => await node.As((await node.Accounts()).First(account => account.Jurisdiction == Collecting && account.Post?.EndsWith("/counter", StringComparison.Ordinal) == true));
}
