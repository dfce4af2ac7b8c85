using System.Text.Json;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>A case that a test acts on, with the people around it.</summary>
sealed class SomeCase(RunningNode node, Client applicant, string id)
{
    public string Id => id;
    public Client Applicant => applicant;
    public string Office { get; private set; } = "";
    public string Jurisdiction { get; private set; } = "";

    /// <summary>A food business licence that has been applied for.</summary>
    public static async Task<SomeCase> Submitted(RunningNode node, string resident = "li-yan")
    {
        var applicant = await node.As(resident);
        return await Of(node, applicant, await SomeFood.Submitted(applicant));
    }

    public static async Task<SomeCase> Of(RunningNode node, Client applicant, string id)
    {
        var some = new SomeCase(node, applicant, id);
        var seen = await some.Seen();
        (some.Office, some.Jurisdiction) = (seen.GetProperty("organisation").GetString() ?? "", seen.GetProperty("jurisdiction").GetString() ?? "");
        return some;
    }

    public static async Task<SomeCase> Accepted(RunningNode node)
    {
        var some = await Submitted(node);
        await some.Do("accept", new { outcome = "accept" });
        return some;
    }

    public async Task<JsonElement> Seen() => (await applicant.Get($"/api/cases/{id}")).Ok().Body;

    public async Task<string?> Status() => (await Seen()).GetProperty("status").GetString();

    public async Task<string?> Due() => (await Seen()).GetProperty("due").GetString();

    public async Task<JsonElement> Task(string element) => (await Seen()).GetProperty("tasks").EnumerateArray().Single(task => task.GetProperty("element").GetString() == element);

    public Task<Client> Officer(string role) => node.AsOfficer(Jurisdiction, Office, role);

    /// <summary>Does a step of the procedure as whoever holds its post.</summary>
    public async Task Do(string element, object answers)
    {
        var task = await OpenTask.Of(applicant, id, element);
        (await (await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post)).Post(task.Path, new { answers })).Ok();
    }

    public async Task<Answer> TryDo(Client who, string element, object answers) => await who.Post((await OpenTask.Of(applicant, id, element)).Path, new { answers });

    public Task<Answer> Act(Client who, string verb, object? body = null) => who.Post($"/api/cases/{id}/acts/{verb}", body ?? new { });

    public Task<Answer> Ask(Client who, string verb, object? body = null) => who.Post($"/api/cases/{id}/acts/{verb}?dryRun=true", body ?? new { });

    public async Task<IReadOnlyList<string?>> Possible(Client who) =>
        [.. (await who.Get($"/api/cases/{id}/acts")).Ok().Body.EnumerateArray().Select(may => may.GetProperty("verb").GetString()).Distinct()];

    public IReadOnlyList<string> Letters => node.LettersOf(Jurisdiction, id);

    /// <summary>What a person reads on the page of their case, or an officer on the desk's.</summary>
    public async Task<string> Read(RunningNode.DemoAccount who, bool atDesk = false)
    {
        using var browser = new Browser(node.Address);
        await browser.SignIn(who);
        return (await browser.Get(atDesk ? $"/desk/cases/{id}" : $"/cases/{id}")).Words;
    }

    public async Task Decided(string decision = "grant")
    {
        await Do("inspect", new { inspectedOn = "2026-03-02", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = "一致。" });
        await Do("review", new { reviewOpinion = "pass", reviewNote = "符合。" });
        await Do("decide", decision == "grant" ? new { decision } : new { decision, reason = "操作间与卫生间没有分隔。", legalBasis = "食品安全法第三十三条" });
    }

    /// <summary>Somebody new in the office, with posts.</summary>
    public async Task<Client> Appoint(string name, params Role[] roles)
    {
        var officer = OfficerId.New(node.Clock.Now);
        Assert.IsType<Appended>(await node.Journal.Append(new Append
        {
            Jurisdiction = Jurisdiction,
            Key = "appoint/" + officer,
            Time = node.Clock.Now,
            Streams = [Facts.To($"officer/{officer}", StreamAppend.New, new OfficerAppointed(officer, name, [.. roles.Select(role => new PostId(CreditCode.Parse(Office), role))]))],
        }));
        return await node.As(new RunningNode.DemoAccount(((Actor)officer).ToString(), Jurisdiction, name, "", null, null));
    }

    public static string Of(Client officer) => officer.Account?.Who ?? "";
}
