using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Node;

/// <summary>
/// One story on its way through a node, by its HTTP interface alone: the applicant hands in each file and the
/// application, officers of the right post complete the tasks, and after each step the case is what the story says.
/// </summary>
sealed class PlayedStory(RunningNode node, Matter matter, Story story)
{
    int next;
    string id = "";
    string jurisdiction = "";
    JsonElement seen;
    Client? opener;

    public string Name => $"{matter.Slug}: {story.Title.Zh}";

    /// <summary>The day of the next step; null when the story is told.</summary>
    public int? NextDay => next < story.Steps.Count ? story.Steps[next].Day : null;

    /// <summary>Why it did not go as it is told.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Plays the steps of a day. A story that went wrong is not continued.</summary>
    public async Task Play(int day)
    {
        while (Fault is null && NextDay <= day)
        {
            var step = story.Steps[next++];
            try
            {
                await Play(step);
            }
            catch (Exception fault) // reported by the test of this story; the others go on
            {
                Fault = new InvalidOperationException($"{Name}, step {next} ({step.Does} {step.Task}): {fault.Message}", fault);
            }
        }
    }

    async Task Play(StoryStep step)
    {
        if (step.Component is { } slug)
        {
            await PlayComponent(slug, step);
            return;
        }
        var before = id.Length == 0 ? 0 : node.LettersOf(jurisdiction, id).Count;
        var answer = step.Does switch
        {
            "apply" => await Apply(step),
            "open" => await Open(step),
            "complete" => await Complete(step),
            "correct" => await Correct(step),
            "withdraw" => await (await Applicant()).Post($"/api/cases/{id}/withdrawal"),
            "rate" => await (await Applicant()).Post($"/api/cases/{id}/rating", new { level = int.Parse(step.Answers.GetProperty("satisfaction").GetString() ?? "", System.Globalization.CultureInfo.InvariantCulture) }),
            "wait" or "look" => null,
            _ => throw new InvalidOperationException($"No story can do \"{step.Does}\"."),
        };
        if (step.Then.Refused is { } code)
        {
            Assert.Equal(code, answer?.Code);
            return;
        }
        answer?.Ok();
        if (step.Does is "apply" or "open")
        {
            id = answer?.Body.GetProperty("case").GetString() ?? "";
            before = 0;
        }
        seen = (await (await Reader()).Get($"/api/cases/{id}")).Ok().Body;
        jurisdiction = seen.GetProperty("jurisdiction").GetString() ?? "";
        await Expect(step.Then, node.LettersOf(jurisdiction, id).Skip(step.Does is "wait" or "look" ? 0 : before));
        await ExpectBegun(step.Then);
    }

    // An act on the case of a component, by its own offices; what the life event makes of it is looked at afterwards.
    async Task PlayComponent(string slug, StoryStep step)
    {
        var before = node.LettersOf(jurisdiction, id).Count;
        var begun = (await Components()).Single(component => component.GetProperty("matter").GetString() == slug);
        Assert.True(begun.TryGetProperty("case", out var own), $"{slug} is not begun: {begun}");
        var component = node.Services.GetRequiredService<Tongzheng.Casework.Versions>().Catalogue.Find(slug) ?? throw new InvalidOperationException(slug);
        var played = new PlayedStory(node, component, story with { Steps = [] }) { id = own.GetString() ?? "" };
        await played.Look();
        if (step.Does != "succeed") await played.Play(step with { Component = null, Then = step.Then with { Components = null } });
        else
            foreach (var each in StandardStory.Granting(component)?.Steps.Skip(1).Where(each => each.Does != "rate") ?? []) await played.Play(each);
        await ExpectBegun(step.Then);
        await Look();
        if (step.Does == "succeed") await Expect(step.Then, node.LettersOf(jurisdiction, id).Skip(before));
    }

    async Task Look()
    {
        seen = (await (await Reader()).Get($"/api/cases/{id}")).Ok().Body;
        jurisdiction = seen.GetProperty("jurisdiction").GetString() ?? "";
    }

    async Task<IReadOnlyList<JsonElement>> Components() => matter.Event is null ? await Asked() : [.. (await (await Reader()).Get($"/api/cases/{id}/components")).Ok().Body.EnumerateArray()];

    // What a procedure asked another government for, in the shape a life event's components have.
    async Task<IReadOnlyList<JsonElement>> Asked() =>
    [
        .. (await (await Reader()).Get($"/api/cases/{id}/messages")).Ok().Body.EnumerateArray().Where(line => line.GetProperty("direction").GetString() == "out" && line.GetProperty("kind").GetString() == "case.open")
            .Select(line => JsonSerializer.SerializeToElement(new
            {
                matter = line.GetProperty("matter").GetString(),
                @case = line.TryGetProperty("case", out var own) ? own.GetString() : null,
                state = line.GetProperty("state").GetString() switch { "waiting" => "sent", "delivered" => "running", "refused" => "stopped", var over => over },
            })),
    ];

    /// <summary>What a case sends is on its way for a moment.</summary>
    const int MostLooks = 100;

    async Task ExpectBegun(StoryExpectation then)
    {
        if (then.Components is not { } expected) return;
        IReadOnlyList<string?> open = [];
        for (var look = 0; look < MostLooks; look++)
        {
            open = [.. (await Components()).Where(component => component.GetProperty("state").GetString() is "running" or "sent" or "stopped").Select(component => component.GetProperty("matter").GetString()).Order()];
            if (expected.Order().SequenceEqual(open) && (await Components()).All(component => component.GetProperty("state").GetString() != "sent")) break;
            await Task.Delay(50);
        }
        Assert.Equal(expected.Order(), open);
        await Look();
    }

    async Task<Answer> Apply(StoryStep step)
    {
        var applicant = await Applicant();
        var firm = story.Applicant == "organisation" ? await Firm(applicant) : null;
        var where = Some.JurisdictionOf(matter);
        var answers = JsonObject.Create(step.Answers) ?? [];
        foreach (var (slot, file) in step.Files)
            answers[slot] = new JsonArray(new JsonObject { ["upload"] = await applicant.Upload(where, file, Some.Pdf, firm) });
        return await applicant.Post("/api/cases", new { matter = matter.Slug, region = Place, @for = firm, answers });
    }

    async Task<Answer> Complete(StoryStep step)
    {
        var task = seen.GetProperty("tasks").EnumerateArray().FirstOrDefault(open => open.GetProperty("element").GetString() == step.Task);
        Assert.True(task.ValueKind == JsonValueKind.Object, $"no task {step.Task} is open: {seen.GetProperty("tasks")}");
        var post = task.GetProperty("post").GetString() ?? "";
        Assert.Equal(step.By, post);
        var officer = post == "applicant" ? await Applicant() : await node.AsOfficer(jurisdiction, task.GetProperty("organisation").GetString() ?? "", post);
        return await officer.Post($"/api/cases/{id}/tasks/{task.GetProperty("task").GetInt64()}", new { answers = step.Answers });
    }

    async Task<Answer> Correct(StoryStep step)
    {
        var applicant = await Applicant();
        var answers = JsonObject.Create(step.Answers) ?? [];
        foreach (var (slot, file) in step.Files)
            answers[slot] = new JsonArray(new JsonObject { ["upload"] = await applicant.Upload(jurisdiction, file, Some.Pdf) });
        return await applicant.Post($"/api/cases/{id}/correction", new { answers });
    }

    async Task Expect(StoryExpectation then, IEnumerable<string> letters)
    {
        Assert.True(seen.GetProperty("incidents").GetArrayLength() == 0, $"a person had to look: {seen.GetProperty("incidents")}");
        if (then.Tasks is { } tasks)
            Assert.Equal(tasks.Order(), seen.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("element").GetString()).Order());
        if (then.End is { } end) Assert.Equal(end, seen.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null);
        if (then.Letters.Count > 0) Assert.Equal(then.Letters.Order(), letters.Select(Dashed).Order());
        var status = seen.GetProperty("status").GetString();
        if (then.Due is [>= '0' and <= '9', ..]) Assert.Equal(then.Due, seen.TryGetProperty("due", out var stated) ? stated.GetString() : null);
        if (then.Due == "running") Assert.Equal("accepted", status);
        if (then.Due == "stopped") Assert.Equal("correcting", status);
        if (then.Due == "running" && letters.Contains("Accepted")) Assert.Equal(StatutoryDue(), seen.TryGetProperty("due", out var due) ? due.GetString() : null);
        if (then.Result is { } result)
        {
            var held = (await (await Applicant()).Get("/api/licences")).Ok().Body.EnumerateArray()
                .Where(licence => licence.GetProperty("case").GetString() == id).Select(licence => licence.GetProperty("name").GetProperty("zh").GetString())
                .Concat((await (await Reader()).Get($"/api/cases/{id}/letters")).Ok().Body.EnumerateArray().Select(letter => letter.GetProperty("title").GetProperty("zh").GetString()));
            Assert.Contains(result, held);
        }
    }

    // The stated limit, counted by the kernel from the instant of acceptance.
    string? StatutoryDue()
    {
        if (matter.StatutoryLimit is not { } limit) return null;
        if (limit.OnTheSpot) return node.Clock.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        // The last thing that happened is the acceptance by a person; where nobody spoke in time, it counts from the receipt (art. 32).
        var done = seen.GetProperty("steps").EnumerateArray().Where(step => step.TryGetProperty("at", out _)).ToList();
        var deemed = done[^1].GetProperty("name").GetProperty("zh").GetString()?.StartsWith("期限届满", StringComparison.Ordinal) == true;
        var accepted = done[deemed ? 0 : ^1].GetProperty("at").GetDateTimeOffset();
        return !Period.TryParse($"{limit.Value} {limit.Unit}", out var period) ? null
            : new Deadline { Event = "受理", Start = accepted, Period = period, Basis = matter.Basis ?? "" }
                .On(WorkCalendar.Shipped, node.Clock.Now).LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    // An officer of the office with the duty, in the post that opens it, for the one it is about.
    async Task<Answer> Open(StoryStep step)
    {
        var where = Some.JurisdictionOf(matter);
        var department = matter.Opening?.AnyOffice == true ? Some.Department : matter.Department.Zh;
        var office = node.Services.GetRequiredService<Offices>().FindFor(where, department) ?? throw new InvalidOperationException($"No office for {department}.");
        opener = await node.AsOfficer(where, office, step.By ?? "");
        var party = story.Applicant switch { "office" => null, "organisation" => await Firm(await Applicant()), _ => (await Applicant()).Person };
        return await opener.Post("/api/cases/ex-officio", new { matter = matter.Slug, party, answers = step.Answers });
    }

    /// <summary>Who looks at the case: its party, or the officer who opened it where there is nobody outside.</summary>
    Task<Client> Reader() => story.Applicant == "office" && opener is not null ? Task.FromResult(opener) : Applicant();

    /// <summary>A committee of residents is found at its own place only.</summary>
    string Place => matter.UseLevel == "6" ? Some.Committee : Some.Place;

    Task<Client> Applicant() => node.As(story.Applicant switch { "elder" => "chen-xiuying", "organisation" => "ouyang-qing", _ => "li-yan" });

    async Task<string> Firm(Client applicant) =>
        Enterprise.RepresentedBy(node.Journal, JurisdictionId.Parse(applicant.Account?.Jurisdiction ?? ""), PersonId.Parse(applicant.Person))[0].Id.ToString();

    // NotAccepted → not-accepted, as the procedures write it.
    static string Dashed(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
