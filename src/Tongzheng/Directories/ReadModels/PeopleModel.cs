using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories.ReadModels;

/// <summary>
/// People of a jurisdiction, to be found by number, name, age or place. The number itself is not here: only a keyed digest
/// of it, and the rest of a person's record is read from their stream.
/// </summary>
public sealed class PeopleModel(CitizenIndex index) : ReadModel
{
    /// <summary>The columns that hold personal text, as <c>table.column</c>. Forgetting empties them.</summary>
    public static readonly IReadOnlyList<string> PersonalColumns =
    [
        "directory_person.name", "directory_person.number_digest", "directory_person.sex", "directory_person.birth_date",
        "directory_person.disability", "directory_person.disability_level",
    ];

    public override string Name => "directory.people";

    public override int Version => 1;

    public override IReadOnlyList<string> Tables => ["directory_person", "directory_relation"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE directory_person (
            jurisdiction text NOT NULL, person text NOT NULL, residence text NOT NULL, name text, number_digest text, sex bigint, birth_date text,
            disability text, disability_level bigint,
            PRIMARY KEY (jurisdiction, person));
        CREATE UNIQUE INDEX directory_person_by_number ON directory_person (jurisdiction, number_digest);
        CREATE INDEX directory_person_by_name ON directory_person (jurisdiction, name);
        CREATE INDEX directory_person_by_birth ON directory_person (jurisdiction, birth_date);
        CREATE TABLE directory_relation (
            jurisdiction text NOT NULL, person text NOT NULL, other text NOT NULL, relation text NOT NULL,
            PRIMARY KEY (jurisdiction, person, other, relation));
        CREATE INDEX directory_relation_by_other ON directory_relation (jurisdiction, other);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case PersonRegistered person:
                writer.Execute("""
                    INSERT INTO directory_person (jurisdiction, person, residence, name, number_digest, sex, birth_date, disability, disability_level)
                    VALUES (@jurisdiction, @person, @residence, @name, @digest, @sex, @birth, NULL, NULL)
                    ON CONFLICT (jurisdiction, person) DO UPDATE SET residence = excluded.residence, name = excluded.name,
                        number_digest = excluded.number_digest, sex = excluded.sex, birth_date = excluded.birth_date
                    """, ("@jurisdiction", fact.Jurisdiction), ("@person", person.Person.ToString()), ("@residence", person.Residence.ToString()),
                    ("@name", person.Name), ("@digest", DigestOf(person)), ("@sex", person.Sex is { } sex ? (int)sex : null), ("@birth", person.BirthDate));
                break;
            case PersonRelated related:
                writer.Execute("""
                    INSERT INTO directory_relation (jurisdiction, person, other, relation) VALUES (@jurisdiction, @person, @other, @relation)
                    ON CONFLICT (jurisdiction, person, other, relation) DO NOTHING
                    """, ("@jurisdiction", fact.Jurisdiction), ("@person", related.Person.ToString()), ("@other", related.Other.ToString()),
                    ("@relation", related.Relation.ToString()));
                break;
            case DisabilityCertified certified:
                writer.Execute("""
                    UPDATE directory_person SET disability = @category, disability_level = @level
                    WHERE jurisdiction = @jurisdiction AND person = @person
                    """, ("@jurisdiction", fact.Jurisdiction), ("@person", certified.Person.ToString()),
                    ("@category", certified.Category?.Zh), ("@level", certified.Level));
                break;
        }
    }

    public override void Forget(string jurisdiction, string subject, Writer writer) => writer.Execute("""
        UPDATE directory_person SET name = NULL, number_digest = NULL, sex = NULL, birth_date = NULL, disability = NULL, disability_level = NULL
        WHERE jurisdiction = @jurisdiction AND person = @person
        """, ("@jurisdiction", jurisdiction), ("@person", subject));

    string? DigestOf(PersonRegistered person) =>
        person.CitizenId is { } number ? index.Of(number) : person.Document is { } document ? index.Of(document.Number) : null;
}
