using System.Text.Json;
using System.Text.Json.Nodes;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Notices;
using Tongzheng.Store;
using Tongzheng.Tests.Matters;

namespace Tongzheng.Tests.Node;

/// <summary>The law's clock in real cases of a running node: when it starts, when it stands still, what it does on its day.</summary>
public sealed class CaseClockTests : IAsyncLifetime, IClassFixture<CaseClockTests.Place>
{
    readonly Place place;
    RunningNode node = null!;

    public CaseClockTests(Place place) => this.place = place;

    /// <summary>One node for the class; its tests run one after another and the day goes on between them.</summary>
    public sealed class Place : IAsyncLifetime
    {
        readonly MadePacks packs = new("food-business", "individual-business-registration", "company-registration", "company-change", "company-simple-deregistration");

        public RunningNode Node { get; set; } = null!;
        public string OnTheSpot { get; } = "made-on-the-spot";

        public async ValueTask InitializeAsync()
        {
            packs.Add("made-review");
            packs.Add(OnTheSpot, limit: "{ value: 0, unit: on-the-spot }", shared: "on-the-spot", basis: "行政许可法 art.34(2)");
            // Two branches after acceptance: a review within the limit, and experts, for whom the clock stands still; silence is consent.
            packs.Add("made-stopping", MadePacks.Start("begin")
                + MadePacks.Service("begin", "notice.send", "both", "", "tz:letter=accepted", "tz:event=accepted")
                + """<bpmn:parallelGateway id="both"/>""" + MadePacks.Flow("both", "review") + MadePacks.Flow("both", "experts")
                + MadePacks.Task("review", "reviewer", "granted", "review", "tz:limit=statutory")
                + MadePacks.Timer("silence", "review", "granted", "statutory", "tz:basis=行政许可法第五十条")
                + MadePacks.Task("experts", "clerk", "heard", "review", "tz:clock=stop", "tz:ground=expert-review")
                + MadePacks.End("granted") + MadePacks.End("heard"), basis: "行政许可法 art.42(1)");
            Assert.Empty(packs.Findings);
            Node = await RunningNode.Start(packs: packs.Folder, first: new(2026, 2, 10, 9, 0, 0, China.Offset));
        }

        public async ValueTask DisposeAsync()
        {
            await Node.DisposeAsync();
            packs.Dispose();
        }
    }

    public ValueTask InitializeAsync()
    {
        node = place.Node;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Silence_on_a_licence_is_acceptance_from_the_day_of_receipt()
    {
        var applicant = await node.As("li-yan");
        var id = await Apply(applicant, "made-review");
        var received = node.Clock.Today;
        var told = Period.WorkingDays(5);
        await node.MoveTo(China.EndOf(Last(received, 5)));

        var seen = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
        Assert.Equal("accepted", seen.GetProperty("status").GetString());
        Assert.Equal($"{Last(received, 20):yyyy-MM-dd}", seen.GetProperty("due").GetString());
        var why = seen.GetProperty("dueExplanation").GetProperty("zh").GetString();
        Assert.StartsWith($"逾期未告知补正，自收到申请材料之日起即为受理（行政许可法第三十二条第一款第四项） {received:yyyy-MM-dd}，20个工作日", why, StringComparison.Ordinal);
        Assert.EndsWith($"→ {Last(received, 20):yyyy-MM-dd}；行政许可法第四十二条第一款", why, StringComparison.Ordinal);
        Assert.Contains("counts as accepted on the day it was received (Administrative Licensing Law", seen.GetProperty("dueExplanation").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Contains($"自收到申请材料之日（{received.Year}年{received.Month}月{received.Day}日）起即为受理", await Letter(applicant, id), StringComparison.Ordinal);
        Assert.Equal(5, told.Amount);
    }

    [Fact]
    public async Task After_a_correction_silence_counts_from_the_day_the_correction_came_in()
    {
        var applicant = await node.As("li-yan");
        var id = await Apply(applicant, "made-review");
        await Do(applicant, id, "accept", new { outcome = "correct", correctionItems = "请补充说明。" });
        await node.MoveTo(node.Clock.Now.AddDays(6));
        var corrected = node.Clock.Today;
        (await applicant.Post($"/api/cases/{id}/correction", new { answers = new { explanation = "已补充。" } })).Ok();
        await node.MoveTo(China.EndOf(Last(corrected, 5)));
        var seen = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
        Assert.Equal($"{Last(corrected, 20):yyyy-MM-dd}", seen.GetProperty("due").GetString());
        Assert.Contains($"{corrected:yyyy-MM-dd}，20个工作日", seen.GetProperty("dueExplanation").GetProperty("zh").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("company-registration", "市场主体登记管理条例第十九条(材料齐全当场登记;复杂再延3日)")]
    [InlineData("company-change", "市场主体登记管理条例第十九条、第二十四条(变更30日内申请)")]
    [InlineData("company-simple-deregistration", "市场主体登记管理条例第三十三条(公示20日)")]
    public async Task A_registration_that_a_person_handles_shows_its_three_working_days(string slug, string basis)
    {
        var applicant = await node.As("ouyang-qing");
        var firm = Enterprise.RepresentedBy(node.Journal, JurisdictionId.Parse(applicant.Account?.Jurisdiction ?? ""), PersonId.Parse(applicant.Person))[0].Id.ToString();
        var answers = new JsonObject();
        foreach (var material in Packs.Catalogue.Find(slug)?.Materials ?? [])
            answers[material.Key] = new JsonArray(new JsonObject { ["upload"] = await applicant.Upload("590102", "材料.pdf", Some.Pdf, firm) });
        var id = (await applicant.Post("/api/cases", new { matter = slug, region = Some.Place, @for = firm, answers })).Ok().Body.GetProperty("case").GetString() ?? "";
        await ShowsThreeDays(applicant, id, basis);
    }

    [Fact]
    public async Task An_individual_business_that_the_table_cannot_decide_shows_its_three_working_days()
    {
        var applicant = await node.As("li-yan");
        var answers = new JsonObject
        {
            ["composition"] = "individual", ["useTradeName"] = "yes", ["tradeName"] = "柳堤镇小芳面馆", ["scope"] = new JsonArray("retail", "other"), ["scopeOther"] = "宠物寄养", ["preApproval"] = "unsure",
            ["familyMembers"] = new JsonArray(), ["premisesAddress"] = "青梧市澜阳区柳堤镇河街 12 号", ["premisesRight"] = "rented", ["truthful"] = true,
        };
        foreach (var slot in new[] { "applicationRegistration", "identityCard", "proofBusinessPremises" }) answers[slot] = await SomeFood.File(applicant);
        var id = (await applicant.Post("/api/cases", new { matter = "individual-business-registration", region = Some.Place, answers })).Ok().Body.GetProperty("case").GetString() ?? "";
        await ShowsThreeDays(applicant, id, "市场主体登记管理条例第十九条");
    }

    async Task ShowsThreeDays(Client applicant, string id, string basis)
    {
        var seen = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
        var last = Last(node.Clock.Today, 3);
        Assert.Equal($"{last:yyyy-MM-dd}", seen.GetProperty("due").GetString());
        var why = seen.GetProperty("dueExplanation").GetProperty("zh").GetString() ?? "";
        Assert.StartsWith($"收到申请材料 {node.Clock.Today:yyyy-MM-dd}，3个工作日", why, StringComparison.Ordinal);
        Assert.EndsWith($"→ {last:yyyy-MM-dd}；{basis}", why, StringComparison.Ordinal);
        Assert.Equal($"{last:yyyy-MM-dd}", Assert.Single(seen.GetProperty("limits").EnumerateArray()).GetProperty("due").GetString());
        Assert.Equal($"{last:yyyy-MM-dd}", (await Line(applicant, id)).GetProperty("due").GetString());
    }

    [Fact]
    public async Task What_is_decided_on_the_spot_is_due_today_and_late_tomorrow()
    {
        await node.MoveTo(China.StartOf(WorkCalendar.Shipped.WorkedOnOrAfter(node.Clock.Today.AddDays(1))).AddHours(9));
        var applicant = await node.As("li-yan");
        var id = await Apply(applicant, place.OnTheSpot);
        var seen = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
        Assert.Equal(("red", $"{node.Clock.Today:yyyy-MM-dd}"), (seen.GetProperty("light").GetString(), seen.GetProperty("due").GetString()));
        Assert.Equal($"收到申请材料 {node.Clock.Today:yyyy-MM-dd}，当场办结 → {node.Clock.Today:yyyy-MM-dd}；行政许可法第三十四条第二款", seen.GetProperty("dueExplanation").GetProperty("zh").GetString());
        await node.MoveTo(China.StartOf(node.Clock.Today.AddDays(1)).AddHours(9));
        Assert.Equal("overdue", (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("light").GetString());
    }

    [Fact]
    public async Task The_worklist_goes_with_the_clock_when_it_stops_and_goes_on()
    {
        var applicant = await node.As("li-yan");
        var id = await Apply(applicant, "made-stopping");
        var begun = node.Clock.Today;
        var line = await Line(applicant, id, "review");
        Assert.True(line.GetProperty("isStopped").GetBoolean());
        Assert.Contains(await Work(applicant, id, "review", "stopped"), task => task.GetProperty("case").GetString() == id);

        // Well past its day, the clock still stands, the light is not red, and silence means nothing.
        await node.MoveTo(China.EndOf(Last(begun, 24)));
        Assert.True((await Line(applicant, id, "review")).GetProperty("isStopped").GetBoolean());
        Assert.Equal("stopped", (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("light").GetString());
        Assert.DoesNotContain(await Work(applicant, id, "review", "overdue"), task => task.GetProperty("case").GetString() == id);

        await Do(applicant, id, "experts", new { reviewOpinion = "pass", reviewNote = "专家意见已出。" });
        var resumed = node.Clock.Today;
        var last = new Deadline { Event = "受理", Start = China.StartOf(begun), Period = Period.WorkingDays(20), Basis = "", Procedure = "行政许可" }
            .Stop("expert-review", China.StartOf(begun).AddHours(9)).OrThrow().Restart(China.StartOf(resumed).AddHours(9)).OrThrow().On(WorkCalendar.Shipped, node.Clock.Now).LastDay;
        line = await Line(applicant, id, "review");
        Assert.Equal(($"{last:yyyy-MM-dd}", false), (line.GetProperty("due").GetString(), line.GetProperty("isStopped").GetBoolean()));
        Assert.Contains(await Work(applicant, id, "review", "green"), task => task.GetProperty("case").GetString() == id);
        Assert.Contains("专家评审停钟", (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("dueExplanation").GetProperty("zh").GetString(), StringComparison.Ordinal);

        // On its new day it turns red, and the day after silence is consent.
        await node.MoveTo(China.StartOf(last).AddHours(9));
        Assert.Contains(await Work(applicant, id, "review", "red"), task => task.GetProperty("case").GetString() == id);
        await node.MoveTo(China.EndOf(last));
        Assert.Equal("granted", (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_rebuild_of_the_lists_gives_the_same_lists()
    {
        var applicant = await node.As("li-yan");
        await Apply(applicant, "made-stopping");
        await Apply(applicant, "made-review");
        Assert.Empty((await node.Journal.Verify()).Findings); // compares every read model with what replay gives
    }

    // ——— what the tests share ———

    static DateOnly Last(DateOnly from, int days) =>
        new Deadline { Event = "", Start = China.StartOf(from), Period = Period.WorkingDays(days), Basis = "" }.On(WorkCalendar.Shipped, China.StartOf(from)).LastDay;

    static async Task<string> Apply(Client applicant, string slug) =>
        (await applicant.Post("/api/cases", new { matter = slug, region = Some.Place, answers = new { explanation = "申请。" } })).Ok().Body.GetProperty("case").GetString() ?? "";

    async Task Do(Client applicant, string id, string element, object answers)
    {
        var task = await OpenTask.Of(applicant, id, element);
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        (await officer.Post(task.Path, new { answers })).Ok();
    }

    /// <summary>The line of a case's task in the list of the officer who has it.</summary>
    async Task<JsonElement> Line(Client applicant, string id, string? element = null)
    {
        var number = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
        element ??= number.GetProperty("tasks")[0].GetProperty("element").GetString() ?? "";
        return Assert.Single(await Work(applicant, id, element, null));
    }

    async Task<IReadOnlyList<JsonElement>> Work(Client applicant, string id, string element, string? light)
    {
        var task = await OpenTask.Of(applicant, id, element);
        var number = (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("number").GetString();
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        return [.. (await officer.Get($"/api/work?number={number}" + (light is null ? "" : "&light=" + light))).Ok().Body.EnumerateArray().Where(line => line.GetProperty("case").GetString() == id && line.GetProperty("element").GetString() == element)];
    }

    async Task<string> Letter(Client applicant, string id)
    {
        var jurisdiction = (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("jurisdiction").GetString() ?? "";
        var words = new List<string>();
        await foreach (var fact in node.Journal.ReadStream(jurisdiction, "notices/" + id))
            words.AddRange((Facts.Read(fact) as NoticeSent)?.Paragraphs ?? []);
        return string.Concat(words);
    }
}
