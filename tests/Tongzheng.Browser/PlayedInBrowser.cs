using System.Text.Json;
using System.Text.RegularExpressions;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Browser;

/// <summary>
/// A story of a pack played through pages alone: each step by somebody who signs in, opens their list and fills in what the
/// page asks. What must be true then is asked of the case; what people must see, of the page.
/// </summary>
sealed partial class PlayedInBrowser(JourneysHost host, string slug)
{
    const string Applicant = "李䶮", Representative = "欧阳清妍";
    const string County = "590102";

    readonly Matter matter = host.Get<Versions>().Catalogue.Find(slug) ?? throw new InvalidOperationException(slug);
    int day;

    public string Id { get; private set; } = "";

    /// <summary>Who applies, or whom it is about; null: the office itself.</summary>
    public string? Party { get; private set; } = Applicant;

    public async Task<Case> Case() => await host.Get<Cases>().Find(JurisdictionId.Parse(County), Id, default) ?? throw new InvalidOperationException(Id);

    /// <summary>Goes on with a case that somebody opened before.</summary>
    public void Follow(string id) => Id = id;

    public async Task Play(string story)
    {
        var told = matter.Stories.First(each => each.File.EndsWith(story + ".story.yaml", StringComparison.Ordinal));
        Party = told.Applicant switch { "organisation" => Representative, "office" => null, _ => Applicant };
        foreach (var step in told.Steps) await Play(step);
    }

    async Task Play(StoryStep step)
    {
        await Wait(step.Day);
        switch (step.Does)
        {
            case "apply": await Apply(Answers(step)); break;
            case "open": await Open(step.By ?? "", Answers(step)); break;
            case "complete" when step.By == "applicant": await CompleteOwn(step.Task ?? "", Answers(step)); break;
            case "complete": await Complete(step.Task ?? "", Answers(step)); break;
            case "rate": await Rate(step.Answers.GetProperty("satisfaction").GetString() ?? ""); break;
            case "wait": break;
            default: throw new InvalidOperationException($"No story is told here that can {step.Does}.");
        }
        var current = await Case();
        Assert.Empty(current.Incidents);
        if (step.Then.Tasks is { } tasks) Assert.Equal(tasks.Order(), current.Tasks.Select(task => task.Element).Order());
        if (step.Then.End is { } end) Assert.Equal(end, current.Outcome);
    }

    /// <summary>Moves the clock to a day of the story, on the demo's own page.</summary>
    public async Task Wait(int to)
    {
        if (to <= day) return;
        await using var anybody = await host.Visitor();
        await anybody.Goto("/demo/clock");
        await anybody.Fill(new Dictionary<string, string> { ["days"] = $"{to - day}" });
        await anybody.Press("拨动");
        day = to;
    }

    public async Task Apply(IReadOnlyDictionary<string, string> answers)
    {
        await using var person = await (await host.Visitor()).SignIn(Applicant);
        await person.Goto("/matters/" + slug);
        await person.Follow("开始申请");
        await person.FillAllPages(answers);
        Id = await person.Submit();
    }

    public async Task Open(string role, IReadOnlyDictionary<string, string> answers, string? office = null)
    {
        office ??= host.Get<Offices>().FindFor(County, matter.Department.Zh) is { } code ? NameOf(code) : throw new InvalidOperationException(matter.Department.Zh);
        await using var officer = await (await host.Visitor()).SignIn(office, role);
        await officer.Goto("/desk/open");
        await officer.Follow(matter.Name.Zh);
        if (Party == Representative) await officer.Fill(new Dictionary<string, string> { ["partyNumber"] = await CreditCodeOfTheFirm() });
        await officer.Fill(answers);
        await officer.Press("提交");
        Assert.True(officer.Path.StartsWith("/desk/cases/", StringComparison.Ordinal), $"{officer.Page.Url}\n{await officer.Text()}");
        Id = officer.Path.Split('/')[3];
        if (Party is null) Assert.NotEmpty((await Case()).Opened.Party);
    }

    /// <summary>An officer of the right post at the right office opens the case from their own list and does the step.</summary>
    public async Task Complete(string element, IReadOnlyDictionary<string, string> answers)
    {
        var task = (await Case()).Tasks.FirstOrDefault(open => open.Element == element) ?? throw new InvalidOperationException($"{element} is not open");
        await using var officer = await Officer(task);
        await officer.OpenFromDesk(Id);
        await Look(officer, $"{slug}-{element}");
        await officer.Complete(answers);
    }

    public async Task<JourneysVisitor> Officer(OpenedTask task, bool javaScript = false) => await (await host.Visitor(javaScript)).SignIn(NameOf(task.Organisation), task.Post);

    async Task CompleteOwn(string element, IReadOnlyDictionary<string, string> answers)
    {
        var task = (await Case()).Tasks.First(open => open.Element == element);
        await using var person = await TheParty();
        await person.Goto($"/cases/{Id}");
        await Look(person, $"{slug}-own-{element}");
        await person.Goto($"/cases/{Id}/tasks/{task.Task}");
        await Look(person, $"{slug}-own-{element}-form");
        await person.Fill(answers);
        await person.Press("提交");
        Assert.True(person.Path == $"/cases/{Id}", $"{person.Page.Url}\n{await person.Text()}");
    }

    async Task Rate(string level)
    {
        await using var person = await TheParty();
        await person.Goto($"/cases/{Id}/rate");
        await person.Fill(new Dictionary<string, string> { ["score"] = $"{6 - int.Parse(level, System.Globalization.CultureInfo.InvariantCulture)}" });
        await person.Press("提交评价");
        Assert.Contains("已收到您的评价", await person.Text());
    }

    public async Task<JourneysVisitor> TheParty() => await (await host.Visitor()).SignIn(Party ?? throw new InvalidOperationException("Nobody outside."));

    /// <summary>The page as people see it: nothing of the machine in its words, one heading, as wide as a phone; a picture of both widths for who designs it.</summary>
    public async Task Look(JourneysVisitor visitor, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(GalleryHost.Root, "artifacts/journeys")).FullName;
        var said = await visitor.Text();
        foreach (var element in (await Case()).Version.Procedure.Elements.Where(element => element.Id.Length > 5 && Camel().IsMatch(element.Id))) Assert.DoesNotContain(element.Id, said, StringComparison.Ordinal);
        Assert.DoesNotContain(slug, said, StringComparison.Ordinal);
        Assert.False(Machine().IsMatch(said), $"{visitor.Path}: {Machine().Match(said).Value}");
        Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
        var headings = await visitor.Page.Locator("main h2").AllInnerTextsAsync();
        Assert.True(headings.Distinct().Count() == headings.Count, $"{visitor.Path} says a heading twice: {string.Join(" / ", headings)}");
        foreach (var width in new[] { 320, 1280 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            Assert.True(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{visitor.Path} is wider than {width} px");
            await visitor.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{name}-{width}.png") });
        }
    }

    string NameOf(string code) => host.Get<Offices>().NameOf(County, code).Zh;

    async Task<string> CreditCodeOfTheFirm()
    {
        var who = JourneysHost.Resident("ouyang-qing").Person;
        return Enterprise.RepresentedBy(host.Get<Journals.Journal>(), JurisdictionId.Parse(County), who)[0].CreditCode.ToString();
    }

    /// <summary>Answers as a form posts them: texts, choices with commas, files as such.</summary>
    static Dictionary<string, string> Answers(StoryStep step)
    {
        var answers = step.Answers.ValueKind != JsonValueKind.Object ? [] : step.Answers.EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value.ValueKind switch
        {
            JsonValueKind.Array => string.Join(',', answer.Value.EnumerateArray().Select(item => item.ToString())),
            JsonValueKind.True => "true",
            _ => answer.Value.ToString(),
        });
        foreach (var slot in step.Files.Keys) answers[slot] = JourneysVisitor.File;
        return answers;
    }

    [GeneratedRegex("^[a-z]+[A-Z]")]
    private static partial Regex Camel();

    // Ids of ours, of facts and of versions written out; "null" and what a template leaves behind.
    [GeneratedRegex(@"\b[0-9a-hjkmnp-tv-z]{26}\b|\b[0-9a-f]{32,}\b|\b(null|undefined|True|False)\b|\{\{|\}\}")]
    private static partial Regex Machine();
}
