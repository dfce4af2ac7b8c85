using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Tests.Node;

/// <summary>What a list costs does not grow with what stands beside it: statements are counted as SQLite runs them.</summary>
public sealed partial class StatementTests
{
    const string SampleCode = "002000053000";
    const int ManyMatters = 1000, ManyGovernments = 50;

    const int Asked = 5;

    [Fact]
    public async Task Lists_take_as_many_statements_at_a_thousand_matters_and_fifty_governments_more()
    {
        var few = await Counted(matters: 1, governments: 0);
        Assert.All(few.Where(count => count.Key is "/desk" or "/cases"), count => Assert.True(count.Value > 0, $"{count.Key} asks nothing"));
        Assert.Equal(few, await Counted(matters: 1, ManyGovernments));
        Assert.Equal(few, await Counted(ManyMatters, governments: 0));
    }

    [Fact]
    public async Task No_list_reads_all_cases_of_a_government_to_find_a_few()
    {
        var folder = Directory.CreateTempSubdirectory("node-").FullName;
        await using var node = await RunningNode.Start(data: folder, packs: Packs(Path.Combine(folder, "packs"), 1));
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        var task = await OpenTask.Of(applicant, id, "accept");
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        await node.Journal.Rebuild(); // tables that were swapped in are found by their indexes too
        var asked = new ConcurrentQueue<string>();
        node.Journal.Database.Traced = asked.Enqueue;
        foreach (var (client, path) in new[] { (applicant, "/cases"), (applicant, $"/cases?before={id}"), (officer, "/desk"), (officer, "/desk?whose=mine"), (officer, "/desk/cases/" + id) })
            (await client.Get(path)).Ok();
        node.Journal.Database.Traced = null;
        using var connection = node.Journal.OpenRead();
        // Timers run beside the pages, and two go through all open tasks on purpose: MoveDues some at a time, Escalate once a day.
        var plans = asked.Distinct().Where(sql => (sql.Contains("case_index", StringComparison.Ordinal) || sql.Contains("case_task", StringComparison.Ordinal))
                && !sql.Contains("due_provisional = 1", StringComparison.Ordinal) && !sql.Contains("escalated = 0", StringComparison.Ordinal))
            .Select(sql => (Sql: sql, Steps: connection.Query("EXPLAIN QUERY PLAN " + sql).Select(step => (string)step.detail).ToList())).ToList();
        Assert.Contains(plans, plan => plan.Steps.Any(step => step.Contains("case_of_party", StringComparison.Ordinal)));
        Assert.DoesNotContain(plans, plan => plan.Steps.Any(step => Whole().IsMatch(step)));
    }

    static async Task<SortedDictionary<string, int>> Counted(int matters, int governments)
    {
        var folder = Directory.CreateTempSubdirectory("node-").FullName;
        if (governments > 0) await Found(folder, governments);
        await using var node = await RunningNode.Start(data: folder, packs: Packs(Path.Combine(folder, "packs"), matters));
        Assert.Equal(matters, node.Services.GetRequiredService<Versions>().Catalogue.Matters.Count(matter => matter.CanApply));
        var applicant = await node.As("li-yan");
        for (var i = 0; i < 3; i++) await SomeFood.Submitted(applicant);
        var task = await OpenTask.Of(applicant, await SomeFood.Submitted(applicant), "accept");
        var officer = await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);

        var counts = new SortedDictionary<string, int>();
        foreach (var (client, path) in new[] { (officer, "/desk"), (applicant, "/cases"), (applicant, "/"), (applicant, "/search?q=许可"), (applicant, "/api/matters?q=许可") })
        {
            // What is read once and kept is not the list's, nor what a timer asks beside it: of each statement the fewest of a few
            // counts. Bodies are read anew each second (Offices), which on a slow machine may be at every asking.
            var fewest = new Dictionary<string, int>();
            for (var asked = 0; asked < Asked; asked++)
            {
                var statements = new ConcurrentQueue<string>();
                node.Journal.Database.Traced = statements.Enqueue;
                (await client.Get(path)).Ok();
                node.Journal.Database.Traced = null;
                var count = statements.Where(sql => !sql.Contains("directory_organisation", StringComparison.Ordinal)).CountBy(sql => Value().Replace(sql, "?")).ToDictionary();
                if (asked == 0) fewest = count;
                else foreach (var sql in fewest.Keys) fewest[sql] = Math.Min(fewest[sql], count.GetValueOrDefault(sql));
            }
            counts[path] = fewest.Values.Sum();
        }
        return counts;
    }

    // The product's packs with one matter, and copies of another that differ in name and code.
    static string Packs(string folder, int matters)
    {
        var own = Repository.PathOf("packs");
        foreach (var file in Directory.EnumerateFiles(own, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(own, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is "domains" or "components" or "events") continue;
            if (relative.StartsWith("services", StringComparison.Ordinal) && !relative.StartsWith(Path.Combine("services", "food-business"), StringComparison.Ordinal)) continue;
            var target = Path.Combine(folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? folder);
            File.Copy(file, target);
        }
        var sample = File.ReadAllText(Path.Combine(own, "services", "veteran-registration", "matter.yaml"));
        var powers = Path.Combine(folder, "powers.yaml");
        File.WriteAllLines(powers, File.ReadLines(powers).SelectMany(line => line.Contains(SampleCode, StringComparison.Ordinal)
            ? Enumerable.Range(1, matters - 1).Select(i => line.Replace(SampleCode, CodeOf(i), StringComparison.Ordinal)).Prepend(line) : [line]).ToList());
        for (var i = 1; i < matters; i++)
        {
            var pack = Directory.CreateDirectory(Path.Combine(folder, "services", string.Create(CultureInfo.InvariantCulture, $"matter-{i}"))).FullName;
            var text = Id().Replace(sample, string.Create(CultureInfo.InvariantCulture, $"id: SI{1000 + i}"));
            File.WriteAllText(Path.Combine(pack, "matter.yaml"), Code().Replace(text, $"basicCode: \"{CodeOf(i)}\""));
        }
        return folder;
    }

    static string CodeOf(int i) => string.Create(CultureInfo.InvariantCulture, $"0020{10000 + i}000");

    static async Task Found(string folder, int governments)
    {
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        await using var journal = await Journal.Open(new JournalOptions
        {
            Database = Path.Combine(folder, "journal.db"),
            Keys = Path.Combine(folder, "keys", "keys.db"),
            Blobs = Path.Combine(folder, "blobs"),
            Models = Tongzheng.Node.Models(CitizenIndex.OpenOrCreate(Path.Combine(folder, "keys", "citizen-index.key"))),
        });
        for (var i = 1; i <= governments; i++)
        {
            var id = JurisdictionId.Parse(string.Create(CultureInfo.InvariantCulture, $"5930{i:00}"));
            Assert.IsType<Appended>(await journal.Append(new Append
            {
                Jurisdiction = id.ToString(),
                Key = "founded",
                Time = RunningNode.FirstDay,
                Streams = [Facts.To("jurisdiction", StreamAppend.New, new JurisdictionFounded(id, new Text($"第{i}县", $"County {i}")))],
            }));
        }
    }

    [GeneratedRegex(@"^SCAN case_(index|task)|^SEARCH case_(index|task) USING PRIMARY KEY \(jurisdiction=\?( AND case_id[<>]\?)?\)")]
    private static partial Regex Whole();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Value();

    [GeneratedRegex("^id: .*$", RegexOptions.Multiline)]
    private static partial Regex Id();

    [GeneratedRegex("^basicCode: .*$", RegexOptions.Multiline)]
    private static partial Regex Code();
}
