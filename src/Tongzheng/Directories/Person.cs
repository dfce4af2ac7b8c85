using System.Diagnostics.CodeAnalysis;
using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories;

/// <summary>A person as the register of a jurisdiction knows them. After they are forgotten there is no such record.</summary>
public sealed record Person
{
    public required PersonId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for people without a citizen number; they have <see cref="Document"/>.</summary>
    public CitizenId? CitizenId { get; init; }

    public OtherDocument? Document { get; init; }

    public Sex? Sex { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>民族.</summary>
    public string? Nation { get; init; }

    public required RegionCode Residence { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public Disability? Disability { get; init; }

    /// <summary>Whole years of age on a day; null where the date of birth is not known.</summary>
    public int? AgeOn(DateOnly day) =>
        BirthDate is { } birth ? day.Year - birth.Year - ((day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0) : null;

    public static string StreamOf(PersonId person) => $"person/{person}";

    /// <summary>The whole record, from the person's own stream; null for somebody unknown here or forgotten.</summary>
    public static async Task<Person?> Find(Journal journal, JurisdictionId jurisdiction, PersonId id, CancellationToken stop = default)
    {
        Person? person = null;
        await foreach (var recorded in journal.ReadStream(jurisdiction.ToString(), StreamOf(id), stop: stop))
            person = After(person, Facts.Read(recorded));
        return person;
    }

    /// <summary>The person with a citizen number.</summary>
    public static Task<Person?> Find(Journal journal, CitizenIndex index, JurisdictionId jurisdiction, CitizenId number, CancellationToken stop = default) =>
        FindByDigest(journal, jurisdiction, index.Of(number), stop);

    /// <summary>The person with another document, such as a passport.</summary>
    public static Task<Person?> FindByDocument(Journal journal, CitizenIndex index, JurisdictionId jurisdiction, string number, CancellationToken stop = default) =>
        FindByDigest(journal, jurisdiction, index.Of(number), stop);

    /// <summary>People related to a person: (other, relation, whether the person comes first in it).</summary>
    public static async Task<IReadOnlyList<(PersonId Other, Relation Relation, bool IsFirst)>> Related(
        Journal journal, JurisdictionId jurisdiction, PersonId person, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string Other, string Relation, long First)>(new CommandDefinition("""
            SELECT other, relation, CAST(1 AS bigint) FROM directory_relation WHERE jurisdiction = @jurisdiction AND person = @person
            UNION ALL
            SELECT person, relation, CAST(0 AS bigint) FROM directory_relation WHERE jurisdiction = @jurisdiction AND other = @person
            """, new { jurisdiction = jurisdiction.ToString(), person = person.ToString() }, cancellationToken: stop));
        return [.. rows.Select(row => (PersonId.Parse(row.Other), Enum.Parse<Relation>(row.Relation), row.First == 1))];
    }

    /// <summary>People of a place who were born on or before a day: whom an entitlement by age concerns.</summary>
    public static async Task<IReadOnlyList<PersonId>> BornBy(
        Journal journal, JurisdictionId jurisdiction, RegionCode place, DateOnly day, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string Person, string Residence)>(new CommandDefinition("""
            SELECT person, residence FROM directory_person
            WHERE jurisdiction = @jurisdiction AND birth_date <= @day ORDER BY birth_date, person
            """, new { jurisdiction = jurisdiction.ToString(), day = day.ToString("yyyy-MM-dd") }, cancellationToken: stop));
        return [.. rows.Where(row => RegionCode.Parse(row.Residence).IsWithin(place)).Select(row => PersonId.Parse(row.Person))];
    }

    [return: NotNullIfNotNull(nameof(person))]
    internal static Person? After(Person? person, Fact? fact) => fact switch
    {
        PersonRegistered { Name: { } name } registered => (person ?? new Person { Id = registered.Person, Name = name, Residence = registered.Residence }) with
        {
            Name = name,
            CitizenId = registered.CitizenId,
            Document = registered.Document,
            Sex = registered.Sex,
            BirthDate = registered.BirthDate,
            Nation = registered.Nation,
            Residence = registered.Residence,
            Address = registered.Address,
            Phone = registered.Phone,
        },
        DisabilityCertified { Category: { } category, Level: { } level } when person is not null => person with { Disability = new Disability(category, level) },
        _ => person,
    };

    static async Task<Person?> FindByDigest(Journal journal, JurisdictionId jurisdiction, string digest, CancellationToken stop)
    {
        string? person;
        await using (var connection = journal.OpenRead())
            person = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                "SELECT person FROM directory_person WHERE jurisdiction = @jurisdiction AND number_digest = @digest",
                new { jurisdiction = jurisdiction.ToString(), digest }, cancellationToken: stop));
        return person is null ? null : await Find(journal, jurisdiction, PersonId.Parse(person), stop);
    }
}

/// <summary>What a disability certificate states: the category and the level, 1 the severest to 4.</summary>
public sealed record Disability(Text Category, int Level);
