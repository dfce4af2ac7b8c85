using Dapper;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Matters.Importing;

/// <summary>The items of imported lists, to be searched and read beside the catalogue's own.</summary>
public sealed class ImportedTable : ReadModel
{
    public override string Name => "imported-lists";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["imported_matter"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE imported_matter (
            jurisdiction text NOT NULL, source text NOT NULL, number integer NOT NULL, id text NOT NULL, name text NOT NULL, item_type text NOT NULL,
            department text NOT NULL, office text NOT NULL, note text NOT NULL, address text, problems integer NOT NULL,
            PRIMARY KEY (jurisdiction, source, number));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        if (Facts.Read(fact) is not ListImported list) return;
        writer.Execute("DELETE FROM imported_matter WHERE jurisdiction = @jurisdiction AND source = @source",
            ("@jurisdiction", fact.Jurisdiction), ("@source", list.Source));
        foreach (var row in list.Rows)
            writer.Execute("""
                INSERT INTO imported_matter (jurisdiction, source, number, id, name, item_type, department, office, note, address, problems)
                VALUES (@jurisdiction, @source, @number, @id, @name, @type, @department, @office, @note, @address, @problems)
                """,
                ("@jurisdiction", fact.Jurisdiction), ("@source", list.Source), ("@number", row.Number), ("@id", row.Id), ("@name", row.Name), ("@type", row.ItemType),
                ("@department", row.Department), ("@office", row.Office), ("@note", row.Note), ("@address", row.Address), ("@problems", row.Problems.Count));
    }

    /// <summary>Every imported matter of a jurisdiction, list by list.</summary>
    public static async Task<IReadOnlyList<Matter>> All(Journal journal, JurisdictionId jurisdiction, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string Id, string Name, string Type, string Department, string Office, string Note, string? Address)>(new CommandDefinition("""
            SELECT id, name, item_type, department, office, note, address FROM imported_matter
            WHERE jurisdiction = @jurisdiction ORDER BY source, number
            """, new { jurisdiction = jurisdiction.ToString() }, cancellationToken: stop));
        return [.. rows.Select(row => new Matter
        {
            Id = row.Id,
            Slug = row.Id,
            Name = row.Name,
            ItemType = row.Type,
            Department = row.Department,
            Office = row.Office,
            Note = row.Note,
            SourceAddress = row.Address,
        })];
    }
}
