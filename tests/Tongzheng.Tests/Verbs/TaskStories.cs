using System.Net;
using System.Text.Json.Nodes;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Tests.Matters;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>Who does a task, and that separation of duties holds however it comes to somebody.</summary>
[Collection(VerbsNode.Name)]
public sealed class TaskStories(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Fact, Story("claim", "release")]
    public async Task A_task_that_one_officer_claimed_is_not_done_by_another_of_the_post_until_it_is_given_back()
    {
        var some = await SomeCase.Submitted(node);
        var (clerk, other) = (await some.Officer("clerk"), await some.Appoint("钱二", Role.Clerk));
        (await some.Act(clerk, "claim")).Ok();
        Assert.Equal(SomeCase.Of(clerk), (await some.Task("accept")).GetProperty("assignee").GetString());
        (await some.Act(other, "claim")).Refused(HttpStatusCode.Forbidden, "task.assigned");
        (await some.Act(clerk, "claim")).Refused(HttpStatusCode.Conflict, "task.yours");
        (await some.TryDo(other, "accept", new { outcome = "accept" })).Refused(HttpStatusCode.Forbidden, "task.assigned");
        (await some.Act(other, "release")).Refused(HttpStatusCode.Forbidden, "task.assigned");
        (await some.Act(clerk, "release")).Ok();
        (await some.Act(clerk, "release")).Refused(HttpStatusCode.Conflict, "task.not-taken");
        (await some.TryDo(other, "accept", new { outcome = "accept" })).Ok();
        Assert.Contains("已有工作人员承办", await some.Read(some.Applicant.Account!));
    }

    [Fact, Story("assign")]
    public async Task The_head_gives_a_task_to_an_officer_of_its_post_and_to_nobody_else()
    {
        var some = await SomeCase.Submitted(node);
        var (head, clerk, other) = (await some.Officer("leader"), await some.Officer("clerk"), await some.Appoint("钱二", Role.Clerk));
        (await some.Act(clerk, "assign", new { target = SomeCase.Of(other) })).Refused(HttpStatusCode.Forbidden, "verb.not-your-post");
        (await some.Act(head, "assign", new { target = SomeCase.Of(await some.Officer("reviewer")) })).Refused(HttpStatusCode.UnprocessableEntity, "verb.target");
        (await some.Act(head, "assign", new { target = SomeCase.Of(other) })).Ok();
        (await some.TryDo(clerk, "accept", new { outcome = "accept" })).Refused(HttpStatusCode.Forbidden, "task.assigned");
        (await some.TryDo(other, "accept", new { outcome = "accept" })).Ok();
        Assert.Contains("指派：钱二", await some.Read(head.Account!, atDesk: true));
    }

    [Fact]
    public async Task Where_there_is_nothing_to_choose_the_page_says_so_and_asks_for_nothing()
    {
        var some = await SomeCase.Submitted(node, "wang-jianguo"); // who has no other
        using var browser = new Browser(node.Address);
        await browser.SignIn((await some.Officer("clerk")).Account!);
        var page = await browser.Get($"/desk/cases/{some.Id}/acts/merge");
        Assert.Contains("没有同一申请人、同一事项的其他在办办件", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Document.Forms, form => form.GetAttribute("action")?.EndsWith("/acts/merge", StringComparison.Ordinal) == true);
    }

    [Fact, Story("transfer")]
    public async Task A_task_is_handed_to_a_colleague_with_a_reason_that_stays_inside()
    {
        var some = await SomeCase.Submitted(node);
        var (clerk, other) = (await some.Officer("clerk"), await some.Appoint("钱二", Role.Clerk));
        (await some.Act(clerk, "transfer", new { target = SomeCase.Of(other) })).Refused(HttpStatusCode.UnprocessableEntity, "verb.words-needed");
        (await some.Act(clerk, "transfer", new { target = SomeCase.Of(other), reason = "我明天出差。" })).Ok();
        (await some.Act(clerk, "transfer", new { target = SomeCase.Of(other), reason = "再转。" })).Refused(HttpStatusCode.Forbidden, "task.assigned");
        (await some.TryDo(other, "accept", new { outcome = "accept" })).Ok();
        Assert.DoesNotContain("出差", await some.Read(some.Applicant.Account!));
        Assert.Contains("出差", await some.Read(other.Account!, atDesk: true));
    }

    [Fact, Story("delegate")]
    public async Task What_a_delegate_does_is_recorded_as_done_for_the_delegator_and_separation_of_duties_binds_both()
    {
        var some = await SomeCase.Accepted(node);
        await some.Do("inspect", new { inspectedOn = "2026-03-02", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = "一致。" });
        var reviewer = await some.Appoint("吴审", Role.Reviewer, Role.Decider);
        var helper = await some.Appoint("孙助", Role.Clerk, Role.Decider);
        (await some.Act(reviewer, "delegate", new { target = SomeCase.Of(helper), reason = "请协助核对资料。" })).Ok();
        (await some.Act(helper, "delegate", new { target = SomeCase.Of(reviewer), reason = "不行。" })).Refused(HttpStatusCode.Conflict, "delegate.again");
        (await some.TryDo(reviewer, "review", new { reviewOpinion = "pass", reviewNote = "符合。" })).Refused(HttpStatusCode.Forbidden, "task.assigned");
        (await some.TryDo(helper, "review", new { reviewOpinion = "pass", reviewNote = "符合。" })).Ok();
        Assert.Contains("孙助代吴审", await some.Read(helper.Account!, atDesk: true));
        (await some.TryDo(helper, "decide", new { decision = "grant" })).Refused(HttpStatusCode.Forbidden, "task.separated");
        (await some.TryDo(reviewer, "decide", new { decision = "grant" })).Refused(HttpStatusCode.Forbidden, "task.separated");

        // Nor does an assignment, a transfer or a delegation lead around it.
        var (head, decider) = (await some.Officer("leader"), await some.Officer("decider"));
        (await some.Act(head, "assign", new { target = SomeCase.Of(helper) })).Refused(HttpStatusCode.Forbidden, "task.separated");
        (await some.Act(decider, "transfer", new { target = SomeCase.Of(reviewer), reason = "请你决定。" })).Refused(HttpStatusCode.Forbidden, "task.separated");
        (await some.Act(decider, "delegate", new { target = SomeCase.Of(helper), reason = "请你决定。" })).Refused(HttpStatusCode.Forbidden, "task.separated");
        (await some.TryDo(decider, "decide", new { decision = "grant" })).Ok();
    }

    [Fact, Story("return")]
    public async Task A_decider_sends_a_case_back_to_a_step_that_was_done_and_the_clock_runs_on()
    {
        var some = await Reviewed();
        var (decider, reviewer) = (await some.Officer("decider"), await some.Officer("reviewer"));
        await some.Do("accept", new { outcome = "accept" });
        // The acceptance went out in a letter: nobody goes back behind it.
        (await some.Act(reviewer, "return", new { target = "accept", reason = "再看。" })).Refused(HttpStatusCode.Conflict, "return.not-foreseen");
        await some.Do("review", new { reviewOpinion = "pass", reviewNote = "符合。" });
        var due = await some.Due();
        (await some.Act(decider, "return", new { reason = "审查意见没有说明面积。" })).Refused(HttpStatusCode.UnprocessableEntity, "verb.target");
        (await some.Act(decider, "return", new { target = "accept", reason = "审查意见没有说明面积。" })).Refused(HttpStatusCode.UnprocessableEntity, "verb.target");
        (await some.Act(decider, "return", new { target = "review", reason = "审查意见没有说明面积。" })).Ok();
        Assert.Equal(due, await some.Due());
        Assert.Contains("退回“审查”环节重新办理", await some.Read(some.Applicant.Account!));
        Assert.Contains("退回：审查", await some.Read(reviewer.Account!, atDesk: true));
        await some.Do("review", new { reviewOpinion = "pass", reviewNote = "面积 86 平方米，符合。" });
        await some.Do("decide", new { decision = "grant" });
        Assert.Equal("granted", (await some.Seen()).GetProperty("outcome").GetString());
    }

    [Fact, Story("return")]
    public async Task One_of_two_reviews_at_once_is_done_again_while_the_other_stands_chosen_on_the_page()
    {
        var some = await SomeCase.Accepted(node);
        var decider = await some.Officer("decider");
        await some.Do("inspect", new { inspectedOn = "2026-03-02", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = "一致。" });
        await some.Do("review", new { reviewOpinion = "pass", reviewNote = "符合。" });
        using var browser = new Browser(node.Address);
        await browser.SignIn(decider.Account!);
        var address = $"/desk/cases/{some.Id}/acts/return";
        var page = await browser.Get(address);
        Assert.Equal(["inspect", "review"], page.Document.QuerySelectorAll("input[name=target]").Select(radio => radio.GetAttribute("value")).Order());
        var nothing = await browser.Submit(page, address, new() { ["reason"] = "核查笔录没有签名。" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.Status);
        Assert.NotNull((await browser.Submit(page, address, new() { ["target"] = "inspect", ["reason"] = "核查笔录没有签名。" })).Location);
        Assert.Equal(["inspect"], (await some.Seen()).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("element").GetString()));
        await some.Do("inspect", new { inspectedOn = "2026-03-03", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = "一致，已签名。" });
        await some.Do("decide", new { decision = "grant" });
        Assert.Equal("granted", (await some.Seen()).GetProperty("outcome").GetString());
    }

    [Fact, Story("return")]
    public async Task Nobody_sends_back_the_first_step_or_a_case_of_another_office()
    {
        var (some, elsewhere) = (await Reviewed(), await SomeCase.Submitted(node));
        var clerk = await elsewhere.Officer("clerk");
        (await some.Act(clerk, "return", new { target = "accept", reason = "再看。" })).Refused(HttpStatusCode.NotFound, "case.unknown");
        (await elsewhere.Act(clerk, "return", new { target = "accept", reason = "再看。" })).Refused(HttpStatusCode.Conflict, "return.not-foreseen");
    }

    [Fact, Story("expedite", "urge")]
    public async Task A_person_asks_for_haste_once_a_day_and_the_head_expedites()
    {
        var some = await SomeCase.Submitted(node);
        (await some.Act(some.Applicant, "urge")).Ok();
        (await some.Act(some.Applicant, "urge")).Refused(HttpStatusCode.TooManyRequests, "urge.today");
        (await some.Act(await some.Officer("clerk"), "expedite", new { reason = "急。" })).Refused(HttpStatusCode.Forbidden, "verb.not-your-post");
        (await some.Act(await some.Officer("leader"), "expedite", new { reason = "开业在即。" })).Ok();
        (await some.Act(await some.Officer("leader"), "expedite", new { reason = "开业在即。" })).Refused(HttpStatusCode.Conflict, "expedite.again");
        Assert.Contains("已列为加急办理", await some.Read(some.Applicant.Account!));
    }

    [Fact, Story("forward")]
    public async Task A_case_that_is_not_for_this_office_goes_to_the_right_one_and_the_person_gets_a_letter()
    {
        var some = await SomeCase.Submitted(node);
        var clerk = await some.Officer("clerk");
        var (station, civil) = (await ClerkOf("市场监督管理所"), await ClerkOf("民政局"));
        var office = OfficeOf(station);
        (await some.Act(clerk, "forward", new { target = "000000000000000000", reason = "不归我们管。" })).Refused(HttpStatusCode.UnprocessableEntity, "verb.target");
        Assert.Contains("权责清单上没有“食品经营许可", (await some.Act(clerk, "forward", new { target = OfficeOf(civil), reason = "不归我们管。" })).Refused(HttpStatusCode.UnprocessableEntity, "forward.no-power").Text);
        Assert.Equal(some.Office, (await some.Seen()).GetProperty("organisation").GetString());
        using (var browser = new Browser(node.Address))
        {
            await browser.SignIn(clerk.Account ?? throw new InvalidOperationException());
            var offered = (await browser.Get($"/desk/cases/{some.Id}/acts/forward")).Document.QuerySelectorAll("select[name=target] option").Select(option => option.GetAttribute("value")).ToList();
            Assert.Contains(office, offered);
            Assert.DoesNotContain(OfficeOf(civil), offered);
        }
        (await some.Act(clerk, "forward", new { target = office, reason = "不归我们管。" })).Ok();
        Assert.Equal(office, (await some.Seen()).GetProperty("organisation").GetString());
        Assert.Contains("forward", some.Letters);
        (await some.TryDo(clerk, "accept", new { outcome = "accept" })).Refused(HttpStatusCode.Forbidden, "task.not-your-post");
        (await some.TryDo(await node.As(station), "accept", new { outcome = "accept" })).Ok();
        (await some.Act(await node.As(station), "forward", new { target = some.Office, reason = "还给你们。" })).Refused(HttpStatusCode.Conflict, "case.accepted");
    }

    [Fact, Story("refuse-to-accept")]
    public async Task What_is_not_accepted_says_why()
    {
        var some = await SomeCase.Submitted(node);
        await some.Do("accept", new { outcome = "reject", reason = "不需要取得许可。" });
        Assert.Equal("not-accepted", (await some.Seen()).GetProperty("outcome").GetString());
        Assert.Contains("不需要取得许可", await some.Read(some.Applicant.Account!));
    }

    // A clerk of a body of the district whose name ends so.
    async Task<RunningNode.DemoAccount> ClerkOf(string body)
    {
        var offices = (await node.Nobody().Get("/api/offices?region=590102")).Ok().Body.EnumerateArray().Where(office => office.GetProperty("name").GetProperty("zh").GetString()?.EndsWith(body, StringComparison.Ordinal) == true);
        var code = offices.First().GetProperty("organisation").GetString();
        return (await node.Accounts()).First(account => account.Post == code + "/clerk");
    }

    static string OfficeOf(RunningNode.DemoAccount officer) => officer.Post?.Split('/')[0] ?? throw new InvalidOperationException($"{officer.Name} has no post.");

    // A case of the standard procedure with review: a matter whose form is its list of materials.
    async Task<SomeCase> Reviewed()
    {
        var matter = Packs.Catalogue.Find("commercial-performance") ?? throw new InvalidOperationException("The matter has gone.");
        var step = StandardStory.Of(matter)[0].Steps[0];
        var story = StandardStory.Of(matter)[0];
        var applicant = await node.As(story.Applicant == "organisation" ? "ouyang-qing" : "li-yan");
        var firm = story.Applicant != "organisation" ? null : Enterprise.RepresentedBy(node.Journal, JurisdictionId.Parse(applicant.Account?.Jurisdiction ?? ""), PersonId.Parse(applicant.Person))[0].Id.ToString();
        var answers = JsonObject.Create(step.Answers) ?? [];
        foreach (var (slot, file) in step.Files)
            answers[slot] = new JsonArray(new JsonObject { ["upload"] = await applicant.Upload(Some.JurisdictionOf(matter), file, Some.Pdf, firm) });
        var id = (await applicant.Post("/api/cases", new { matter = matter.Slug, region = Some.Place, @for = firm, answers })).Ok().Body.GetProperty("case").GetString() ?? "";
        return await SomeCase.Of(node, applicant, id);
    }
}
