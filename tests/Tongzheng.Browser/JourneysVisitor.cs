using System.Text;
using Microsoft.Playwright;

namespace Tongzheng.Browser;

/// <summary>A person at a browser: signs in, reads, types, presses. Everything by what a person sees or a form posts.</summary>
public sealed class JourneysVisitor(IPage page) : IAsyncDisposable
{
    // More pages than any application has: a form that never lets go ends here.
    const int MostPages = 12;

    /// <summary>The smallest thing that begins as a PDF does.</summary>
    static readonly FilePayload Scan = new()
    {
        Name = "材料.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
    };

    /// <summary>A material handed in.</summary>
    public const string File = "(a file)";

    public IPage Page => page;

    public string Path => new Uri(page.Url).AbsolutePath;

    public Task<string> Text() => page.Locator("main").InnerTextAsync();

    public Task Goto(string address) => page.GotoAsync(address);

    /// <summary>Signs in on the demo's panel as the person whose card holds all these words; a role is meant by what its post is called.</summary>
    public async Task<JourneysVisitor> SignIn(params string[] words)
    {
        await Goto("/sign-in");
        var (card, office) = (page.Locator("button.tz-person"), page.Locator("details"));
        foreach (var word in words.Select(word => Titles.GetValueOrDefault(word, word))) (card, office) = (card.Filter(new() { HasText = word }), office.Filter(new() { HasText = word }));
        if (await card.CountAsync() == 0)
        {
            await office.First.Locator("summary").ClickAsync();
            card = office.First.Locator("button.tz-person").Filter(new() { HasText = Titles.GetValueOrDefault(words[^1], words[^1]) });
        }
        await Click(card.First);
        Assert.NotEqual("/sign-in", Path);
        return this;
    }

    static readonly Dictionary<string, string> Titles = new()
    {
        ["clerk"] = "受理岗", ["reviewer"] = "审查岗", ["inspector"] = "核查岗", ["decider"] = "决定岗", ["counter"] = "窗口岗", ["leader"] = "领导", ["auditor"] = "审计", ["steward"] = "目录管理员",
    };

    public Task Follow(string link) => Click(page.Locator("main a").Filter(new() { HasText = link }).First);

    public Task Press(string button) => Click(page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button }).First);

    /// <summary>Presses it, and lets the page that comes arrive whole: a click returns when the page begins to come, before its styles are there.</summary>
    async Task Click(ILocator element)
    {
        await element.ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Fills in what this page asks; says whether it asked anything of <paramref name="answers"/>.</summary>
    public async Task Fill(IReadOnlyDictionary<string, string> answers)
    {
        foreach (var (name, value) in answers)
        {
            if (value == File)
            {
                if (await page.Locator($"[name='file:{name}']").CountAsync() > 0) await Attach(name, Scan);
                continue;
            }
            if (name.Split('.') is [var list, _, _] && await page.Locator($"button[name=add][value='{list}']").CountAsync() > 0 && await page.Locator($"[name='{name}']").CountAsync() == 0)
                await Click(page.Locator($"button[name=add][value='{list}']"));
            var fields = page.Locator($"[name='{name}']");
            if (await fields.CountAsync() == 0) continue;
            switch (await fields.First.GetAttributeAsync("type") ?? await fields.First.EvaluateAsync<string>("field => field.localName"))
            {
                case "radio" or "checkbox":
                    foreach (var choice in value.Split(',')) await page.Locator($"[name='{name}'][value='{choice}']").CheckAsync();
                    break;
                case "select":
                    await fields.SelectOptionAsync(value);
                    break;
                default:
                    await fields.First.FillAsync(value);
                    break;
            }
        }
    }

    public Task Attach(string name, FilePayload file) => page.Locator($"[name='file:{name}']").SetInputFilesAsync(file);

    /// <summary>From the first page of an application to the page that shows all answers. What appears after a page was sent is filled in then.</summary>
    public async Task FillAllPages(IReadOnlyDictionary<string, string> answers)
    {
        for (var i = 0; i < MostPages; i++)
        {
            await Fill(answers);
            await Click(page.Locator("main .tz-buttons button[name=go][value=next]"));
            if (new Uri(page.Url).Query.Contains("page=review", StringComparison.Ordinal)) return;
        }
        Assert.Fail($"{page.Url} does not go on:\n{await Text()}");
    }

    /// <summary>Agrees to the declaration and sends the application; the case it became.</summary>
    public async Task<string> Submit()
    {
        await page.Locator("[name=declaration]").CheckAsync();
        await Press("提交申请");
        Assert.True(Path.StartsWith("/cases/", StringComparison.Ordinal) && Path.EndsWith("/receipt", StringComparison.Ordinal), $"{page.Url}\n{await Text()}");
        return Path.Split('/')[2];
    }

    /// <summary>An officer opens a case from the worklist.</summary>
    public async Task OpenFromDesk(string caseId)
    {
        await Goto("/desk");
        await Click(page.Locator($"a[href^='/desk/cases/{caseId}']").First);
        Assert.Equal($"/desk/cases/{caseId}", Path);
    }

    /// <summary>An officer completes the task on the page.</summary>
    public async Task Complete(IReadOnlyDictionary<string, string> answers)
    {
        await Fill(answers);
        await Press("提交办理结果");
        Assert.True(Path == "/desk", $"{page.Url}\n{await Text()}");
    }

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();
}
