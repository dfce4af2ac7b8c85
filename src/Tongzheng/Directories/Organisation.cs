using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>A body of government, or one it entrusts, in one jurisdiction.</summary>
public sealed record Organisation(
    CreditCode Code, JurisdictionId Jurisdiction, Text Name, RegionCode Region, RegionLevel Level, CreditCode? Parent,
    Text Address, string Phone, Text OpeningHours, bool IsDissolved, CreditCode? Successor)
{
    const string Columns = """
        o.organisation, o.jurisdiction, o.name_zh, o.name_en, o.region, o.level, o.parent,
        o.address_zh, o.address_en, o.phone, o.hours_zh, o.hours_en, o.dissolved, o.successor
        """;

    /// <summary>The body with this code, dissolved or not.</summary>
    public static async Task<Organisation?> Find(Journal journal, JurisdictionId jurisdiction, CreditCode code, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"""
            SELECT {Columns} FROM directory_organisation o WHERE o.jurisdiction = @jurisdiction AND o.organisation = @organisation
            """, new { jurisdiction = jurisdiction.ToString(), organisation = code.ToString() }, cancellationToken: stop));
        return row?.ToOrganisation();
    }

    /// <summary>The bodies of a jurisdiction that exist, from the highest level down.</summary>
    public static async Task<IReadOnlyList<Organisation>> All(Journal journal, JurisdictionId jurisdiction, CancellationToken stop = default) =>
        [.. (await Ever(journal, jurisdiction, stop)).Where(body => !body.IsDissolved)];

    /// <summary>Those that exist and those that were dissolved, from the highest level down.</summary>
    public static async Task<IReadOnlyList<Organisation>> Ever(Journal journal, JurisdictionId jurisdiction, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            SELECT {Columns} FROM directory_organisation o
            WHERE o.jurisdiction = @jurisdiction ORDER BY o.level, o.region, o.organisation
            """, new { jurisdiction = jurisdiction.ToString() }, cancellationToken: stop));
        return [.. rows.Select(row => row.ToOrganisation())];
    }

    /// <summary>The departments, as matters name them, whose work a body does.</summary>
    public static async Task<IReadOnlyList<string>> DepartmentsOf(Journal journal, JurisdictionId jurisdiction, CreditCode code, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        return [.. await connection.QueryAsync<string>(new CommandDefinition("""
            SELECT DISTINCT department FROM directory_duty WHERE jurisdiction = @jurisdiction AND organisation = @organisation ORDER BY department
            """, new { jurisdiction = jurisdiction.ToString(), organisation = code.ToString() }, cancellationToken: stop))];
    }

    /// <summary>The departments whose work each body of a jurisdiction does.</summary>
    public static async Task<ILookup<CreditCode, string>> Departments(Journal journal, JurisdictionId jurisdiction, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string Organisation, string Department)>(new CommandDefinition("""
            SELECT DISTINCT organisation, department FROM directory_duty WHERE jurisdiction = @jurisdiction ORDER BY organisation, department
            """, new { jurisdiction = jurisdiction.ToString() }, cancellationToken: stop));
        return rows.ToLookup(row => CreditCode.Parse(row.Organisation), row => row.Department);
    }

    /// <summary>
    /// The bodies that perform the matters of a department (as the matter names it) for a place: those of the wanted level
    /// at the place or nearest above it, else those of the level the jurisdiction has. Empty where nobody does.
    /// </summary>
    /// <param name="journal">Where to look.</param>
    /// <param name="jurisdiction">Whose bodies.</param>
    /// <param name="department">As in the matter's <c>department</c>.</param>
    /// <param name="level">The exercising level (行使层级) of the matter.</param>
    /// <param name="place">Where the party lives or does business.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<IReadOnlyList<Organisation>> Responsible(
        Journal journal, JurisdictionId jurisdiction, string department, RegionLevel level, RegionCode place, CancellationToken stop = default) =>
        Nearest(await Able(journal, jurisdiction, department, stop), level, place);

    /// <summary>The bodies that exist and do a department's work, anywhere in the jurisdiction.</summary>
    public static async Task<IReadOnlyList<Organisation>> Able(Journal journal, JurisdictionId jurisdiction, string department, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            SELECT {Columns} FROM directory_duty d
            JOIN directory_organisation o ON o.jurisdiction = d.jurisdiction AND o.organisation = d.organisation
            WHERE d.jurisdiction = @jurisdiction AND d.department = @department AND o.dissolved = 0 ORDER BY o.organisation
            """, new { jurisdiction = jurisdiction.ToString(), department }, cancellationToken: stop));
        return [.. rows.Select(row => row.ToOrganisation())];
    }

    // A street may have no body of its own for a matter of its level; then its county's is responsible.
    internal static IReadOnlyList<Organisation> Nearest(IReadOnlyList<Organisation> able, RegionLevel level, RegionCode place) =>
        [.. able.Where(body => place.IsWithin(body.Region) && (body.Level <= level || body.Level <= body.Jurisdiction.Level))
            .GroupBy(body => body.Level).OrderByDescending(group => group.Key).FirstOrDefault() ?? Enumerable.Empty<Organisation>()];

    sealed class Row
    {
        public required string Organisation { get; init; }
        public required string Jurisdiction { get; init; }
        public required string Name_Zh { get; init; }
        public string? Name_En { get; init; }
        public required string Region { get; init; }
        public long Level { get; init; }
        public string? Parent { get; init; }
        public required string Address_Zh { get; init; }
        public string? Address_En { get; init; }
        public required string Phone { get; init; }
        public required string Hours_Zh { get; init; }
        public string? Hours_En { get; init; }
        public long Dissolved { get; init; }
        public string? Successor { get; init; }

        public Organisation ToOrganisation() => new(
            CreditCode.Parse(Organisation), JurisdictionId.Parse(Jurisdiction), new Text(Name_Zh, Name_En), RegionCode.Parse(Region), (RegionLevel)Level,
            Parent is null ? null : CreditCode.Parse(Parent), new Text(Address_Zh, Address_En), Phone, new Text(Hours_Zh, Hours_En),
            Dissolved != 0, Successor is null ? null : CreditCode.Parse(Successor));
    }
}
