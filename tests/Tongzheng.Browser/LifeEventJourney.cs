namespace Tongzheng.Browser;

/// <summary>A life event from one form to its last office, through pages alone and without JavaScript.</summary>
public sealed class LifeEventJourney(JourneysHost host) : IClassFixture<JourneysHost>
{
    const string File = JourneysVisitor.File;

    static readonly Dictionary<string, string> Form = new()
    {
        ["alsoMaternityExpenses"] = "true",
        ["identityCardsParents"] = File,
        ["formNamingNewborn"] = File,
        ["identityCardGuardian"] = File,
        ["householdRegister"] = File,
        ["marriageCertificate"] = File,
        ["identityCard"] = File,
        ["photo"] = File,
        ["expenseReceipts"] = File,
    };

    [Fact]
    public async Task A_child_is_born_and_one_form_goes_through_every_office_to_the_last()
    {
        await using var parent = await (await host.Visitor()).SignIn("李䶮");
        await parent.Goto("/");
        await parent.Follow("新生儿出生一件事");
        var guide = await parent.Text();
        foreach (var said in new[] { "来源未确认", "少交", "先办什么，后办什么", "最长要多久", "不是法律另定的期限", "各部门收费", "由“出生医学证明签发”办出" }) Assert.Contains(said, guide);
        await parent.Follow("开始申请");
        await parent.FillAllPages(Form);
        var id = await parent.Submit();

        await Standing(parent, id, "6 项中 0 项有了结果");
        await Handled(parent, id, "出生医学证明签发", grant: true);
        await Standing(parent, id, "6 项中 1 项有了结果");
        await Handled(parent, id, "预防接种证办理", grant: false); // holds nothing up
        await Handled(parent, id, "出生登记(户口)", grant: true);
        await Handled(parent, id, "城乡居民基本医疗保险参保登记", grant: true);
        await Reviewed(parent, id, "社会保障卡申领");
        await Reviewed(parent, id, "生育医疗费用报销");

        await Standing(parent, id, "6 项中 6 项有了结果");
        var end = await parent.Text();
        Assert.Contains("部分办成", end);
        Assert.Contains("新生儿出生一件事办理结果", end);
    }

    /// <summary>The party reads where it stands; no step of the life event waits for a person to look.</summary>
    static async Task Standing(JourneysVisitor parent, string id, string sum)
    {
        await parent.Goto($"/cases/{id}");
        Assert.Contains(sum, await parent.Text());
    }

    /// <summary>From the page of the life event to the component's own case, whose office decides it on the spot.</summary>
    async Task Handled(JourneysVisitor parent, string id, string component, bool grant)
    {
        var (own, office) = await Own(parent, id, component);
        await using var clerk = await (await host.Visitor()).SignIn(office, "clerk");
        await clerk.OpenFromDesk(own);
        await clerk.Complete(grant ? new() { ["outcome"] = "grant" } : new Dictionary<string, string> { ["outcome"] = "refuse", ["reason"] = "接种单位不在本辖区。", ["legalBasis"] = "疫苗管理法第四十七条" });
    }

    async Task Reviewed(JourneysVisitor parent, string id, string component)
    {
        var (own, office) = await Own(parent, id, component);
        foreach (var (post, answers) in new (string, Dictionary<string, string>)[]
        {
            ("clerk", new() { ["outcome"] = "accept" }),
            ("reviewer", new() { ["reviewOpinion"] = "pass", ["reviewNote"] = "材料齐全，符合条件。" }),
            ("decider", new() { ["decision"] = "grant" }),
        })
        {
            await using var officer = await (await host.Visitor()).SignIn(office, post);
            await officer.OpenFromDesk(own);
            await officer.Complete(answers);
        }
    }

    static async Task<(string Case, string Office)> Own(JourneysVisitor parent, string id, string component)
    {
        await parent.Goto($"/cases/{id}");
        await parent.Follow(component);
        var text = await parent.Text();
        Assert.Contains("来自", text); // the way back
        var office = text.Split("经办单位：")[1].Split('，', '\n')[0].Trim();
        return (parent.Path.Split('/')[2], office);
    }
}
