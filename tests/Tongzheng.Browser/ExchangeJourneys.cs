namespace Tongzheng.Browser;

/// <summary>A case that moves between two regions, as everybody in it meets it.</summary>
public sealed class ExchangeJourneys(JourneysHost host) : IClassFixture<JourneysHost>
{
    const string Counter = "澜阳区政务服务和数据管理局", Here = "澜阳区人力资源和社会保障局", There = "霁安县人力资源和社会保障局";
    const string File = JourneysVisitor.File;

    [Fact]
    public async Task A_counter_of_one_region_takes_in_another_decides_and_both_see_the_result()
    {
        await using var clerk = await (await host.Visitor()).SignIn(Counter, "counter");
        await clerk.Fill(new Dictionary<string, string> { ["q"] = $"{JourneysHost.Resident("jike-amu").CitizenId}", ["at"] = "590121" });
        await clerk.Press("查找");
        await clerk.Fill(new Dictionary<string, string> { ["matter"] = "pension-transfer-out", ["presence"] = "self", ["proof"] = "id", ["originals"] = "户口簿1本" });
        await clerk.Press("填写申请");
        await clerk.FillAllPages(new Dictionary<string, string> { ["identityCard"] = File, ["explanation"] = "转到澜阳区参保" });
        var id = await clerk.Submit();
        Assert.Contains("澜阳区政务服务和数据管理局", await clerk.Text()); // collected by
        await clerk.Goto("/counter");
        Assert.Contains("霁安县（代收，已转交）", await clerk.Text());

        await Decide(id);
        await clerk.Goto("/counter");
        Assert.Contains("霁安县（代收，已转交，结果已回传）", await clerk.Text());
        Assert.Contains("准予，已办结", await clerk.Text());
        await using var person = await (await host.Visitor()).SignIn("吉克·阿木");
        await person.Goto($"/cases/{id}");
        Assert.Contains("由澜阳区窗口代收转来", await person.Text());
        Assert.Contains("送回澜阳区", await person.Text());
        Assert.Contains("准予", await person.Text());
    }

    [Fact]
    public async Task Two_regions_do_one_matter_together_and_say_what_they_wait_for()
    {
        await using var person = await (await host.Visitor()).SignIn("李䶮");
        await person.Goto("/matters/pension-transfer");
        Assert.Contains("全程网办", await person.Text());
        await person.Follow("开始申请");
        await person.FillAllPages(new Dictionary<string, string> { ["formerPlace"] = "590121", ["formerEmployer"] = "霁安运输有限公司", ["identityCard"] = File });
        var id = await person.Submit();
        await using var clerk = await (await host.Visitor()).SignIn(Here, "clerk");
        await clerk.OpenFromDesk(id);
        await clerk.Complete(new Dictionary<string, string> { ["outcome"] = "accept" });
        await person.Goto($"/cases/{id}");
        Assert.Contains("等待霁安县办理“企业职工基本养老保险关系转出”（已送达", await person.Text());
        await person.Page.Locator(".case-exchanges a").ClickAsync(); // their part is the person's case too
        var there = person.Path.Split('/')[2];
        Assert.Contains("由澜阳区转来", await person.Text());

        await Decide(there);
        await using var reviewer = await (await host.Visitor()).SignIn(Here, "reviewer");
        await reviewer.OpenFromDesk(id);
        Assert.Contains("霁安县办理的“企业职工基本养老保险关系转出”：准予，已办结", await reviewer.Text());
        await reviewer.Complete(new Dictionary<string, string> { ["reviewOpinion"] = "pass", ["reviewNote"] = "转入金额核对无误。" });
        await using var decider = await (await host.Visitor()).SignIn(Here, "decider");
        await decider.OpenFromDesk(id);
        await decider.Complete(new Dictionary<string, string> { ["decision"] = "grant" });
        await person.Goto($"/cases/{id}");
        Assert.Contains("准予，已办结", await person.Text());
    }

    [Fact]
    public async Task Who_lives_elsewhere_applies_to_a_region_from_its_guide()
    {
        await using var person = await (await host.Visitor()).SignIn("李䶮"); // of 澜阳区
        await person.Goto("/matters/pension-transfer");
        await person.Fill(new Dictionary<string, string> { ["region"] = "590121" });
        await person.Press("向这里申请");
        await person.FillAllPages(new Dictionary<string, string> { ["formerPlace"] = "590102", ["formerEmployer"] = "澜阳纺织有限公司", ["identityCard"] = File });
        await person.Submit();
        Assert.Contains(There, await person.Text());
    }

    async Task Decide(string id)
    {
        await using var clerk = await (await host.Visitor()).SignIn(There, "clerk");
        await clerk.OpenFromDesk(id);
        Assert.Contains("转来", await clerk.Text());
        await clerk.Complete(new Dictionary<string, string> { ["outcome"] = "accept" });
        await using var reviewer = await (await host.Visitor()).SignIn(There, "reviewer");
        await reviewer.OpenFromDesk(id);
        await reviewer.Complete(new Dictionary<string, string> { ["reviewOpinion"] = "pass", ["reviewNote"] = "缴费记录属实。" });
        await using var decider = await (await host.Visitor()).SignIn(There, "decider");
        await decider.OpenFromDesk(id);
        await decider.Complete(new Dictionary<string, string> { ["decision"] = "grant" });
    }
}
