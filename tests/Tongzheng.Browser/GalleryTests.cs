using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Tongzheng.Gallery;

namespace Tongzheng.Browser;

/// <summary>Every page, in every state the gallery knows, as people with and without sight, on phones and on desks.</summary>
public sealed class GalleryTests(GalleryHost gallery) : IClassFixture<GalleryHost>
{
    // A quick look at some pages: TONGZHENG_GALLERY=desk,guide
    static readonly string[]? Only = Environment.GetEnvironmentVariable("TONGZHENG_GALLERY")?.Split(',');

    /// <summary>Which pages of the gallery.</summary>
    public enum Part
    {
        All,
        Even,
        Odd,
    }

    static IEnumerable<Sample> Samples => GalleryPages.All.Where(sample => Only is null || Only.Contains(sample.Name));

    // Every page in Chinese at both widths; in English, for elders, and both, every page at one of the two: every other
    // page at 1280 px and the rest at 320 px, so that the suite stays short and no page is left out.
    [Theory]
    [InlineData("zh", false, 1280, Part.All)]
    [InlineData("zh", false, 320, Part.All)]
    [InlineData("zh", true, 1280, Part.Even)]
    [InlineData("zh", true, 320, Part.Odd)]
    [InlineData("en", false, 1280, Part.Odd)]
    [InlineData("en", false, 320, Part.Even)]
    [InlineData("en", true, 1280, Part.Even)]
    [InlineData("en", true, 320, Part.Odd)]
    public async Task No_page_has_an_accessibility_violation_or_scrolls_sideways(string language, bool elder, int width, Part part)
    {
        var page = await gallery.Open(width);
        var wrong = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                wrong.Add($"{page.Url}: {message.Text}");
        };
        foreach (var (index, sample) in Samples.Index())
        {
            if (part != Part.All && index % 2 != (part == Part.Even ? 0 : 1)) continue;
            await page.GotoAsync(Of(sample, language, elder));
            // What bpmn-js, dmn-js and form-js draw is theirs; the file as text stands beside it.
            var found = await page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector(".modelling-canvas")] }, new AxeRunOptions { ResultTypes = new HashSet<ResultType> { ResultType.Violations } });
            wrong.AddRange(found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{sample.Name}: {violation.Id}: {violation.Help}: {node.Html}")));
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (over > 0)
                wrong.Add($"{sample.Name}: {over} px wider than the window of {width} px");
            var broken = await page.EvaluateAsync<string[]>("innerWidth < 1000 ? [] : [...document.querySelectorAll('td .tz-number')].filter((each) => each.getClientRects().length > 1).map((each) => each.textContent)");
            wrong.AddRange(broken.Select(figure => $"{sample.Name}: the figure “{figure}” is broken over two lines"));
            if (await page.Locator("h1").CountAsync() != 1)
                wrong.Add($"{sample.Name}: not one h1");
        }
        await page.CloseAsync();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_page_is_in_the_gallery() =>
        Assert.True(GalleryPages.Missing.Count == 0, "No sample shows " + string.Join(", ", GalleryPages.Missing.Select(page => page.FullName)));

    [Fact]
    public async Task Links_of_an_error_summary_lead_to_their_fields()
    {
        var page = await gallery.Open(1280, javaScript: false);
        foreach (var sample in Samples)
        {
            await page.GotoAsync(Of(sample, "zh", elder: false));
            foreach (var link in await page.Locator(".govuk-error-summary a").AllAsync())
            {
                var target = await link.GetAttributeAsync("href") ?? "";
                Assert.True(await page.Locator(target).CountAsync() == 1, $"{sample.Name}: {target} is nowhere");
            }
        }
        await page.CloseAsync();
    }

    [Fact]
    public async Task On_paper_no_page_writes_out_an_address_of_the_site_and_what_is_folded_is_read()
    {
        var page = await gallery.Open(1280);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var wrong = new List<string>();
        foreach (var sample in Samples)
        {
            await page.GotoAsync(Of(sample, "zh", elder: false));
            var found = await page.EvaluateAsync<string[]>("""
                [...[...document.querySelectorAll('main a[href^="/"]')].filter((each) => each.checkVisibility() && getComputedStyle(each, '::after').content.includes('/')).map((each) => each.textContent),
                 ...[...document.querySelectorAll('main details.govuk-details')].filter((each) => each.checkVisibility() && !each.querySelector('.govuk-details__text')?.checkVisibility({ contentVisibilityAuto: true })).map((each) => each.textContent)]
                """);
            wrong.AddRange(found.Select(text => $"{sample.Name}: {text.Trim()}"));
        }
        await page.CloseAsync();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_link_and_field_can_be_reached_by_keyboard_alone_and_shows_that_it_has_the_focus()
    {
        var page = await gallery.Open(1280);
        foreach (var sample in Samples)
        {
            await page.GotoAsync(Of(sample, "zh", elder: false));
            // An editor that comes while somebody tabs would take the place of what was passed already.
            if (await page.Locator("[data-modeller]").CountAsync() > 0) await page.Locator("[data-shown]").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
            // A page with errors puts the focus on their summary; the way by keyboard begins at the top all the same.
            await page.EvaluateAsync("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); window.scrollTo(0, 0); }");
            for (var i = 0; i < MostStops; i++)
            {
                await page.Keyboard.PressAsync("Tab");
                var state = await page.EvaluateAsync<string>(Focus);
                if (state == "end")
                    break;
                Assert.False(state.StartsWith("unseen", StringComparison.Ordinal), $"{sample.Name}: no sign of focus on {state}");
            }
            var missed = await page.EvaluateAsync<string[]>(Missed);
            Assert.True(missed.Length == 0, $"{sample.Name}: not reached: {string.Join(' ', missed)}");
        }
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_procedure_is_drawn_where_the_case_stands_is_marked_and_the_makers_mark_stays()
    {
        var page = await gallery.Open(1280);
        await page.GotoAsync($"{gallery.Address}/gallery/desk-case");
        await page.Locator("[data-diagram]").ScrollIntoViewIfNeededAsync();
        await page.Locator("[data-drawn]").WaitForAsync();
        Assert.Equal(1, await page.Locator(".diagram__now[data-element-id=accept]").CountAsync());
        Assert.True(await page.Locator(".bjs-powered-by").IsVisibleAsync());
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, string.Join('\n', axe.Violations.Select(violation => violation.Help)));
        var folder = Directory.CreateDirectory(Path.Combine(GalleryHost.Root, "artifacts/gallery")).FullName;
        await page.Locator("[data-diagram]").ScreenshotAsync(new() { Path = Path.Combine(folder, "diagram.png") });
        await page.CloseAsync();
    }

    // What has the focus, whether it was seen before, and whether its look says so.
    const string Focus = """
        (() => {
          const at = document.activeElement;
          if (!at || at === document.body) return "end";
          if (at === window.lastFocused) return "seen"; // a date field has several stops of its own
          if (at.dataset.visited) return "end";
          at.dataset.visited = "true";
          window.lastFocused = at;
          const style = getComputedStyle(at);
          const label = at.matches("input[type=radio], input[type=checkbox]") ? getComputedStyle(at.nextElementSibling ?? at, "::before") : style;
          const shown = [style, label].some(each => each.boxShadow !== "none" || parseFloat(each.outlineWidth) > 0 && each.outlineStyle !== "none");
          if (!shown) return "unseen " + at.outerHTML.slice(0, 120);
          return "seen";
        })()
        """;

    // Of a group of radios one is a stop; what is in closed details, or there for the Enter key alone, is none. The mark
    // of the diagram's maker comes when its script has run, which may be after the walk.
    const string Missed = """
        [...document.querySelectorAll("a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary")]
          .filter((each) => !each.matches(".bjs-powered-by"))
          .filter((each) => each.checkVisibility() && each.getClientRects().length && each.tabIndex >= 0 && !each.dataset.visited)
          .map((each) => each.outerHTML.slice(0, 120))
        """;

    // More stops than any page has: a trap ends here.
    const int MostStops = 250;

    /// <summary>Pictures of every page for people who design them: <c>artifacts/gallery</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Pictures()
    {
        var folder = Directory.CreateDirectory(Path.Combine(GalleryHost.Root, "artifacts/gallery")).FullName;
        foreach (var (language, elder, width) in new[] { ("zh", false, 1280), ("zh", false, 320), ("en", false, 1280), ("zh", true, 1280) })
        {
            var page = await gallery.Open(width);
            foreach (var sample in Samples)
            {
                await page.GotoAsync(Of(sample, language, elder));
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{sample.Name}-{language}{(elder ? "-elder" : "")}-{width}.png") });
            }
            await page.CloseAsync();
        }
    }

    string Of(Sample sample, string language, bool elder) => $"{gallery.Address}/gallery/{sample.Name}?lang={language}{(elder ? "&elder=1" : "")}";
}
