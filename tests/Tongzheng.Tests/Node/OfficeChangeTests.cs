using System.Net;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Verbs;

namespace Tongzheng.Tests.Node;

/// <summary>Bodies of government that begin, end and merge while the node runs, and the page on which a steward enters it.</summary>
public sealed class OfficeChangeTests : IAsyncLifetime
{
    const string District = "590102";

    RunningNode node = null!;

    public async ValueTask InitializeAsync() => node = await RunningNode.Start();

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task A_body_that_was_founded_or_dissolved_by_a_fact_while_the_node_runs_is_known_within_seconds()
    {
        var before = await Offices();
        var office = await Found("00");
        await Until(async () => (await Offices()).Count == before.Count + 1);
        Assert.Contains("澜阳区行政审批局", (await Offices()).Values);
        await Append($"organisation/{office}", new OrganisationDissolved(office, CreditCode.Parse(before.First(each => each.Value.EndsWith("政务服务和数据管理局", StringComparison.Ordinal)).Key), "机构改革方案"));
        await Until(async () => (await Offices()).Count == before.Count);
        using var browser = new Browser(node.Address);
        var page = await browser.Get("/offices/" + office);
        Assert.Contains("澜阳区行政审批局", page.Words, StringComparison.Ordinal);
        Assert.Contains("这个机关已经撤销，现由澜阳区政务服务和数据管理局继续行使其职权", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steward_merges_two_offices_on_a_page_and_the_cases_go_over()
    {
        var (some, other) = (await SomeCase.Submitted(node), await Found("01"));
        await Until(async () => (await Offices()).ContainsKey(other.ToString()));
        using var steward = await Steward(District);
        var page = await steward.Get("/desk/dissolution");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        foreach (var (organisation, successor, reason, why) in new[] { ("", "", "机构改革方案", "请选择撤销的机关"), (some.Office, some.Office, "机构改革方案", "不是可以接替的机关"), (some.Office, other.ToString(), " ", "依据的文件") })
        {
            var no = await steward.Submit(page, "/desk/dissolution", new() { ["organisation"] = organisation, ["successor"] = successor, ["reason"] = reason });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, no.Status);
            Assert.Contains(why, no.Words, StringComparison.Ordinal);
        }
        var blank = await steward.Submit(page, "/desk/dissolution", new() { ["organisation"] = "", ["successor"] = "", ["reason"] = "" });
        foreach (var field in new[] { "organisation", "reason" }) Assert.NotNull(blank.Document.QuerySelector($".govuk-error-summary a[href='#f-{field}']"));
        var done = await steward.Submit(page, "/desk/dissolution", new() { ["organisation"] = some.Office, ["successor"] = other.ToString(), ["reason"] = "机构改革方案" });
        Assert.Contains("1件办件移交澜阳区行政审批局", done.Words, StringComparison.Ordinal);
        Assert.Equal(other.ToString(), (await some.Seen()).GetProperty("organisation").GetString());
        var again = await steward.Submit(page, "/desk/dissolution", new() { ["organisation"] = some.Office, ["successor"] = "", ["reason"] = "机构改革方案" });
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        using var clerk = new Browser(node.Address);
        await clerk.SignIn((await node.Accounts()).First(account => account.Jurisdiction == District && account.Post?.EndsWith("/clerk", StringComparison.Ordinal) == true));
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get("/desk/dissolution")).Status);
    }

    [Fact]
    public async Task A_decision_of_a_dissolved_office_is_contested_and_whoever_follows_it_looks_at_it_again()
    {
        var some = await SomeCase.Accepted(node);
        await some.Decided("refuse");
        var heir = (await Offices()).First(office => office.Value.EndsWith("发展和改革局", StringComparison.Ordinal)).Key;
        (await (await StewardClient(District)).Post($"/api/organisations/{some.Office}/dissolution", new { successor = heir, reason = "机构改革方案" })).Ok();

        var read = await some.Read(some.Applicant.Account!);
        Assert.DoesNotContain(some.Office, read, StringComparison.Ordinal);
        (await some.Act(some.Applicant, "contest", new { reason = "我已经隔开了。" })).Ok();
        var head = await node.AsOfficer(District, heir, "leader");
        (await some.Act(head, "review", new { target = "confirm", reason = "照片看不出隔断。" })).Ok();
        Assert.Contains("维持原决定", await some.Read(some.Applicant.Account!));
    }

    [Fact]
    public async Task A_holiday_notice_is_published_on_a_page_by_a_steward_of_the_state_alone()
    {
        using var state = await Steward("000000");
        using var district = await Steward(District);
        Assert.DoesNotContain("录入放假安排", (await district.Get("/calendars")).Words, StringComparison.Ordinal);
        var page = await state.Get("/calendars");
        Dictionary<string, string> notice = new() { ["year"] = "2027", ["notice"] = "国办发明电〔2026〕1号", ["restDays"] = "2027-01-01 元旦\n2027-02-06 至 2027-02-12 春节\n", ["makeUpDays"] = "2027-02-20 春节" };
        foreach (var (field, typed, why) in new[] { ("restDays", "元旦放一天", "看不懂这一行：“元旦放一天”"), ("restDays", "2027-13-01 元旦", "看不懂这一行"), ("restDays", "", "列有0天放假"), ("makeUpDays", "2027-02-22 春节", "应为未放假的星期六或星期日"), ("year", "2031", "按年份先后录入"), ("year", "二〇二七", "请填写“年份”"), ("notice", " ", "请写明放假安排的出处") })
        {
            var no = await state.Submit(page, "/calendars", new(notice) { [field] = typed });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, no.Status);
            Assert.Contains(why, no.Words, StringComparison.Ordinal);
        }
        var blank = await state.Submit(page, "/calendars", new(notice) { ["year"] = "", ["notice"] = "", ["restDays"] = "" });
        foreach (var field in new[] { "year", "notice", "restDays" }) Assert.NotNull(blank.Document.QuerySelector($".govuk-error-summary a[href='#f-{field}']"));
        var done = await state.Submit(page, "/calendars", notice);
        Assert.Contains("2027年的放假安排已公布", done.Words, StringComparison.Ordinal);
        Assert.Contains("2027-02-09 春节", (await district.Get("/calendars")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await district.Submit(page, "/calendars", notice)).Status);
        (await (await StewardClient("000000")).Post("/api/calendars", new { year = 2028 })).Refused(HttpStatusCode.UnprocessableEntity, "calendar.notice-needed");
    }

    [Fact]
    public async Task A_copy_of_the_cookie_of_an_ended_session_lets_nobody_in_after_a_restart_and_does_not_last_longer_by_being_tried()
    {
        using var browser = new Browser(node.Address);
        await browser.SignIn((await node.Accounts()).First(account => account.Key == "li-yan"));
        var copy = browser.Cookies;
        Assert.Equal(HttpStatusCode.OK, (await With(copy, "/cases")).StatusCode);
        await browser.Submit(await browser.Get("/cases"), "/sign-out", []);
        Assert.NotEqual(HttpStatusCode.OK, (await With(copy, "/cases")).StatusCode);
        node = await node.Restarted();
        var tried = await With(copy, "/cases");
        Assert.NotEqual(HttpStatusCode.OK, tried.StatusCode);
        Assert.Contains(tried.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("tongzheng=;", StringComparison.Ordinal));
    }

    async Task<HttpResponseMessage> With(string cookies, string path)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = node.Address };
        http.DefaultRequestHeaders.Add("Cookie", cookies);
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        return await http.GetAsync(path);
    }

    async Task<Dictionary<string, string>> Offices() => (await node.Nobody().Get($"/api/offices?region={District}")).Ok().Body.EnumerateArray()
        .ToDictionary(office => office.GetProperty("organisation").GetString() ?? "", office => office.GetProperty("name").GetProperty("zh").GetString() ?? "");

    static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 50, "It does not come to hold in five seconds.");
            await Task.Delay(100);
        }
    }

    async Task<CreditCode> Found(string number)
    {
        var office = CreditCode.Create("11", District, OrganisationCode.Create("MB99990" + number[1..]));
        await Append($"organisation/{office}", new OrganisationFounded(office, new Text("澜阳区行政审批局", "Lanyang Approval Bureau"), RegionCode.Parse(District), RegionLevel.County, ["行政审批"], null, "澜江路", "0590-1", "工作日"),
            new PostsCreated(office, [new PostTitle(Role.Clerk, "受理岗")]));
        return office;
    }

    async Task Append(string stream, params Fact[] facts) => Assert.IsType<Appended>(await node.Journal.Append(new Append
    {
        Jurisdiction = District, Key = Guid.NewGuid().ToString("N"), Time = node.Clock.Now, Streams = [Facts.To(stream, StreamAppend.Any, facts)],
    }));

    async Task<RunningNode.DemoAccount> StewardOf(string jurisdiction) => (await node.Accounts()).First(account => account.Jurisdiction == jurisdiction && account.Post?.EndsWith("/steward", StringComparison.Ordinal) == true);

    async Task<Client> StewardClient(string jurisdiction) => await node.As(await StewardOf(jurisdiction));

    async Task<Browser> Steward(string jurisdiction)
    {
        var browser = new Browser(node.Address);
        await browser.SignIn(await StewardOf(jurisdiction));
        return browser;
    }
}
