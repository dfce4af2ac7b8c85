using System.Net;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework;
using Tongzheng.Matters;
using Tongzheng.Tests.Matters;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>Verbs that need another version of a matter than the one that ships. Each test has a node of its own.</summary>
public sealed class VersionStories : IAsyncLifetime
{
    RunningNode node = null!;

    public async ValueTask InitializeAsync() => node = await RunningNode.Start();

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact, Story("migrate")]
    public async Task A_running_case_is_moved_to_the_new_version_after_a_dry_run_and_one_that_cannot_be_is_told_why()
    {
        var some = await SomeCase.Accepted(node);
        var head = await some.Officer("leader");
        var before = VersionOf(some);
        (await some.Act(head, "migrate", new { reason = "换新版。" })).Refused(HttpStatusCode.Conflict, "migration.same");

        // A version without the step that the case stands at.
        await Publish(bpmn => bpmn.Replace("\"review\"", "\"appraise\"").Replace("formId=\"appraise\"", "formId=\"review\""));
        Assert.Contains("办件停在", (await some.Act(head, "migrate", new { reason = "换新版。" })).Refused(HttpStatusCode.Conflict, "migration.blocked").Text);
        Assert.Equal(before, VersionOf(some));

        await Publish(bpmn => bpmn.Replace("name=\"决定\"", "name=\"作出决定\""));
        using var browser = new Browser(node.Address);
        await browser.SignIn(head.Account!);
        var dry = await browser.Get($"/desk/cases/{some.Id}/acts/migrate");
        Assert.Contains("不变的任务：", dry.Words);
        Assert.Equal(before, VersionOf(some)); // looked at, not done
        Assert.Equal($"/desk/cases/{some.Id}", (await browser.Submit(dry, $"/desk/cases/{some.Id}/acts/migrate", new() { ["reason"] = "换新版。" })).Location);
        Assert.NotEqual(before, VersionOf(some));
        await some.Decided();
        Assert.Equal("granted", (await some.Seen()).GetProperty("outcome").GetString());
        Assert.Contains("作出决定", await some.Read(head.Account!, atDesk: true));
    }

    [Fact, Story("settle")]
    public async Task A_step_that_stopped_is_settled_with_a_reason()
    {
        await Publish(bpmn => bpmn.Replace("=decision = \"refuse\"", "=unheardOf = 2").Replace("=decision = \"grant\"", "=unheardOf = 1"));
        var some = await SomeCase.Accepted(node);
        await some.Decided();
        Assert.Equal("incident", await some.Status());
        var incident = Assert.Single((await some.Seen()).GetProperty("incidents").EnumerateArray()).GetProperty("incident").GetInt64();
        var path = $"/api/cases/{some.Id}/incidents/{incident}";
        (await (await some.Officer("clerk")).Post(path, new { reason = "填上。", variables = new { unheardOf = 1 } })).Refused(HttpStatusCode.Forbidden, "incident.post-needed");
        (await (await some.Officer("decider")).Post(path, new { reason = "", variables = new { unheardOf = 1 } })).Refused(HttpStatusCode.UnprocessableEntity, "incident.reason-needed");
        (await (await some.Officer("decider")).Post(path, new { reason = "表中没有这一项，按准予处理。", variables = new { unheardOf = 1 } })).Ok();
        Assert.Equal("granted", (await some.Seen()).GetProperty("outcome").GetString());
    }

    [Fact, Story("record-fee", "waive-fee")]
    public async Task A_fee_is_recorded_where_the_matter_has_one_and_waived_by_the_head()
    {
        var free = await SomeCase.Submitted(node);
        (await free.Act(await free.Officer("clerk"), "record-fee", new { target = "120", reason = "检测费。" })).Refused(HttpStatusCode.Conflict, "fee.none");
        await Publish(text => text, matter => matter + "\nfee: { charged: true, standard: { zh: 每件 120 元, en: 120 yuan each }, basis: 云价费〔2026〕1 号 }\n");
        var some = await SomeCase.Submitted(node);
        var clerk = await some.Officer("clerk");
        (await some.Act(clerk, "record-fee", new { target = "一百", reason = "检测费。" })).Refused(HttpStatusCode.UnprocessableEntity, "money.form");
        (await some.Act(clerk, "record-fee", new { target = "120.50", reason = "检测费。" })).Ok();
        Assert.Contains("120.50", await some.Read(some.Applicant.Account!));
        (await some.Act(clerk, "waive-fee", new { reason = "困难减免。" })).Refused(HttpStatusCode.Forbidden, "verb.not-your-post");
        (await some.Act(await some.Officer("leader"), "waive-fee", new { reason = "困难减免。" })).Ok();
        Assert.Contains("费用已免除。理由：困难减免。", await some.Read(some.Applicant.Account!));
        Assert.Equal(["record-fee", "waive-fee"], some.Letters);
    }

    async Task Publish(Func<string, string> procedure, Func<string, string>? elements = null)
    {
        var shipped = Packs.Catalogue.Find("food-business") ?? throw new InvalidOperationException("The matter has gone.");
        var changed = Catalogue.Read(shipped.Files.Select(file => new PackFile(file.Path, Changed(file))));
        Assert.Empty(changed.Findings);
        await node.Services.GetRequiredService<Versions>().Publish(changed.Matters.Single(), node.Clock.Now, default);

        ReadOnlyMemory<byte> Changed(PackFile file)
        {
            var text = Encoding.UTF8.GetString(file.Content.Span);
            return Encoding.UTF8.GetBytes(file.Path.EndsWith(".bpmn", StringComparison.Ordinal) ? procedure(text) : file.Path.EndsWith("matter.yaml", StringComparison.Ordinal) && elements is not null ? elements(text) : text);
        }
    }

    string? VersionOf(SomeCase some)
    {
        using var connection = node.Journal.OpenRead();
        return connection.ExecuteScalar<string>("SELECT version FROM case_index WHERE jurisdiction = @jurisdiction AND case_id = @id", new { jurisdiction = some.Jurisdiction, id = some.Id });
    }
}
