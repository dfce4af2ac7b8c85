using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Tongzheng.Directories;
using Tongzheng.Journals;

namespace Tongzheng.Tests.Node;

/// <summary>The node is killed without warning: what it acknowledged over HTTP is there, what it did is done once.</summary>
public sealed class KillTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("killed-").FullName;
    readonly MadePacks packs = new("food-business");

    public KillTests() => packs.Add("made-review");

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        packs.Dispose();
    }

    [Fact]
    public Task Two_kills_under_submissions_lose_nothing_acknowledged() => KillUnderLoad(2);

    [Fact, Trait("Category", "Slow")]
    public Task Twenty_kills_under_submissions_lose_nothing_acknowledged() => KillUnderLoad(20);

    async Task KillUnderLoad(int times)
    {
        const int callers = 8;
        var acknowledged = new ConcurrentDictionary<string, string>(); // key → case
        for (var round = 0; round < times; round++)
        {
            using var node = await NodeProcess.Start(folder, packs.Folder);
            var applicant = await node.As("li-yan");
            var (before, next, since) = (acknowledged.Count, 0, (Stopwatch?)null);
            var load = Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    var key = $"r{round}-{Interlocked.Increment(ref next)}";
                    Answer answer;
                    try
                    {
                        answer = await applicant.Post("/api/cases", new { matter = "made-review", region = Some.Place, answers = new { explanation = key } }, key);
                    }
                    catch (HttpRequestException) // it was killed: no answer is no promise
                    {
                        return;
                    }
                    acknowledged[key] = answer.Ok().Body.GetProperty("case").GetString() ?? "";
                    Interlocked.CompareExchange(ref since, Stopwatch.StartNew(), null);
                }
            })).ToList();
            // A different moment each time: right after the first answer, or anywhere in a batch or a flush.
            while (since is null || since.ElapsedMilliseconds < 37 * round % 300)
            {
                if (load.FirstOrDefault(caller => caller.IsCompleted) is { } stopped) await stopped; // nobody stops before it is killed: say why
                await Task.Delay(1);
            }
            node.Kill();
            await Task.WhenAll(load);
            Assert.True(acknowledged.Count > before);
        }

        using (var node = await NodeProcess.Start(folder, packs.Folder))
        {
            var applicant = await node.As("li-yan");
            foreach (var (key, id) in acknowledged)
            {
                Assert.Equal(key, (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("answers").GetProperty("explanation").GetString());
                Assert.Equal(id, (await applicant.Post("/api/cases", new { matter = "made-review", region = Some.Place, answers = new { explanation = key } }, key)).Ok().Body.GetProperty("case").GetString());
            }
        }
        await using var journal = await Open();
        Assert.Empty((await journal.Verify()).Findings);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task A_node_killed_at_every_durable_step_of_a_case_loses_nothing_and_repeats_no_effect()
    {
        var node = await NodeProcess.Start(folder, packs.Folder);
        try
        {
            var answers = new JsonObject();
            var (id, step) = ("", 0);
            async Task<Answer> Killed(Func<Task<Answer>> act)
            {
                // In doubt: killed while it is at it, a little later each time. Then it is asked again with the same key.
                var first = act();
                await Task.Delay(step++ * 3 % 25);
                node.Kill();
                try { await first; } catch (HttpRequestException) { }
                node = await NodeProcess.Start(folder, packs.Folder);
                var answer = (await act()).Ok();
                // Acknowledged, and killed at once: it is there, and the same key gets the same answer.
                node.Kill();
                node = await NodeProcess.Start(folder, packs.Folder);
                Assert.Equal(answer.Text, (await act()).Ok().Text);
                return answer;
            }

            foreach (var slot in SomeFood.Slots)
                answers[slot] = new JsonArray(new JsonObject { ["upload"] = await (await node.As("li-yan")).Upload("590102", "材料.pdf", Some.Pdf) });
            node.Kill(); // after the uploads were acknowledged
            node = await NodeProcess.Start(folder, packs.Folder);
            foreach (var (name, value) in new JsonObject
            {
                ["premisesName"] = "桂巷小馆", ["premisesAddress"] = "桂巷 8 号", ["premisesArea"] = 86, ["staffCount"] = 4, ["businessForm"] = "restaurant", ["foodItems"] = new JsonArray("hot"), ["online"] = "no",
                ["safetyOfficers"] = new JsonArray(new JsonObject { ["name"] = "周小满", ["certificate"] = "LY-2026-0031" }), ["truthful"] = true,
            })
                answers[name] = value?.DeepClone();
            id = (await Killed(async () => await (await node.As("li-yan")).Post("/api/cases", new { matter = "food-business", region = Some.Place, answers }, "submit"))).Body.GetProperty("case").GetString() ?? "";

            async Task Officer(string key, string element, object filled, string[]? fields = null)
            {
                var task = await OpenTask.Of(await node.As("li-yan"), id, element); // known before it is done
                await Killed(async () => await (await node.As(account => account.Jurisdiction == task.Jurisdiction && account.Post == $"{task.Organisation}/{task.Post}"))
                    .Post(task.Path, new { answers = filled, correctionFields = fields, correctionNotes = fields?.ToDictionary(field => field, _ => "请重新填写。") }, key));
            }

            await Officer("ask", "accept", new { outcome = "correct", correctionItems = "名称有误。" }, ["premisesName"]);
            await Killed(async () => await (await node.As("li-yan")).Post($"/api/cases/{id}/correction", new { answers = new { premisesName = "桂巷饭馆" } }, "correct"));
            await Officer("accept", "accept", new { outcome = "accept" });
            await Officer("inspect", "inspect", new { inspectedOn = $"{DateTime.UtcNow:yyyy-MM-dd}", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = "一致。" });
            await Officer("review", "review", new { reviewOpinion = "pass", reviewNote = "符合条件。" });
            await Officer("decide", "decide", new { decision = "grant" });
            Assert.Equal("granted", (await (await node.As("li-yan")).Get($"/api/cases/{id}")).Ok().Body.GetProperty("outcome").GetString());
            Assert.Equal(HttpStatusCode.OK, (await (await node.As("li-yan")).Get($"/api/cases/{id}/proof")).Status);
            node.Kill();

            await using var journal = await Open();
            Assert.Empty((await journal.Verify()).Findings);
            using var connection = journal.OpenRead();
            Assert.Equal(["Correction", "Accepted", "Granted"], connection.Query<string>("SELECT letter FROM notice WHERE jurisdiction = '590102' AND case_id = @id ORDER BY position", new { id }));
            Assert.Equal((1L, 1L, 1L), (Count(connection, "case_index"), Count(connection, "licence"), Count(connection, "supervision_duty")));
            Assert.Equal(0L, Count(connection, "case_task"));
        }
        finally
        {
            node.Dispose();
        }

        long Count(System.Data.Common.DbConnection connection, string table) => connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table} WHERE jurisdiction = '590102'");
    }

    ValueTask<Journal> Open() => Journal.Open(new JournalOptions
    {
        Database = Path.Combine(folder, "journal.db"),
        Keys = Path.Combine(folder, "keys", "keys.db"),
        Blobs = Path.Combine(folder, "blobs"),
        Origin = new NodeSettings().Origin,
        Models = Tongzheng.Node.Models(CitizenIndex.OpenOrCreate(Path.Combine(folder, "keys", "citizen-index.key"))),
    });
}
