using System.Text.Json;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Matters;

/// <summary>Every version of every matter that ever went live, by hash; <c>from_folder</c> is where it was last published from the folder, 0 where it never was.</summary>
public sealed class VersionTable : ReadModel
{
    public override string Name => "matters";
    public override int Version => 2;
    public override IReadOnlyList<string> Tables => ["matter_version"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE matter_version (
            jurisdiction text NOT NULL, hash text NOT NULL, slug text NOT NULL, files text NOT NULL, published_at text NOT NULL, position bigint NOT NULL, from_folder bigint NOT NULL,
            PRIMARY KEY (jurisdiction, hash));
        CREATE INDEX matter_version_of ON matter_version (jurisdiction, slug, position);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        if (Facts.Read(fact) is not MatterPublished published) return;
        writer.Execute("""
            INSERT INTO matter_version (jurisdiction, hash, slug, files, published_at, position, from_folder)
            VALUES (@jurisdiction, @hash, @slug, @files, @at, @position, @folder)
            ON CONFLICT (jurisdiction, hash) DO UPDATE SET position = excluded.position, published_at = excluded.published_at,
                from_folder = CASE WHEN excluded.from_folder > matter_version.from_folder THEN excluded.from_folder ELSE matter_version.from_folder END
            """,
            ("@jurisdiction", fact.Jurisdiction), ("@hash", published.Hash), ("@slug", published.Slug),
            ("@files", JsonSerializer.Serialize(published.Files)), ("@at", fact.Time), ("@position", fact.Position),
            ("@folder", published.Source == MatterPublished.FromBrowser ? 0L : fact.Position));
    }
}
