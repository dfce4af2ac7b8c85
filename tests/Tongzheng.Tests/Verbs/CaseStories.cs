using System.Net;
using System.Text.Json.Nodes;
using Tongzheng.Kernel;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>Cases that become one, become two, begin anew; decisions that are contested; what is said about them.</summary>
[Collection(VerbsNode.Name)]
public sealed class CaseStories(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Fact, Story("merge")]
    public async Task Two_open_cases_of_one_party_and_matter_become_one_and_both_say_so()
    {
        var (some, other) = (await SomeCase.Submitted(node), await SomeCase.Submitted(node));
        var stranger = await SomeCase.Submitted(node, "guo-xi");
        var clerk = await some.Officer("clerk");
        var (number, otherNumber) = ((await some.Seen()).GetProperty("number").GetString()!, (await other.Seen()).GetProperty("number").GetString()!);
        (await some.Act(clerk, "merge", new { target = (await stranger.Seen()).GetProperty("number").GetString(), reason = "重复。" })).Refused(HttpStatusCode.UnprocessableEntity, "merge.other");
        (await some.Act(clerk, "merge", new { target = number, reason = "重复。" })).Refused(HttpStatusCode.UnprocessableEntity, "merge.other");
        (await some.Act(clerk, "merge", new { target = otherNumber, reason = "同一家店申请了两次。" })).Ok();
        Assert.Equal("merged", (await some.Seen()).GetProperty("outcome").GetString());
        Assert.Contains($"并入办件{otherNumber}一并办理", await some.Read(some.Applicant.Account!));
        Assert.Contains($"办件{number}并入本办件", await other.Read(other.Applicant.Account!));
        Assert.Contains("merge", some.Letters);
        await other.Do("accept", new { outcome = "accept" });
        (await other.Act(clerk, "merge", new { target = number, reason = "并回去。" })).Refused(HttpStatusCode.UnprocessableEntity, "merge.other");
    }

    [Fact, Story("split")]
    public async Task A_part_goes_on_as_a_case_of_its_own_with_a_link_each_way()
    {
        var some = await SomeCase.Accepted(node);
        var made = (await some.Act(await some.Officer("reviewer"), "split", new { reason = "网络经营部分另行办理。" })).Ok().Body.GetProperty("made").GetString()!;
        var part = await SomeCase.Of(node, some.Applicant, made);
        Assert.Equal("submitted", await part.Status());
        Assert.Equal("桂巷小馆", (await part.Seen()).GetProperty("answers").GetProperty("premisesName").GetString());
        await part.Do("accept", new { outcome = "accept" });
        Assert.Equal("accepted", await some.Status());
        Assert.Contains((await part.Seen()).GetProperty("number").GetString()!, await some.Read(some.Applicant.Account!));
        Assert.Contains((await some.Seen()).GetProperty("number").GetString()!, await part.Read((await some.Officer("clerk")).Account!, atDesk: true));
    }

    [Fact, Story("reopen")]
    public async Task A_closed_case_is_opened_again_by_the_head_as_a_new_run_and_the_old_one_stays_as_it_was()
    {
        var some = await SomeCase.Accepted(node);
        var head = await some.Officer("leader");
        (await some.Act(head, "reopen", new { reason = "有误。" })).Refused(HttpStatusCode.Conflict, "case.not-closed");
        await some.Decided("refuse");
        (await some.Act(await some.Officer("decider"), "reopen", new { reason = "有误。" })).Refused(HttpStatusCode.Forbidden, "verb.not-your-post");
        var made = (await some.Act(head, "reopen", new { reason = "现场核查看错了门牌。" })).Ok().Body.GetProperty("made").GetString()!;
        Assert.Equal("refused", (await some.Seen()).GetProperty("outcome").GetString());
        var again = await SomeCase.Of(node, some.Applicant, made);
        await again.Do("accept", new { outcome = "accept" });
        await again.Decided();
        Assert.Equal("granted", (await again.Seen()).GetProperty("outcome").GetString());
        Assert.Contains("reopen", some.Letters);
    }

    [Fact]
    public async Task The_ground_an_officer_gave_is_the_reason_for_a_refusal_not_what_tables_found_on_the_way()
    {
        var some = await SomeCase.Accepted(node);
        await some.Decided("refuse");
        using var browser = new Browser(node.Address);
        await browser.SignIn(some.Applicant.Account!);
        Assert.Equal("操作间与卫生间没有分隔。", Assert.Single((await browser.Get($"/cases/{some.Id}")).Document.QuerySelectorAll(".case-outcome ul").First().Children).TextContent.Trim());
    }

    [Fact, Story("contest", "review")]
    public async Task A_decision_by_table_is_contested_on_the_result_page_and_a_person_replaces_it_with_one_by_persons()
    {
        var some = await Instant();
        using var browser = new Browser(node.Address);
        await browser.SignIn(some.Applicant.Account!);
        var result = await browser.Get($"/cases/{some.Id}");
        Assert.Contains("提出异议", result.Words);
        Assert.True((await LicenceOf(some)).GetProperty("isValid").GetBoolean());
        var form = await browser.Get($"/cases/{some.Id}/acts/contest");
        Assert.DoesNotMatch("由谁来做|申请人得知", form.Words);
        Assert.Contains("对什么决定", form.Words, StringComparison.Ordinal);
        Assert.Contains("提交以后", form.Words, StringComparison.Ordinal);
        Assert.Contains("秒批", form.Words); // the explanation of the table stands above the box
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Submit(form, $"/cases/{some.Id}/acts/contest", new() { ["reason"] = "" })).Status);
        Assert.Equal($"/cases/{some.Id}", (await browser.Submit(form, $"/cases/{some.Id}/acts/contest", new() { ["reason"] = "经营范围登记少了一项。" })).Location);
        (await some.Act(some.Applicant, "contest", new { reason = "还是不同意。" })).Refused(HttpStatusCode.Conflict, "contest.again");

        using var desk = new Browser(node.Address);
        await desk.SignIn((await some.Officer("leader")).Account!);
        Assert.Contains("人工复核", (await desk.Get("/desk")).Words);
        var review = await desk.Get($"/desk/cases/{some.Id}/acts/review");
        Assert.Contains("经营范围登记少了一项", review.Words);
        Assert.Contains("秒批", review.Words);
        Assert.Equal($"/desk/cases/{some.Id}", (await desk.Submit(review, $"/desk/cases/{some.Id}/acts/review", new() { ["target"] = "replace", ["reason"] = "范围确有遗漏。" })).Location);

        var page = await some.Read(some.Applicant.Account!);
        Assert.Contains("原决定不再作数", page);
        Assert.False((await LicenceOf(some)).GetProperty("isValid").GetBoolean()); // what the decision gave is withdrawn with it
        Assert.Contains("撤销", (await browser.Get("/licences/check?number=" + (await LicenceOf(some)).GetProperty("identifier").GetString())).Words);
        Assert.Contains("review", some.Letters);
        var seen = (await some.Applicant.Get("/api/cases")).Ok().Body.EnumerateArray().First();
        var again = await SomeCase.Of(node, some.Applicant, seen.GetProperty("case").GetString()!);
        Assert.NotEqual(some.Id, again.Id);
        Assert.Equal("handle", Assert.Single((await again.Seen()).GetProperty("tasks").EnumerateArray()).GetProperty("element").GetString()); // no table decided
    }

    static async Task<System.Text.Json.JsonElement> LicenceOf(SomeCase some) =>
        (await some.Applicant.Get("/api/licences")).Ok().Body.EnumerateArray().Single(licence => licence.GetProperty("case").GetString() == some.Id);

    [Fact]
    public async Task A_decision_that_is_confirmed_stands_and_who_decided_it_does_not_review_it()
    {
        var some = await SomeCase.Accepted(node);
        await some.Decided("refuse");
        (await some.Act(await some.Officer("clerk"), "contest", new { reason = "不同意。" })).Refused(HttpStatusCode.Forbidden, "verb.not-your-post");
        (await some.Act(some.Applicant, "contest", new { reason = "已经分隔。" })).Ok();
        (await some.Act(await some.Officer("decider"), "review", new { target = "confirm", reason = "维持。" })).Refused(HttpStatusCode.Forbidden, "task.not-your-post");
        (await some.Act(await some.Officer("leader"), "review", new { target = "perhaps", reason = "维持。" })).Refused(HttpStatusCode.UnprocessableEntity, "verb.target");
        (await some.Act(await some.Officer("leader"), "review", new { target = "confirm", reason = "现场仍未分隔。" })).Ok();
        Assert.Equal("refused", (await some.Seen()).GetProperty("outcome").GetString());
        Assert.Empty((await some.Seen()).GetProperty("tasks").EnumerateArray());
        Assert.Contains("维持原决定。复核意见：现场仍未分隔。", await some.Read(some.Applicant.Account!));
    }

    [Fact, Story("message")]
    public async Task Party_and_office_write_to_each_other_on_the_page_of_the_case_and_nobody_else_reads_it()
    {
        var some = await SomeCase.Submitted(node);
        using var browser = new Browser(node.Address);
        await browser.SignIn(some.Applicant.Account!);
        var page = await browser.Get($"/cases/{some.Id}");
        await browser.Submit(page, $"/cases/{some.Id}/acts/message", new() { ["reason"] = "请问<b>还要</b>等多久？" });
        var clerk = await some.Officer("clerk");
        Assert.Contains("请问<b>还要</b>等多久？", await some.Read(clerk.Account!, atDesk: true)); // as written, and no markup of it
        (await some.Act(clerk, "message", new { reason = "三天内答复您。" })).Ok();
        Assert.Contains("三天内答复您", await some.Read(some.Applicant.Account!));
        (await some.Act(clerk, "message", new { reason = new string('长', 2001) })).Refused(HttpStatusCode.UnprocessableEntity, "verb.words-long");
        (await some.Act(await node.As("zhou-min"), "message", new { reason = "我也看看。" })).Refused(HttpStatusCode.NotFound, "case.unknown");
    }

    [Fact]
    public async Task A_retry_of_an_act_gets_the_first_answer_and_is_not_done_twice()
    {
        var some = await SomeCase.Submitted(node);
        var path = $"/api/cases/{some.Id}/acts/urge";
        var first = (await some.Applicant.Post(path, new { }, "urge-1" + some.Id)).Ok();
        Assert.Equal(first.Text, (await some.Applicant.Post(path, new { }, "urge-1" + some.Id)).Ok().Text);
    }

    [Fact]
    public async Task Who_acts_on_a_page_that_is_out_of_date_sees_what_the_other_did_and_loses_nothing_typed()
    {
        var some = await SomeCase.Accepted(node);
        using var browser = new Browser(node.Address);
        await browser.SignIn((await some.Officer("leader")).Account!);
        var page = await browser.Get($"/desk/cases/{some.Id}/acts/extend");
        Assert.Contains("最迟办结日", page.Words);
        (await some.Act(some.Applicant, "urge")).Ok();
        var refused = await browser.Submit(page, $"/desk/cases/{some.Id}/acts/extend", new() { ["reason"] = "案情复杂。" });
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("催办", refused.Words);
        Assert.Equal("案情复杂。", refused.ValueOf("reason")?.Trim());
        Assert.Equal($"/desk/cases/{some.Id}", (await browser.Submit(refused, $"/desk/cases/{some.Id}/acts/extend", [])).Location); // seen now, and sent again
    }

    [Fact]
    public async Task What_was_typed_into_a_task_that_somebody_else_did_meanwhile_is_still_on_the_page()
    {
        var some = await SomeCase.Accepted(node);
        var task = await OpenTask.Of(some.Applicant, some.Id, "review");
        using var browser = new Browser(node.Address);
        await browser.SignIn((await some.Officer("reviewer")).Account!);
        var page = await browser.Get($"/desk/cases/{some.Id}?task={task.Task}");
        (await some.TryDo(await some.Appoint("吴审", Role.Reviewer), "review", new { reviewOpinion = "pass", reviewNote = "符合。" })).Ok();
        var refused = await browser.Submit(page, $"/desk/cases/{some.Id}/tasks/{task.Task}", new() { ["reviewOpinion"] = "fail", ["reviewNote"] = "我写了很久的意见。" });
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("我写了很久的意见", refused.Words);
        Assert.Contains("吴审", refused.Words);
        Assert.Contains("不符合", refused.Document.QuerySelector("[aria-labelledby=typed]")?.TextContent); // the choice in its words
        Assert.DoesNotContain("fail", refused.Document.QuerySelector("[aria-labelledby=typed]")?.TextContent);
    }

    [Fact]
    public async Task What_was_written_for_an_act_or_a_correction_that_can_no_longer_be_is_still_on_the_page()
    {
        var some = await SomeCase.Submitted(node);
        using var browser = new Browser(node.Address);
        await browser.SignIn((await some.Officer("clerk")).Account!);
        var (desk, split) = ($"/desk/cases/{some.Id}", $"/desk/cases/{some.Id}/acts/split");
        var correction = $"{desk}/tasks/{(await some.Task("accept")).GetProperty("task").GetInt64()}/correction";
        var (page, act) = (await browser.Get(desk), await browser.Get(split));

        (await some.Act(some.Applicant, "urge")).Ok();
        var changed = await browser.Submit(page, correction, new() { ["reason:premisesName"] = "与营业执照不一致。", ["explanation"] = "请改正。" });
        Assert.Equal(HttpStatusCode.Conflict, changed.Status);
        Assert.Contains("催办", changed.Document.QuerySelector("[aria-labelledby=changed]")?.TextContent);
        Assert.Equal("与营业执照不一致。", changed.ValueOf("reason:premisesName"));
        Assert.Equal("请改正。", changed.ValueOf("explanation")?.Trim());

        (await some.Applicant.Post($"/api/cases/{some.Id}/withdrawal", new { })).Ok();
        var late = await browser.Submit(page, correction, new() { ["reason:premisesName"] = "与营业执照不一致。", ["explanation"] = "请改正。" });
        var kept = late.Document.QuerySelector("[aria-labelledby=typed]")?.TextContent;
        Assert.Contains("与营业执照不一致。", kept);
        Assert.Contains("请改正。", kept);

        var refused = await browser.Submit(act, split, new() { ["reason"] = "一店两证，分开办理。" });
        Assert.Contains("一店两证，分开办理。", refused.Document.QuerySelector("[aria-labelledby=typed]")?.TextContent);
        Assert.Contains("这个办件已经办结。", refused.Words);
        Assert.DoesNotContain("再提交一次", refused.Words);

        using var party = new Browser(node.Address);
        await party.SignIn(some.Applicant.Account!);
        var again = await SomeCase.Submitted(node);
        var own = await party.Get($"/cases/{again.Id}");
        await party.Submit(own, $"/cases/{again.Id}/withdraw", []);
        Assert.Equal($"/cases/{again.Id}", (await party.Post($"/cases/{again.Id}/withdraw", Browser.Filled(own, $"/cases/{again.Id}/withdraw", new() { ["_key"] = Guid.NewGuid().ToString() }))).Location); // in another window
    }

    async Task<SomeCase> Instant()
    {
        var applicant = await node.As("li-yan");
        var answers = new JsonObject
        {
            ["composition"] = "individual", ["useTradeName"] = "yes", ["tradeName"] = "柳堤镇小芳面馆", ["scope"] = new JsonArray("retail", "catering"), ["preApproval"] = "no",
            ["familyMembers"] = new JsonArray(), ["premisesAddress"] = "青梧市澜阳区柳堤镇河街 12 号", ["premisesRight"] = "rented", ["truthful"] = true,
        };
        foreach (var slot in new[] { "applicationRegistration", "identityCard", "proofBusinessPremises" }) answers[slot] = await SomeFood.File(applicant);
        var opened = (await applicant.Post("/api/cases", new { matter = "individual-business-registration", region = Some.Place, answers })).Ok().Body;
        Assert.Equal("granted", opened.GetProperty("outcome").GetString());
        return await SomeCase.Of(node, applicant, opened.GetProperty("case").GetString() ?? "");
    }
}
