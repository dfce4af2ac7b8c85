using System.Net;

namespace Tongzheng.Tests.Node;

/// <summary>Packs that are wrong: the node says what is wrong by file and line, keeps the version it had, and serves everything else.</summary>
public sealed class BadPackTests
{
    const string Bomb = """
        <?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><documentation>&c;</documentation></process></definitions>
        """;

    [Fact]
    public async Task A_pack_with_ten_mistakes_an_entity_bomb_and_an_alias_bomb_are_each_named_and_the_version_before_stays_live()
    {
        using var packs = new MadePacks("food-business");
        string[] slugs = ["made-ten", "made-entities", "made-aliases", "made-table", "made-good"];
        foreach (var slug in slugs)
            packs.Add(slug, MadePacks.Start("look") + MadePacks.Task("look", "clerk", "granted", "review", "tz:limit=statutory") + MadePacks.End("granted"));
        Assert.Empty(packs.Findings);
        var node = await RunningNode.Start(packs: packs.Folder);
        try
        {
            var applicant = await node.As("li-yan");
            var before = await Apply(applicant, "made-ten");

            string At(string slug, string file) => Path.Combine(packs.Folder, "services", slug, file);
            File.WriteAllText(At("made-ten", "matter.yaml"), """
                id: 801
                name: { zh: "", en: Ten mistakes }
                basicCode: "12"
                itemType: "99"
                serviceObjects: ["9"]
                department: ""
                useLevel: "9"
                caseType: "7"
                statutoryLimit: { value: -3, unit: fortnight }
                basis: 行政许可法 art.42(1)
                basisStatus: perhaps
                materials: []
                result: { zh: 登记, en: Record, kind: cake }
                theme: 设立变更
                onlineDepth: IX
                procedure: no-such.bpmn
                colour: blue

                """);
            File.WriteAllText(At("made-entities", "made-entities.bpmn"), Bomb);
            File.WriteAllText(At("made-aliases", "matter.yaml"), "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n");
            File.AppendAllText(At("made-good", "matter.yaml"), "keywords: [改过的好事项]\n");
            node = await node.Restarted(); // the node starts on what is wrong, and says so

            var steward = await node.As((await node.Accounts()).First(account => account.Jurisdiction == "590102" && account.Post?.EndsWith("/steward", StringComparison.Ordinal) == true));
            var findings = (await steward.Get("/api/catalogue/findings")).Ok().Body.EnumerateArray()
                .Select(found => (File: found.GetProperty("file").GetString() ?? "", Line: found.GetProperty("line").GetInt32(), Code: found.GetProperty("code").GetString())).ToList();
            var ten = findings.Where(found => found.File == "services/made-ten/matter.yaml").ToList();
            Assert.True(ten.Count >= 10, string.Join('\n', ten));
            Assert.All(ten, found => Assert.True(found.Line >= 1));
            Assert.Contains(findings, found => found is { File: "services/made-entities/made-entities.bpmn", Code: "bpmn.refused" });
            Assert.Contains(findings, found => found is { File: "services/made-aliases/matter.yaml", Code: "yaml.alias", Line: 1 });
            Assert.DoesNotContain(findings, found => found.File.Contains("made-good", StringComparison.Ordinal));
            (await node.Nobody().Get("/api/catalogue/findings")).Refused(HttpStatusCode.Unauthorized, "sign-in.needed");

            // Each is applied for as it was published before; what was running goes on; what was right is new.
            applicant = await node.As("li-yan");
            foreach (var slug in slugs)
            {
                Assert.Equal(HttpStatusCode.OK, (await node.Nobody().Get($"/api/matters/{slug}")).Status);
                await Apply(applicant, slug);
            }
            var task = await OpenTask.Of(applicant, before, "look");
            (await (await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post)).Post(task.Path, new { answers = new { reviewOpinion = "pass", reviewNote = "符合" } })).Ok();
            Assert.Contains("made-good", (await node.Nobody().Get("/api/matters?q=改过的好事项")).Ok().Text, StringComparison.Ordinal);
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_matter_that_was_never_right_is_not_there_and_the_others_are()
    {
        using var packs = new MadePacks();
        packs.Add("made-good");
        packs.Add("made-entities", "");
        File.WriteAllText(Path.Combine(packs.Folder, "services", "made-entities", "made-entities.bpmn"), Bomb);
        await using var node = await RunningNode.Start(packs: packs.Folder);
        var applicant = await node.As("li-yan");
        await Apply(applicant, "made-good");
        var refused = await applicant.Post("/api/cases", new { matter = "made-entities", region = Some.Place, answers = new { explanation = "申请。" } });
        Assert.True((int)refused.Status is >= 400 and < 500 && refused.Code is not null, refused.Text);
        using var browser = new Browser(node.Address);
        Assert.True((int)(await browser.Get("/matters/made-entities")).Status < 500);
    }

    static async Task<string> Apply(Client applicant, string slug) =>
        (await applicant.Post("/api/cases", new { matter = slug, region = Some.Place, answers = new { explanation = "申请。" } })).Ok().Body.GetProperty("case").GetString() ?? "";
}
