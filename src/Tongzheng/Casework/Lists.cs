using Dapper;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>A case in a list.</summary>
public sealed record CaseLine
{
    public required string Jurisdiction { get; init; }
    public required string Case { get; init; }
    public required string Number { get; init; }
    public required string Matter { get; init; }
    public required string Status { get; init; }
    public required string OpenedAt { get; init; }
    public required string MovedAt { get; init; }
    public string? Due { get; init; }
    public bool DueIsProvisional { get; init; }
    public string? Outcome { get; init; }
}

/// <summary>An open task in an officer's list.</summary>
public sealed record TaskLine
{
    public required string Case { get; init; }
    public required long Task { get; init; }
    public required string Element { get; init; }
    public required string Name { get; init; }
    public required string Matter { get; init; }
    public required string Number { get; init; }
    public required string Post { get; init; }
    public required string Organisation { get; init; }
    public required string OpenedAt { get; init; }
    public required string Due { get; init; }
    public bool DueIsProvisional { get; init; }
}

/// <summary>What people and officers list. Each is one statement, however many matters, posts or jurisdictions there are.</summary>
public sealed class Lists(Journal journal, Hosted hosted)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 20;

    /// <summary>The cases of a person and of those they applied for, newest first. <paramref name="before"/>: the last id of the page before.</summary>
    public IReadOnlyList<CaseLine> Mine(IReadOnlyCollection<string> parties, PersonId applicant, string? before, int size = PageSize)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<CaseLine>("""
            SELECT jurisdiction AS Jurisdiction, case_id AS "Case", number AS Number, matter AS Matter, status AS Status, opened_at AS OpenedAt,
                   moved_at AS MovedAt, due AS Due, due_provisional AS DueIsProvisional, outcome AS Outcome
            FROM case_index
            WHERE jurisdiction IN @hosted AND (party IN @parties OR applicant = @applicant) AND case_id < @before
            ORDER BY case_id DESC LIMIT @size
            """, new { hosted = hosted.Jurisdictions, parties, applicant = applicant.ToString(), before = before ?? "~", size })];
    }

    /// <summary>The open tasks of an officer's posts, the most urgent first. <paramref name="after"/>: due date and id where the page before ended.</summary>
    public IReadOnlyList<TaskLine> Work(JurisdictionId jurisdiction, IReadOnlyList<PostId> posts, string? matter, string? search, (string Due, string Case)? after, int size = PageSize)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<TaskLine>("""
            SELECT case_id AS "Case", task AS Task, element AS Element, name AS Name, matter AS Matter, number AS Number, post AS Post,
                   organisation AS Organisation, opened_at AS OpenedAt, due AS Due, due_provisional AS DueIsProvisional
            FROM case_task
            WHERE jurisdiction = @jurisdiction AND organisation IN @organisations AND post IN @roles
              AND (@matter IS NULL OR matter = @matter) AND (@number IS NULL OR number LIKE @number)
              AND (due, case_id) > (@due, @case)
            ORDER BY due, case_id, task LIMIT @size
            """, new
        {
            jurisdiction = jurisdiction.ToString(),
            organisations = posts.Select(post => post.Organisation.ToString()).Distinct(),
            roles = posts.Select(post => post.Role.ToString()).Distinct(),
            matter,
            number = search is { Length: > 0 } ? "%" + search.Replace("%", "") + "%" : null,
            due = after?.Due ?? "",
            @case = after?.Case ?? "",
            size,
        }).Where(line => posts.Any(post => post.Organisation.ToString() == line.Organisation && post.Role.ToString() == line.Post))];
    }

    /// <summary>Counters kept with every step, not counted: how many cases an office has in each status.</summary>
    public IReadOnlyDictionary<string, long> Counts(JurisdictionId jurisdiction, IReadOnlyList<PostId> posts)
    {
        using var connection = journal.OpenRead();
        return connection.Query<(string Status, long Cases)>("""
            SELECT status, SUM(cases) FROM case_count WHERE jurisdiction = @jurisdiction AND organisation IN @organisations GROUP BY status
            """, new { jurisdiction = jurisdiction.ToString(), organisations = posts.Select(post => post.Organisation.ToString()).Distinct() })
            .ToDictionary(row => row.Status, row => row.Cases);
    }
}
