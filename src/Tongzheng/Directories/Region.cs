using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>A place of a jurisdiction with its name and kind.</summary>
public sealed record Region(RegionCode Code, Text Name, Text Kind)
{
    /// <summary>The places of a jurisdiction, its own first, each before those inside it.</summary>
    public static async Task<IReadOnlyList<Region>> All(Journal journal, JurisdictionId jurisdiction, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string Region, string Zh, string? En, string KindZh, string? KindEn)>(new CommandDefinition("""
            SELECT region, name_zh, name_en, kind_zh, kind_en FROM directory_region
            WHERE jurisdiction = @jurisdiction ORDER BY region
            """, new { jurisdiction = jurisdiction.ToString() }, cancellationToken: stop));
        return [.. rows.Select(row => new Region(RegionCode.Parse(row.Region), new Text(row.Zh, row.En), new Text(row.KindZh, row.KindEn)))];
    }
}
