using System.Diagnostics;

namespace Tongzheng.Browser;

/// <summary>Three whole lives, from the question to the result, through pages alone and without JavaScript.</summary>
public sealed class JourneysTests(JourneysHost host) : IClassFixture<JourneysHost>
{
    const string Market = "澜阳区市场监督管理局";
    const string File = JourneysVisitor.File;

    internal static readonly Dictionary<string, string> Restaurant = new()
    {
        ["premisesName"] = "桂巷小馆",
        ["premisesAddress"] = "青梧市澜阳区书院街道桂巷 8 号",
        ["premisesArea"] = "86",
        ["staffCount"] = "4",
        ["businessForm"] = "restaurant",
        ["foodItems"] = "hot,cold",
        ["online"] = "no",
        ["safetyOfficers.0.name"] = "周小满",
        ["safetyOfficers.0.certificate"] = "LY-2026-0031",
        ["applicationLetter"] = File,
        ["businessLicence"] = File,
        ["layoutFacilitiesOperatingProcedure"] = File,
        ["foodSafetyRules"] = File,
        ["truthful"] = "true",
    };

    internal static readonly Dictionary<string, string> NoodleShop = new()
    {
        ["composition"] = "individual",
        ["useTradeName"] = "yes",
        ["tradeName"] = "柳堤镇小芳面馆",
        ["scope"] = "retail,catering",
        ["preApproval"] = "no",
        ["premisesAddress"] = "青梧市澜阳区柳堤镇河街 12 号",
        ["premisesRight"] = "rented",
        ["applicationRegistration"] = File,
        ["identityCard"] = File,
        ["proofBusinessPremises"] = File,
        ["truthful"] = "true",
    };

    [Fact]
    public async Task A_restaurant_gets_its_licence_after_a_correction_and_anybody_can_check_it_and_its_holder_rates()
    {
        await using var owner = await (await host.Visitor()).SignIn("李䶮");
        await owner.Goto("/");
        await owner.Fill(new Dictionary<string, string> { ["q"] = "食品经营" });
        await owner.Press("搜索");
        await owner.Follow("食品经营许可(餐饮服务)");
        await owner.Follow("开始申请");
        await owner.FillAllPages(Restaurant);
        var id = await owner.Submit();

        await using var clerk = await (await host.Visitor()).SignIn(Market, "clerk");
        await clerk.OpenFromDesk(id);
        await clerk.Fill(new Dictionary<string, string> { ["field"] = "layoutFacilitiesOperatingProcedure,premisesAddress", ["reason:layoutFacilitiesOperatingProcedure"] = "没有标出洗手设施。", ["reason:premisesAddress"] = "请写明楼层。" });
        await clerk.Press("发出补正告知");
        Assert.Equal("/desk", clerk.Path);

        await owner.Goto($"/cases/{id}");
        Assert.Contains("没有标出洗手设施。", await owner.Text());
        await owner.Follow("去补正");
        // Nobody asked for these: they stand as text, whatever kind of field they were.
        foreach (var settled in new[] { "premisesName", "businessForm", "foodItems", "file:businessLicence", "truthful" })
            Assert.Equal(0, await owner.Page.Locator($"[name='{settled}']").CountAsync());
        Assert.Contains("桂巷小馆", await owner.Text());
        await owner.Fill(new Dictionary<string, string> { ["layoutFacilitiesOperatingProcedure"] = File, ["premisesAddress"] = "青梧市澜阳区书院街道桂巷 8 号一层" });
        await owner.Press("提交补正");
        Assert.Equal($"/cases/{id}", owner.Path);

        // The officer sees what the correction brought, beside what stood there, and who handed it in when.
        await clerk.OpenFromDesk(id);
        Assert.Contains("李䶮补正", await clerk.Text());
        Assert.Equal("青梧市澜阳区书院街道桂巷 8 号", await clerk.Page.Locator("del").InnerTextAsync());
        await clerk.Complete(new Dictionary<string, string> { ["outcome"] = "accept" });

        await using var inspector = await (await host.Visitor()).SignIn(Market, "inspector");
        await using var reviewer = await (await host.Visitor()).SignIn(Market, "reviewer");
        await inspector.OpenFromDesk(id);
        await reviewer.OpenFromDesk(id); // both at once: neither waits for the other
        await inspector.Complete(new Dictionary<string, string>
        {
            ["inspectedOn"] = "2026-03-23", ["inspectors"] = "赵明、钱亮", ["inspectionResult"] = "pass", ["inspectionNote"] = "现场布局与图纸一致。",
        });
        await reviewer.Complete(new Dictionary<string, string> { ["reviewOpinion"] = "pass", ["reviewNote"] = "符合条件。" });

        await using var decider = await (await host.Visitor()).SignIn(Market, "decider");
        await decider.OpenFromDesk(id);
        Assert.Contains("现场布局与图纸一致。", await decider.Text());
        await decider.Complete(new Dictionary<string, string> { ["decision"] = "grant" });

        await owner.Goto($"/cases/{id}");
        await owner.Follow("查看证照");
        Assert.Contains("食品经营许可证", await owner.Text());
        var download = await owner.Page.RunAndWaitForDownloadAsync(() => owner.Follow("下载 PDF"));
        var pdf = await System.IO.File.ReadAllBytesAsync(await download.PathAsync());
        var signature = await Pdfsig(await download.PathAsync());
        Assert.Contains("Signature is Valid.", signature);
        Assert.Contains("Total document signed", signature);

        // Whoever scans the code or holds the file needs no account.
        await using var anybody = await host.Visitor();
        await anybody.Goto(await owner.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "证照核验页" }).GetAttributeAsync("href") ?? "");
        Assert.Contains("证照真实、有效", await anybody.Text());
        Assert.Contains("证照真实、有效", await Checked(anybody, pdf));
        pdf[pdf.Length / 3] ^= 1;
        Assert.Contains("这个文件不是签发时的原件", await Checked(anybody, pdf));

        await owner.Goto($"/cases/{id}");
        await owner.Follow("评价这次办事");
        await owner.Fill(new Dictionary<string, string> { ["score"] = "5", ["words"] = "很快" });
        await owner.Press("提交评价");
        Assert.Contains("已收到您的评价", await owner.Text());
    }

    [Fact]
    public async Task A_noodle_shop_is_registered_by_table_inside_the_submission_and_the_receipt_says_why()
    {
        await using var owner = await (await host.Visitor()).SignIn("李䶮");
        await owner.Goto("/matters/individual-business-registration");
        await owner.Follow("开始申请");
        await owner.FillAllPages(NoodleShop);
        var id = await owner.Submit();
        foreach (var page in new[] { $"/cases/{id}/receipt", $"/cases/{id}" })
        {
            await owner.Goto(page);
            var said = await owner.Text();
            Assert.Contains("准予", said);
            Assert.Contains("市场主体登记管理条例第十九条", said);
            Assert.Matches("版本 [0-9a-f]{8,}", said);
            Assert.Contains("经营范围均为规范条目：是", said);   // an input with its value
            Assert.Contains("规则 1", said);
            Assert.DoesNotContain("preApproval", said);          // in the form's words, not in the model's
            Assert.DoesNotContain("useTradeName", said);
        }
        // The entry in the register is the same version, with the rule written out.
        var version = System.Text.RegularExpressions.Regex.Match(await owner.Text(), "版本 ([0-9a-f]{8,})").Groups[1].Value;
        await owner.Follow("秒批");
        Assert.Contains(version, await owner.Text());
        foreach (var owed in new[] { "用途", "责任单位", "依据", "影响谁", "不服怎么办", "试一试" })
            Assert.Contains(owed, await owner.Text());
        await owner.Goto($"/cases/{id}");
        await owner.Follow("查看证照");
        Assert.Contains("营业执照", await owner.Text());
    }

    [Fact]
    public async Task A_refused_person_contests_the_decision_and_another_officer_is_to_look_again()
    {
        await using var owner = await (await host.Visitor()).SignIn("李䶮");
        await owner.Goto("/matters/individual-business-registration");
        await owner.Follow("开始申请");
        await owner.FillAllPages(new Dictionary<string, string>(NoodleShop) { ["preApproval"] = "unsure" }); // the table leaves it to a person
        var id = await owner.Submit();
        await using var clerk = await (await host.Visitor()).SignIn("书院街道市场监督管理所", "clerk");
        await clerk.OpenFromDesk(id);
        Assert.Contains("由工作人员决定", await clerk.Text());
        await clerk.Complete(new Dictionary<string, string> { ["outcome"] = "refuse", ["reason"] = "登记前须经批准的项目没有批准文件。", ["legalBasis"] = "市场主体登记管理条例第十九条" });

        await owner.Goto($"/cases/{id}");
        Assert.Contains("登记前须经批准的项目没有批准文件。", await owner.Text());
        Assert.Contains("行政复议", await owner.Text());
        await owner.Follow("提出异议");
        Assert.Contains("市场主体登记管理条例第十九条", await owner.Text()); // what the table found, while one writes
        await owner.Fill(new Dictionary<string, string> { ["reason"] = "面馆不卖须经批准的食品。" });
        await owner.Press("提出异议");
        Assert.Equal($"/cases/{id}", owner.Path);
        Assert.Contains("您的异议已收到", await owner.Text());
    }

    [Fact]
    public async Task A_neighbour_applies_at_the_counter_for_a_woman_of_82_and_the_proof_stays_with_the_case()
    {
        var (elder, neighbour) = (JourneysHost.Resident("chen-xiuying"), JourneysHost.Resident("zhou-min"));
        await using var counter = await (await host.Visitor()).SignIn("澜阳区政务服务和数据管理局", "counter");
        Assert.Equal("/counter", counter.Path);
        await counter.Fill(new Dictionary<string, string> { ["q"] = $"{elder.CitizenId}" });
        await counter.Press("查找");
        Assert.Contains("82岁", await counter.Text());
        var begin = new Dictionary<string, string>
        {
            ["matter"] = "old-age-allowance", ["presence"] = "neighbour", ["helper"] = neighbour.Name ?? "", ["helperNumber"] = $"{neighbour.CitizenId}", ["note"] = "陈秀英在电话里同意",
        };
        await counter.Fill(begin);
        await counter.Press("填写申请"); // no proof, no application
        Assert.Contains("看过什么凭证", await counter.Page.Locator("[data-error-summary]").InnerTextAsync());
        await counter.Fill(new Dictionary<string, string> { ["proof"] = "community", ["proofFile"] = File });
        await counter.Press("填写申请");
        await counter.FillAllPages(new Dictionary<string, string>
        {
            ["birthDate"] = "1944-03-18",
            ["householdHere"] = "yes",
            ["address"] = "澜阳区书院路12号2单元301室",
            ["lowIncome"] = "unsure",
            ["receivingElsewhere"] = "no",
            ["bankName"] = "云岚农村商业银行柳堤支行",
            ["bankAccountNumber"] = "6200000000000000001",
            ["identityCard"] = File,
            ["bankAccount"] = File,
            ["truthful"] = "true",
        });
        var id = await counter.Submit();
        Assert.Contains("周敏", await counter.Text());

        // The town's office: its clerk, its reviewer, its head.
        const string Office = "书院街道办事处";
        await using var clerk = await (await host.Visitor()).SignIn(Office, "clerk");
        await clerk.OpenFromDesk(id);
        Assert.Contains("周敏", await clerk.Text());
        Assert.Contains("居（村）委会出具的证明", await clerk.Text());
        await clerk.Complete(new Dictionary<string, string> { ["outcome"] = "accept" });
        await using var reviewer = await (await host.Visitor()).SignIn(Office, "reviewer");
        await reviewer.OpenFromDesk(id);
        await reviewer.Complete(new Dictionary<string, string> { ["reviewOpinion"] = "pass", ["reviewNote"] = "符合条件。" });
        await using var decider = await (await host.Visitor()).SignIn(Office, "decider");
        await decider.OpenFromDesk(id);
        await decider.Complete(new Dictionary<string, string> { ["decision"] = "grant" });

        await using var herself = await (await host.Visitor()).SignIn("陈秀英");
        await herself.Goto("/cases");
        await herself.Follow("高龄津贴申领");
        Assert.Equal($"/cases/{id}", herself.Path);
        Assert.Contains("准予", await herself.Text());
        await herself.Goto($"/cases/{id}/receipt");
        Assert.Contains("周敏", await herself.Text()); // she sees who acted for her, and what was shown
    }

    static async Task<string> Checked(JourneysVisitor anybody, byte[] pdf)
    {
        await anybody.Goto("/licences/check");
        await anybody.Attach("pdf", new() { Name = "许可证.pdf", MimeType = "application/pdf", Buffer = pdf });
        await anybody.Press("核验");
        return await anybody.Text();
    }

    /// <summary>What an independent program says of the signature.</summary>
    static async Task<string> Pdfsig(string file)
    {
        const string Program = "/usr/bin/pdfsig";
        if (!System.IO.File.Exists(Program) && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip($"not run: {Program} is missing (Debian: poppler-utils)");
        using var process = Process.Start(new ProcessStartInfo(Program, ["-nocert", file]) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException(Program);
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }
}
