using System.IO.Compression;
using System.Net;
using System.Text;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Modelling;

/// <summary>A matter changed in a draft, by HTTP: written, checked, proposed, published by somebody else, and what cases and restarts make of it.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    const string Slug = "made-drafted";
    readonly MadePacks packs = new();
    RunningNode? started;

    RunningNode Node => started ?? throw new InvalidOperationException("The node has not started.");

    public async ValueTask InitializeAsync()
    {
        packs.Add(Slug, Procedure("statutory"));
        Assert.Empty(packs.Findings);
        started = await RunningNode.Start(packs: packs.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null) await started.DisposeAsync();
        packs.Dispose();
    }

    static string Procedure(string limit) => MadePacks.Start("look") + MadePacks.Task("look", "clerk", "granted", "review", "tz:limit=" + limit) + MadePacks.End("granted");

    static string Longer(string xml) => xml.Replace("<bpmn:endEvent id=\"granted\"/>", MadePacks.Task("second", "reviewer", "granted", "review", "tz:limit=statutory") + MadePacks.End("granted"), StringComparison.Ordinal)
        .Replace("targetRef=\"granted\"", "targetRef=\"second\"", StringComparison.Ordinal).Replace("id=\"f-second-granted\" sourceRef=\"second\" targetRef=\"second\"", "id=\"f-second-granted\" sourceRef=\"second\" targetRef=\"granted\"", StringComparison.Ordinal);

    async Task<Client> Steward(int number) =>
        await Node.As((await Node.Accounts()).Where(account => account.Jurisdiction == "000000" && account.Post?.EndsWith("/steward", StringComparison.Ordinal) == true).ElementAt(number));

    static async Task<long> Version(Client steward) => (await steward.Get($"/api/modelling/{Slug}")).Ok().Body.GetProperty("version").GetInt64();

    static async Task<string> Text(Client steward, string file) => (await steward.Get($"/api/modelling/{Slug}/files/{file}")).Ok().Body.GetProperty("text").GetString() ?? "";

    static async Task<Answer> Save(Client steward, string file, string text, long? version = null) =>
        await steward.Post($"/api/modelling/{Slug}/files/{file}", new { text, version = version ?? await Version(steward) });

    async Task<string> Apply() =>
        (await (await Node.As("li-yan")).Post("/api/cases", new { matter = Slug, region = Some.Place, answers = new { explanation = "申请。" } })).Ok().Body.GetProperty("case").GetString() ?? "";

    async Task Pass(string id, string element)
    {
        var task = await OpenTask.Of(await Node.As("li-yan"), id, element);
        (await (await Node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post)).Post(task.Path, new { answers = new { reviewOpinion = "pass", reviewNote = "符合" } })).Ok();
    }

    async Task<string?> Live() => (await Proposed()).Live;

    async Task<(string? Live, long Version)> Proposed()
    {
        var body = (await (await Steward(0)).Get($"/api/modelling/{Slug}")).Ok().Body;
        return (body.TryGetProperty("live", out var live) ? live.GetString() : null, body.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_changed_procedure_goes_live_by_another_steward_while_cases_run_on_the_old_and_outlives_restarts()
    {
        var (author, other) = (await Steward(0), await Steward(1));
        var old = await Apply();
        (await author.Post($"/api/modelling/{Slug}", new { })).Ok();
        (await other.Post($"/api/modelling/{Slug}", new { })).Refused(HttpStatusCode.Conflict, "matter-draft.open-already");
        var saved = (await Save(author, Slug + ".bpmn", Longer(await Text(author, Slug + ".bpmn")))).Ok().Body;
        Assert.Equal(0, saved.GetProperty("findings").GetArrayLength());
        Assert.Equal(1, saved.GetProperty("runningOnLive").GetInt64());
        Assert.Contains(saved.GetProperty("differences")[0].GetProperty("words").EnumerateArray(), word => word.GetString() == "新增任务“second”。");

        // Nobody publishes what is not proposed, and neither the author nor the one who proposes it publishes at all.
        var (live, version) = await Proposed();
        (await other.Post($"/api/modelling/{Slug}/publication", new { version, live })).Refused(HttpStatusCode.Conflict, "matter-draft.not-proposed");
        (await author.Post($"/api/modelling/{Slug}/proposal", new { note = " ", version })).Refused(HttpStatusCode.UnprocessableEntity, "matter-draft.note-needed");
        (await author.Post($"/api/modelling/{Slug}/proposal", new { note = "多一道审查。", version })).Ok();
        (live, version) = await Proposed();
        (await author.Post($"/api/modelling/{Slug}/publication", new { version, live })).Refused(HttpStatusCode.Forbidden, "matter-draft.own-work");
        (await other.Post($"/api/modelling/{Slug}/publication", new { version = version - 1, live })).Refused(HttpStatusCode.Conflict, "matter-draft.moved");
        (await other.Post($"/api/modelling/{Slug}/publication", new { version, live = "another" })).Refused(HttpStatusCode.Conflict, "matter-draft.live-moved");

        // Sent back, changed by the other one as well: now neither of the two may publish.
        (await other.Post($"/api/modelling/{Slug}/return", new { reason = "名称写清楚。", version })).Ok();
        (await Save(other, Slug + ".bpmn", (await Text(other, Slug + ".bpmn")).Replace("name=\"second\"", "name=\"复核\"", StringComparison.Ordinal))).Ok();
        (await author.Post($"/api/modelling/{Slug}/proposal", new { note = "多一道复核。", version = await Version(author) })).Ok();
        (live, version) = await Proposed();
        foreach (var steward in new[] { author, other })
            (await steward.Post($"/api/modelling/{Slug}/publication", new { version, live })).Refused(HttpStatusCode.Forbidden, "matter-draft.own-work");

        // Given up and written anew by one alone: the other publishes.
        (await author.Post($"/api/modelling/{Slug}/discard", new { version })).Ok();
        (await author.Post($"/api/modelling/{Slug}", new { })).Ok();
        (await Save(author, Slug + ".bpmn", Longer(await Text(author, Slug + ".bpmn")))).Ok();
        (await author.Post($"/api/modelling/{Slug}/proposal", new { note = "多一道审查。", version = await Version(author) })).Ok();
        (live, version) = await Proposed();
        var published = (await other.Post($"/api/modelling/{Slug}/publication", new { version, live }, key: "once")).Ok().Body.GetProperty("live").GetString();
        (await other.Post($"/api/modelling/{Slug}/publication", new { version, live }, key: "once")).Ok(); // a retry gets the first answer
        Assert.NotEqual(live, published);

        started = await Node.Restarted(); // the folder says what it said; it does not undo what was published
        var fresh = await Apply();
        await Pass(old, "look");
        Assert.Equal("closed", await StatusOf(old));
        await Pass(fresh, "look");
        await Pass(fresh, "second");
        Assert.Equal("closed", await StatusOf(fresh));

        // A folder that says something new is published again.
        var file = Path.Combine(packs.Folder, "services", Slug, "matter.yaml");
        File.AppendAllText(file, "keywords: [改过的文件夹]\n");
        started = await Node.Restarted();
        var third = await Apply();
        await Pass(third, "look");
        Assert.Equal("closed", await StatusOf(third));
    }

    async Task<string?> StatusOf(string id) => (await (await Node.As("li-yan")).Get($"/api/cases/{id}")).Ok().Body.GetProperty("status").GetString();

    [Fact]
    public async Task A_broken_draft_shows_what_is_wrong_by_file_line_and_remedy_and_cannot_be_proposed()
    {
        var author = await Steward(0);
        (await author.Post($"/api/modelling/{Slug}", new { })).Ok();
        var broken = (await Save(author, Slug + ".bpmn", (await Text(author, Slug + ".bpmn")).Replace("tz:limit\" value=\"statutory\"", "tz:limit\" value=\"XK-00\"", StringComparison.Ordinal))).Ok().Body;
        var finding = Assert.Single(broken.GetProperty("findings").EnumerateArray());
        Assert.Equal(("bpmn.limit", $"services/{Slug}/{Slug}.bpmn"), (finding.GetProperty("code").GetString(), finding.GetProperty("file").GetString()));
        Assert.True(finding.GetProperty("line").GetInt32() > 1);
        Assert.NotEqual("", finding.GetProperty("remedy").GetString());
        (await author.Post($"/api/modelling/{Slug}/proposal", new { note = "试试。", version = await Version(author) })).Refused(HttpStatusCode.Conflict, "matter-draft.findings");
        (await Save(author, Slug + ".bpmn", "<not xml")).Ok(); // a draft may be wrong for a while
        Assert.NotEqual(0, (await author.Get($"/api/modelling/{Slug}")).Ok().Body.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task Two_stewards_save_different_files_side_by_side_and_the_same_file_only_knowingly()
    {
        var (one, two) = (await Steward(0), await Steward(1));
        (await one.Post($"/api/modelling/{Slug}", new { })).Ok();
        var seen = await Version(two);
        (await Save(one, "matter.yaml", (await Text(one, "matter.yaml")) + "# 一\n")).Ok();
        (await Save(two, "letters.yaml", "letters: []\n", seen)).Ok();
        (await Save(two, "matter.yaml", "# 二\n", seen)).Refused(HttpStatusCode.Conflict, "matter-draft.file-moved");
        (await Save(two, "matter.yaml", (await Text(two, "matter.yaml")) + "# 二\n")).Ok();
        Assert.EndsWith("# 一\n# 二\n", await Text(one, "matter.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stewards_of_other_governments_look_and_do_not_write()
    {
        var author = await Steward(0);
        (await author.Post($"/api/modelling/{Slug}", new { })).Ok();
        var elsewhere = await Node.As((await Node.Accounts()).First(account => account.Jurisdiction == "590102" && account.Post?.EndsWith("/steward", StringComparison.Ordinal) == true));
        (await elsewhere.Get($"/api/modelling/{Slug}")).Ok();
        (await elsewhere.Post($"/api/modelling/{Slug}/files/matter.yaml", new { text = "", version = 1 })).Refused(HttpStatusCode.Forbidden, "matter-draft.of-the-state");
        (await elsewhere.Post($"/api/modelling/{Slug}/publication", new { version = 1 })).Refused(HttpStatusCode.Forbidden, "matter-draft.of-the-state");
        (await (await Node.As("li-yan")).Get($"/api/modelling/{Slug}")).Refused(HttpStatusCode.Forbidden, "permission.denied");
    }

    [Fact]
    public async Task A_pack_goes_out_as_a_zip_and_comes_back_with_the_content_of_the_folder()
    {
        var author = await Steward(0);
        var before = (await author.Post($"/api/modelling/{Slug}", new { })).Ok().Body;
        Assert.Equal(before.GetProperty("liveFingerprint").GetString(), before.GetProperty("fingerprint").GetString());
        var zip = (await author.Get($"/api/modelling/{Slug}/pack.zip")).Ok().Bytes;
        using (var archive = new ZipArchive(new MemoryStream(zip)))
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                Assert.Equal(File.ReadAllText(Path.Combine(packs.Folder, "services", entry.FullName)), reader.ReadToEnd());
            }
        (await Save(author, "matter.yaml", "id: 1\n")).Ok();
        var back = (await author.Send(new HttpRequestMessage(HttpMethod.Post, $"/api/modelling/{Slug}/pack") { Content = new ByteArrayContent(zip) })).Ok().Body;
        Assert.Equal(before.GetProperty("fingerprint").GetString(), back.GetProperty("fingerprint").GetString());
    }

    [Theory]
    [InlineData("../matter.yaml", "pack.entry")]
    [InlineData("/etc/matter.yaml", "pack.entry")]
    [InlineData("made/../../matter.yaml", "pack.entry")]
    [InlineData("made\\matter.yaml", "pack.entry")]
    [InlineData("made/run.exe", "pack.entry")]
    [InlineData("made/letters.yaml", "pack.no-matter")]
    public async Task A_zip_that_leads_out_of_its_folder_or_holds_other_things_is_refused(string entry, string code)
    {
        var author = await Steward(0);
        (await author.Post($"/api/modelling/{Slug}", new { })).Ok();
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var content = archive.CreateEntry(entry).Open()) content.Write(Encoding.UTF8.GetBytes("id: 1\n"));
        var answer = await author.Send(new HttpRequestMessage(HttpMethod.Post, $"/api/modelling/{Slug}/pack") { Content = new ByteArrayContent(zip.ToArray()) });
        answer.Refused(HttpStatusCode.UnprocessableEntity, code);
        (await author.Send(new HttpRequestMessage(HttpMethod.Post, $"/api/modelling/{Slug}/pack") { Content = new ByteArrayContent("no zip"u8.ToArray()) })).Refused(HttpStatusCode.UnprocessableEntity, "pack.unreadable");
    }

    [Fact]
    public async Task A_new_matter_is_written_from_an_empty_folder_published_applied_for_and_there_after_a_restart()
    {
        const string born = "made-born";
        var (author, other) = (await Steward(0), await Steward(1));
        (await author.Post($"/api/modelling/{Slug}", new { name = "别名" })).Refused(HttpStatusCode.Conflict, "matter-draft.slug-taken");
        (await author.Post("/api/modelling/Bad Name", new { name = "新事项" })).Refused(HttpStatusCode.UnprocessableEntity, "matter-draft.slug");
        (await author.Post($"/api/modelling/{born}", new { name = "新事项", department = "没有" })).Refused(HttpStatusCode.UnprocessableEntity, "matter-draft.department");
        var opened = (await author.Post($"/api/modelling/{born}", new { name = "新事项", nameEn = "New matter", department = "市场监督管理" })).Ok().Body;
        Assert.NotEqual(0, opened.GetProperty("findings").GetArrayLength()); // what nobody has filled in is said
        var folder = File.ReadAllText(Path.Combine(packs.Folder, "services", Slug, "matter.yaml"));
        var twice = (await author.Post($"/api/modelling/{born}/files/matter.yaml", new { text = folder.Replace(Slug + ".bpmn", "review", StringComparison.Ordinal), version = opened.GetProperty("version").GetInt64() })).Ok().Body;
        Assert.Contains(twice.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "matter.twice");
        // A code that is on the lists of the office: a power whose matter this folder does not hold.
        var right = (await author.Post($"/api/modelling/{born}/files/matter.yaml", new
        {
            text = folder.Replace(Slug + ".bpmn", "review", StringComparison.Ordinal).Replace("SI801", "SI899", StringComparison.Ordinal).Replace("000199001000", Spare(), StringComparison.Ordinal).Replace("试验事项1", "新事项", StringComparison.Ordinal),
            version = twice.GetProperty("version").GetInt64(),
        })).Ok().Body;
        Assert.Empty(right.GetProperty("findings").EnumerateArray().Select(finding => finding.GetRawText()));
        (await author.Post($"/api/modelling/{born}/proposal", new { note = "新开事项。", version = right.GetProperty("version").GetInt64() })).Ok();
        var version = (await other.Get($"/api/modelling/{born}")).Ok().Body.GetProperty("version").GetInt64();
        (await other.Post($"/api/modelling/{born}/publication", new { version })).Ok();
        (await (await Node.As("li-yan")).Post("/api/cases", new { matter = born, region = Some.Place, answers = new { explanation = "申请。" } })).Ok();
        started = await Node.Restarted();
        (await Node.Nobody().Get($"/api/matters/{born}")).Ok();
        (await (await Node.As("li-yan")).Post("/api/cases", new { matter = born, region = Some.Place, answers = new { explanation = "申请。" } })).Ok();
    }

    // The basic code of a licence on the market bureau's list.
    string Spare()
    {
        var powers = File.ReadAllText(Path.Combine(packs.Folder, "powers.yaml"));
        var office = powers[powers.IndexOf("office: 市场监督管理\n", StringComparison.Ordinal)..];
        return System.Text.RegularExpressions.Regex.Matches(office, "code: \"(\\w{12})\".*itemType: \"01\"").Select(match => match.Groups[1].Value).First(code => !code.StartsWith("000199", StringComparison.Ordinal));
    }
}
