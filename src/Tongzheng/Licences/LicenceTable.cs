using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Licences;

/// <summary>Licences by holder, case and identifier. What stands on them is in the journal, with the holder's own text.</summary>
public sealed class LicenceTable : ReadModel
{
    public override string Name => "licences";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["licence"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE licence (
            jurisdiction text NOT NULL, licence text NOT NULL, identifier text NOT NULL, name text NOT NULL, name_en text,
            holder text NOT NULL, case_id text NOT NULL, organisation_name text NOT NULL,
            issued_on text NOT NULL, valid_until text, revoked_on text, revoked_ground text,
            PRIMARY KEY (jurisdiction, licence));
        CREATE UNIQUE INDEX licence_identifier ON licence (jurisdiction, identifier);
        CREATE INDEX licence_of_holder ON licence (jurisdiction, holder, licence);
        CREATE INDEX licence_of_case ON licence (jurisdiction, case_id, licence);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case LicenceIssued issued:
                writer.Execute("""
                    INSERT INTO licence (jurisdiction, licence, identifier, name, name_en, holder, case_id, organisation_name, issued_on, valid_until)
                    VALUES (@jurisdiction, @licence, @identifier, @name, @nameEn, @holder, @case, @organisation, @issued, @until)
                    """,
                    ("@jurisdiction", fact.Jurisdiction), ("@licence", issued.Licence), ("@identifier", issued.Identifier.ToString()), ("@name", issued.Name.Zh),
                    ("@nameEn", issued.Name.En), ("@holder", issued.Holder), ("@case", issued.Case), ("@organisation", issued.OrganisationName),
                    ("@issued", issued.IssuedOn), ("@until", issued.ValidUntil));
                break;
            case LicenceRevoked revoked:
                writer.Execute("UPDATE licence SET revoked_on = @on, revoked_ground = @ground WHERE jurisdiction = @jurisdiction AND licence = @licence",
                    ("@on", revoked.On), ("@ground", revoked.Ground), ("@jurisdiction", fact.Jurisdiction), ("@licence", revoked.Licence));
                break;
        }
    }
}
