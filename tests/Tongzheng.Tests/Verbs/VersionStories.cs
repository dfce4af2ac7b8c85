using System.Net;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Notices;
using Tongzheng.Store;
using Tongzheng.Tests.Matters;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>Verbs that need another version of a matter than the one that ships, or officers nobody else appoints. Each test has a node of its own.</summary>
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
        var some = await Charged();
        var clerk = await some.Officer("clerk");
        (await some.Act(clerk, "record-fee", new { target = "一百", reason = "检测费。" })).Refused(HttpStatusCode.UnprocessableEntity, "money.form");
        (await some.Act(clerk, "record-fee", new { target = "120.50", reason = "检测费。" })).Ok();
        var due = await some.Read(some.Applicant.Account!);
        Assert.Contains("应缴120.50元（检测费）", due);
        Assert.Contains("的窗口缴纳，本平台不收款", due);
        (await some.Act(clerk, "record-fee", new { target = "30", reason = "公告费。" })).Refused(HttpStatusCode.Conflict, "fee.due");
        (await some.Act(clerk, "waive-fee", new { reason = "困难减免。" })).Refused(HttpStatusCode.Forbidden, "verb.not-your-post");
        (await some.Act(await some.Officer("leader"), "waive-fee", new { reason = "困难减免。" })).Ok();
        var read = await some.Read(some.Applicant.Account!);
        Assert.Contains("费用已免除。理由：困难减免。", read);
        Assert.Contains("应缴120.50元（检测费），已免除", read);
        Assert.DoesNotContain("本平台不收款", read);
        (await some.Act(clerk, "record-payment", new { target = "5901260000000007" })).Refused(HttpStatusCode.Conflict, "fee.not-due");
        Assert.Equal(["record-fee", "waive-fee"], some.Letters);
    }

    [Fact, Story("record-payment")]
    public async Task A_payment_is_recorded_once_with_its_receipt_for_the_sum_that_was_demanded()
    {
        var some = await Charged();
        var clerk = await some.Officer("clerk");
        Assert.DoesNotContain("record-payment", await some.Possible(clerk));
        (await some.Act(clerk, "record-payment", new { target = "5901260000000007" })).Refused(HttpStatusCode.Conflict, "fee.not-due");
        (await some.Act(clerk, "record-fee", new { target = "80", reason = "检测费" })).Ok();
        (await some.Act(some.Applicant, "record-payment", new { target = "5901260000000007" })).Refused(HttpStatusCode.Forbidden, "task.not-yours");
        (await some.Act(clerk, "record-payment")).Refused(HttpStatusCode.UnprocessableEntity, "fee.receipt");
        (await some.Act(clerk, "record-payment", new { target = "现金已收" })).Refused(HttpStatusCode.UnprocessableEntity, "fee.receipt");

        using var desk = new Browser(node.Address);
        await desk.SignIn(clerk.Account!);
        var path = $"/desk/cases/{some.Id}/acts/record-payment";
        var page = await desk.Get(path);
        Assert.Contains("应缴80.00元（检测费）", page.Words);
        Assert.Equal($"/desk/cases/{some.Id}", (await desk.Submit(page, path, new() { ["target"] = "５９０１２６-0000 000007" })).Location); // as an input method or a slip of paper has it

        var today = China.DayOf(node.Clock.Now);
        var read = await some.Read(some.Applicant.Account!);
        Assert.Contains($"已缴80.00元（检测费），票据号590126-0000000007，{today:yyyy-MM-dd}", read);
        Assert.Contains("已缴费用80.00元，票据号590126-0000000007", read);
        Assert.DoesNotContain("本平台不收款", read);
        Assert.Contains($"CNY 80.00 paid (检测费), receipt 590126-0000000007, {today:yyyy-MM-dd}", await English(some));
        Assert.Contains("记录缴费：80.00元", await some.Read(clerk.Account!, atDesk: true));

        (await some.Act(clerk, "record-payment", new { target = "5901260000000008" })).Refused(HttpStatusCode.Conflict, "fee.not-due");
        (await some.Act(await some.Officer("leader"), "waive-fee", new { reason = "困难减免。" })).Refused(HttpStatusCode.Conflict, "fee.not-due");
    }

    [Fact]
    public async Task A_fee_that_is_due_when_the_case_closes_can_still_be_paid_and_its_receipt_is_erased_with_the_party()
    {
        var some = await Charged();
        var clerk = await some.Officer("clerk");
        (await some.Act(clerk, "record-fee", new { target = "80", reason = "检测费" })).Ok();
        Assert.Contains("nothing can be paid on this site", await English(some));
        (await some.Applicant.Post($"/api/cases/{some.Id}/withdrawal", new { })).Ok();
        (await some.Act(clerk, "record-payment", new { target = "5901260000000007" })).Ok();
        Assert.Contains("票据号5901260000000007", await some.Read(clerk.Account!, atDesk: true));

        await ForgetPerson.From(node.Journal, some.Jurisdiction, some.Applicant.Person, node.Clock.Now, "{}"u8.ToArray());
        var read = await some.Read(clerk.Account!, atDesk: true);
        Assert.Contains("已缴80.00元，票据号（已删除）", read);
        Assert.DoesNotContain("5901260000000007", read);
    }

    [Fact]
    public async Task What_is_to_be_paid_stands_under_what_happens_next_for_the_party_and_for_the_officer()
    {
        var some = await Charged();
        var clerk = await some.Officer("clerk");
        (await some.Act(clerk, "record-fee", new { target = "80", reason = "检测费" })).Ok();

        var next = Section(await At(some.Applicant, $"/cases/{some.Id}"), "next");
        Assert.Contains("应缴80.00元（检测费）", next);
        Assert.Contains("请到澜阳区市场监督管理局的窗口缴纳，本平台不收款", next);
        Assert.Contains("地址：", next);
        Assert.Contains("CNY 80.00 due (检测费)", Section(await At(some.Applicant, $"/cases/{some.Id}?lang=en"), "next"));

        var task = await At(clerk, $"/desk/cases/{some.Id}");
        Assert.Contains("应缴80.00元（检测费），还没有缴。", Section(task, "task"));
        Assert.NotNull(task.Document.QuerySelector($"section[aria-labelledby=task] a[href='/desk/cases/{some.Id}/acts/record-payment']"));
        var auditor = await At(await some.Appoint("审计员", Role.Auditor), $"/desk/cases/{some.Id}");
        Assert.Contains("应缴80.00元（检测费）", auditor.Words);
        Assert.Null(auditor.Document.QuerySelector("a[href$='record-payment']"));

        await some.Do("accept", new { outcome = "accept" });
        (await some.Act(await some.Officer("inspector"), "suspend", new { target = "testing", reason = "送样检测。" })).Ok();
        Assert.DoesNotContain("不用做什么", Section(await At(some.Applicant, $"/cases/{some.Id}"), "next")); // there is something to do
        (await some.Applicant.Post($"/api/cases/{some.Id}/withdrawal", new { })).Ok();
        Assert.Contains("应缴80.00元（检测费）", Section(await At(some.Applicant, $"/cases/{some.Id}"), "next")); // owed all the same
        (await some.Act(clerk, "record-payment", new { target = "5901260000000007" })).Ok();
        Assert.DoesNotContain("应缴", Section(await At(some.Applicant, $"/cases/{some.Id}"), "next"));
        Assert.DoesNotContain("还没有缴", Section(await At(clerk, $"/desk/cases/{some.Id}"), "task"));
    }

    [Fact]
    public async Task The_api_lists_the_fees_of_a_case_to_its_party_and_to_its_office()
    {
        var some = await Charged();
        var (clerk, head) = (await some.Officer("clerk"), await some.Officer("leader"));
        Assert.Empty((await some.Seen()).GetProperty("fees").EnumerateArray());
        (await some.Act(clerk, "record-fee", new { target = "80", reason = "检测费" })).Ok();
        var demanded = await node.Journal.ReadStream(some.Jurisdiction, $"notices/{some.Id}").Select(Facts.Read).OfType<NoticeSent>().SingleAsync(sent => sent.Verb == "record-fee");
        Assert.Contains("云价费〔2026〕1 号", demanded.LegalBasis); // by which it is charged, not by which the matter exists
        (await some.Act(clerk, "record-payment", new { target = "5901260000000007" })).Ok();
        (await some.Act(head, "refund-fee", new { reason = "检测没有做。" })).Ok();
        (await some.Act(clerk, "record-fee", new { target = "120.50", reason = "重新检测" })).Ok();
        foreach (var who in new[] { some.Applicant, clerk })
        {
            var fees = (await who.Get($"/api/cases/{some.Id}")).Ok().Body.GetProperty("fees").EnumerateArray().ToList();
            Assert.Equal(["refunded", "due"], fees.Select(fee => fee.GetProperty("state").GetString()));
            Assert.Equal([8000, 12050], fees.Select(fee => fee.GetProperty("amount").GetInt64()));
            Assert.Equal(["检测费", "重新检测"], fees.Select(fee => fee.GetProperty("for").GetString()));
            Assert.Equal("5901260000000007", fees[0].GetProperty("receipt").GetString());
            Assert.Equal("检测没有做。", fees[0].GetProperty("why").GetString());
            Assert.All(fees, fee => Assert.Contains("云价费〔2026〕1 号", fee.GetProperty("law").GetProperty("zh").GetString()));
        }
        (await some.Act(head, "waive-fee", new { reason = "困难减免。" })).Ok();
        Assert.Equal("waived", (await some.Seen()).GetProperty("fees")[1].GetProperty("state").GetString());
    }

    [Fact, Story("refund-fee")]
    public async Task What_was_paid_is_given_back_by_the_head_with_a_reason_and_only_once()
    {
        var some = await Charged();
        var (clerk, head) = (await some.Officer("clerk"), await some.Officer("leader"));
        (await some.Act(clerk, "record-fee", new { target = "80", reason = "检测费" })).Ok();
        (await some.Act(head, "refund-fee", new { reason = "多收。" })).Refused(HttpStatusCode.Conflict, "fee.not-paid");
        (await some.Act(clerk, "record-payment", new { target = "5901260000000007" })).Ok();
        (await some.Act(clerk, "refund-fee", new { reason = "多收。" })).Refused(HttpStatusCode.Forbidden, "verb.not-your-post");
        (await some.Act(head, "refund-fee")).Refused(HttpStatusCode.UnprocessableEntity, "verb.words-needed");
        (await some.Act(head, "refund-fee", new { reason = "检测没有做。" })).Ok();
        var read = await some.Read(some.Applicant.Account!);
        Assert.Contains("退还已缴费用80.00元。理由：检测没有做。", read);
        Assert.Contains("已退还80.00元：检测没有做。", read);
        Assert.Contains("CNY 80.00 given back: 检测没有做。", await English(some));
        Assert.Equal(["record-fee", "refund-fee"], some.Letters);
        (await some.Act(head, "refund-fee", new { reason = "再退。" })).Refused(HttpStatusCode.Conflict, "fee.not-paid");
        (await some.Act(clerk, "record-fee", new { target = "30", reason = "重新检测" })).Ok(); // another fee of the same case
        Assert.Contains("应缴30.00元（重新检测）", await some.Read(some.Applicant.Account!));
    }

    [Fact]
    public async Task What_would_have_to_be_chosen_is_offered_only_where_there_is_something_to_choose()
    {
        var some = await SomeCase.Submitted(node, "zhao-yifan");
        await some.Do("accept", new { outcome = "accept" });
        var inspector = await some.Officer("inspector");
        var task = (await some.Task("inspect")).GetProperty("task").GetInt64();
        (await some.Act(inspector, "claim", new { task })).Ok();
        async Task<bool> Offered(string verb) => (await At(inspector, $"/desk/cases/{some.Id}")).Document.QuerySelector($"a[href*='/acts/{verb}']") is not null;
        Assert.False(await Offered("merge"));
        Assert.DoesNotContain("merge", await some.Possible(inspector));

        await SomeCase.Submitted(node, "zhao-yifan"); // a second one of the same party
        Assert.True(await Offered("merge"));
        Assert.Contains("merge", await some.Possible(inspector));

        Assert.False(await Offered("transfer"));
        Assert.DoesNotContain("transfer", await some.Possible(inspector));
        await some.Appoint("另一位核查员", Role.Inspector);
        Assert.True(await Offered("transfer"));
        Assert.Contains("transfer", await some.Possible(inspector));
    }

    /// <summary>A case of a matter that costs something.</summary>
    async Task<SomeCase> Charged()
    {
        await Publish(text => text, matter => matter + "\nfee: { charged: true, standard: { zh: 每件 120 元, en: 120 yuan each }, basis: 云价费〔2026〕1 号 }\n");
        return await SomeCase.Submitted(node);
    }

    async Task<Page> At(Client who, string path)
    {
        using var browser = new Browser(node.Address);
        await browser.SignIn(who.Account!);
        return await browser.Get(path);
    }

    static string Section(Page page, string heading) => page.Document.QuerySelector($"section[aria-labelledby={heading}]")?.TextContent ?? "";

    async Task<string> English(SomeCase some)
    {
        using var browser = new Browser(node.Address);
        await browser.SignIn(some.Applicant.Account!);
        return (await browser.Get($"/cases/{some.Id}?lang=en")).Words;
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
