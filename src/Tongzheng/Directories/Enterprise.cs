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

    public static Enterprise? Find(Journal journal, JurisdictionId jurisdiction, CreditCode code) =>
        Read(journal, $"SELECT {Columns} FROM directory_enterprise WHERE jurisdiction = @jurisdiction AND credit_code = @key", jurisdiction, code.ToString()).SingleOrDefault();

    public static Enterprise? Find(Journal journal, JurisdictionId jurisdiction, EnterpriseId enterprise) =>
        Read(journal, $"SELECT {Columns} FROM directory_enterprise WHERE jurisdiction = @jurisdiction AND enterprise = @key", jurisdiction, enterprise.ToString()).SingleOrDefault();

    /// <summary>The firms a person may act for as legal representative.</summary>
    public static IReadOnlyList<Enterprise> RepresentedBy(Journal journal, JurisdictionId jurisdiction, PersonId person) =>
        Read(journal, $"SELECT {Columns} FROM directory_enterprise WHERE jurisdiction = @jurisdiction AND legal_representative = @key ORDER BY enterprise", jurisdiction, person.ToString());

    static List<Enterprise> Read(Journal journal, string sql, JurisdictionId jurisdiction, string key) => journal.Query(sql, row => new Enterprise(
        EnterpriseId.Parse(row.Text(0)), CreditCode.Parse(row.Text(1)), row.Text(2), new Text(row.Text(3), row.IsNull(4) ? null : row.Text(4)), PersonId.Parse(row.Text(5)),
        RegionCode.Parse(row.Text(6)), row.Text(7), DateOnly.ParseExact(row.Text(8), "yyyy-MM-dd"),
        row.IsNull(9) ? null : new Money(row.Integer(9)), row.Text(10)), ("@jurisdiction", jurisdiction.ToString()), ("@key", key));
}
