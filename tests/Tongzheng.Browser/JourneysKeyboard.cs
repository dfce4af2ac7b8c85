using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Tongzheng.Browser;

/// <summary>
/// One whole journey by keys alone: the mouse is never touched and no field is set from outside. Every step waits for what
/// it needs to see, never for a time.
/// </summary>
public sealed class JourneysKeyboard(JourneysHost host) : IClassFixture<JourneysHost>
{
    // More stops than any page has: a walk that does not arrive ends here.
    const int MostStops = 150;

    static readonly FilePayload Scan = new() { Name = "材料.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray() };

    [Fact]
    public async Task From_the_question_to_the_own_case_by_keys_alone()
    {
        await using var owner = await (await host.Visitor(javaScript: true)).SignIn("李䶮");
        var page = owner.Page;
        await owner.Goto("/");
        await Walk(page, "input[name=q]");
        await page.Keyboard.InsertTextAsync("个体工商户设立");
        await Enter(page, "/search");
        await Walk(page, "a[href='/matters/individual-business-registration']");
        await Enter(page, "/matters/individual-business-registration");
        await Walk(page, "main a[href*='/apply']");
        await Enter(page, "/matters/individual-business-registration/apply");

        for (var pages = 0; pages < 12 && !page.Url.Contains("page=review", StringComparison.Ordinal); pages++)
        {
            await FillByKeys(page);
            await Walk(page, "main .tz-buttons button[name=go][value=next]");
            await Enter(page, null);
        }
        Assert.Contains("page=review", page.Url);
        await Walk(page, "[name=declaration]");
        await page.Keyboard.PressAsync("Space");
        await Walk(page, "main .tz-buttons button[value=submit]");
        await Enter(page, "/receipt");
        await Walk(page, "main a[href^='/cases/']:not([href*='/letters/'])");
        await Enter(page, "/cases/");
        Assert.Contains("准予", await owner.Text());
    }

    [Fact]
    public async Task An_officer_goes_through_the_list_with_j_and_k_and_opens_a_case_with_enter()
    {
        await using var owner = await (await host.Visitor()).SignIn("李䶮");
        await owner.Goto("/matters/food-business");
        await owner.Follow("开始申请");
        await owner.FillAllPages(JourneysTests.Restaurant);
        await owner.Submit();

        await using var clerk = await (await host.Visitor(javaScript: true)).SignIn("澜阳区市场监督管理局", "clerk");
        var page = clerk.Page;
        await clerk.Goto("/desk");
        await Walk(page, "[data-rows] [type=checkbox]");
        await page.Keyboard.PressAsync("x");
        Assert.True(await page.Locator("[data-rows] [type=checkbox]").First.IsCheckedAsync());
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        Assert.StartsWith("/desk/cases/", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await Enter(page, "/desk/cases/");
        // Letters typed into a field are letters.
        await clerk.Goto("/desk");
        await Walk(page, "#desk-q");
        await page.Keyboard.TypeAsync("jkx");
        Assert.Equal("jkx", await page.Locator("#desk-q").InputValueAsync());
    }

    // Each field of the page that the story answers, as a person at the keys fills it in.
    static async Task FillByKeys(IPage page)
    {
        foreach (var (name, value) in JourneysTests.NoodleShop)
        {
            if (value == JourneysVisitor.File)
            {
                var slot = $"[name='file:{name}']";
                if (await page.Locator(slot).CountAsync() == 0 || await page.Locator($"[name='{name}']:checked").CountAsync() > 0) continue;
                // Space opens the system's own window for files, which is outside the page; Enter would send the form.
                await (await ChooserOf(page, slot)).SetFilesAsync(Scan);
                continue;
            }
            var field = page.Locator($"[name='{name}']");
            if (await field.CountAsync() == 0) continue;
            switch (await field.First.GetAttributeAsync("type") ?? await field.First.EvaluateAsync<string>("field => field.localName"))
            {
                case "radio":
                    await Choose(page, name, value);
                    break;
                case "checkbox":
                    foreach (var choice in value.Split(','))
                    {
                        var box = $"[name='{name}'][value='{choice}']";
                        if (await page.Locator(box).IsCheckedAsync()) continue;
                        await Walk(page, box);
                        await page.Keyboard.PressAsync("Space");
                    }
                    break;
                case "select":
                    await Walk(page, $"[name='{name}']");
                    for (var turns = 0; turns < 30 && await field.InputValueAsync() != value; turns++) await page.Keyboard.PressAsync("ArrowDown");
                    break;
                default:
                    if (await field.InputValueAsync() == value) break;
                    await Walk(page, $"[name='{name}']");
                    await page.Keyboard.PressAsync("Control+A");
                    await page.Keyboard.InsertTextAsync(value);
                    break;
            }
        }
    }

    // The window is not opened for a page that the system has not yet in front: whoever sees nothing presses again.
    static async Task<IFileChooser> ChooserOf(IPage page, string slot)
    {
        for (var presses = 1; ; presses++)
        {
            await Walk(page, slot);
            try
            {
                return await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Space"), new() { Timeout = 4000 });
            }
            catch (TimeoutException) when (presses < 4)
            {
            }
        }
    }

    // A group of radios is one stop; the arrows choose in it.
    static async Task Choose(IPage page, string name, string value)
    {
        var wanted = page.Locator($"[name='{name}'][value='{value}']");
        if (await wanted.IsCheckedAsync()) return;
        await Walk(page, $"[name='{name}']");
        await page.Keyboard.PressAsync("Space");
        for (var turns = 0; turns < 20 && !await wanted.IsCheckedAsync(); turns++) await page.Keyboard.PressAsync("ArrowDown");
        Assert.True(await wanted.IsCheckedAsync(), $"{name} cannot be set to {value} by keys.");
    }

    /// <summary>Tab by Tab from the top of the page to an element.</summary>
    static async Task Walk(IPage page, string to)
    {
        await page.Locator(to).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }");
        for (var stops = 0; stops < MostStops; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("to => document.activeElement.matches(to)", to)) return;
        }
        Assert.Fail($"{page.Url}: Tab does not lead to {to}.");
    }

    /// <summary>Enter, and the page it leads to, drawn to its end.</summary>
    static async Task Enter(IPage page, string? to)
    {
        var before = await page.EvaluateAsync<double>("performance.timeOrigin");
        await page.Keyboard.PressAsync("Enter");
        // A new document has a new origin of time; asking fails while one goes and the other comes, so it is asked again.
        await page.WaitForFunctionAsync("before => performance.timeOrigin !== before && document.readyState === 'complete'", before);
        if (to is not null) await page.WaitForURLAsync(new Regex(Regex.Escape(to)));
    }
}
