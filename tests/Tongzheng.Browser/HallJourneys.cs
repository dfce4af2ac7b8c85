using Microsoft.Playwright;
using Tongzheng.Identity;

namespace Tongzheng.Browser;

/// <summary>The hall as people meet it: a firm at the counter, a time booked and kept, a kiosk left behind.</summary>
public sealed class HallJourneys(JourneysHost host) : IClassFixture<JourneysHost>
{
    const string Counter = "澜阳区政务服务和数据管理局";
    const string File = JourneysVisitor.File;

    [Fact]
    public async Task A_firm_applies_at_the_counter_and_the_clerk_prints_what_was_received()
    {
        await using var owner = await (await host.Visitor()).SignIn("欧阳清妍");
        await using var clerk = await (await host.Visitor()).SignIn(Counter, "counter");
        await clerk.Fill(new Dictionary<string, string> { ["q"] = $"{JourneysHost.Resident("ouyang-qing").CitizenId}" });
        await clerk.Press("查找");
        await clerk.Follow("公司"); // one of the bodies she represents
        Assert.Contains("统一社会信用代码", await clerk.Text());
        var code = (await clerk.Page.Locator(".govuk-summary-list__row", new() { HasText = "统一社会信用代码" }).Locator("dd").First.InnerTextAsync()).Trim();
        await clerk.Goto("/counter");
        await clerk.Fill(new Dictionary<string, string> { ["q"] = code }); // the code alone leads there as well
        await clerk.Press("查找");
        Assert.Contains("法定代表人", await clerk.Text());
        await clerk.Fill(new Dictionary<string, string>
        {
            ["matter"] = "food-business", ["presence"] = "agent", ["helper"] = "周敏", ["helperNumber"] = $"{JourneysHost.Resident("zhou-min").CitizenId}", ["proof"] = "authorisation",
        });
        await clerk.Press("填写申请");
        await clerk.FillAllPages(JourneysTests.Restaurant);
        var id = await clerk.Submit();
        var receipt = await clerk.Text();
        Assert.Contains("周敏", receipt);
        Assert.Contains("营业执照 1 份", receipt);
        await clerk.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(clerk.Page.Locator(".tz-nav")).ToBeHiddenAsync();
        await clerk.Goto("/counter");
        Assert.Contains("食品经营许可(餐饮服务)", await clerk.Text());
        await owner.Goto($"/cases/{id}");
        Assert.Contains("食品经营许可", await owner.Text()); // it is her firm's
    }

    [Fact]
    public async Task A_time_is_booked_from_the_guide_kept_with_a_number_called_and_another_is_given_back()
    {
        await using var person = await (await host.Visitor()).SignIn("赵亦凡");
        await person.Goto("/matters/unemployment-registration");
        await person.Follow("预约时间");
        await person.Page.Locator("[name=slot]").Last.CheckAsync();
        await person.Press("确定预约");
        Assert.Equal("/appointments", person.Path);
        Assert.Contains("失业登记", await person.Text());
        Assert.Contains("今天", await person.Text());
        await person.Follow("澜阳区政务服务中心");
        await person.Press("取号");
        var label = await person.Page.Locator(".tz-ticket__number").InnerTextAsync();
        Assert.Contains("Y", label); // it comes with an appointment
        await using var clerk = await (await host.Visitor()).SignIn(Counter, "counter");
        await clerk.Fill(new Dictionary<string, string> { ["window"] = "2" });
        for (var others = 0; others < 5 && !(await clerk.Text()).Contains("正在办 Y", StringComparison.Ordinal); others++) await clerk.Press("叫下一位");
        Assert.Contains("正在办 Y", await clerk.Text());
        await person.Page.ReloadAsync();
        Assert.Contains("请到 2 号窗口", await person.Text());
        await using var screen = await host.Visitor();
        await screen.Goto("/halls/lanyang/screen");
        Assert.Contains("Y0", await screen.Text());
        await person.Goto("/halls/jian/appointment");
        await person.Page.Locator("[name=slot]").Last.CheckAsync();
        await person.Press("确定预约");
        await person.Page.Locator("li", new() { HasText = "霁安县" }).GetByRole(AriaRole.Button).ClickAsync();
        Assert.DoesNotContain("霁安县", await person.Text());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kiosk_nobody_touches_warns_counts_down_and_leaves_nothing_of_the_person(bool javaScript)
    {
        await using var kiosk = await host.Visitor(javaScript, 1080, 1920);
        if (javaScript) await kiosk.Page.Clock.InstallAsync();
        await kiosk.Goto("/kiosk");
        await kiosk.Page.Locator("main a", new() { HasText = "登录" }).First.ClickAsync();
        await kiosk.Page.Locator("button.tz-person", new() { HasText = "陈秀英" }).First.ClickAsync();
        Assert.Equal("/kiosk", kiosk.Path);
        Assert.Contains("陈秀英", await kiosk.Text());
        await kiosk.Goto("/cases");
        Assert.DoesNotContain("登录", await kiosk.Page.Locator("h1").InnerTextAsync());
        var session = (await kiosk.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == Guard.CookieName);

        if (javaScript)
        {
            await kiosk.Page.Clock.RunForAsync(KioskSession.IdleSeconds * 1000);
            await kiosk.Page.GetByText("秒后自动退出").WaitForAsync();
            await kiosk.Page.GetByRole(AriaRole.Button, new() { Name = "我还在，继续" }).ClickAsync();
            await Assertions.Expect(kiosk.Page.Locator("[data-still-there]")).ToBeHiddenAsync(); // a touch keeps them
            // Nobody touches it again. What still moved on the page when the button was pressed counts as a touch, so the
            // clock goes on in small steps until the page has left.
            for (var seconds = 0; seconds < 3 * (KioskSession.IdleSeconds + KioskSession.WarningSeconds) && !kiosk.Page.Url.Contains("ended", StringComparison.Ordinal); seconds += 5)
                await Pass(kiosk.Page, 5);
        }
        else
        {
            // What the page's own header will do, without waiting for it.
            await kiosk.Goto(await Next(kiosk));
            Assert.Equal("/kiosk/still-there", kiosk.Path);
            Assert.Contains("秒后自动退出", await kiosk.Text());
            await kiosk.Goto(await Next(kiosk));
        }
        await kiosk.Page.WaitForURLAsync("**/kiosk?ended=true");
        Assert.Contains("上一位的信息已清除", await kiosk.Text());
        Assert.DoesNotContain("陈秀英", await kiosk.Page.ContentAsync());
        await kiosk.Page.GoBackAsync();
        Assert.DoesNotContain("陈秀英", await kiosk.Page.ContentAsync());
        // A copy of the cookie lets nobody in: the server has ended the session.
        await kiosk.Page.Context.AddCookiesAsync([new Cookie { Name = session.Name, Value = session.Value, Url = host.Address }]);
        await kiosk.Goto("/cases");
        Assert.Equal("/sign-in", kiosk.Path);
    }

    [Fact]
    public async Task A_kiosk_has_large_type_and_targets_and_hands_out_numbers_without_a_name()
    {
        await using var kiosk = await host.Visitor(false, 1080, 1920);
        await kiosk.Goto("/kiosk");
        foreach (var address in new[] { "/kiosk", "/kiosk/services", "/matters/unemployment-registration", "/sign-in" })
        {
            await kiosk.Goto(address);
            Assert.Equal("", await kiosk.Page.EvaluateAsync<string>(TooSmall));
        }
        await kiosk.Goto("/kiosk");
        await kiosk.Page.Locator("button.tz-tile", new() { HasText = "取号" }).ClickAsync();
        Assert.Contains("前面还有", (await kiosk.Text()).Replace("下一个就是您", "前面还有", StringComparison.Ordinal));
        await using var stranger = await host.Visitor();
        await stranger.Goto("/halls/lanyang");
        Assert.DoesNotContain("取号\n", await stranger.Text());
    }

    // What can be touched and is lower than 44 px, or says something in type under 20 px.
    const string TooSmall = """
        (() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, p, li, td, dd, label")]
          .filter((each) => each.checkVisibility() && each.getClientRects().length && !each.closest(".govuk-skip-link, .govuk-visually-hidden, .tz-banner"))
          .filter((each) => each.textContent.trim() && parseFloat(getComputedStyle(each).fontSize) < 20
            || each.matches("button, main .govuk-button, input, select, .tz-tile") && !each.matches("[type=radio], [type=checkbox]") && each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML.slice(0, 140)).join("\n"))()
        """;

    // The page may leave in the middle of a step, and takes the clock with it.
    static async Task Pass(IPage page, int seconds)
    {
        try
        {
            await page.Clock.RunForAsync(seconds * 1000);
        }
        catch (PlaywrightException)
        {
            await page.WaitForLoadStateAsync();
        }
    }

    static async Task<string> Next(JourneysVisitor visitor)
    {
        var header = await visitor.Page.Locator("meta[http-equiv=refresh]").GetAttributeAsync("content") ?? "";
        return header[(header.IndexOf("url=", StringComparison.Ordinal) + 4)..];
    }
}
