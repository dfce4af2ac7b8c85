using Dapper;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Licences;

/// <summary>A licence as the record has it today.</summary>
public sealed record Licence(string Jurisdiction, LicenceIssued Issued, DateOnly? RevokedOn, string? RevokedGround)
{
    public bool IsValidOn(DateOnly day) => RevokedOn is null && (Issued.ValidUntil is null || day <= Issued.ValidUntil);
}

/// <summary>Finds licences: by holder, by id, and by identifier for anybody who checks one.</summary>
public sealed class Held(Journal journal, Hosted hosted)
{
    /// <summary>Licences on one page of the wallet.</summary>
    public const int MostListed = 100;

    public async Task<IReadOnlyList<Licence>> Of(IReadOnlyCollection<string> holders, CancellationToken stop)
    {
        List<(string Jurisdiction, string Licence)> rows;
        using (var connection = journal.OpenRead())
            rows = [.. connection.Query<(string, string)>(journal.Dialect.In("""
                SELECT jurisdiction, licence FROM licence WHERE jurisdiction IN @hosted AND holder IN @holders ORDER BY licence DESC LIMIT @most
                """), new { hosted = hosted.Jurisdictions.ToArray(), holders = holders.ToArray(), most = MostListed })];
        var found = new List<Licence>();
        foreach (var (jurisdiction, licence) in rows)
            if (await Find(jurisdiction, licence, stop) is { } held) found.Add(held);
        return found;
    }

    public async Task<Licence?> Find(string licence, CancellationToken stop)
    {
        using var connection = journal.OpenRead();
        var jurisdiction = connection.ExecuteScalar<string>(journal.Dialect.In("SELECT jurisdiction FROM licence WHERE jurisdiction IN @hosted AND licence = @licence"), new { hosted = hosted.Jurisdictions.ToArray(), licence });
        return jurisdiction is null ? null : await Find(jurisdiction, licence, stop);
    }

    public async Task<Licence?> FindByIdentifier(string identifier, CancellationToken stop)
    {
        using var connection = journal.OpenRead();
        var (jurisdiction, licence) = connection.QueryFirstOrDefault<(string?, string?)>(
            journal.Dialect.In("SELECT jurisdiction, licence FROM licence WHERE jurisdiction IN @hosted AND identifier = @identifier"), new { hosted = hosted.Jurisdictions.ToArray(), identifier });
        return jurisdiction is null || licence is null ? null : await Find(jurisdiction, licence, stop);
    }

    async Task<Licence?> Find(string jurisdiction, string licence, CancellationToken stop)
    {
        Licence? held = null;
        await foreach (var recorded in journal.ReadStream(jurisdiction, "licence/" + licence, stop: stop))
            held = Facts.Read(recorded) switch
            {
                LicenceIssued issued => new Licence(jurisdiction, issued, null, null),
                LicenceRevoked revoked => held is null ? null : held with { RevokedOn = revoked.On, RevokedGround = revoked.Ground },
                _ => held,
            };
        return held;
    }
}
