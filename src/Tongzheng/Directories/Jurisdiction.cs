using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>A government whose journal this node keeps.</summary>
public sealed record Jurisdiction(JurisdictionId Id, Text Name)
{
    /// <summary>The government, or null where this node does not keep its journal.</summary>
    public static async Task<Jurisdiction?> Find(Journal journal, JurisdictionId jurisdiction, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string Zh, string? En)>(new CommandDefinition(
            "SELECT name_zh, name_en FROM directory_jurisdiction WHERE jurisdiction = @jurisdiction",
            new { jurisdiction = jurisdiction.ToString() }, cancellationToken: stop));
        return rows.Select(row => new Jurisdiction(jurisdiction, new Text(row.Zh, row.En))).SingleOrDefault();
    }

    /// <summary>The governments this node keeps, asked one by one, the state first.</summary>
    public static async Task<IReadOnlyList<Jurisdiction>> All(Journal journal, CancellationToken stop = default)
    {
        var found = new List<Jurisdiction>();
        foreach (var id in (await journal.Jurisdictions(stop)).Select(JurisdictionId.Parse).Order())
            if (await Find(journal, id, stop) is { } jurisdiction)
                found.Add(jurisdiction);
        return found;
    }

    /// <summary>
    /// The government that performs a matter of a level for a place: the province, city or county the place lies in. A county
    /// directly under a province does the city's part itself; below the county it is the county.
    /// </summary>
    public static JurisdictionId For(RegionCode place, RegionLevel level)
    {
        for (RegionCode? here = place.SixDigits; here is { } candidate; here = candidate.Parent)
            if (candidate.Level <= level)
                return Sinks(place.SixDigits, candidate, level) ? JurisdictionId.Of(place) : JurisdictionId.Of(candidate);
        return JurisdictionId.State;
    }

    // 599001 → the province, though a city was wanted: there is no city between, so the county itself acts.
    static bool Sinks(RegionCode county, RegionCode candidate, RegionLevel level) =>
        level == RegionLevel.City && candidate.Level == RegionLevel.Province && county.Level == RegionLevel.County;
}
