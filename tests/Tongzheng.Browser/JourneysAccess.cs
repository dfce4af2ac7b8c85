using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Tongzheng.Browser;

/// <summary>The live pages of one journey as people on phones, in English, or with larger letters meet them.</summary>
public sealed class JourneysAccess(JourneysHost host) : IClassFixture<JourneysHost>
{
    [Fact]
    public async Task No_live_page_of_a_journey_has_an_accessibility_violation_or_scrolls_sideways()
    {
        await using var owner = await (await host.Visitor(javaScript: true)).SignIn("李䶮");
        await owner.Goto("/matters/individual-business-registration/apply?page=1");
        await owner.FillAllPages(JourneysTests.NoodleShop);
        var review = owner.Page.Url;
        var wrong = new List<string>();
        await Look(owner, review, wrong);
        await owner.Goto(review);
        var id = await owner.Submit();
        await owner.Goto($"/cases/{id}");
        await owner.Follow("查看证照");
        var licence = owner.Path;
        foreach (var address in new[]
                 {
                     "/", "/search?q=个体", "/matters/individual-business-registration", "/matters/individual-business-registration/apply?page=1",
                     $"/cases/{id}/receipt", $"/cases/{id}", "/cases", "/licences", licence, "/licences/check", $"/cases/{id}/rate", "/algorithms", "/sign-in", "/halls", "/halls/lanyang", "/halls/lanyang/screen", "/halls/lanyang/appointment", "/appointments",
                     "/offices", "/parameters", "/matters/individual-business-registration/blank-form", "/matters/individual-business-registration/sample-form",
                 })
            await Look(owner, address, wrong);
        foreach (var address in new[] { "/", "/matters/individual-business-registration", "/matters/individual-business-registration/apply?page=1" })
            await Look(owner, address, wrong, elder: true);

        await using var clerk = await (await host.Visitor(javaScript: true)).SignIn("澜阳区市场监督管理局", "clerk");
        await Look(clerk, "/desk", wrong);
        await using var counter = await (await host.Visitor(javaScript: true)).SignIn("澜阳区政务服务和数据管理局", "counter");
        await Look(counter, "/counter", wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    static async Task Look(JourneysVisitor visitor, string address, List<string> wrong, bool elder = false)
    {
        var page = visitor.Page;
        foreach (var language in new[] { "zh", "en" })
            foreach (var width in new[] { 1280, 320 })
            {
                await page.SetViewportSizeAsync(width, 900);
                await visitor.Goto($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}&elder={(elder ? 1 : 0)}");
                var where = $"{visitor.Path} {language} {width}{(elder ? " elder" : "")}";
                var found = await page.RunAxe(new AxeRunOptions { ResultTypes = new HashSet<ResultType> { ResultType.Violations } });
                wrong.AddRange(found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{where}: {violation.Id}: {violation.Help}: {node.Html}")));
                var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (over > 0) wrong.Add($"{where}: {over} px wider than the window");
            }
        // The journey goes on in the language and the window it began in.
        await page.SetViewportSizeAsync(1280, 900);
        await visitor.Goto("/?lang=zh&elder=0");
    }
}
