using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Modelling;

/// <summary>The drafts there are: one row for each matter that ever had one, about its last.</summary>
public sealed class MatterDraftTable : ReadModel
{
    public override string Name => "matter-drafts";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["matter_draft"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE matter_draft (
            jurisdiction text NOT NULL, slug text NOT NULL, name text NOT NULL, name_en text, state text NOT NULL, base text,
            opened_by text NOT NULL, opened_at text NOT NULL, changed_by text NOT NULL, changed_at text NOT NULL, first_version bigint NOT NULL,
            PRIMARY KEY (jurisdiction, slug));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case DraftOpened opened:
                writer.Execute("""
                    INSERT INTO matter_draft (jurisdiction, slug, name, name_en, state, base, opened_by, opened_at, changed_by, changed_at, first_version)
                    VALUES (@jurisdiction, @slug, @name, @en, @state, @base, @by, @at, @by, @at, @version)
                    ON CONFLICT (jurisdiction, slug) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, state = excluded.state, base = excluded.base, opened_by = excluded.opened_by,
                        opened_at = excluded.opened_at, changed_by = excluded.changed_by, changed_at = excluded.changed_at, first_version = excluded.first_version
                    """,
                    ("@jurisdiction", fact.Jurisdiction), ("@slug", opened.Slug), ("@name", opened.Name.Zh), ("@en", opened.Name.En), ("@state", nameof(DraftState.Editing)), ("@base", opened.Base),
                    ("@by", opened.By), ("@at", fact.Time), ("@version", fact.Version));
                break;
            case FileSaved saved: Now(saved.Slug, DraftState.Editing, saved.By); break;
            case DraftProposed proposed: Now(proposed.Slug, DraftState.Proposed, proposed.By); break;
            case DraftSentBack back: Now(back.Slug, DraftState.Editing, back.By); break;
            case DraftPublished published: Now(published.Slug, DraftState.Closed, published.By); break;
            case DraftDiscarded discarded: Now(discarded.Slug, DraftState.Closed, discarded.By); break;
        }

        void Now(string slug, DraftState state, string by) => writer.Execute("""
            UPDATE matter_draft SET state = @state, changed_by = @by, changed_at = @at WHERE jurisdiction = @jurisdiction AND slug = @slug
            """, ("@jurisdiction", fact.Jurisdiction), ("@slug", slug), ("@state", state.ToString()), ("@by", by), ("@at", fact.Time));
    }
}
