using Dapper;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Desk;

/// <summary>An officer kept a filter of the worklist under a name (stream desk/{officer}); the same name again takes its place.</summary>
[Kind("desk.view-saved")]
public sealed record ViewSaved : Fact
{
    public required string Officer { get; init; }
    public required string Name { get; init; }

    /// <summary>The query of the worklist's address, with its question mark. It never holds searched text, which may name a person.</summary>
    public required string Query { get; init; }
}

/// <summary>An officer needs a saved view no longer.</summary>
[Kind("desk.view-dropped")]
public sealed record ViewDropped : Fact
{
    public required string Officer { get; init; }
    public required string Name { get; init; }
}

/// <summary>Saved views by officer.</summary>
public sealed class SavedViewTable : ReadModel
{
    public override string Name => "desk.views";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["desk_view"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE desk_view (
            jurisdiction text NOT NULL, officer text NOT NULL, name text NOT NULL, query text NOT NULL,
            PRIMARY KEY (jurisdiction, officer, name));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case ViewSaved saved:
                writer.Execute("""
                    INSERT INTO desk_view (jurisdiction, officer, name, query) VALUES (@jurisdiction, @officer, @name, @query)
                    ON CONFLICT (jurisdiction, officer, name) DO UPDATE SET query = excluded.query
                    """, ("@jurisdiction", fact.Jurisdiction), ("@officer", saved.Officer), ("@name", saved.Name), ("@query", saved.Query));
                break;
            case ViewDropped dropped:
                writer.Execute("DELETE FROM desk_view WHERE jurisdiction = @jurisdiction AND officer = @officer AND name = @name",
                    ("@jurisdiction", fact.Jurisdiction), ("@officer", dropped.Officer), ("@name", dropped.Name));
                break;
        }
    }
}

/// <summary>Reads an officer's views.</summary>
public sealed class SavedViews(Journal journal)
{
    public sealed record Line(string Name, string Query);

    public IReadOnlyList<Line> Of(JurisdictionId jurisdiction, string officer)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<Line>("""
            SELECT name AS Name, query AS Query FROM desk_view WHERE jurisdiction = @jurisdiction AND officer = @officer ORDER BY name
            """, new { jurisdiction = jurisdiction.ToString(), officer })];
    }
}
