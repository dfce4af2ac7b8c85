using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>A post with the name people know it by (受理岗 …).</summary>
public sealed record Post(PostId Id, Text Name)
{
    /// <summary>The posts of an organisation.</summary>
    public static async Task<IReadOnlyList<Post>> Of(Journal journal, JurisdictionId jurisdiction, CreditCode organisation, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string Role, string Zh, string? En)>(new CommandDefinition("""
            SELECT role, name_zh, name_en FROM directory_post
            WHERE jurisdiction = @jurisdiction AND organisation = @organisation ORDER BY role
            """, new { jurisdiction = jurisdiction.ToString(), organisation = organisation.ToString() }, cancellationToken: stop));
        return [.. rows.Select(row => new Post(new PostId(organisation, Role.Parse(row.Role)), new Text(row.Zh, row.En)))];
    }
}
