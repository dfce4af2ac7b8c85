using System.Net;
using Dapper;
using Tongzheng.Casework.Drafts;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>An open case whose party was forgotten: nobody can go on with it, so the office closes the file.</summary>
public sealed class ForgottenStories
{
    const string Why = "个人信息已依法删除，无法继续办理。";

    [Theory, Story("terminate")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_office_ends_an_open_case_whose_content_was_erased_and_it_leaves_every_list(bool onThePage)
    {
        using var packs = new MadePacks();
        packs.Add("made-review");
        await using var node = await RunningNode.Start(packs: packs.Folder);
        var applicant = await node.As("li-yan");
        var id = (await applicant.Post("/api/cases", new { matter = "made-review", region = Node.Some.Place, answers = new { explanation = "申请。" } })).Ok().Body.GetProperty("case").GetString() ?? "";
        var some = await SomeCase.Of(node, applicant, id);
        var task = await OpenTask.Of(applicant, id, "accept");
        var (clerk, head) = (await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post), await some.Officer("leader"));
        (await some.Act(clerk, "terminate", new { reason = Why })).Refused(HttpStatusCode.Conflict, "case.not-forgotten"); // what is still here is decided
        Assert.DoesNotContain("terminate", await some.Possible(clerk));
        Assert.Equal((1, 1), (Rows(node, "case_task", id), Rows(node, "case_timer", id)));

        await ForgetPerson.From(node.Journal, task.Jurisdiction, applicant.Person, node.Clock.Now, "{}"u8.ToArray());
        (await clerk.Post(task.Path, new { answers = new { outcome = "accept" } })).Refused(HttpStatusCode.Conflict, "case.forgotten");
        Assert.Contains("terminate", await some.Possible(clerk));
        (await some.Act(applicant, "terminate", new { reason = Why })).Refused(HttpStatusCode.Forbidden, "task.not-yours");
        (await some.Act(clerk, "terminate")).Refused(HttpStatusCode.UnprocessableEntity, "verb.words-needed");
        if (onThePage)
        {
            using var browser = new Browser(node.Address);
            await browser.SignIn(clerk.Account ?? throw new InvalidOperationException());
            Assert.Contains("终止办理", (await browser.Get($"/desk/cases/{id}")).Words);
            var action = $"/desk/cases/{id}/acts/terminate";
            Assert.NotNull((await browser.Submit(await browser.Get(action), action, new() { ["reason"] = Why })).Location);
        }
        else
            (await some.Act(clerk, "terminate", new { reason = Why })).Ok();

        var seen = (await clerk.Get($"/api/cases/{id}")).Ok().Body;
        Assert.Equal(("closed", "erased", 0), (seen.GetProperty("status").GetString(), seen.GetProperty("outcome").GetString(), seen.GetProperty("tasks").GetArrayLength()));
        Assert.False(seen.TryGetProperty("partyName", out _) || seen.TryGetProperty("answers", out _));
        Assert.Equal((0, 0, 0), (Rows(node, "case_task", id), Rows(node, "case_timer", id), Rows(node, "case_incident", id)));
        Assert.Equal(0, Count(node, task.Jurisdiction, "Submitted"));
        Assert.Equal(1, Count(node, task.Jurisdiction, "Closed"));
        var read = await some.Read(clerk.Account ?? throw new InvalidOperationException(), atDesk: true);
        Assert.Contains("申请内容已依法删除，终止办理", read);
        Assert.Contains(Why, read);
        Assert.DoesNotContain("李", read);
        var acted = Assert.Single(await DeadlineKeepingTests.Facts<Tongzheng.Casework.Verbs.CaseActed>(node, id));
        Assert.Equal((clerk.Account?.Who, Why), (acted.By, acted.Reason));

        // It stays so: nothing fires, nobody opens it again, and the tables say the same when they are computed anew.
        await node.MoveTo(RunningNode.FirstDay.AddDays(60));
        (await some.Act(clerk, "terminate", new { reason = Why })).Refused(HttpStatusCode.Conflict, "case.closed");
        (await some.Act(head, "reopen", new { reason = "再办。" })).Refused(HttpStatusCode.Conflict, "case.forgotten");
        await node.Journal.Rebuild();
        Assert.Equal((0, 0, 1), (Rows(node, "case_task", id), Rows(node, "case_timer", id), Count(node, task.Jurisdiction, "Closed")));
        Assert.Empty((await node.Journal.Verify()).Findings);
    }

    static int Rows(RunningNode node, string table, string id)
    {
        using var connection = node.Journal.OpenRead();
        return connection.ExecuteScalar<int>($"SELECT count(*) FROM {table} WHERE jurisdiction = '590102' AND case_id = @id", new { id });
    }

    static int Count(RunningNode node, string jurisdiction, string status)
    {
        using var connection = node.Journal.OpenRead();
        return connection.ExecuteScalar<int>("SELECT coalesce(sum(cases), 0) FROM case_count WHERE jurisdiction = @jurisdiction AND matter = 'made-review' AND status = @status", new { jurisdiction, status });
    }
}
