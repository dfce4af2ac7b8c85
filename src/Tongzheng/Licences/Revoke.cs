using Dapper;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Store;

namespace Tongzheng.Licences;

/// <summary>Performs <c>licence.revoke</c>: what the case gave is withdrawn, on the ground in the input of that name.</summary>
public sealed class Revoke(Journal journal)
{
    public Performed Perform(Call call)
    {
        using var connection = journal.OpenRead();
        var given = connection.Query<string>("SELECT licence FROM licence WHERE jurisdiction = @jurisdiction AND case_id = @id AND revoked_on IS NULL ORDER BY licence",
            new { jurisdiction = call.Case.Jurisdiction, id = call.Case.Id }).ToList();
        var ground = call.Service.Inputs.Get("ground").AsString ?? "";
        return new Performed(new FeelContext(), [.. given.Select(licence =>
            Facts.To("licence/" + licence, StreamAppend.Any, new LicenceRevoked { Licence = licence, Ground = ground, On = call.Act.Today }))]);
    }
}
