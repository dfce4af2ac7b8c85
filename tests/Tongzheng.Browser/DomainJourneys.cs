using Tongzheng.Casework;

namespace Tongzheng.Browser;

/// <summary>Procedures of other domains, through pages: three offices at once, a petition led elsewhere, a penalty with a hearing, an event reopened.</summary>
public sealed class DomainJourneys(JourneysHost host) : IClassFixture<JourneysHost>
{
    [Fact]
    public async Task Three_offices_give_their_opinion_at_once_and_none_sees_what_another_has_not_said()
    {
        var document = new PlayedInBrowser(host, "official-document");
        await using var clerk = await (await host.Visitor()).SignIn("澜阳区市场监督管理局", "clerk");
        await clerk.Goto("/desk/open");
        await clerk.Follow("公文");
        await clerk.Fill(new Dictionary<string, string> { ["kind"] = "通知", ["title"] = "关于开展夏季安全检查的通知", ["addressee"] = "各街道办事处", ["urgency"] = "normal", ["text"] = "请于六月底前完成检查。", ["publish"] = "yes", ["countersigners"] = "公安,住房城乡建设,城市管理" });
        await clerk.Press("提交");
        document.Follow(clerk.Path.Split('/')[3]);
        await document.Complete("review", new Dictionary<string, string> { ["outcome"] = "pass" });

        var tasks = (await document.Case()).Tasks;
        Assert.Equal(3, tasks.Select(task => task.Organisation).Distinct().Count());
        var officers = new List<JourneysVisitor>();
        foreach (var task in tasks) officers.Add(await document.Officer(task));
        foreach (var officer in officers) await officer.OpenFromDesk(document.Id); // all three have it before them
        await document.Look(officers[0], "three-offices");
        foreach (var office in tasks) Assert.Contains($"（{host.Get<Directories.Offices>().NameOf("590102", office.Organisation).Zh}）", await officers[0].Text()); // who is still to speak
        foreach (var officer in officers)
        {
            await officer.Complete(new Dictionary<string, string> { ["countersignature"] = "agree" });
            await officer.Goto("/desk");
            Assert.Equal(0, await officer.Page.Locator($"a[href^='/desk/cases/{document.Id}']").CountAsync()); // done is done, for this office
            await officer.DisposeAsync();
        }
        Assert.Equal("sign", Assert.Single((await document.Case()).Tasks).Element);
        await using var leader = await document.Officer((await document.Case()).Tasks[0]);
        await leader.OpenFromDesk(document.Id);
        await document.Look(leader, "three-offices-signed");
        foreach (var office in new[] { "公安", "住房城乡建设", "城市管理" }) Assert.Contains(office, await leader.Text());
    }

    [Fact]
    public async Task A_petition_about_a_judgment_is_led_to_the_channel_the_law_names()
    {
        var petition = new PlayedInBrowser(host, "petition");
        await petition.Play("routed");
        await using var person = await petition.TheParty();
        await person.Goto($"/cases/{petition.Id}");
        await petition.Look(person, "petition-routed");
        Assert.Contains("信访工作条例第三十一条", await person.Text());
        await person.Page.Locator("summary").Filter(new() { HasText = "看内容" }).Last.ClickAsync();
        Assert.Contains("应当通过诉讼或者政法机关的程序解决", await person.Text());
        Assert.Contains("不服判决的，依法上诉或者申请再审。", await person.Text());
    }

    [Fact]
    public async Task A_penalty_is_heard_decided_published_and_paid_and_the_head_sees_where_it_waited()
    {
        var penalty = new PlayedInBrowser(host, "administrative-penalty");
        await penalty.Play("hearing");
        await using var party = await penalty.TheParty();
        await party.Goto($"/cases/{penalty.Id}");
        await penalty.Look(party, "penalty-performed");
        Assert.Contains("行政处罚决定书", await party.Text());
        Assert.Contains("（单位）", await party.Text());

        var office = (await penalty.Case()).Organisation;
        await using var head = await (await host.Visitor(javaScript: true)).SignIn(host.Get<Directories.Offices>().NameOf("590102", office).Zh, "leader");
        await head.Goto("/desk/workload?months=12");
        await head.Follow("行政处罚");
        await head.Page.Locator("[data-diagram]").ScrollIntoViewIfNeededAsync();
        await head.Page.Locator("[data-drawn]").WaitForAsync();
        var hottest = head.Page.Locator(".diagram__heat-4 .djs-visual > :first-child").First;
        Assert.Equal("rgb(208, 105, 63)", await hottest.EvaluateAsync<string>("shape => getComputedStyle(shape).fill")); // the heat is to be seen, not only marked
        Assert.NotEqual("", (await head.Page.Locator(".diagram__note").First.InnerTextAsync()).Trim());
        await penalty.Look(head, "bottlenecks");
    }

    [Fact]
    public async Task An_event_of_the_grid_is_reopened_by_who_reported_it_and_solved_the_second_time()
    {
        var request = new PlayedInBrowser(host, "public-request");
        await request.Play("reopened");
        await using var person = await request.TheParty();
        await person.Goto($"/cases/{request.Id}");
        await request.Look(person, "request-solved");
        Assert.Equal(2, (await request.Case()).History.Select(happening => happening.Fact).OfType<CaseAdvanced>().Count(fact => fact.Done?.Element == "handle"));
    }
}
