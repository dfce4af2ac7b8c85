using System.Net;
using System.Text;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>The clock of the law, by acts of officers: it stops on lawful grounds only, goes on, is extended once.</summary>
public sealed class ClockStories : IAsyncLifetime
{
    RunningNode node = null!;

    public async ValueTask InitializeAsync() => node = await RunningNode.Start();

    public ValueTask DisposeAsync() => node.DisposeAsync();

    [Fact, Story("suspend", "resume")]
    public async Task A_suspension_on_a_ground_of_the_law_adds_its_days_and_the_person_is_told_both_times()
    {
        var some = await SomeCase.Accepted(node);
        var reviewer = await some.Officer("reviewer");
        var due = await some.Due();
        using var browser = new Browser(node.Address);
        await browser.SignIn(reviewer.Account!);
        Assert.Contains("检测（行政许可法第四十五条）", (await browser.Get($"/desk/cases/{some.Id}/acts/suspend")).Words, StringComparison.Ordinal);
        (await some.Act(reviewer, "suspend", new { target = "holiday", reason = "放假。" })).Refused(HttpStatusCode.UnprocessableEntity, "deadline.no-lawful-stop");
        (await some.Act(some.Applicant, "suspend", new { target = "testing", reason = "等。" })).Refused(HttpStatusCode.Forbidden, "task.not-yours");
        (await some.Act(reviewer, "suspend", new { target = "testing", reason = "送检食品样品。" })).Ok();
        Assert.Equal("suspended", await some.Status());
        (await some.Act(reviewer, "suspend", new { target = "testing", reason = "再停。" })).Refused(HttpStatusCode.Conflict, "deadline.already-stopped");
        (await some.TryDo(reviewer, "review", new { reviewOpinion = "pass", reviewNote = "符合。" })).Refused(HttpStatusCode.Conflict, "case.suspended");
        await node.MoveTo(RunningNode.FirstDay.AddDays(7));
        (await some.Act(reviewer, "resume", new { reason = "检测报告已收到。" })).Ok();
        Assert.Equal("accepted", await some.Status());
        Assert.Equal(("2026-03-30", "2026-04-07"), (due, await some.Due())); // five working days more, and Qingming from 4 to 6 April
        Assert.Equal(["suspend", "resume"], some.Letters.Where(letter => letter is "suspend" or "resume"));
        var page = await some.Read(some.Applicant.Account!);
        Assert.Contains("因检测，办理时限自今日起暂停计算", page);
        Assert.Contains("暂停计算办理时限告知书", page);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString((await Letter(some, "暂停计算办理时限告知书"))[..8]));
    }

    [Fact, Story("extend")]
    public async Task The_head_extends_the_time_once_and_the_page_says_until_when_and_why()
    {
        var some = await SomeCase.Accepted(node);
        var head = await some.Officer("leader");
        var due = await some.Due();
        (await some.Act(await some.Officer("decider"), "extend", new { reason = "复杂。" })).Refused(HttpStatusCode.Forbidden, "verb.not-your-post");
        var would = (await some.Ask(head, "extend", new { reason = "案情复杂。" })).Ok().Body.GetProperty("due").GetString();
        Assert.Equal(due, await some.Due()); // asking changes nothing
        (await some.Act(head, "extend", new { reason = "案情复杂，需要现场复核。" })).Ok();
        Assert.Equal(would, await some.Due());
        Assert.True(string.CompareOrdinal(would, due) > 0);
        (await some.Act(head, "extend", new { reason = "还不够。" })).Refused(HttpStatusCode.Conflict, "deadline.already-extended");
        Assert.Contains("extend", some.Letters);
        Assert.Contains($"经本机关负责人批准，办理期限延长至{would}", await some.Read(some.Applicant.Account!));
        Assert.Contains("案情复杂，需要现场复核", await some.Read(some.Applicant.Account!));
    }

    [Fact, Story("hearing", "close-hearing")]
    public async Task A_hearing_is_called_seven_working_days_ahead_and_its_time_is_not_counted()
    {
        var some = await SomeCase.Accepted(node);
        var decider = await some.Officer("decider");
        var due = await some.Due();
        (await some.Act(decider, "hearing", new { target = "2026-03-04T09:00", reason = "第一会议室。" })).Refused(HttpStatusCode.UnprocessableEntity, "hearing.notice");
        (await some.Act(decider, "hearing", new { target = "2025-03-04T09:00", reason = "第一会议室。" })).Refused(HttpStatusCode.UnprocessableEntity, "verb.not-to-come");
        (await some.Act(decider, "hearing", new { target = "2026-03-20T09:30", reason = "排烟问题，第一会议室。" })).Ok();
        Assert.Contains("定于2026-03-20 09:30举行听证：排烟问题", await some.Read(some.Applicant.Account!));
        (await some.Act(decider, "resume", new { reason = "不听了。" })).Refused(HttpStatusCode.Conflict, "deadline.not-stopped"); // it was no suspension
        await node.MoveTo(RunningNode.FirstDay.AddDays(21));
        (await some.Act(decider, "close-hearing", new { reason = "双方同意加装净化设备。" })).Ok();
        Assert.True(string.CompareOrdinal(await some.Due(), due) > 0);
        Assert.Contains("hearing", some.Letters);
    }

    [Fact, Story("expert", "opine")]
    public async Task Several_experts_are_asked_at_once_and_the_last_opinion_lets_the_clock_go_on()
    {
        var some = await SomeCase.Accepted(node);
        var (reviewer, one, two) = (await some.Officer("reviewer"), await some.Officer("inspector"), await some.Officer("clerk"));
        (await some.Act(reviewer, "expert", new { target = "", reason = "工艺是否安全？" })).Refused(HttpStatusCode.UnprocessableEntity, "verb.target");
        (await some.Act(reviewer, "expert", new { target = $"{SomeCase.Of(one)},{SomeCase.Of(two)}", reason = "工艺是否安全？" })).Ok();
        Assert.Equal("suspended", await some.Status());
        Assert.DoesNotContain("opine", await some.Possible(reviewer));
        (await some.Act(one, "opine", new { reason = "安全。" })).Ok();
        Assert.Equal("suspended", await some.Status());
        (await some.Act(one, "opine", new { reason = "再说一次。" })).Refused(HttpStatusCode.Forbidden, "task.assigned");
        (await some.Act(two, "opine", new { reason = "冷食间须加装紫外灯。" })).Ok();
        Assert.Equal("accepted", await some.Status());
        Assert.Contains("冷食间须加装紫外灯", await some.Read(reviewer.Account!, atDesk: true));
        Assert.DoesNotContain("紫外灯", await some.Read(some.Applicant.Account!));
    }

    [Fact]
    public async Task Nothing_is_suspended_before_it_is_accepted_or_after_it_is_closed()
    {
        var some = await SomeCase.Submitted(node);
        var clerk = await some.Officer("clerk");
        (await some.Act(clerk, "suspend", new { target = "testing", reason = "等。" })).Refused(HttpStatusCode.Conflict, "deadline.not-running");
        (await some.Applicant.Post($"/api/cases/{some.Id}/withdrawal")).Ok();
        (await some.Act(clerk, "suspend", new { target = "testing", reason = "等。" })).Refused(HttpStatusCode.Conflict, "case.closed");
    }

    static async Task<byte[]> Letter(SomeCase some, string title)
    {
        var letters = (await some.Applicant.Get($"/api/cases/{some.Id}/letters")).Ok().Body.EnumerateArray();
        var notice = letters.First(letter => letter.GetProperty("title").GetProperty("zh").GetString() == title).GetProperty("notice").GetString();
        return (await some.Applicant.Get($"/api/cases/{some.Id}/letters/{notice}/pdf")).Ok().Bytes;
    }
}
