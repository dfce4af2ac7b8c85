using System.Net;
using System.Text;
using Tongzheng.Casework.Drafts;
using Tongzheng.Directories;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Node;

/// <summary>A person is forgotten after a whole case: in no byte of database, keys, uploads or logs, and every proof still verifies.</summary>
public sealed class ForgetCaseTests
{
    const string Action = "/matters/food-business/apply";
    const string Typed = "阿依古丽小馆䶮㐂";  // typed before signing in
    const string Scanned = "扫描件里写着的字";  // inside an upload

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_forgotten_party_is_in_no_byte_and_every_page_of_the_case_says_so(bool byTheCommandLine)
    {
        using var packs = new MadePacks("food-business");
        var node = await RunningNode.Start(packs: packs.Folder);
        try
        {
            var account = (await node.Accounts()).First(each => each.Key == "ayi");
            var applicant = await node.As("ayi");
            var person = await Person.Find(node.Journal, JurisdictionId.Parse(account.Jurisdiction), PersonId.Parse(applicant.Person));
            Assert.NotNull(person);
            string[] secrets = [person.Name, person.CitizenId?.ToString() ?? "", person.Phone ?? "", Typed, Scanned];
            Assert.All(secrets, secret => Assert.NotEqual("", secret));

            // A draft begun before signing in, claimed afterwards and left lying; uploads of both.
            using var browser = new Browser(node.Address);
            await browser.SignIn(account);
            var page = await browser.Get($"{Action}?region={Some.Place}&page=2");
            browser.LoseSession();
            var kept = await browser.Submit(page, Action, new() { ["premisesName"] = Typed, ["go"] = "next" }, ("applicationLetter", person.Name + ".pdf", new ByteArrayContent(Scan(person.Name))));
            var panel = await browser.Get(kept.Location ?? "");
            var back = await browser.Submit(panel, "/sign-in", new() { ["who"] = $"{account.Who}@{account.Jurisdiction}" });
            var again = await browser.Get(back.Location ?? "");
            Assert.Equal(Typed, again.ValueOf("premisesName"));
            Assert.NotNull((await browser.Submit(again, Action, new() { ["premisesName"] = Typed + "二", ["go"] = "save" })).Location);

            // A whole case: submission, correction, letters, licence with its PDF, rating.
            var answers = await SomeFood.Answers(applicant, Typed);
            answers["businessLicence"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["upload"] = await applicant.Upload("590102", person.Name + "执照.pdf", Scan(Scanned)) });
            var id = (await applicant.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Ok().Body.GetProperty("case").GetString() ?? "";
            await Do(node, applicant, id, "accept", new { outcome = "correct", correctionItems = person.Name + "的身份证请重新上传。" }, ["applicationLetter"]);
            (await applicant.Post($"/api/cases/{id}/correction", new { answers = new { applicationLetter = await SomeFood.File(applicant) } })).Ok();
            await Do(node, applicant, id, "accept", new { outcome = "accept" });
            await Do(node, applicant, id, "inspect", new { inspectedOn = "2026-03-02", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = $"{person.Name}在场。" });
            await Do(node, applicant, id, "review", new { reviewOpinion = "pass", reviewNote = $"{person.Name}，{person.CitizenId}，符合条件。" });
            await Do(node, applicant, id, "decide", new { decision = "grant", decisionNote = $"准予{person.Name}经营。" });
            var licence = (await applicant.Get("/api/licences")).Ok().Body.EnumerateArray().First(held => held.GetProperty("case").GetString() == id).GetProperty("licence").GetString();
            Assert.StartsWith("%PDF-", Encoding.ASCII.GetString((await applicant.Get($"/api/licences/{licence}/pdf")).Ok().Bytes[..8]), StringComparison.Ordinal);
            (await applicant.Post($"/api/cases/{id}/rating", new { level = 5, comment = $"谢谢，{person.Name}" })).Ok();
            var seen = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
            var (jurisdiction, organisation) = (seen.GetProperty("jurisdiction").GetString() ?? "", seen.GetProperty("organisation").GetString() ?? "");
            var proof = (await applicant.Get($"/api/cases/{id}/proof")).Ok().Text;
            Assert.Contains("c2sp.org/tlog-proof", proof, StringComparison.Ordinal);
            Assert.Contains(Held(node.Folder, secrets), found => found.Contains("journal.db", StringComparison.Ordinal)); // the register holds the name before

            if (byTheCommandLine)
            {
                await node.Down();
                var (code, said) = await CommandLine.Run("journal", "forget", "--data", node.Folder, "--subject", applicant.Person, "--ground", "个人信息保护法第四十七条");
                Assert.True(code == 0 && said.Contains("Forgotten.", StringComparison.Ordinal), said);
                node = await node.Restarted();
            }
            else
                foreach (var each in await node.Journal.Jurisdictions())
                    await ForgetPerson.From(node.Journal, each, applicant.Person, node.Clock.Now, Encoding.UTF8.GetBytes("""{"ground":"个人信息保护法第四十七条"}"""));

            Assert.Equal([], Held(node.Folder, secrets));
            Assert.Empty((await node.Journal.Verify()).Findings);

            // What was decided stays and is provable; whoever looks reads that the person is gone, and nothing breaks.
            var clerk = await node.AsOfficer(jurisdiction, organisation, "clerk");
            seen = (await clerk.Get($"/api/cases/{id}")).Ok().Body;
            Assert.Equal("granted", seen.GetProperty("outcome").GetString());
            Assert.False(seen.TryGetProperty("partyName", out _) || seen.TryGetProperty("answers", out _));
            Assert.Equal(HttpStatusCode.OK, (await clerk.Get($"/api/cases/{id}/proof")).Status);
            using var desk = new Browser(node.Address);
            await desk.SignIn(clerk.Account ?? throw new InvalidOperationException());
            foreach (var address in new[] { $"/desk/cases/{id}", "/desk?view=closed", $"/cases/{id}" })
            {
                var shown = await desk.Follow(address);
                Assert.True(shown.Status == HttpStatusCode.OK, $"{address}: {shown.Status} {shown.Words}");
                if (address.StartsWith("/desk", StringComparison.Ordinal)) Assert.Contains("已删除", shown.Words, StringComparison.Ordinal);
                Assert.DoesNotContain(person.Name, shown.Words, StringComparison.Ordinal);
            }
            foreach (var address in new[] { $"/api/cases/{id}/letters", $"/api/licences/{licence}", $"/api/cases/{id}/procedure" })
                Assert.True((int)(await clerk.Get(address)).Status < 500, address);
            var notice = (await clerk.Get($"/api/cases/{id}/letters")).Ok().Body[0].GetProperty("notice").GetString();
            foreach (var address in new[] { $"/api/cases/{id}/letters/{notice}/pdf", $"/api/licences/{licence}/pdf" })
                Assert.True((int)(await clerk.Get(address)).Status < 500, $"{address}: {(await clerk.Get(address)).Text}");
            await node.Journal.Rebuild();
            Assert.Equal([], Held(node.Folder, secrets));
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    static byte[] Scan(string words) => [.. Some.Pdf, .. Encoding.UTF8.GetBytes("\n% " + words + "\n")];

    /// <summary>The files below the node's folder in which one of the texts stands, as UTF-8, UTF-16 or with JSON's escapes.</summary>
    static List<string> Held(string folder, IEnumerable<string> secrets)
    {
        var needles = secrets.SelectMany(secret => new[]
        {
            Encoding.UTF8.GetBytes(secret), Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret),
            Encoding.ASCII.GetBytes(string.Concat(secret.Select(letter => letter < 128 ? letter.ToString() : $"\\u{(int)letter:X4}"))),
            Encoding.ASCII.GetBytes(Uri.EscapeDataString(secret)),
        }).ToList();
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var bytes = copy.ToArray();
            if (needles.Any(needle => bytes.AsSpan().IndexOf(needle) >= 0)) found.Add(Path.GetRelativePath(folder, file));
        }
        return found;
    }

    static async Task Do(RunningNode node, Client applicant, string id, string element, object answers, string[]? fields = null)
    {
        var task = await OpenTask.Of(applicant, id, element);
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        (await officer.Post(task.Path, new { answers, correctionFields = fields, correctionNotes = fields?.ToDictionary(field => field, _ => "请重新上传。") })).Ok();
    }
}
