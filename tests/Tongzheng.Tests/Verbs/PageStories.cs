using System.Net;
using Tongzheng.Kernel;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>The verbs as officers meet them on pages: what is offered, what is asked together, what is said where nothing can be done.</summary>
[Collection(VerbsNode.Name)]
public sealed class PageStories(NodeFixture fixture)
{
    RunningNode Node => fixture.Node;

    async Task<Browser> At(Client officer)
    {
        var browser = new Browser(Node.Address);
        await browser.SignIn(officer.Account ?? throw new InvalidOperationException());
        return browser;
    }

    [Fact]
    public async Task Who_leaves_out_the_day_and_the_subject_of_a_hearing_is_told_of_both_at_once()
    {
        var some = await SomeCase.Accepted(Node);
        using var browser = await At(await some.Officer("inspector"));
        var path = $"/desk/cases/{some.Id}/acts/hearing";
        var page = await browser.Submit(await browser.Get(path), path, new() { ["target"] = "", ["reason"] = "" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.Document.QuerySelector(".govuk-error-summary a[href='#f-target']"));
        Assert.NotNull(page.Document.QuerySelector(".govuk-error-summary a[href='#f-reason']"));
        Assert.Contains("请填写以后、一年之内的日期和时间。", page.Words);
    }

    [Fact]
    public async Task What_the_party_will_be_told_names_what_will_be_filled_in_in_the_readers_language()
    {
        var some = await SomeCase.Accepted(Node);
        using var browser = await At(await some.Officer("inspector"));
        var path = $"/desk/cases/{some.Id}/acts/";
        Assert.Contains("并入办件〔办件编号〕一并办理，本办件到此结束。理由：〔您填写的内容〕", (await browser.Get(path + "merge")).Words);
        var english = (await browser.Get(path + "suspend?lang=en")).Words;
        Assert.Contains("The clock stands still from today for [ground]; that time is not counted. [what you write]", english);
        Assert.Contains("Stops, on a lawful ground", english);
        Assert.Contains("Bidding (Administrative Licensing Law art. 45)", english);
        Assert.DoesNotContain("…", english);
    }

    [Fact]
    public async Task A_message_keeps_its_lines_and_a_reason_for_correction_counts_where_its_field_was_not_ticked()
    {
        var some = await SomeCase.Submitted(Node);
        using var browser = await At(await some.Officer("clerk"));
        var page = $"/desk/cases/{some.Id}";
        await browser.Submit(await browser.Get(page), page + "/acts/message", new() { ["reason"] = "请补一张平面图。\n谢谢。" });
        Assert.Equal("请补一张平面图。\n谢谢。", (await browser.Get(page)).Document.QuerySelector("section[aria-labelledby=messages] .tz-timeline p.tz-lines")?.TextContent);

        var action = $"{page}/tasks/{(await some.Task("accept")).GetProperty("task").GetInt64()}/correction";
        var asked = await browser.Submit(await browser.Get(page), action, new() { ["reason:premisesName"] = "与营业执照不一致。" });
        Assert.Equal(HttpStatusCode.Redirect, asked.Status);
        Assert.Equal("与营业执照不一致。", (await some.Seen()).GetProperty("correctionNotes").GetProperty("premisesName").GetString());
    }

    [Fact]
    public async Task An_officer_is_chosen_by_name_and_post()
    {
        var some = await SomeCase.Accepted(Node);
        var inspector = await some.Officer("inspector");
        var counter = await some.Officer("counter");
        (await some.Act(inspector, "claim", new { task = (await some.Task("inspect")).GetProperty("task").GetInt64() })).Ok();
        using var browser = await At(inspector);
        foreach (var verb in new[] { "delegate", "expert" })
        {
            Assert.Contains($"{counter.Account?.Name}（窗口岗）", (await browser.Get($"/desk/cases/{some.Id}/acts/{verb}")).Words);
        }
    }

    [Fact]
    public async Task An_expert_reads_the_question_where_the_answer_is_written_and_finds_the_way_there_at_once()
    {
        var some = await SomeCase.Accepted(Node);
        var expert = await some.Officer("counter");
        (await some.Act(await some.Officer("inspector"), "expert", new { target = SomeCase.Of(expert), reason = "冷食专间面积够不够？" })).Ok();
        using var browser = await At(expert);
        var page = await browser.Get($"/desk/cases/{some.Id}");
        var way = page.Document.QuerySelector($"section[aria-labelledby=task] a[href^='/desk/cases/{some.Id}/acts/opine']");
        Assert.Equal("出具专家意见", way?.TextContent.Trim());
        Assert.Contains("冷食专间面积够不够？", (await browser.Get(way?.GetAttribute("href") ?? "")).Words);
    }

    [Fact]
    public async Task What_was_given_to_somebody_of_another_post_is_counted_on_their_desk()
    {
        var some = await SomeCase.Accepted(Node);
        var helper = await some.Appoint("代办员", Role.Counter);
        var inspector = await some.Officer("inspector");
        var task = (await some.Task("inspect")).GetProperty("task").GetInt64();
        (await some.Act(inspector, "claim", new { task })).Ok();
        (await some.Act(inspector, "delegate", new { task, target = SomeCase.Of(helper), reason = "出差。" })).Ok();
        using var browser = await At(helper);
        Assert.Contains("我承办的 (1)", (await browser.Get("/desk")).Words);
    }

    [Fact]
    public async Task A_case_under_the_live_version_offers_no_newer_one_and_its_page_says_so_without_asking_for_corrections()
    {
        var some = await SomeCase.Accepted(Node);
        using var browser = await At(await some.Officer("leader"));
        Assert.Null((await browser.Get($"/desk/cases/{some.Id}")).Document.QuerySelector("a[href*='/acts/migrate']"));
        var page = await browser.Get($"/desk/cases/{some.Id}/acts/migrate");
        Assert.Contains("办件已经在用现行版本的流程。", page.Words);
        Assert.DoesNotContain("请先改正", page.Words);
    }

    [Fact]
    public async Task While_the_clock_stands_still_no_day_is_promised_and_a_step_is_named_once()
    {
        var some = await SomeCase.Accepted(Node);
        Assert.Contains("最迟", await some.Read(some.Applicant.Account!));
        (await some.Act(await some.Officer("inspector"), "suspend", new { target = "testing", reason = "送样检测。" })).Ok();
        var words = await some.Read(some.Applicant.Account!);
        Assert.Contains("恢复计算后顺延", words);
        Assert.Contains("已受理", words);
        Assert.DoesNotContain("受理：受理", words);
    }

    [Fact]
    public async Task A_contested_decision_reads_as_looked_at_again_and_once_replaced_leads_to_the_case_that_goes_on()
    {
        var some = await SomeCase.Accepted(Node);
        using var party = await At(some.Applicant);
        Assert.DoesNotContain("决定的理由", (await party.Get($"/cases/{some.Id}/receipt")).Words); // a grade of risk decides nothing
        await some.Decided("refuse");
        var receipt = (await party.Get($"/cases/{some.Id}/receipt")).Words;
        Assert.Contains("办理经过", receipt); // nothing comes next
        Assert.DoesNotContain("接下来", receipt);
        Assert.DoesNotContain("这个日期怎么算的", (await party.Get($"/cases/{some.Id}")).Words); // there is no day any more
        Assert.Contains("操作间与卫生间没有分隔。", (await party.Get($"/cases/{some.Id}/receipt")).Words);
        Assert.Contains("申请行政复议", (await party.Get($"/cases/{some.Id}")).Document.QuerySelector(".case-outcome")?.TextContent);

        (await some.Act(some.Applicant, "contest", new { reason = "门锁着，没有看到。" })).Ok();
        var contested = (await party.Get($"/cases/{some.Id}")).Words;
        Assert.Contains("您提出的异议正在人工复核", contested);
        Assert.DoesNotContain("正在审查您的资料", contested); // the step of the procedure that is called review as well
        var head = await some.Officer("leader");
        using var desk = await At(head);
        var page = (await desk.Get($"/desk/cases/{some.Id}/acts/review")).Words;
        Assert.Contains("门锁着，没有看到。", page);
        Assert.Contains("操作间与卫生间没有分隔。", page); // the decision that is looked at

        var anew = (await some.Act(head, "review", new { target = "replace", reason = "重新核查。" })).Ok().Body.GetProperty("made").GetString();
        var after = await party.Get($"/cases/{some.Id}");
        Assert.NotNull(after.Document.QuerySelector($".govuk-inset-text a[href='/cases/{anew}']"));
        Assert.Contains("已经办结。", after.Words);
        var goesOn = (await party.Get($"/cases/{anew}")).Words;
        Assert.Contains("不用重新提交", goesOn);
        Assert.DoesNotContain("依职权立案", goesOn);
        Assert.DoesNotContain("申请行政复议", after.Document.QuerySelector(".case-outcome")?.TextContent);
    }

    [Fact]
    public async Task An_opinion_that_was_asked_for_is_no_step_of_an_earlier_procedure_to_the_leader()
    {
        var some = await SomeCase.Accepted(Node);
        (await some.Act(await some.Officer("inspector"), "expert", new { target = SomeCase.Of(await some.Officer("counter")), reason = "够不够？" })).Ok();
        using var browser = await At(await some.Officer("leader"));
        Assert.Contains("出具专家意见", (await browser.Get("/desk/bottlenecks/food-business")).Words);
    }
}
