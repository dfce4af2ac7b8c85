using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Directories.ReadModels;

/// <summary>Firms, individual businesses and cooperatives. What the register publishes; people stand in it by id only.</summary>
public sealed class EnterpriseModel : ReadModel
{
    public override string Name => "directory.enterprises";

    public override int Version => 1;

    public override IReadOnlyList<string> Tables => ["directory_enterprise"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE directory_enterprise (
            jurisdiction text NOT NULL, enterprise text NOT NULL, credit_code text NOT NULL, name text NOT NULL, kind_zh text NOT NULL, kind_en text,
            legal_representative text NOT NULL, region text NOT NULL, address text NOT NULL, established_on text NOT NULL, capital_fen bigint, scope text NOT NULL,
            PRIMARY KEY (jurisdiction, enterprise));
        CREATE UNIQUE INDEX directory_enterprise_by_code ON directory_enterprise (jurisdiction, credit_code);
        CREATE INDEX directory_enterprise_by_representative ON directory_enterprise (jurisdiction, legal_representative);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        if (Facts.Read(fact) is not EnterpriseRegistered registered)
            return;
        writer.Execute("""
            INSERT INTO directory_enterprise (jurisdiction, enterprise, credit_code, name, kind_zh, kind_en,
                legal_representative, region, address, established_on, capital_fen, scope)
            VALUES (@jurisdiction, @enterprise, @code, @name, @kindZh, @kindEn,
                @representative, @region, @address, @established, @capital, @scope)
            """, ("@jurisdiction", fact.Jurisdiction), ("@enterprise", registered.Enterprise.ToString()), ("@code", registered.CreditCode.ToString()),
            ("@name", registered.Name), ("@kindZh", registered.EnterpriseKind.Zh), ("@kindEn", registered.EnterpriseKind.En),
            ("@representative", registered.LegalRepresentative.ToString()), ("@region", registered.Region.ToString()), ("@address", registered.Address),
            ("@established", registered.EstablishedOn), ("@capital", registered.Capital?.Fen), ("@scope", registered.Scope));
    }
}
