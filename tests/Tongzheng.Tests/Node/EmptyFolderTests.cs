using System.Text.Json;

namespace Tongzheng.Tests.Node;

/// <summary>A new matter and a new life event are each a folder: made here from nothing but the shared procedures, and run over HTTP.</summary>
public sealed class EmptyFolderTests
{
    [Fact]
    public async Task A_new_matter_from_an_empty_folder_is_applied_for_and_granted()
    {
        using var packs = new MadePacks();
        var slug = packs.Add("made-matter", shared: "on-the-spot", limit: "{ value: 0, unit: on-the-spot }", type: "20");
        Assert.Empty(packs.Findings);
        await using var node = await RunningNode.Start(packs: packs.Folder);
        var applicant = await node.As("li-yan");
        var opened = (await applicant.Post("/api/cases", new { matter = slug, region = Some.Place, answers = new { explanation = "试办" } })).Ok().Body.GetProperty("case").GetString();
        await Grant(node, applicant, opened ?? "");
        Assert.Equal("granted", (await applicant.Get($"/api/cases/{opened}")).Ok().Body.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_new_life_event_from_an_empty_folder_goes_from_one_form_to_its_last_office()
    {
        using var packs = new MadePacks();
        packs.Add("made-first", shared: "on-the-spot", limit: "{ value: 0, unit: on-the-spot }", type: "20");
        packs.Add("made-second", shared: "on-the-spot", limit: "{ value: 3, unit: working-day }", type: "20");
        var second = Path.Combine(packs.Folder, "services", "made-second", "matter.yaml");
        // The second needs what the first gives, and charges; the first is free.
        File.WriteAllText(second, File.ReadAllText(second).Replace("{ key: letter, name: { zh: 申请书, en: Letter }, required: false }", "{ key: record, name: { zh: 登记, en: Record }, required: true }", StringComparison.Ordinal)
            .Replace("result: { zh: 登记, en: Record, kind: record }", "result: { zh: 证书, en: Certificate, kind: document }\nfee: { charged: true, standard: { zh: 每件十元, en: Ten yuan }, basis: 试验 }", StringComparison.Ordinal));
        var first = Path.Combine(packs.Folder, "services", "made-first", "matter.yaml");
        File.AppendAllText(first, "fee: { charged: false, basis: 试验 }\n");
        packs.AddEvent("made-event", ["made-first", "made-second"]);
        Assert.Empty(packs.Findings);
        await using var node = await RunningNode.Start(packs: packs.Folder);
        var applicant = await node.As("li-yan");

        var form = (await applicant.Get("/api/matters/made-event/form")).Ok().Body.ToString();
        Assert.Contains("\"letter\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("\"record\"", form, StringComparison.Ordinal); // the first component gives it
        var guide = (await applicant.Get("/api/matters/made-event")).Ok().Body.GetProperty("event");
        Assert.Equal(new[] { false, true }, guide.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("fee").GetProperty("charged").GetBoolean()));
        Assert.Equal((2, 1), (guide.GetProperty("oneByOne").GetInt32(), guide.GetProperty("together").GetInt32()));

        var file = await applicant.Upload("590102", "letter.pdf", Some.Pdf);
        var opened = (await applicant.Post("/api/cases", new { matter = "made-event", region = Some.Place, answers = new { letter = new[] { new { upload = file } } } })).Ok().Body.GetProperty("case").GetString() ?? "";
        Assert.Equal(["running", "to-come"], await States(applicant, opened));
        await Grant(node, applicant, await CaseOf(applicant, opened, "made-first"));
        Assert.Equal(["granted", "running"], await States(applicant, opened));

        var last = await CaseOf(applicant, opened, "made-second");
        var given = (await applicant.Get($"/api/cases/{last}")).Ok().Body.GetProperty("answers").GetProperty("record")[0];
        Assert.Equal("登记", given.GetProperty("name").GetString()); // what the first issued stands in the place of the paper
        await Grant(node, applicant, last);
        Assert.Equal(["granted", "granted"], await States(applicant, opened));
        Assert.Equal("granted", (await applicant.Get($"/api/cases/{opened}")).Ok().Body.GetProperty("outcome").GetString());
        Assert.Contains((await applicant.Get($"/api/cases/{opened}/letters")).Ok().Body.EnumerateArray(), letter => letter.GetProperty("title").GetProperty("zh").GetString() == "试验一件事办理结果");
    }

    static async Task Grant(RunningNode node, Client applicant, string id)
    {
        var task = await OpenTask.Of(applicant, id, "handle");
        (await (await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post)).Post(task.Path, new { answers = new { outcome = "grant" } })).Ok();
    }

    static async Task<IReadOnlyList<JsonElement>> Components(Client applicant, string id) => [.. (await applicant.Get($"/api/cases/{id}/components")).Ok().Body.EnumerateArray()];

    static async Task<IEnumerable<string?>> States(Client applicant, string id)
    {
        for (var look = 0; look < 100 && (await Components(applicant, id)).Any(component => component.GetProperty("state").GetString() == "sent"); look++) await Task.Delay(50);
        return (await Components(applicant, id)).Select(component => component.GetProperty("state").GetString());
    }

    static async Task<string> CaseOf(Client applicant, string id, string matter) =>
        (await Components(applicant, id)).Single(component => component.GetProperty("matter").GetString() == matter).GetProperty("case").GetString() ?? "";
}
