using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Tests.Verbs;

namespace Tongzheng.Tests.Node;

/// <summary>A case that nobody applied for says so: to its party, in lists and on the desk.</summary>
[Collection(OneNode.Name)]
public sealed class ExOfficioTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Fact]
    public async Task A_penalty_case_was_found_and_then_opened_not_submitted_and_accepted()
    {
        var party = await node.As("liu-wen"); // whose other cases no other test opens
        var inspector = await Officer("市场监督管理", "inspector");
        var answers = new { source = "inspection", suspected = "标签不符合规定。", place = "澜阳区书院街道", occurredOn = "2026-03-01", officers = "执法人员甲、乙（示例证号）", course = "ordinary" };
        var id = (await inspector.Post("/api/cases/ex-officio", new { matter = "administrative-penalty", party = party.Person, answers })).Ok().Body.GetProperty("case").GetString() ?? "";
        var some = await SomeCase.Of(node, party, id);
        Assert.Equal("发现线索", (await some.Seen()).GetProperty("steps")[0].GetProperty("name").GetProperty("zh").GetString());
        foreach (var page in new[] { await some.Read(party.Account!), await some.Read(inspector.Account!, atDesk: true) })
            Assert.DoesNotMatch("已提交|待受理|等待受理|答复是否受理", page);
        (await party.Post($"/api/cases/{id}/withdrawal")).Refused(HttpStatusCode.Conflict, "case.not-applied-for");
        using var browser = new Browser(node.Address);
        await browser.SignIn(party.Account!);
        Assert.DoesNotMatch("等待受理", Card(await browser.Get("/cases")));
        await some.Do("file", new { outcome = "file", filingReason = "有违法事实，应当立案。" });
        Assert.Contains("已立案，办理中", Card(await browser.Get("/cases")), StringComparison.Ordinal);

        string Card(Page page) => page.Document.QuerySelectorAll("a").First(link => link.GetAttribute("href") == "/cases/" + id).ParentElement?.ParentElement?.TextContent ?? "";
    }

    [Fact]
    public async Task The_party_of_a_penalty_case_is_no_applicant_and_after_legal_review_it_goes_forward()
    {
        var party = await node.As("liu-wen");
        var inspector = await Officer("市场监督管理", "inspector");
        var answers = new { source = "inspection", suspected = "标签不符合规定。", place = "澜阳区书院街道", occurredOn = "2026-03-01", officers = "执法人员甲、乙（示例证号）", course = "ordinary" };
        var id = (await inspector.Post("/api/cases/ex-officio", new { matter = "administrative-penalty", party = party.Person, answers })).Ok().Body.GetProperty("case").GetString() ?? "";
        var some = await SomeCase.Of(node, party, id);
        await some.Do("file", new { outcome = "file", filingReason = "有违法事实，应当立案。" });
        await some.Do("evidence", new { evidenceList = "现场笔录、照片。", findings = "货架上三种商品没有标签。", fine = 500, breached = "产品质量法第二十七条" });

        var own = await some.Read(party.Account!);
        Assert.Contains("一般接着办：陈述、申辩或者要求听证。", own, StringComparison.Ordinal);
        Assert.Contains("立案方式", own, StringComparison.Ordinal);
        Assert.DoesNotMatch("我提交的内容|我交的材料|提交方式|接收凭证|申请人|撤回申请", own);
        var desk = await some.Read(inspector.Account!, atDesk: true);
        Assert.Contains("依职权立案", desk, StringComparison.Ordinal);
        Assert.DoesNotMatch("申请人|申请内容|提交申请", desk);
        using var browser = new Browser(node.Address);
        await browser.SignIn((await some.Officer("leader")).Account!);
        var extend = (await browser.Get($"/desk/cases/{id}/acts/extend")).Words;
        Assert.Contains("当事人得知", extend, StringComparison.Ordinal);
        Assert.DoesNotContain("申请人", extend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_matter_says_whether_it_is_opened_about_somebody_and_page_and_programs_hold_to_it()
    {
        var inspector = await Officer("市场监督管理", "inspector");
        var penalty = new { source = "inspection", suspected = "标签不符合规定。", place = "澜阳区书院街道", occurredOn = "2026-03-01", officers = "执法人员甲、乙（示例证号）", course = "ordinary" };
        (await inspector.Post("/api/cases/ex-officio", new { matter = "administrative-penalty", answers = penalty })).Refused(HttpStatusCode.UnprocessableEntity, "party.needed");
        using var browser = new Browser(node.Address);
        await browser.SignIn(inspector.Account!);
        var page = await browser.Get("/desk/open/administrative-penalty");
        Assert.Contains("查明后再立案", page.Words, StringComparison.Ordinal);
        var again = await browser.Submit(page, "/desk/open/administrative-penalty", penalty.GetType().GetProperties().ToDictionary(each => each.Name, each => each.GetValue(penalty)?.ToString() ?? ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("立案时须写明当事人", again.Words, StringComparison.Ordinal);
        Assert.Equal("标签不符合规定。", again.ValueOf("suspected"));

        var clerk = await Officer(Some.Department, "clerk");
        var answers = node.Services.GetRequiredService<Versions>().Catalogue.Find("official-document")!.Stories[0].Steps[0].Answers;
        (await clerk.Post("/api/cases/ex-officio", new { matter = "official-document", party = (await node.As("liu-wen")).Person, answers })).Refused(HttpStatusCode.UnprocessableEntity, "party.none");
        await browser.SignIn(clerk.Account!);
        Assert.DoesNotContain("当事人的证件号码", (await browser.Get("/desk/open/official-document")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_office_opens_itself_is_not_offered_to_be_applied_for()
    {
        using var nobody = new Browser(node.Address);
        var guide = await nobody.Get("/matters/administrative-penalty");
        Assert.Contains("这件事由机关依职权办理，不用申请", guide.Words, StringComparison.Ordinal);
        Assert.DoesNotMatch("开始申请|提交申请|要准备什么|谁可以办", guide.Words);
        Assert.DoesNotContain("行政处罚", (await nobody.Get("/kiosk/services")).Words, StringComparison.Ordinal);
        Assert.Contains("不能申请", (await nobody.Get("/matters/administrative-penalty/apply")).Words, StringComparison.Ordinal);
        Assert.Contains("不能申请", (await nobody.Get("/matters/administrative-penalty/apply?region=590102&page=1")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_official_document_on_the_desk_is_at_its_step_not_waiting_to_be_accepted()
    {
        var clerk = await Officer(Some.Department, "clerk");
        var story = node.Services.GetRequiredService<Versions>().Catalogue.Find("official-document")!.Stories[0];
        var opened = (await clerk.Post("/api/cases/ex-officio", new { matter = "official-document", answers = story.Steps[0].Answers })).Ok().Body.GetProperty("case").GetString();
        using var browser = new Browser(node.Address);
        await browser.SignIn(clerk.Account!);
        var desk = (await browser.Get("/desk/cases/" + opened)).Words;
        Assert.DoesNotContain("待受理", desk, StringComparison.Ordinal);
        Assert.Contains("待办：", desk, StringComparison.Ordinal);
    }

    Task<Client> Officer(string department, string role) =>
        node.AsOfficer("590102", node.Services.GetRequiredService<Offices>().FindFor("590102", department) ?? throw new InvalidOperationException(department), role);
}
