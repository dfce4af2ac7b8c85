using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>Somebody in government, with the posts held in one jurisdiction.</summary>
public sealed record Officer(OfficerId Id, string Name, IReadOnlyList<PostId> Posts)
{
    public bool Holds(PostId post) => Posts.Contains(post);

    public static string StreamOf(OfficerId officer) => $"officer/{officer}";

    /// <summary>The officer and the posts; null for somebody who holds none here.</summary>
    public static async Task<Officer?> Find(Journal journal, JurisdictionId jurisdiction, OfficerId officer, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string, string, string, string)>(new CommandDefinition("""
            SELECT officer, name, organisation, role FROM directory_appointment
            WHERE jurisdiction = @jurisdiction AND officer = @officer ORDER BY organisation, role
            """, new { jurisdiction = jurisdiction.ToString(), officer = officer.ToString() }, cancellationToken: stop));
        return Gathered(rows).SingleOrDefault();
    }

    /// <summary>Those who hold a post of an organisation, by name.</summary>
    public static async Task<IReadOnlyList<Officer>> Of(Journal journal, JurisdictionId jurisdiction, CreditCode organisation, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        var rows = await connection.QueryAsync<(string, string, string, string)>(new CommandDefinition("""
            SELECT officer, name, organisation, role FROM directory_appointment
            WHERE jurisdiction = @jurisdiction AND organisation = @organisation ORDER BY officer, role
            """, new { jurisdiction = jurisdiction.ToString(), organisation = organisation.ToString() }, cancellationToken: stop));
        return [.. Gathered(rows)];
    }

    static IEnumerable<Officer> Gathered(IEnumerable<(string Officer, string Name, string Organisation, string Role)> rows) => rows
        .GroupBy(row => (row.Officer, row.Name))
        .Select(held => new Officer(OfficerId.Parse(held.Key.Officer), held.Key.Name,
            [.. held.Select(row => new PostId(CreditCode.Parse(row.Organisation), Role.Parse(row.Role)))]));
}
