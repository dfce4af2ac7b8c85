using Microsoft.Data.Sqlite;
using Tongzheng.Journals;

namespace Tongzheng.Tests.Journals;

/// <summary>
/// Bytes of a copy of the database are flipped one by one. Each flip is found where it matters: in an entry it is refused
/// when that entry is read and named by verify; in a read model it is named by verify and mended by rebuilding; else in the
/// tree, the answers or the file's structure it is named; and what nobody names lies in bytes that hold nothing.
/// </summary>
public sealed class FlipTests
{
    [Fact]
    public Task Forty_flips_are_each_found_where_they_matter() => Flip(40);

    [Fact, Trait("Category", "Slow")]
    public Task Two_hundred_flips_are_each_found_where_they_matter() => Flip(200);

    /// <summary>On demand: thousands, with another chance each time.</summary>
    [Fact(Explicit = true), Trait("Category", "Slow")]
    public Task Five_thousand_flips_are_each_found_where_they_matter() => Flip(5000, Environment.TickCount);

    static async Task Flip(int times, int seed = 20260302)
    {
        await using var place = new SqlitePlace();
        await using (var journal = await place.Open())
            for (var i = 0; i < 300; i += 20)
                await Task.WhenAll(Enumerable.Range(i, 20).Select(n => journal.Append(Some.Licence($"k{n}", $"JY{n}", $"person/{n % 40}")).AsTask()));
        Assert.False(File.Exists(place.Options.Database + "-wal"), "a closed journal is one file");
        var sound = File.ReadAllBytes(place.Options.Database);
        var content = Dump(place.Options.Database);
        var chance = new Random(seed);
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < times; i++)
        {
            var at = chance.Next(sound.Length);
            var flipped = (byte[])sound.Clone();
            flipped[at] ^= (byte)(1 << chance.Next(8));
            var copy = Path.Combine(place.Folder, $"flip-{i}.db");
            File.WriteAllBytes(copy, flipped);
            var found = await Classify(place.Options with { Database = copy }, content, $"seed {seed}, byte {at}");
            seen[found] = seen.GetValueOrDefault(found) + 1;
            foreach (var file in Directory.GetFiles(place.Folder, $"flip-{i}.db*"))
                File.Delete(file);
        }
        Assert.True(seen.GetValueOrDefault("entry") > 0 && seen.GetValueOrDefault("read model") > 0,
            string.Join(", ", seen.Select(pair => $"{pair.Key}: {pair.Value}")));
    }

    static async Task<string> Classify(JournalOptions options, IReadOnlyList<string> content, string where)
    {
        Journal journal;
        try
        {
            journal = await Journal.Open(options);
        }
        catch (JournalException refused)
        {
            Assert.Equal(JournalException.Damaged, refused.Code);
            return "not opened";
        }
        await using var open = journal;
        var findings = (await journal.Verify()).Findings;
        if (findings.Count == 0)
        {
            var now = Dump(options.Database);
            Assert.True(content.SequenceEqual(now), $"{where} changed a row, and nobody noticed: {content.Except(now).FirstOrDefault()} → {now.Except(content).FirstOrDefault()}");
            return "unused";
        }
        var entries = findings.Where(finding => finding.Part == Part.Entry).ToList();
        foreach (var entry in entries.Where(entry => !entry.What.Contains("from here on", StringComparison.Ordinal)))
        {
            var position = long.Parse(entry.Where["position ".Length..], null);
            var refused = await Record.ExceptionAsync(async () => await journal.Read(Some.City, position));
            Assert.True(refused is JournalException { Code: JournalException.Damaged }, $"{where}: position {position} is named by verify and was read.");
            Assert.NotNull(journal.FindDamage(Some.City));
        }
        if (entries.Count > 0)
            return "entry";
        if (findings.All(finding => finding.Part == Part.ReadModel))
        {
            await journal.Rebuild();
            Assert.True((await journal.Verify()).Findings.Count == 0, $"{where}: rebuilding did not mend {findings[0]}.");
            return "read model";
        }
        return findings[0].Part switch
        {
            Part.Tree => "tree",
            Part.Answer => "answer",
            _ => "file structure",
        };
    }

    // Every row of every table, as SQLite reads them.
    static List<string> Dump(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        var rows = new List<string>();
        foreach (var table in new[] { "journal_head", "journal_fact", "journal_tile", "journal_answer", "journal_blob", "journal_model", "register_licence" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
            using var row = command.ExecuteReader();
            while (row.Read())
                rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{row.GetValue(i)}")));
        }
        return rows;
    }
}
