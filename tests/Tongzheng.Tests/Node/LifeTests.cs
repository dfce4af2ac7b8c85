using System.Net;
using System.Text;
using Tongzheng.Tests.Verbs;

namespace Tongzheng.Tests.Node;

/// <summary>A whole life with API calls alone, and what a bad network does to it.</summary>
[Collection(OneNode.Name)]
public sealed class LifeTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Fact, Story("submit", "accept", "ask-correction", "correct", "complete", "decide")]
    public async Task A_person_applies_corrects_is_decided_and_holds_a_signed_licence_with_API_calls_alone()
    {
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);

        await Do(applicant, id, "accept", new { outcome = "correct", correctionItems = "布局图没有标出洗手设施。" }, ["layoutFacilitiesOperatingProcedure"]);
        var waiting = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
        Assert.Equal("correcting", waiting.GetProperty("status").GetString());
        Assert.Equal("layoutFacilitiesOperatingProcedure", Assert.Single(waiting.GetProperty("correctionFields").EnumerateArray()).GetString());
        (await applicant.Post($"/api/cases/{id}/correction", new { answers = new { layoutFacilitiesOperatingProcedure = await SomeFood.File(applicant) } })).Ok();

        await Do(applicant, id, "accept", new { outcome = "accept" });
        await Do(applicant, id, "inspect", new { inspectedOn = "2026-03-02", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = "现场布局与图纸一致。" });
        await Do(applicant, id, "review", new { reviewOpinion = "pass", reviewNote = "符合条件。" });
        await Do(applicant, id, "decide", new { decision = "grant" });

        var licence = (await applicant.Get("/api/licences")).Ok().Body.EnumerateArray().First(held => held.GetProperty("case").GetString() == id);
        var form = licence.GetProperty("lines").EnumerateArray().Single(line => line.GetProperty("key").GetString() == "businessForm"); // in the words of the form
        Assert.Equal(("餐饮服务经营者", "Restaurant or caterer"), (form.GetProperty("value").GetString(), form.GetProperty("english").GetString()));
        var pdf = (await applicant.Get($"/api/licences/{licence.GetProperty("licence").GetString()}/pdf")).Ok();
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(pdf.Bytes[..8]));
        Assert.Equal("genuine", await Verdict(pdf.Bytes));
        pdf.Bytes[pdf.Bytes.Length / 3] ^= 1;
        Assert.Equal("altered", await Verdict(pdf.Bytes));

        Assert.Equal(3, (await applicant.Get($"/api/cases/{id}/letters")).Ok().Body.GetArrayLength()); // correction, accepted, granted
        Assert.Contains("c2sp.org/tlog-proof", (await applicant.Get($"/api/cases/{id}/proof")).Ok().Text);
        Assert.Equal(HttpStatusCode.NoContent, (await applicant.Post($"/api/cases/{id}/rating", new { level = 1, comment = "很快" })).Status);
        (await applicant.Post($"/api/cases/{id}/rating", new { level = 5 })).Refused(HttpStatusCode.Conflict, "rating.given-before");
    }

    [Fact]
    public async Task A_natural_person_is_not_asked_for_a_firm_and_the_desk_does_not_list_what_was_not_asked()
    {
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        using var browser = new Browser(node.Address);
        await browser.SignIn(applicant.Account!);
        Assert.DoesNotMatch("单位名称|统一社会信用代码", (await browser.Get($"/matters/food-business/apply?region={Some.Place}&page=1")).Words);
        Assert.DoesNotMatch("单位名称|统一社会信用代码", (await browser.Get("/cases/" + id)).Words);
        var clerk = await (await Verbs.SomeCase.Of(node, applicant, id)).Officer("clerk");
        await browser.SignIn(clerk.Account!);
        var desk = (await browser.Get("/desk/cases/" + id)).Words;
        Assert.Contains("姓名", desk, StringComparison.Ordinal);
        Assert.DoesNotMatch("单位名称|统一社会信用代码", desk);
    }

    [Fact]
    public async Task A_retry_with_the_same_key_gets_the_first_answer_and_another_body_is_refused()
    {
        var applicant = await node.As("li-yan");
        var answers = await SomeFood.Answers(applicant);
        var request = new { matter = "food-business", region = Some.Place, answers };
        var first = (await applicant.Post("/api/cases", request, "key-1")).Ok();
        Assert.Equal(first.Text, (await applicant.Post("/api/cases", request, "key-1")).Ok().Text);
        answers["premisesName"] = "另一家店";
        (await applicant.Post("/api/cases", request, "key-1")).Refused(HttpStatusCode.Conflict, "request.key-reused");
        Assert.NotEqual(first.Text, (await applicant.Post("/api/cases", request, "key-2")).Ok().Text);
    }

    [Fact]
    public async Task Another_persons_equal_key_is_another_act()
    {
        var (one, other) = (await node.As("li-yan"), await node.As("zhao-yifan"));
        var first = (await one.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers = await SomeFood.Answers(one) }, "same")).Ok();
        var second = (await other.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers = await SomeFood.Answers(other) }, "same")).Ok();
        Assert.NotEqual(first.Body.GetProperty("case").GetString(), second.Body.GetProperty("case").GetString());
    }

    [Fact]
    public async Task An_officers_retry_is_answered_with_the_first_answer_and_does_not_act_again()
    {
        var applicant = await node.As("li-yan");
        var task = await OpenTask.Of(applicant, await SomeFood.Submitted(applicant), "accept");
        var clerk = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        var first = (await clerk.Post(task.Path, new { answers = new { outcome = "accept" } }, "accept-1")).Ok();
        Assert.Equal(first.Text, (await clerk.Post(task.Path, new { answers = new { outcome = "accept" } }, "accept-1")).Ok().Text);
        (await clerk.Post(task.Path, new { answers = new { outcome = "accept" } })).Refused(HttpStatusCode.Conflict, "task.not-open");
    }

    [Fact]
    public async Task Two_at_once_on_one_task_are_one_act()
    {
        var applicant = await node.As("li-yan");
        var task = await OpenTask.Of(applicant, await SomeFood.Submitted(applicant), "accept");
        var clerk = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => clerk.Post(task.Path, new { answers = new { outcome = "accept" } })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.Conflict, answer.Status));
    }

    [Fact, Story("withdraw")]
    public async Task An_application_can_be_withdrawn_until_it_is_decided()
    {
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        Assert.Equal("withdrawn", (await applicant.Post($"/api/cases/{id}/withdrawal")).Ok().Body.GetProperty("outcome").GetString());
        (await applicant.Post($"/api/cases/{id}/withdrawal")).Refused(HttpStatusCode.Conflict, "case.closed");
        using var browser = new Browser(node.Address);
        await browser.SignIn(applicant.Account!);
        var page = await browser.Get("/cases/" + id);
        Assert.Empty(page.Document.QuerySelectorAll(".case-outcome li")); // no table's reasons for what its party did
        Assert.Single(page.Document.QuerySelectorAll(".tz-progress li"), step => step.TextContent.Contains("已撤回", StringComparison.Ordinal));
    }

    async Task Do(Client applicant, string id, string element, object answers, string[]? fields = null)
    {
        var task = await OpenTask.Of(applicant, id, element);
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        (await officer.Post(task.Path, new { answers, correctionFields = fields, correctionNotes = fields?.ToDictionary(field => field, _ => "请重新上传。") })).Ok();
    }

    async Task<string?> Verdict(byte[] pdf)
    {
        var content = new ByteArrayContent(pdf);
        content.Headers.ContentType = new("application/pdf");
        return (await node.Nobody().Send(new HttpRequestMessage(HttpMethod.Post, "/api/licences/check") { Content = content })).Ok().Body.GetProperty("verdict").GetString();
    }
}
