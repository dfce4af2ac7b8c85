using System.Text.RegularExpressions;

namespace Tongzheng.Tests.Store;

/// <summary>
/// The jurisdiction is the partition key of the whole system: it leads every key and is in every statement, so that a city
/// can move to a server of its own and a database can be sharded by it.
/// </summary>
public sealed partial class JurisdictionRuleTests
{
    // Tables of the node itself, with the reason. A line that is no longer true fails the last test.
    static readonly Dictionary<string, string> OfTheNode = new()
    {
        ["journal_model"] = "the versions of read models are those of the program, not of a government",
    };

    // Statements that do ask every government kept here, each with the reason.
    static readonly Dictionary<string, string> OfAll = new()
    {
        ["SELECT jurisdiction FROM journal_head ORDER BY jurisdiction"] = "lists the governments kept here",
        ["SELECT jurisdiction, size FROM journal_head ORDER BY jurisdiction"] = "a rebuild goes through them one by one",
        ["SELECT jurisdiction, subject, id, key_id FROM journal_blob ORDER BY jurisdiction, subject, id"] = "a verification reads every upload",
        ["SELECT jurisdiction, size, root, checkpoint FROM journal_head ORDER BY jurisdiction"] = "a verification goes through them one by one",
        ["SELECT DISTINCT jurisdiction FROM journal_answer ORDER BY jurisdiction"] = "a verification reads every answer, also one under a name that is nobody's",
        ["SELECT jurisdiction, subject FROM key_subject WHERE secret IS NULL"] = "a forgetting that a crash interrupted is finished, whoever's it is",
    };

    // Indexes that lead to one person across the governments kept here, each with the reason. They hold the rows of one shard, as all do.
    static readonly Dictionary<string, string> OfPersons = new()
    {
        ["case_of_party"] = "a person's own cases stand in one list, whichever government has them",
        ["case_of_applicant"] = "so do those that a person applied for",
        ["draft_of_person"] = "and what a person has begun",
    };

    static readonly IReadOnlyList<(string File, string Sql)> Texts = [.. new[] { "Tongzheng", "Tongzheng.Journal" }
        .SelectMany(project => Directory.EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => (Path.GetFileName(file), match.Groups["text"].Value.Trim())))];

    static readonly IReadOnlyList<(string File, string Table, string Definition)> Tables = [.. Texts
        .SelectMany(text => CreateTable().Matches(text.Sql).Select(match => (text.File, match.Groups["name"].Value, match.Value)))];

    static readonly HashSet<string> Keyed = [.. Tables.Select(table => table.Table).Except(OfTheNode.Keys)];

    [Fact]
    public void The_jurisdiction_leads_every_primary_key()
    {
        Assert.True(Tables.Count > 15);
        Assert.All(Tables.Where(table => Keyed.Contains(table.Table)), table =>
            Assert.True(table.Definition.Contains("PRIMARY KEY (jurisdiction", StringComparison.Ordinal),
                $"{table.File}: {table.Table} has another key, so its rows cannot move with their government."));
    }

    [Fact]
    public void The_jurisdiction_leads_every_index() =>
        Assert.All(Texts.SelectMany(text => CreateIndex().Matches(text.Sql).Select(match => (text.File, Index: match))), found =>
            Assert.True(found.Index.Groups["columns"].Value.StartsWith("jurisdiction", StringComparison.Ordinal)
                || !Keyed.Contains(found.Index.Groups["table"].Value) || OfPersons.ContainsKey(found.Index.Groups["name"].Value),
                $"{found.File}: {found.Index.Value} would be asked across governments."));

    [Fact]
    public void Every_statement_names_the_jurisdiction_it_asks()
    {
        var asked = Texts.Where(text => Statement().IsMatch(text.Sql) && Mentioned().Matches(text.Sql).Any(table => Keyed.Contains(table.Groups["name"].Value))
            && !OfAll.ContainsKey(text.Sql)).ToList();
        Assert.True(asked.Count > 30);
        Assert.All(asked, text =>
        {
            Assert.True(OfOne().IsMatch(text.Sql), $"{text.File} asks every government at once: {text.Sql}");
            Assert.True(Regex.Count(text.Sql, @"\bJOIN\b") <= Regex.Count(text.Sql, @"\w+\.jurisdiction = \w+\.jurisdiction"), $"{text.File} joins across governments: {text.Sql}");
        });
    }

    [Fact]
    public void There_is_no_trigger_serial_number_or_foreign_key_because_they_do_not_survive_sharding() =>
        Assert.All(Texts.Where(text => text.Sql.Contains("CREATE ", StringComparison.Ordinal)), text =>
            Assert.False(Unshardable().IsMatch(text.Sql), $"{text.File}: {Unshardable().Match(text.Sql).Value}"));

    [Fact]
    public void No_exception_is_stale()
    {
        Assert.All(OfTheNode.Keys, name => Assert.Contains(Tables, table => table.Table == name));
        Assert.All(OfPersons.Keys, name => Assert.Contains(Texts, text => text.Sql.Contains($"INDEX {name} ON", StringComparison.Ordinal) && !text.Sql.Contains($"INDEX {name} ON case_index (jurisdiction", StringComparison.Ordinal)));
        Assert.All(OfAll.Keys, sql => Assert.Contains(Texts, text => text.Sql == sql));
    }

    [GeneratedRegex("\"\"\"(?<text>.*?)\"\"\"|\"(?<text>(?:[^\"\\\\\\n]|\\\\.)*)\"", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(?<name>\w+) \(.*?(?:;|\z)", RegexOptions.Singleline)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?(?<name>\w+) ON (?<table>\w+) \((?<columns>[^)]*)\)")]
    private static partial Regex CreateIndex();

    [GeneratedRegex(@"\A(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE) (?<name>\w+)")]
    private static partial Regex Mentioned();

    // One, those that are given, or all that are kept here, by name.
    [GeneratedRegex(@"\bjurisdiction (?:= @|IN @|IN \(SELECT jurisdiction FROM directory_jurisdiction\)|= ANY)|INSERT INTO \w+ \(jurisdiction\b")]
    private static partial Regex OfOne();

    [GeneratedRegex(@"\b(?:CREATE TRIGGER|SERIAL|BIGSERIAL|AUTOINCREMENT|IDENTITY|REFERENCES|FOREIGN KEY|nextval)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unshardable();
}
