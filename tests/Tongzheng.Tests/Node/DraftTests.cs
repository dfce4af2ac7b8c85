using System.Net;
using Tongzheng.Casework.Drafts;

namespace Tongzheng.Tests.Node;

/// <summary>Drafts of people who are not signed in: begun, saved, found again by a code, claimed, and gone in time.</summary>
[Collection(OneNode.Name)]
public sealed class DraftTests(NodeFixture fixture)
{
    const string Action = "/matters/food-business/apply";
    const string Premises = Action + "?region=" + Some.Place + "&page=2";

    readonly RunningNode node = fixture.Node;

    [Fact]
    public async Task Somebody_who_is_not_signed_in_may_sign_in_or_choose_the_place_and_fill_in_first()
    {
        using var browser = new Browser(node.Address);
        var start = await browser.Get(Action);
        Assert.Equal(HttpStatusCode.OK, start.Status);
        Assert.Contains("先填写，提交前再登录", start.Words);
        Assert.Contains("澜阳区", start.Words);
        var form = await browser.Get(Premises);
        Assert.Equal("1", form.ValueOf("nobody"));
        Assert.Contains("您还没有登录", form.Words);
    }

    [Fact]
    public async Task Who_starts_again_with_an_application_half_filled_in_is_led_back_to_it()
    {
        using var browser = new Browser(node.Address);
        await browser.SignIn((await node.As("zhao-yifan")).Account ?? throw new InvalidOperationException());
        Assert.DoesNotContain("没填完", (await browser.Get(Premises)).Words);
        var saved = await browser.Submit(await browser.Get(Premises), Action, new() { ["premisesName"] = "亦凡小馆", ["go"] = "save" });
        var again = await browser.Get(Action + "?region=" + Some.Place);
        Assert.Contains("您有一份没填完的", again.Words);
        var way = again.Document.QuerySelector("main .govuk-inset-text a")?.GetAttribute("href") ?? "";
        Assert.Equal("亦凡小馆", (await browser.Get(way.Replace("page=1", "page=2"))).ValueOf("premisesName"));
        Assert.DoesNotContain("没填完", (await browser.Get(saved.Location ?? "")).Words); // on the draft itself nothing is said
    }

    [Fact]
    public async Task A_draft_of_nobody_is_saved_under_a_code_shown_once_and_comes_back_by_it_alone()
    {
        using var browser = new Browser(node.Address);
        var code = await Saved(browser, "无名小馆");
        using var later = new Browser(node.Address);
        var wrong = await Resume(later, "AAAA-BBBB-CCCC-DDDD");
        Assert.Equal(HttpStatusCode.NotFound, wrong.Status);
        Assert.Contains("没有这个取回码的草稿", wrong.Words);
        var back = await Resume(later, code.ToLowerInvariant().Replace("-", " "));
        Assert.Equal("无名小馆", (await later.Get((back.Location ?? "").Replace("page=1", "page=2"))).ValueOf("premisesName"));
    }

    [Fact]
    public async Task Two_tabs_of_nobody_on_one_draft_do_not_overwrite_each_other_unseen()
    {
        using var browser = new Browser(node.Address);
        var next = (await browser.Submit(await browser.Get(Premises), Action, new() { ["premisesName"] = "第一稿", ["go"] = "back" })).Location ?? "";
        var draft = next.Replace("page=1", "page=2");
        var (one, other) = (await browser.Get(draft), await browser.Get(draft));
        Assert.NotNull((await browser.Submit(one, Action, new() { ["premisesName"] = "第一窗", ["go"] = "back" })).Location);
        var conflict = await browser.Submit(other, Action, new() { ["premisesName"] = "第二窗", ["go"] = "back" });
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal("第二窗", conflict.ValueOf("premisesName"));
        Assert.Contains("另一个窗口", conflict.Words);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("region")]
    [InlineData("for")]
    public async Task A_field_of_the_address_longer_than_any_address_is_refused_by_name(string field)
    {
        using var browser = new Browser(node.Address);
        var answer = await browser.Submit(await browser.Get(Premises), Action, new() { [field] = new string('x', 70_000), ["premisesName"] = "小馆", ["go"] = "back" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, null), (answer.Status, answer.Location));
        Assert.Contains($"“{field}”", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_added_to_a_list_that_is_not_there_leads_back_to_the_page_and_what_was_typed_is_kept()
    {
        using var browser = new Browser(node.Address);
        var answer = await browser.Submit(await browser.Get(Premises), Action, new() { ["add"] = new string('x', 70_000), ["premisesName"] = "小馆" });
        Assert.DoesNotContain('#', answer.Location ?? "#");
        Assert.Equal("小馆", (await browser.Get(answer.Location ?? "")).ValueOf("premisesName"));
    }

    [Fact]
    public async Task Nothing_is_handed_in_without_signing_in_and_who_signs_in_takes_text_and_files_along()
    {
        using var browser = new Browser(node.Address);
        var next = (await browser.Submit(await browser.Get(Premises), Action, new() { ["premisesName"] = "带走的小馆", ["go"] = "back" })).Location ?? "";
        var page = await browser.Get(next);
        for (var number = 1; number < 6 && page.Document.QuerySelector("[name='file:applicationLetter']") is null; number++) page = await browser.Get(next.Replace("page=1", $"page={number}"));
        var saved = await browser.Submit(page, Action, new() { ["go"] = "save" }, ("applicationLetter", "申请书.pdf", new ByteArrayContent(Some.Pdf)));
        var code = saved.Document.QuerySelector(".draft-code")?.TextContent ?? "";
        var draft = (await Resume(browser, code)).Location ?? "";
        var review = await browser.Get(draft.Replace("page=1", "page=review"));
        Assert.Contains("登录并提交", review.Words);
        Assert.Null(review.Document.QuerySelector("[name=declaration]"));

        await browser.SignIn((await node.Accounts()).First(account => account.Key == "guo-xi"), draft);
        var mine = await browser.Get(draft.Replace("page=1", "page=2"));
        Assert.Equal("带走的小馆", mine.ValueOf("premisesName"));
        var kept = await browser.Submit(mine, Action, new() { ["go"] = "save" });
        Assert.Contains("申请书.pdf", (await browser.Get((kept.Location ?? "").Replace("page=2", "page=review"))).Words);
        // It is theirs: the code opens it no more, and nobody else may see it.
        using var anybody = new Browser(node.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await Resume(anybody, code)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.Get(draft)).Status);
    }

    [Fact]
    public void A_code_is_read_as_people_type_it_and_is_never_the_same_twice()
    {
        var code = ResumeCode.New();
        Assert.Matches("^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$", code);
        Assert.Equal(ResumeCode.HashOf(code), ResumeCode.HashOf(" " + code.ToLowerInvariant().Replace('-', ' ')));
        Assert.Equal(ResumeCode.HashOf(code), ResumeCode.HashOf(string.Concat(code.Select(letter => (char)(letter + 0xFEE0))))); // as a Chinese input method gives it
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => ResumeCode.New()).Distinct().Count());
    }

    [Fact]
    public async Task After_its_time_a_code_opens_nothing()
    {
        using var browser = new Browser(node.Address);
        var code = await Saved(browser, "过期小馆");
        var drafts = (DraftDesk)(node.Services.GetService(typeof(DraftDesk)) ?? throw new InvalidOperationException());
        Assert.NotNull(drafts.FindByCode(["590102"], code, node.Clock.Now));
        Assert.Null(drafts.FindByCode(["590102"], code, node.Clock.Now + ResumeCode.Life + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task What_was_handed_in_before_is_offered_counts_as_given_and_its_custody_is_written_down()
    {
        var applicant = await node.As("li-yan");
        await SomeFood.Submitted(applicant);
        var offered = (await applicant.Get($"/api/matters/food-business/filed?region={Some.Place}")).Ok().Body.GetProperty("businessLicence")[0];
        var upload = offered.GetProperty("upload").GetString() ?? "";

        using var browser = new Browser(node.Address);
        await browser.SignIn((await node.Accounts()).First(account => account.Key == "li-yan"), "/");
        var page = await browser.Get(Action + "?region=" + Some.Place + "&page=2");
        for (var number = 1; number < 6 && page.Document.QuerySelector("[name='businessLicence']") is null; number++) page = await browser.Get($"{Action}?region={Some.Place}&page={number}");
        Assert.Contains("您以前交过", page.Words);
        Assert.Contains(upload, page.Document.QuerySelectorAll("[name='businessLicence']").Select(box => box.GetAttribute("value")));
        var saved = await browser.Submit(page, Action, new() { ["businessLicence"] = upload, ["go"] = "save" });
        Assert.Contains("材料.pdf", (await browser.Get(saved.Location ?? "")).Words);

        // A program names it in the same way; another's file is no file.
        var answers = await SomeFood.Answers(applicant);
        answers["businessLicence"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["upload"] = upload });
        var opened = (await applicant.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Ok().Body;
        var custody = $"曾随{offered.GetProperty("caseNumber").GetString()}号办件提交";
        Assert.Contains(custody, (await browser.Get("/cases/" + opened.GetProperty("case").GetString())).Words);

        // However often it is used again, it is said with which case it came.
        for (var often = 0; often < 2; often++)
        {
            opened = (await applicant.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Ok().Body;
            Assert.Contains(custody, (await browser.Get("/cases/" + opened.GetProperty("case").GetString())).Words);
        }

        var stranger = await node.As("guo-xi");
        (await stranger.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Refused(HttpStatusCode.UnprocessableEntity, "file.lost");
    }

    static async Task<string> Saved(Browser browser, string name)
    {
        var saved = await browser.Submit(await browser.Get(Premises), Action, new() { ["premisesName"] = name, ["go"] = "save" });
        Assert.Contains("只显示这一次", saved.Words);
        return saved.Document.QuerySelector(".draft-code")?.TextContent ?? "";
    }

    static async Task<Page> Resume(Browser browser, string code) =>
        await browser.Submit(await browser.Get("/drafts/resume"), "/drafts/resume", new() { ["code"] = code });
}
