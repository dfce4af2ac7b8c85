using System.Net;
using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Casework.Verbs;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Node;

/// <summary>How a case ends up when something is wrong with its procedure, its office or the act upon it: as the design says, over HTTP.</summary>
public sealed class EndingTests : IAsyncLifetime
{
    readonly MadePacks packs = new();
    RunningNode node = null!;

    public async ValueTask InitializeAsync()
    {
        // A condition on something nobody has answered, and a loop that nothing ends.
        packs.Add("made-null", MadePacks.Start("which") + """<bpmn:exclusiveGateway id="which" name="面积"/>"""
            + MadePacks.Flow("which", "look", "area > 100") + MadePacks.Flow("which", "granted", "not(area > 100)")
            + MadePacks.Task("look", "clerk", "granted", "review", "tz:limit=statutory") + MadePacks.End("granted"));
        packs.Add("made-loop", MadePacks.Start("count") + """<bpmn:scriptTask id="count" name="计数"><bpmn:extensionElements><zeebe:script expression="=if n = null then 1 else n + 1" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask>"""
            + MadePacks.Flow("count", "again") + """<bpmn:exclusiveGateway id="again"/>""" + MadePacks.Flow("again", "count", "enough = null or not(enough)") + MadePacks.Flow("again", "granted", "enough = true") + MadePacks.End("granted"));
        packs.Add("made-review");
        Assert.Empty(packs.Findings);
        node = await RunningNode.Start(packs: packs.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        packs.Dispose();
    }

    [Fact]
    public async Task A_null_in_a_condition_is_a_task_for_a_person_and_is_settled_by_the_API_and_on_the_page()
    {
        var applicant = await node.As("li-yan");
        var (byApi, onPage) = (await Apply(applicant, "made-null"), await Apply(applicant, "made-null"));
        var seen = await See(applicant, byApi);
        Assert.Equal(("incident", 0), (seen.GetProperty("status").GetString(), seen.GetProperty("tasks").GetArrayLength()));
        var incident = Assert.Single(seen.GetProperty("incidents").EnumerateArray());
        Assert.Contains("area", incident.GetProperty("message").GetString(), StringComparison.Ordinal); // the diagnostic says what was missing
        var (number, organisation) = (incident.GetProperty("incident").GetInt64(), seen.GetProperty("organisation").GetString() ?? "");

        var clerk = await node.AsOfficer("590102", organisation, "clerk");
        (await clerk.Post($"/api/cases/{byApi}/incidents/{number}", new { reason = "", variables = (object?)null })).Refused(HttpStatusCode.UnprocessableEntity, "incident.reason-needed");
        (await clerk.Post($"/api/cases/{byApi}/incidents/{number}", new { reason = "按图纸补录", variables = new { area = 120 } })).Refused(HttpStatusCode.Forbidden, "incident.post-needed");
        (await clerk.Post($"/api/cases/{byApi}/incidents/{number}", new { reason = "再试一次" })).Ok(); // tried again, it stops again: nothing is lost
        incident = Assert.Single((await See(applicant, byApi)).GetProperty("incidents").EnumerateArray());
        var decider = await node.AsOfficer("590102", organisation, "decider");
        (await decider.Post($"/api/cases/{byApi}/incidents/{incident.GetProperty("incident").GetInt64()}", new { reason = "按图纸补录", variables = new { area = 120 } })).Ok();
        Assert.Equal("look", Assert.Single((await See(applicant, byApi)).GetProperty("tasks").EnumerateArray()).GetProperty("element").GetString());

        // The other one on the page of the decider, without JavaScript; a slip is said beside what was typed.
        using var browser = new Browser(node.Address);
        await browser.SignIn(decider.Account ?? throw new InvalidOperationException());
        Assert.Contains("需要人工处理", (await browser.Get("/desk?view=incidents")).Words, StringComparison.Ordinal);
        var page = await browser.Get($"/desk/cases/{onPage}");
        var action = $"/desk/cases/{onPage}/incidents/{number}";
        var wrong = await browser.Submit(page, action, new() { ["reason"] = "按图纸补录", ["variables"] = "area 80" });
        Assert.Contains("area 80", wrong.Text, StringComparison.Ordinal);
        var settled = await browser.Submit(wrong, action, new() { ["reason"] = "按图纸补录", ["variables"] = "area = 80" });
        Assert.Equal($"/desk/cases/{onPage}", settled.Location);
        Assert.Equal("granted", (await See(applicant, onPage)).GetProperty("outcome").GetString());
        Assert.Contains("按图纸补录", (await browser.Get($"/desk/cases/{onPage}")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_loop_of_automatic_steps_is_stopped_and_shown_to_a_person()
    {
        var applicant = await node.As("li-yan");
        var id = await Apply(applicant, "made-loop");
        var seen = await See(applicant, id);
        var incident = Assert.Single(seen.GetProperty("incidents").EnumerateArray());
        Assert.Equal("incident", seen.GetProperty("status").GetString());
        var decider = await node.AsOfficer("590102", seen.GetProperty("organisation").GetString() ?? "", "decider");
        (await decider.Post($"/api/cases/{id}/incidents/{incident.GetProperty("incident").GetInt64()}", new { reason = "循环没有出口，人工结束", variables = new { enough = true } })).Ok();
        Assert.Equal("granted", (await See(applicant, id)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_trigger_for_a_finished_task_an_unknown_task_or_a_closed_case_is_an_ordinary_refusal()
    {
        var applicant = await node.As("li-yan");
        var id = await Apply(applicant, "made-review");
        var task = await OpenTask.Of(applicant, id, "accept");
        var clerk = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        (await clerk.Post(task.Path, new { answers = new { outcome = "accept" } })).Ok();
        (await clerk.Post(task.Path, new { answers = new { outcome = "reject", reason = "改主意了" } })).Refused(HttpStatusCode.Conflict, "task.not-open");
        (await clerk.Post($"/api/cases/{id}/tasks/4711", new { answers = new { outcome = "accept" } })).Refused(HttpStatusCode.Conflict, "task.not-open");
        (await clerk.Post($"/api/cases/{id}/incidents/4711", new { reason = "没有这个问题" })).Refused(HttpStatusCode.NotFound, "incident.unknown");
        var review = await OpenTask.Of(applicant, id, "review");
        (await applicant.Post($"/api/cases/{id}/withdrawal")).Ok();
        (await (await node.AsOfficer(review.Jurisdiction, review.Organisation, review.Post)).Post(review.Path, new { answers = new { reviewOpinion = "pass", reviewNote = "符合" } })).Refused(HttpStatusCode.Conflict, "task.not-open");
        Assert.Equal("withdrawn", (await See(applicant, id)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task The_tasks_of_an_abolished_office_go_to_its_successor()
    {
        var applicant = await node.As("li-yan");
        var (id, closed) = (await Apply(applicant, "made-review"), await Apply(applicant, "made-review"));
        (await applicant.Post($"/api/cases/{closed}/withdrawal")).Ok();
        var task = await OpenTask.Of(applicant, id, "accept");
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, "clerk");
        var successor = (await node.Accounts()).First(account => account.Jurisdiction == task.Jurisdiction && account.Post?.EndsWith("/clerk", StringComparison.Ordinal) == true && !account.Post.StartsWith(task.Organisation, StringComparison.Ordinal));
        var to = successor.Post?.Split('/')[0] ?? "";
        var steward = await Steward();
        (await steward.Post($"/api/organisations/{task.Organisation}/dissolution", new { successor = to, reason = " " })).Refused(HttpStatusCode.UnprocessableEntity, "organisation.reason-needed");
        (await steward.Post($"/api/organisations/{task.Organisation}/dissolution", new { successor = task.Organisation, reason = "机构改革方案" })).Refused(HttpStatusCode.UnprocessableEntity, "organisation.no-successor");
        (await officer.Post($"/api/organisations/{task.Organisation}/dissolution", new { successor = to, reason = "机构改革方案" })).Refused(HttpStatusCode.Forbidden, "permission.denied");
        Assert.Equal(1, (await steward.Post($"/api/organisations/{task.Organisation}/dissolution", new { successor = to, reason = "机构改革方案" })).Ok().Body.GetProperty("cases").GetInt32());

        // The old office has nothing more; the new one has the case, its task and its history.
        Assert.Equal(to, (await See(applicant, id)).GetProperty("organisation").GetString());
        (await officer.Post(task.Path, new { answers = new { outcome = "accept" } })).Refused(HttpStatusCode.NotFound, "case.unknown");
        Assert.DoesNotContain((await officer.Get("/api/work")).Ok().Body.EnumerateArray(), line => line.GetProperty("case").GetString() == id);
        var clerk = await node.As(successor);
        Assert.Contains((await clerk.Get("/api/work")).Ok().Body.EnumerateArray(), line => line.GetProperty("case").GetString() == id);
        (await clerk.Post(task.Path, new { answers = new { outcome = "accept" } })).Ok();
        Assert.Equal(to, (await OpenTask.Of(applicant, id, "review")).Organisation);
        Assert.Equal(to, (await See(applicant, await Apply(applicant, "made-review"))).GetProperty("organisation").GetString()); // and so has what is new
        Assert.Empty(await DeadlineKeepingTests.Facts<CaseActed>(node, closed));
        using var browser = new Browser(node.Address);
        await browser.SignIn(successor);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get($"/desk/cases/{id}")).Status);
        Assert.Empty((await node.Journal.Verify()).Findings);
    }

    [Fact]
    public async Task Where_no_successor_was_named_the_office_above_has_an_incident_and_takes_the_case_on()
    {
        var applicant = await node.As("li-yan");
        var id = await Apply(applicant, "made-review");
        var organisation = (await See(applicant, id)).GetProperty("organisation").GetString();
        (await (await Steward()).Post($"/api/organisations/{organisation}/dissolution", new { reason = "机构改革方案" })).Ok();

        var seen = await See(applicant, id);
        var above = seen.GetProperty("organisation").GetString() ?? "";
        Assert.NotEqual(organisation, above);
        Assert.Equal("incident", seen.GetProperty("status").GetString());
        var incident = Assert.Single(seen.GetProperty("incidents").EnumerateArray());
        Assert.Equal(Successions.NoSuccessor, incident.GetProperty("code").GetString());
        var leader = await node.AsOfficer("590102", above, "leader");
        using var browser = new Browser(node.Address);
        await browser.SignIn(leader.Account ?? throw new InvalidOperationException());
        Assert.Contains("承办机关已撤销", (await browser.Get($"/desk/cases/{id}")).Words, StringComparison.Ordinal);
        (await leader.Post($"/api/cases/{id}/incidents/{incident.GetProperty("incident").GetInt64()}", new { reason = "由本机关接办" })).Ok();
        seen = await See(applicant, id);
        Assert.Equal(("submitted", 0, above), (seen.GetProperty("status").GetString(), seen.GetProperty("incidents").GetArrayLength(), Assert.Single(seen.GetProperty("tasks").EnumerateArray()).GetProperty("organisation").GetString()));
        Assert.Empty((await node.Journal.Verify()).Findings);
    }

    async Task<Client> Steward() => await node.As((await node.Accounts()).First(account => account.Jurisdiction == "590102" && account.Post?.EndsWith("/steward", StringComparison.Ordinal) == true));

    static async Task<string> Apply(Client applicant, string slug) =>
        (await applicant.Post("/api/cases", new { matter = slug, region = Some.Place, answers = new { explanation = "申请。" } })).Ok().Body.GetProperty("case").GetString() ?? "";

    static async Task<JsonElement> See(Client applicant, string id) => (await applicant.Get($"/api/cases/{id}")).Ok().Body;
}
