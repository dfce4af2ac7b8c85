using System.Text.Json;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;

namespace Tongzheng.Tests.Journals;

/// <summary>Rows that count are written once a batch, and are the same however the facts fell into batches.</summary>
public sealed class CountTests
{
    [Fact]
    public async Task What_many_append_at_once_is_counted_whole_and_what_is_refused_is_not()
    {
        await using var place = new SqlitePlace();
        await using var journal = await Journal.Open(place.Options with { Models = [new LicenceRegister(), new HeldLicences()] });
        // Two of each number: one of them is refused, in whichever batch it comes.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 400).Select(i =>
            journal.Append(Some.Licence($"k{i}", $"JY{i / 2}", holder: $"person/{i / 2 % 3}")).AsTask()));
        Assert.Equal((200, 200), (outcomes.Count(outcome => outcome is Appended), outcomes.Count(outcome => outcome is Refused)));

        Assert.Equal([("person/0", 67, 67), ("person/1", 67, 67), ("person/2", 66, 66)], Held(journal));
        Assert.Empty((await journal.Verify()).Findings);            // as one replay counts them
    }

    [Fact]
    public async Task What_comes_and_goes_leaves_no_row_in_one_batch_or_in_several()
    {
        await using var place = new SqlitePlace();
        await using var journal = await Journal.Open(place.Options with { Models = [new HeldLicences()] });
        await journal.Append(Both("a", "licence.issued"));
        Assert.Equal([("person/1", 1, 1)], Held(journal));
        await journal.Append(Both("b", "licence.revoked"));
        Assert.Empty(Held(journal));
        await journal.Append(Both("c", "licence.issued", "licence.revoked"));
        Assert.Empty(Held(journal));
        await journal.Append(Both("d", "licence.issued", "licence.issued", "licence.revoked"));
        Assert.Equal([("person/1", 1, 1)], Held(journal));

        await journal.Rebuild();
        Assert.Equal([("person/1", 1, 1)], Held(journal));
    }

    static Append Both(string key, params string[] kinds) => Some.Licence(key, key) with
    {
        Streams = [new StreamAppend("licence/" + key, StreamAppend.New, [.. kinds.Select(kind => new NewFact(kind, Some.Json(new { holder = "person/1" })))])],
    };

    static List<(string, long, long)> Held(Journal journal)
    {
        using var reader = journal.Database.TakeReader();
        return reader.Query("SELECT holder, licences, listed FROM held_licence WHERE jurisdiction = @jurisdiction ORDER BY holder",
            row => (row.Text(0), row.Integer(1), row.Integer(2)), ("@jurisdiction", Some.City));
    }

    /// <summary>How many licences each person holds.</summary>
    sealed class HeldLicences : ReadModel
    {
        static readonly CountTable Table = new("held_licence", ["jurisdiction", "holder"], ["licences", "listed"]);

        public override string Name => "held-licences";

        public override int Version => 1;

        public override IReadOnlyList<string> Tables => [Table.Name];

        public override string Schema(Dialect dialect) => $"""
            CREATE TABLE held_licence (
                jurisdiction text NOT NULL, holder text NOT NULL, licences {dialect.Integer} NOT NULL, listed {dialect.Integer} NOT NULL,
                PRIMARY KEY (jurisdiction, holder)){dialect.WithoutRowid};
            """;

        public override void Apply(RecordedFact fact, Writer writer)
        {
            var holder = JsonDocument.Parse(fact.Payload).RootElement.GetProperty("holder").GetString() ?? "";
            var by = fact.Kind == "licence.revoked" ? -1 : 1;
            writer.Count(Table, [fact.Jurisdiction, holder], by, by);
        }
    }
}
