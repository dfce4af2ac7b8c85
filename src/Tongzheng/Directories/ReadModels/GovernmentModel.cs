using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Directories.ReadModels;

/// <summary>Places, bodies of government, their posts and who holds them. It holds nothing that could be forgotten.</summary>
public sealed class GovernmentModel : ReadModel
{
    public override string Name => "directory.government";

    public override int Version => 2;

    public override IReadOnlyList<string> Tables =>
        ["directory_jurisdiction", "directory_region", "directory_organisation", "directory_duty", "directory_post", "directory_appointment"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE directory_jurisdiction (
            jurisdiction text NOT NULL, name_zh text NOT NULL, name_en text,
            PRIMARY KEY (jurisdiction));
        CREATE TABLE directory_region (
            jurisdiction text NOT NULL, region text NOT NULL, name_zh text NOT NULL, name_en text, kind_zh text NOT NULL, kind_en text,
            PRIMARY KEY (jurisdiction, region));
        CREATE TABLE directory_organisation (
            jurisdiction text NOT NULL, organisation text NOT NULL, name_zh text NOT NULL, name_en text, region text NOT NULL,
            level bigint NOT NULL, parent text, address_zh text NOT NULL, address_en text, phone text NOT NULL,
            hours_zh text NOT NULL, hours_en text, dissolved bigint NOT NULL, successor text,
            PRIMARY KEY (jurisdiction, organisation));
        CREATE TABLE directory_duty (
            jurisdiction text NOT NULL, department text NOT NULL, level bigint NOT NULL, region text NOT NULL, organisation text NOT NULL,
            PRIMARY KEY (jurisdiction, department, level, region, organisation));
        CREATE TABLE directory_post (
            jurisdiction text NOT NULL, organisation text NOT NULL, role text NOT NULL, name_zh text NOT NULL, name_en text,
            PRIMARY KEY (jurisdiction, organisation, role));
        CREATE TABLE directory_appointment (
            jurisdiction text NOT NULL, officer text NOT NULL, organisation text NOT NULL, role text NOT NULL, name text NOT NULL,
            PRIMARY KEY (jurisdiction, officer, organisation, role));
        CREATE INDEX directory_appointment_by_post ON directory_appointment (jurisdiction, organisation, role);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case JurisdictionFounded founded:
                writer.Execute("""
                    INSERT INTO directory_jurisdiction (jurisdiction, name_zh, name_en) VALUES (@jurisdiction, @zh, @en)
                    ON CONFLICT (jurisdiction) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en
                    """, ("@jurisdiction", fact.Jurisdiction), ("@zh", founded.Name.Zh), ("@en", founded.Name.En));
                break;
            case RegionNamed named:
                writer.Execute("""
                    INSERT INTO directory_region (jurisdiction, region, name_zh, name_en, kind_zh, kind_en)
                    VALUES (@jurisdiction, @region, @zh, @en, @kindZh, @kindEn)
                    ON CONFLICT (jurisdiction, region) DO UPDATE SET
                        name_zh = excluded.name_zh, name_en = excluded.name_en, kind_zh = excluded.kind_zh, kind_en = excluded.kind_en
                    """, ("@jurisdiction", fact.Jurisdiction), ("@region", named.Region.ToString()), ("@zh", named.Name.Zh), ("@en", named.Name.En),
                    ("@kindZh", named.RegionKind.Zh), ("@kindEn", named.RegionKind.En));
                break;
            case OrganisationFounded founded:
                Found(fact.Jurisdiction, founded, writer);
                break;
            case OrganisationDissolved dissolved:
                writer.Execute("""
                    UPDATE directory_organisation SET dissolved = 1, successor = @successor
                    WHERE jurisdiction = @jurisdiction AND organisation = @organisation
                    """, ("@jurisdiction", fact.Jurisdiction), ("@organisation", dissolved.Organisation.ToString()), ("@successor", dissolved.Successor?.ToString()));
                if (dissolved.Successor is { } successor)
                    writer.Execute("""
                        INSERT INTO directory_duty (jurisdiction, department, level, region, organisation)
                        SELECT jurisdiction, department, level, region, @successor FROM directory_duty WHERE jurisdiction = @jurisdiction AND organisation = @organisation
                        ON CONFLICT DO NOTHING
                        """, ("@successor", successor.ToString()), ("@jurisdiction", fact.Jurisdiction), ("@organisation", dissolved.Organisation.ToString()));
                writer.Execute("DELETE FROM directory_duty WHERE jurisdiction = @jurisdiction AND organisation = @organisation",
                    ("@jurisdiction", fact.Jurisdiction), ("@organisation", dissolved.Organisation.ToString()));
                break;
            case PostsCreated created:
                foreach (var post in created.Posts)
                    writer.Execute("""
                        INSERT INTO directory_post (jurisdiction, organisation, role, name_zh, name_en) VALUES (@jurisdiction, @organisation, @role, @zh, @en)
                        ON CONFLICT (jurisdiction, organisation, role) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en
                        """, ("@jurisdiction", fact.Jurisdiction), ("@organisation", created.Organisation.ToString()), ("@role", post.Role.ToString()),
                        ("@zh", post.Name.Zh), ("@en", post.Name.En));
                break;
            case OfficerAppointed appointed:
                foreach (var post in appointed.Posts)
                    writer.Execute("""
                        INSERT INTO directory_appointment (jurisdiction, officer, organisation, role, name) VALUES (@jurisdiction, @officer, @organisation, @role, @name)
                        ON CONFLICT (jurisdiction, officer, organisation, role) DO UPDATE SET name = excluded.name
                        """, ("@jurisdiction", fact.Jurisdiction), ("@officer", appointed.Officer.ToString()),
                        ("@organisation", post.Organisation.ToString()), ("@role", post.Role.ToString()), ("@name", appointed.Name));
                break;
            case OfficerReleased released:
                writer.Execute("""
                    DELETE FROM directory_appointment
                    WHERE jurisdiction = @jurisdiction AND officer = @officer AND organisation = @organisation AND role = @role
                    """, ("@jurisdiction", fact.Jurisdiction), ("@officer", released.Officer.ToString()),
                    ("@organisation", released.Post.Organisation.ToString()), ("@role", released.Post.Role.ToString()));
                break;
        }
    }

    static void Found(string jurisdiction, OrganisationFounded founded, Writer writer)
    {
        writer.Execute("""
            INSERT INTO directory_organisation (jurisdiction, organisation, name_zh, name_en, region, level, parent,
                address_zh, address_en, phone, hours_zh, hours_en, dissolved, successor)
            VALUES (@jurisdiction, @organisation, @zh, @en, @region, @level, @parent,
                @addressZh, @addressEn, @phone, @hoursZh, @hoursEn, 0, NULL)
            """, ("@jurisdiction", jurisdiction), ("@organisation", founded.Organisation.ToString()), ("@zh", founded.Name.Zh), ("@en", founded.Name.En),
            ("@region", founded.Region.ToString()), ("@level", (int)founded.Level), ("@parent", founded.Parent?.ToString()),
            ("@addressZh", founded.Address.Zh), ("@addressEn", founded.Address.En), ("@phone", founded.Phone),
            ("@hoursZh", founded.OpeningHours.Zh), ("@hoursEn", founded.OpeningHours.En));
        foreach (var department in founded.Departments)
            writer.Execute("""
                INSERT INTO directory_duty (jurisdiction, department, level, region, organisation)
                VALUES (@jurisdiction, @department, @level, @region, @organisation)
                """, ("@jurisdiction", jurisdiction), ("@department", department), ("@level", (int)founded.Level),
                ("@region", founded.Region.ToString()), ("@organisation", founded.Organisation.ToString()));
    }
}
