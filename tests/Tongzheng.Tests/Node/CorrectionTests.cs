using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tongzheng.Tests.Node;

/// <summary>Correction field by field: what was asked opens, the rest is shut, and both sides see what changed.</summary>
[Collection(OneNode.Name)]
public sealed class CorrectionTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Fact]
    public async Task A_field_that_was_not_asked_for_is_refused_by_its_name_and_not_passed_over()
    {
        var (applicant, id, _) = await Asked("layoutFacilitiesOperatingProcedure");
        var refused = await applicant.Post($"/api/cases/{id}/correction", new { answers = new { layoutFacilitiesOperatingProcedure = await SomeFood.File(applicant), premisesName = "另一家店" } });
        refused.Refused(HttpStatusCode.UnprocessableEntity, "correction.not-asked");
        Assert.Equal("premisesName", refused.Body.GetProperty("field").GetString());
        Assert.Equal("correcting", (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_program_may_send_the_whole_form_again_where_only_what_was_asked_differs()
    {
        var (applicant, id, _) = await Asked("premisesName");
        var answers = JsonNode.Parse((await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("answers").GetRawText())!.AsObject();
        answers["premisesName"] = "桂巷饭馆";
        (await applicant.Post($"/api/cases/{id}/correction", new { answers })).Ok();
    }

    [Fact]
    public async Task What_the_party_says_of_the_correction_reaches_the_officer_with_both_versions()
    {
        var (applicant, id, officer) = await Asked("premisesName", "foodSafetyRules");
        (await applicant.Post($"/api/cases/{id}/correction", new { answers = new { premisesName = "桂巷饭馆", foodSafetyRules = await SomeFood.File(applicant), correctionExplanation = "招牌已经换了。" } })).Ok();

        var given = Assert.Single((await officer.Get($"/api/cases/{id}")).Ok().Body.GetProperty("corrections").EnumerateArray());
        Assert.Equal("招牌已经换了。", given.GetProperty("explanation").GetString());
        var name = given.GetProperty("changed").EnumerateArray().Single(each => each.GetProperty("field").GetString() == "premisesName");
        Assert.Equal(("桂巷小馆", "桂巷饭馆"), (name.GetProperty("before").GetString(), name.GetProperty("after").GetString()));
        Assert.Contains(given.GetProperty("changed").EnumerateArray(), each => each.GetProperty("field").GetString() == "foodSafetyRules");
    }

    [Fact]
    public async Task A_correction_of_nothing_without_a_word_is_none_and_with_a_word_it_is()
    {
        var (applicant, id, _) = await Asked("premisesName");
        (await applicant.Post($"/api/cases/{id}/correction", new { answers = new { } })).Refused(HttpStatusCode.UnprocessableEntity, "correction.unchanged");
        (await applicant.Post($"/api/cases/{id}/correction", new { answers = new { correctionExplanation = "名称与营业执照一致，无须更改。" } })).Ok();
    }

    [Fact]
    public async Task A_row_that_is_left_out_of_a_list_is_taken_out_of_it()
    {
        var (applicant, id, _) = await Asked("safetyOfficers");
        (await applicant.Post($"/api/cases/{id}/correction", new { answers = new { safetyOfficers = Array.Empty<object>(), correctionExplanation = "已离职。" } })).Ok();
        Assert.Equal(0, (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("answers").GetProperty("safetyOfficers").GetArrayLength());
    }

    [Fact]
    public async Task A_correction_is_not_done_as_a_mere_step()
    {
        var (applicant, id, _) = await Asked("premisesName");
        var task = await OpenTask.Of(applicant, id, "correct");
        (await applicant.Post(task.Path, new { answers = new { } })).Refused(HttpStatusCode.Conflict, "task.by-correction");
    }

    [Fact]
    public async Task An_officer_can_ask_only_for_fields_that_the_application_has_and_only_when_asking()
    {
        var applicant = await node.As("li-yan");
        var task = await OpenTask.Of(applicant, await SomeFood.Submitted(applicant), "accept");
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        (await officer.Post(task.Path, new { answers = new { outcome = "correct", correctionItems = "名称有误。" }, correctionFields = new[] { "premisename" } })).Refused(HttpStatusCode.UnprocessableEntity, "correction.no-field");
        (await officer.Post(task.Path, new { answers = new { outcome = "accept" }, correctionFields = new[] { "premisesName" } })).Refused(HttpStatusCode.UnprocessableEntity, "correction.not-asked-for");
    }

    [Fact]
    public async Task The_page_asks_for_a_word_on_the_correction_and_keeps_it()
    {
        var (applicant, id, officer) = await Asked("premisesName");
        using var browser = new Browser(node.Address);
        await browser.SignIn(applicant.Account!);
        var page = await browser.Get($"/cases/{id}/correct");
        await browser.Submit(page, $"/cases/{id}/correct", new() { ["premisesName"] = "桂巷饭馆", ["correctionExplanation"] = "招牌已经换了。" });
        Assert.Equal("招牌已经换了。", Assert.Single((await officer.Get($"/api/cases/{id}")).Ok().Body.GetProperty("corrections").EnumerateArray()).GetProperty("explanation").GetString());
    }

    [Fact]
    public async Task Who_sends_a_correction_that_another_has_sent_is_told_so_and_reads_what_they_wrote()
    {
        var (applicant, id, _) = await Asked("premisesName");
        using var browser = new Browser(node.Address);
        await browser.SignIn(applicant.Account!);
        var path = $"/cases/{id}/correct";
        var (one, other) = (await browser.Get(path), await browser.Get(path));
        Assert.Equal($"/cases/{id}", (await browser.Submit(one, path, new() { ["premisesName"] = "桂巷饭馆" })).Location);
        var late = await browser.Submit(other, path, new() { ["premisesName"] = "桂巷酒家", ["correctionExplanation"] = "以此为准。" });
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("这一步不用再办了", late.Words);
        var typed = late.Document.QuerySelector("[aria-labelledby=typed]")?.TextContent;
        Assert.Contains("桂巷酒家", typed);
        Assert.Contains("以此为准。", typed);
        Assert.NotNull(late.Document.QuerySelector($"main a[href='/cases/{id}']"));
        Assert.Equal($"/cases/{id}", (await browser.Submit(one, path, new() { ["premisesName"] = "桂巷饭馆" })).Location); // the same click again
        Assert.Equal("桂巷饭馆", (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("answers").GetProperty("premisesName").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await browser.Get(path)).Status);
    }

    async Task<(Client Applicant, string Case, Client Officer)> Asked(params string[] fields)
    {
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        var task = await OpenTask.Of(applicant, id, "accept");
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        (await officer.Post(task.Path, new { answers = new { outcome = "correct", correctionItems = "请补正。" }, correctionFields = fields })).Ok();
        return (applicant, id, officer);
    }
}
