using System.Text;
using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Tests.Store;

public sealed class FactsTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    static RecordedFact Recorded(NewFact fact, Func<PersonalPart, bool>? kept = null) =>
        new("590102", 1, Now, fact.Kind, "test/1", 1, fact.Payload, [.. fact.Personal.Where(kept ?? (_ => true))]);

    static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    public static TheoryData<string> Kinds => [.. Facts.Kinds.Select(kind => kind.Name)];

    [Fact]
    public void Personal_text_is_not_in_the_payload_but_in_the_part_of_its_subject()
    {
        var (parent, child) = (PersonId.Fixed(Now, 1), PersonId.Fixed(Now, 2));
        var written = FactKind.Of(typeof(Examples.BirthTold)).Write(new Examples.BirthTold(parent, child, 7, "陈㐂", "陈䶮·小"));
        Assert.Equal($$"""{"parent":"{{parent}}","child":"{{child}}","ward":7}""", Text(written.Payload));
        Assert.Equal(new Dictionary<string, string> { [$"{parent}"] = """{"parentName":"陈㐂"}""", [$"{child}"] = """{"childName":"陈䶮·小"}""" },
            written.Personal.ToDictionary(part => part.Subject, part => Text(part.Json)));
    }

    [Fact]
    public void A_fact_is_read_as_it_was_written_and_without_the_text_of_the_forgotten()
    {
        var kind = FactKind.Of(typeof(Examples.BirthTold));
        var (parent, child) = (PersonId.Fixed(Now, 1), PersonId.Fixed(Now, 2));
        var fact = new Examples.BirthTold(parent, child, 7, "陈㐂", "陈䶮");
        var written = kind.Write(fact);
        Assert.Equal(fact, kind.Read(Recorded(written)));
        Assert.Equal(fact with { ChildName = null }, kind.Read(Recorded(written, part => part.Subject != $"{child}")));
        Assert.Equal(fact with { ChildName = null, ParentName = null }, kind.Read(Recorded(written, _ => false)));
    }

    [Fact]
    public void Text_about_nobody_is_a_mistake_of_the_program() =>
        Assert.Throws<InvalidOperationException>(() => FactKind.Of(typeof(Examples.NoteLeft)).Write(new Examples.NoteLeft(null, "secret")));

    [Fact]
    public void Where_nobody_is_named_and_nothing_said_there_is_no_part() =>
        Assert.Empty(FactKind.Of(typeof(Examples.NoteLeft)).Write(new Examples.NoteLeft(null, null)).Personal);

    [Fact]
    public void An_empty_list_that_a_fact_need_not_have_is_not_written_and_is_empty_where_it_is_read()
    {
        var step = new CaseAdvanced { Case = "c", Party = "p", Trigger = "task", Status = CaseStatus.Accepted, Closed = [4] };
        var written = Facts.Write(step);
        Assert.Equal("""{"case":"c","party":"p","trigger":"task","closed":[4],"status":"accepted"}""", Text(written.Payload));
        var read = Assert.IsType<CaseAdvanced>(Facts.Read(Recorded(written)));
        Assert.Equal([4L], read.Closed);
        Assert.Empty(read.Heard);
    }

    [Fact]
    public void A_kind_of_a_newer_version_is_not_read() =>
        Assert.Null(Facts.Read(new RecordedFact("590102", 1, Now, "future.thing", "test/1", 1, "{}"u8.ToArray(), [])));

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_is_named_well_and_its_personal_properties_may_be_absent(string name)
    {
        var kind = Facts.Kinds.Single(each => each.Name == name);
        Assert.Matches("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", name);
        Assert.True(kind.Type.IsSealed, "because a fact is what it is");
        var nullability = new System.Reflection.NullabilityInfoContext();
        Assert.All(kind.Personal, personal =>
            Assert.True(nullability.Create(personal.Property).ReadState == System.Reflection.NullabilityState.Nullable,
                $"{kind.Type.Name}.{personal.Property.Name} is personal, so it is null after the person was forgotten"));
    }

    [Fact]
    public void Every_kind_stands_in_the_documentation_with_its_personal_properties()
    {
        var documented = File.ReadLines(Repository.PathOf("docs", "facts.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1].Trim('`'), cells => cells[3]);
        var written = Facts.Kinds.ToDictionary(kind => kind.Name, kind => string.Join(", ", kind.Personal.Select(personal => personal.JsonName)));
        var lacking = written.Where(kind => documented.GetValueOrDefault(kind.Key) != kind.Value).Select(kind => $"| `{kind.Key}` | … | {kind.Value} |");
        Assert.True(!lacking.Any(), $"docs/facts.md should have these rows:\n{string.Join('\n', lacking)}");
        Assert.Empty(documented.Keys.Except(written.Keys));
    }

    [Fact]
    public void Facts_are_written_with_camel_case_names_and_enumerations_by_name() =>
        Assert.Equal("""{"sex":"female","name":"王䶮"}""", JsonSerializer.Serialize(new { Sex = Sex.Female, Name = "王䶮", Nothing = (string?)null }, Facts.Json));

    // Kinds of this test alone; they are not among the program's.
    static class Examples
    {
        [Kind("example.birth-told")]
        public sealed record BirthTold(PersonId Parent, PersonId Child, int Ward,
            [property: Personal(nameof(BirthTold.Parent))] string? ParentName,
            [property: Personal(nameof(BirthTold.Child))] string? ChildName) : Fact;

        [Kind("example.note-left")]
        public sealed record NoteLeft(PersonId? About, [property: Personal(nameof(NoteLeft.About))] string? Note) : Fact;
    }
}
