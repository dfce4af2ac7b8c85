using System.Net;
using System.Text;
using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Journals;

namespace Tongzheng.Tests.Node;

/// <summary>Days that come unaided: a calendar that is published late, a leader who is told, silence over which the node slept.</summary>
public sealed class DeadlineKeepingTests : IDisposable
{
    readonly MadePacks packs = new();

    public void Dispose() => packs.Dispose();

    // After acceptance a review within the limit; silence then means what the end event says.
    string Silence(string slug, string end) => packs.Add(slug, MadePacks.Start("begin")
        + MadePacks.Service("begin", "notice.send", "review", "", "tz:letter=accepted", "tz:event=accepted")
        + MadePacks.Task("review", "reviewer", end == "granted" ? "refused" : "granted", "review", "tz:limit=statutory")
        + MadePacks.Timer("silence", "review", end, "statutory", "tz:basis=行政许可法第五十条") + MadePacks.End("granted") + MadePacks.End("refused"), "{ value: 5, unit: working-day }");

    [Fact]
    public async Task A_provisional_date_gets_its_day_when_the_calendar_is_published_also_after_a_restart()
    {
        packs.Add("made-review");
        Silence("made-late", "granted");
        Assert.Empty(packs.Findings);
        var node = await RunningNode.Start(packs: packs.Folder, first: new(2026, 12, 25, 9, 0, 0, China.Offset));
        try
        {
            var applicant = await node.As("li-yan");
            var accepting = await Apply(applicant, "made-review"); // its task has a limit of its own: five working days to say what is missing
            var running = await Apply(applicant, "made-late");
            foreach (var id in (string[])[accepting, running])
            {
                var before = Assert.Single((await See(applicant, id)).GetProperty("limits").EnumerateArray());
                Assert.Equal(("2027-01-04", true), (before.GetProperty("due").GetString(), before.GetProperty("isProvisional").GetBoolean()));
                Assert.Contains("（暂定，放假安排尚未公布）", before.GetProperty("explanation").GetProperty("zh").GetString(), StringComparison.Ordinal);
            }

            // An invented notice: Sunday 27 December is worked, and Monday 4 January is off too.
            var notice = new
            {
                year = 2027, notice = "试验通知", makeUpDays = new Dictionary<string, string> { ["2026-12-27"] = "元旦" },
                restDays = new[] { "2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04" }.ToDictionary(day => day, _ => "元旦"),
            };
            var district = (await node.Accounts()).First(account => account.Jurisdiction == "590102" && account.Post?.EndsWith("/steward", StringComparison.Ordinal) == true);
            (await (await node.As(district)).Post("/api/calendars", notice)).Refused(HttpStatusCode.Forbidden, "calendar.of-the-state");
            var state = (await node.Accounts()).First(account => account.Jurisdiction == "000000" && account.Post?.EndsWith("/steward", StringComparison.Ordinal) == true);
            var steward = await node.As(state);
            Assert.Equal(2, (await steward.Post("/api/calendars", notice)).Ok().Body.GetProperty("moved").GetInt32());
            Assert.Equal(0, (await steward.Post("/api/calendars", notice)).Ok().Body.GetProperty("moved").GetInt32()); // entered again, nothing moves
            (await steward.Post("/api/calendars", notice with { year = 2029 })).Refused(HttpStatusCode.UnprocessableEntity, "calendar.gap");

            foreach (var id in (string[])[accepting, running])
            {
                var after = Assert.Single((await See(applicant, id)).GetProperty("limits").EnumerateArray());
                Assert.Equal(("2026-12-31", false), (after.GetProperty("due").GetString(), after.GetProperty("isProvisional").GetBoolean()));
                Assert.Single(await Facts<DueMoved>(node, id));
            }
            Assert.Contains("12/27 补班计入", (await See(applicant, running)).GetProperty("dueExplanation").GetProperty("zh").GetString(), StringComparison.Ordinal);

            node = await node.Restarted();
            applicant = await node.As("li-yan");
            Assert.Contains((await node.Nobody().Get("/api/calendars")).Ok().Body.EnumerateArray(), year => year.GetProperty("year").GetInt32() == 2027);
            var later = await Apply(applicant, "made-late");
            Assert.Equal("2026-12-31", (await See(applicant, later)).GetProperty("due").GetString());
            Assert.Single(await Facts<DueMoved>(node, running));

            // The timers moved with the dates: silence speaks at the end of the new day.
            await node.MoveTo(new(2027, 1, 1, 0, 0, 0, China.Offset));
            Assert.Equal("granted", (await See(applicant, running)).GetProperty("outcome").GetString());
            Assert.Equal("accepted", (await See(applicant, accepting)).GetProperty("status").GetString());
            Assert.Empty((await node.Journal.Verify()).Findings);
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("granted")]
    [InlineData("refused")]
    public async Task Silence_speaks_on_its_day_also_when_the_node_slept_over_it(string outcome)
    {
        Silence("made-silence", outcome);
        packs.Add("made-review");
        Assert.Empty(packs.Findings);
        var node = await RunningNode.Start(packs: packs.Folder);
        try
        {
            var applicant = await node.As("li-yan");
            var (decided, accepted) = (await Apply(applicant, "made-silence"), await Apply(applicant, "made-review"));
            node = await node.Restarted(RunningNode.FirstDay.AddDays(30)); // down over both days
            applicant = await node.As("li-yan");
            await Eventually(async () => (await See(applicant, decided)).TryGetProperty("outcome", out var end) && end.GetString() == outcome);
            await Eventually(async () => (await See(applicant, accepted)).GetProperty("status").GetString() == "accepted");
            Assert.StartsWith("逾期未告知补正", (await See(applicant, accepted)).GetProperty("dueExplanation").GetProperty("zh").GetString(), StringComparison.Ordinal);
            Assert.Contains($"{RunningNode.FirstDay:yyyy-MM-dd}", (await See(applicant, accepted)).GetProperty("dueExplanation").GetProperty("zh").GetString(), StringComparison.Ordinal);

            // Once only, whoever looks again.
            node = await node.Restarted();
            await node.MoveTo(node.Clock.Now.AddMinutes(1));
            Assert.Single((await Facts<CaseAdvanced>(node, decided)), moved => moved.Trigger == "timer");
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Silence_speaks_behind_any_number_of_timers_that_cannot_fire()
    {
        Silence("made-silence", "granted");
        Assert.Empty(packs.Findings);
        await using var node = await RunningNode.Start(packs: packs.Folder);
        var applicant = await node.As("li-yan");
        var decided = await Apply(applicant, "made-silence");
        using (var writer = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(node.Folder, "journal.db")}"))
        {
            writer.Open();
            using var rows = writer.CreateCommand();
            rows.CommandText = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450) INSERT INTO case_timer (jurisdiction, case_id, timer, due_at, provisional) SELECT '590102', printf('nobody-%d', i), 1, '2020-01-01T00:00:00.0000000Z', 0 FROM n";
            rows.ExecuteNonQuery();
        }
        await node.MoveTo(RunningNode.FirstDay.AddDays(30));
        Assert.Equal("granted", (await See(applicant, decided)).GetProperty("outcome").GetString());

        // On the same day they are not tried again: no beat reads four hundred cases to learn what it knows.
        var tried = 0;
        node.Journal.Database.Traced = sql => _ = sql.Contains("nobody-", StringComparison.Ordinal) && !sql.Contains("case_timer", StringComparison.Ordinal) ? Interlocked.Increment(ref tried) : 0;
        await node.MoveTo(node.Clock.Now);
        Assert.InRange(tried, 0, 1); // the timers' own beat may be at its last one
        await node.MoveTo(RunningNode.FirstDay.AddDays(31));
        Assert.True(tried >= 450, $"{tried} were tried on the next day");
        node.Journal.Database.Traced = null;
    }

    [Fact]
    public async Task Silence_speaks_as_soon_as_a_full_disk_has_room_again()
    {
        Silence("made-silence", "granted");
        Assert.Empty(packs.Findings);
        var folder = Directory.CreateTempSubdirectory("full-").FullName;
        FullDiskTests.Mount(folder, "64m");
        try
        {
            await using var node = await RunningNode.Start(data: Path.Combine(folder, "node"), packs: packs.Folder);
            var applicant = await node.As("li-yan");
            var decided = await Apply(applicant, "made-silence");
            Assert.Null(node.Clock.MoveTo(RunningNode.FirstDay.AddMinutes(1))); // its file has its place on the disk
            foreach (var bytes in (int[])[1_000_000, 16_000, 256]) await Fill(node, bytes);
            var beats = 0;
            node.Journal.Database.Traced = sql => _ = sql.Contains("FROM case_timer", StringComparison.Ordinal) && sql.Contains("'590102'", StringComparison.Ordinal) ? Interlocked.Increment(ref beats) : 0;
            Assert.Null(node.Clock.MoveTo(RunningNode.FirstDay.AddDays(30)));
            await Eventually(() => Task.FromResult(Volatile.Read(ref beats) > 2)); // the node's own beat tried, and tried again
            Assert.False((await See(applicant, decided)).TryGetProperty("outcome", out _));

            Assert.Equal(0, FullDiskTests.Run("mount", "-o", "remount,size=128m", folder));
            await Eventually(async () => (await See(applicant, decided)).TryGetProperty("outcome", out var end) && end.GetString() == "granted");
            Assert.Single(await Facts<CaseAdvanced>(node, decided), moved => moved.Trigger == "timer");
        }
        finally
        {
            FullDiskTests.Run("umount", folder);
            Directory.Delete(folder);
        }
    }

    /// <summary>Keeps facts of a size until the disk has no room for one more.</summary>
    static async Task Fill(RunningNode node, int bytes)
    {
        for (var kept = 0; ; kept++)
            try
            {
                await node.Journal.Append(new Append { Jurisdiction = "590102", Key = $"fill/{bytes}/{kept}", Time = node.Clock.Now, Streams = [new StreamAppend("fill", StreamAppend.Any, [new NewFact("fill", Encoding.UTF8.GetBytes('"' + new string('满', bytes / 3) + '"'))])] });
            }
            catch (JournalException full) when (full.Code == JournalException.Full)
            {
                return;
            }
    }

    [Fact]
    public async Task A_case_whose_party_is_forgotten_says_so_to_whoever_would_go_on_with_it()
    {
        packs.Add("made-review");
        await using var node = await RunningNode.Start(packs: packs.Folder);
        var applicant = await node.As("li-yan");
        var task = await OpenTask.Of(applicant, await Apply(applicant, "made-review"), "accept");
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        await Tongzheng.Casework.Drafts.ForgetPerson.From(node.Journal, task.Jurisdiction, applicant.Person, node.Clock.Now, "{}"u8.ToArray());
        (await officer.Post(task.Path, new { answers = new { outcome = "accept" } })).Refused(HttpStatusCode.Conflict, "case.forgotten");
    }

    [Theory]
    [InlineData("P1M", "2026-02-28T09:00")]
    [InlineData("P1Y2M3DT4H5M6,5S", "2027-04-03T13:05:06.5")]
    [InlineData("P2W", "2026-02-14T09:00")]
    [InlineData("-P1D", "2026-01-31T09:00")]
    [InlineData("2026-03-01T00:00+08:00/P1D", "2026-03-01T00:00")]
    [InlineData("2026-03-01", "2026-03-01T00:00")]
    [InlineData("2026-03-01T09:00:00", "2026-03-01T09:00")]
    [InlineData("2026-03-01T01:00:00Z", "2026-03-01T09:00")]
    [InlineData("P99999999999D", "2226-01-31T09:00")]
    [InlineData("PT99999999999999999999S", "2226-01-31T09:00")]
    public void Every_length_of_time_that_a_procedure_may_hold_has_its_instant(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant + "+08:00", System.Globalization.CultureInfo.InvariantCulture), Iso.After(new(2026, 1, 31, 9, 0, 0, China.Offset), text));

    [Fact]
    public async Task The_light_goes_from_green_to_overdue_and_the_leader_is_told_on_the_last_day_and_the_one_above_after_it()
    {
        packs.Add("made-review");
        await using var node = await RunningNode.Start(packs: packs.Folder);
        var applicant = await node.As("li-yan");
        var id = await Apply(applicant, "made-review");
        var accept = await OpenTask.Of(applicant, id, "accept");
        (await (await node.AsOfficer(accept.Jurisdiction, accept.Organisation, accept.Post)).Post(accept.Path, new { answers = new { outcome = "accept" } })).Ok();
        var task = await OpenTask.Of(applicant, id, "review");
        var leader = await node.AsOfficer(task.Jurisdiction, task.Organisation, "leader");
        var last = DateOnly.Parse((await See(applicant, id)).GetProperty("due").GetString() ?? "", System.Globalization.CultureInfo.InvariantCulture);

        foreach (var (day, light, told) in new[] { (RunningNode.FirstDay.AddDays(1), "green", 0), (China.StartOf(last).AddDays(-6), "yellow", 0), (China.StartOf(last).AddHours(8), "red", 1) })
        {
            await node.MoveTo(day);
            Assert.Equal((light, told), ((await See(applicant, id)).GetProperty("light").GetString(), (await leader.Get("/api/escalations")).Ok().Body.GetArrayLength()));
        }
        await node.MoveTo(China.StartOf(last).AddHours(9)); // the same day once more
        Assert.Single(await Facts<CaseEscalated>(node, id));

        await node.MoveTo(China.StartOf(last).AddDays(1).AddHours(8));
        Assert.Equal("overdue", (await See(applicant, id)).GetProperty("light").GetString());
        var told2 = (await Facts<CaseEscalated>(node, id))[^1];
        Assert.Equal((Light.Overdue, last, task.Task), (told2.Light, told2.Due, told2.Task));
        var above = told2.To.Split('/')[0];
        Assert.NotEqual(task.Organisation, above); // the government office above
        var line = Assert.Single((await (await node.AsOfficer(task.Jurisdiction, above, "leader")).Get("/api/escalations")).Ok().Body.EnumerateArray());
        Assert.Equal(id, line.GetProperty("case").GetString());

        // Done is done: it leaves the list.
        (await (await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post)).Post(task.Path, new { answers = new { reviewOpinion = "pass", reviewNote = "符合。" } })).Ok();
        Assert.DoesNotContain((await (await node.AsOfficer(task.Jurisdiction, above, "leader")).Get("/api/escalations")).Ok().Body.EnumerateArray(), open => open.GetProperty("task").GetInt64() == task.Task);
        (await applicant.Get("/api/escalations")).Refused(HttpStatusCode.Forbidden, "permission.denied");
    }

    static async Task<string> Apply(Client applicant, string slug) =>
        (await applicant.Post("/api/cases", new { matter = slug, region = Some.Place, answers = new { explanation = "申请。" } })).Ok().Body.GetProperty("case").GetString() ?? "";

    static async Task<JsonElement> See(Client applicant, string id) => (await applicant.Get($"/api/cases/{id}")).Ok().Body;

    internal static async Task<IReadOnlyList<T>> Facts<T>(RunningNode node, string id) where T : Fact
    {
        var facts = new List<T>();
        await foreach (var recorded in node.Journal.ReadStream("590102", Case.StreamOf(id)))
            if (Tongzheng.Store.Facts.Read(recorded) is T fact) facts.Add(fact);
        return facts;
    }

    /// <summary>What the node's own beat does, within a few of its beats.</summary>
    internal static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var waited = 0; waited < 100; waited++)
        {
            if (await holds()) return;
            await Task.Delay(100);
        }
        Assert.Fail("It did not happen unaided.");
    }
}
