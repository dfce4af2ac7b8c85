using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>A firm, individual business or cooperative as the register publishes it.</summary>
public sealed record Enterprise(
    EnterpriseId Id, CreditCode CreditCode, string Name, Text Kind, PersonId LegalRepresentative, RegionCode Region, string Address,
    DateOnly EstablishedOn, Money? Capital, string Scope)
{
    const string Columns = """
        enterprise, credit_code, name, kind_zh, kind_en, legal_representative, region, address, established_on, capital_fen, scope
        """;

    public static string StreamOf(EnterpriseId enterprise) => $"enterprise/{enterprise}";

    public static async Task<Enterprise?> Find(Journal journal, JurisdictionId jurisdiction, CreditCode code, CancellationToken stop = default) =>
        (await Query(journal, $"SELECT {Columns} FROM directory_enterprise WHERE jurisdiction = @jurisdiction AND credit_code = @key",
            jurisdiction, code.ToString(), stop)).SingleOrDefault();

    public static async Task<Enterprise?> Find(Journal journal, JurisdictionId jurisdiction, EnterpriseId enterprise, CancellationToken stop = default) =>
        (await Query(journal, $"SELECT {Columns} FROM directory_enterprise WHERE jurisdiction = @jurisdiction AND enterprise = @key",
            jurisdiction, enterprise.ToString(), stop)).SingleOrDefault();

    /// <summary>The firms a person may act for as legal representative.</summary>
    public static Task<IReadOnlyList<Enterprise>> RepresentedBy(Journal journal, JurisdictionId jurisdiction, PersonId person, CancellationToken stop = default) =>
        Query(journal, $"SELECT {Columns} FROM directory_enterprise WHERE jurisdiction = @jurisdiction AND legal_representative = @key ORDER BY enterprise",
            jurisdiction, person.ToString(), stop);

    static async Task<IReadOnlyList<Enterprise>> Query(Journal journal, string sql, JurisdictionId jurisdiction, string key, CancellationToken stop)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { jurisdiction = jurisdiction.ToString(), key }, cancellationToken: stop));
        return [.. rows.Select(row => row.ToEnterprise())];
    }

    sealed class Row
    {
        public required string Enterprise { get; init; }
        public required string Credit_Code { get; init; }
        public required string Name { get; init; }
        public required string Kind_Zh { get; init; }
        public string? Kind_En { get; init; }
        public required string Legal_Representative { get; init; }
        public required string Region { get; init; }
        public required string Address { get; init; }
        public required string Established_On { get; init; }
        public long? Capital_Fen { get; init; }
        public required string Scope { get; init; }

        public Enterprise ToEnterprise() => new(
            EnterpriseId.Parse(Enterprise), Kernel.CreditCode.Parse(Credit_Code), Name, new Text(Kind_Zh, Kind_En), PersonId.Parse(Legal_Representative),
            RegionCode.Parse(Region), Address, DateOnly.ParseExact(Established_On, "yyyy-MM-dd"),
            Capital_Fen is { } fen ? new Money(fen) : null, Scope);
    }
}
