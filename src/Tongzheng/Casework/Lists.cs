using Dapper;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

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
    public required string SoonFrom { get; init; }
    public bool DueIsProvisional { get; init; }

    /// <summary>The officer who has it; null while anybody of the post may take it.</summary>
    public string? Assignee { get; init; }
    public bool Expedited { get; init; }

    /// <summary>The party asked for haste since the last step.</summary>
    public bool Urged { get; init; }

    /// <summary>The clock of its case stands still.</summary>
    public bool IsStopped { get; init; }

    public TaskKey Key => new(Due, Case, Task);

    /// <summary>The colour of the task's clock on a day. A task without a limit is green.</summary>
    public Light LightOn(DateOnly today)
    {
        if (IsStopped) return Light.Stopped;
        var day = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var order = string.CompareOrdinal(Due, day);
        return order < 0 ? Light.Overdue : order == 0 ? Light.Red : string.CompareOrdinal(SoonFrom, day) <= 0 ? Light.Yellow : Light.Green;
    }
}

/// <summary>Whose open tasks: those of the officer's posts that they may do; those they have taken or were given; all of their offices.</summary>
public enum Whose { Post, Mine, Office }

/// <summary>The officer who asks for a list, with their posts.</summary>
public sealed record Worker(JurisdictionId Jurisdiction, IReadOnlyList<PostId> Posts, string Who)
{
    public static Worker Of(Identity.Caller caller) => new(caller.Home, caller.Posts, caller.Who?.ToString() ?? "");
}

/// <summary>
/// What an officer narrows the list to; each may be left out. Searched is a part of a case number, words of a matter's
/// name, or who the party is: the beginning of a person's name, a part of an enterprise's, or the whole of a number.
/// </summary>
/// <param name="Post">Role of the post a task waits at.</param>
public sealed record WorkFilter(string? Matter = null, string? Searched = null, Light? Light = null, string? Post = null, string? Assignee = null)
{
    public bool IsSet => this != new WorkFilter();
}

/// <summary>Where a task stands in the list, the most urgent first.</summary>
public sealed record TaskKey(string Due, string Case, long Task);

/// <summary>What people and officers list. Each is one statement, however many matters, posts or jurisdictions there are.</summary>
public sealed class Lists(Journal journal, Hosted hosted, CitizenIndex index, Versions versions)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 20;

    /// <summary>Lines of a printed list: some ten sheets; who needs more narrows it first.</summary>
    public const int MostPrinted = 200;

    /// <summary>The cases of a person and of those they applied for, newest first. <paramref name="before"/>: the last id of the page before.</summary>
    public IReadOnlyList<CaseLine> Mine(IReadOnlyList<string> parties, PersonId applicant, string? before, int size = PageSize)
    {
        const string columns = "jurisdiction, case_id, number, matter, status, opened_at, due, due_provisional, outcome";
        // Each half is found by its own index, which stands in the order of the list.
        return journal.Read($"""
            SELECT {columns}
            FROM (SELECT {columns} FROM case_index
                  WHERE jurisdiction IN (SELECT jurisdiction FROM directory_jurisdiction) AND party IN @parties AND case_id < @before
                  UNION ALL
                  SELECT {columns} FROM case_index
                  WHERE jurisdiction IN (SELECT jurisdiction FROM directory_jurisdiction)
                    AND applicant = @applicant AND applicant <> party AND NOT party IN @parties AND case_id < @before) AS own
            ORDER BY case_id DESC LIMIT @size
            """,
            row => new CaseLine
            {
                Jurisdiction = row.Text(0),
                Case = row.Text(1),
                Number = row.Text(2),
                Matter = row.Text(3),
                Status = row.Text(4),
                OpenedAt = row.Text(5),
                Due = row.IsNull(6) ? null : row.Text(6),
                DueIsProvisional = row.Integer(7) != 0,
                Outcome = row.IsNull(8) ? null : row.Text(8),
            },
            ("@parties", parties), ("@applicant", applicant.ToString()), ("@before", before ?? "~"), ("@size", size));
    }

    // One statement each, so that the database may choose an index for it.
    static string Of(Whose whose, string isNobodys = "assignee IS NULL") => whose switch
    {
        Whose.Mine => "assignee = @who",
        Whose.Office => "organisation IN @organisations AND post <> 'applicant'",
        _ => $"organisation IN @organisations AND post IN @roles AND organisation || '/' || post IN @posts AND ({isNobodys} OR assignee = @who)",
    };

    // An officer finds by the party only what stands in the own list: the other conditions see to that.
    const string Matching = """
        (@matter IS NULL OR matter = @matter) AND (@number IS NULL OR number LIKE @number OR matter IN @matters
            OR party IN (SELECT person FROM directory_person WHERE jurisdiction IN @hosted AND (name LIKE @beginning OR number_digest = @digest))
            OR party IN (SELECT enterprise FROM directory_enterprise WHERE jurisdiction IN @hosted AND (name LIKE @number OR credit_code = @code)))
        """;

    /// <summary>
    /// Open tasks, the most urgent first. <paramref name="at"/>: the task where the page before ended, or with
    /// <paramref name="back"/> where the page after begins.
    /// </summary>
    public IReadOnlyList<TaskLine> Work(Worker worker, Whose whose, WorkFilter filter, DateOnly today, TaskKey? at = null, bool back = false, int size = PageSize)
    {
        using var connection = journal.OpenRead();
        var (beyond, order) = back ? ("<", "DESC") : (">", "ASC");
        var asked = Parameters(worker, filter, today);
        asked.AddDynamicParams(new
        {
            from = filter.Light switch { Light.Red => Iso(today), Light.Yellow or Light.Green => Iso(today.AddDays(1)), _ => "" },
            to = filter.Light switch { Light.Overdue => Iso(today.AddDays(-1)), Light.Red => Iso(today), _ => "9999-99-99" },
            stopped = filter.Light switch { null => (int?)null, Light.Stopped => 1, _ => 0 },
            soon = filter.Light switch { Light.Yellow => 1, Light.Green => 2, _ => 0 },
            role = filter.Post,
            assignee = filter.Assignee,
            due = at?.Due ?? "",
            @case = at?.Case ?? "",
            task = at?.Task ?? 0,
            size,
        });
        var lines = connection.Query<TaskLine>(journal.Dialect.In($"""
            SELECT case_id AS "Case", task AS Task, element AS Element, name AS Name, matter AS Matter, number AS Number, post AS Post, organisation AS Organisation,
                   opened_at AS OpenedAt, due AS Due, soon_from AS SoonFrom, due_provisional AS DueIsProvisional, assignee AS Assignee, expedited AS Expedited, urged AS Urged,
                   stopped AS IsStopped
            FROM case_task
            WHERE jurisdiction = @jurisdiction AND {Of(whose)} AND {Matching} AND (@role IS NULL OR post = @role) AND (@assignee IS NULL OR assignee = @assignee)
              AND (@stopped IS NULL OR stopped = @stopped) AND due >= @from AND due <= @to AND (@soon = 0 OR (@soon = 1 AND soon_from <= @today) OR (@soon = 2 AND soon_from > @today))
              AND (due, case_id, task) {beyond} (@due, @case, @task)
            ORDER BY due {order}, case_id {order}, task {order} LIMIT @size
            """), asked).ToList();
        if (back) lines.Reverse();
        return lines;
    }

    /// <summary>What leaders were told of and is still open, the latest first: due today, or over.</summary>
    public IReadOnlyList<TaskLine> Escalated(JurisdictionId jurisdiction, IReadOnlyList<PostId> posts, TaskKey? at = null, int size = PageSize)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<TaskLine>(journal.Dialect.In("""
            SELECT case_id AS "Case", task AS Task, element AS Element, name AS Name, matter AS Matter, number AS Number, post AS Post,
                   organisation AS Organisation, opened_at AS OpenedAt, due AS Due, soon_from AS SoonFrom, due_provisional AS DueIsProvisional,
                   stopped AS IsStopped
            FROM case_task
            WHERE jurisdiction = @jurisdiction AND escalated_to IN @posts AND (due, case_id, task) > (@due, @case, @task)
            ORDER BY due, case_id, task LIMIT @size
            """), new
        {
            jurisdiction = jurisdiction.ToString(),
            posts = posts.Select(post => post.ToString()).ToArray(),
            due = at?.Due ?? "",
            @case = at?.Case ?? "",
            task = at?.Task ?? 0,
            size,
        })];
    }

    /// <summary>How many open tasks stand at each light, of all that <see cref="Work"/> lists without a filter.</summary>
    public IReadOnlyDictionary<Light, int> Lights(Worker worker, Whose whose, DateOnly today)
    {
        // What somebody has taken is few; what waits at a post is kept as counts.
        var tasks = whose == Whose.Mine ? "COUNT(*) FROM case_task" : "CAST(SUM(tasks) AS bigint) FROM task_count";
        using var connection = journal.OpenRead();
        return connection.Query<(string Light, long Tasks)>(journal.Dialect.In($"""
            SELECT CASE WHEN stopped = 1 THEN 'Stopped' WHEN due < @today THEN 'Overdue' WHEN due = @today THEN 'Red' WHEN soon_from <= @today THEN 'Yellow' ELSE 'Green' END AS light, {tasks}
            WHERE jurisdiction = @jurisdiction AND {Of(whose, "assignee = ''")}
            GROUP BY 1
            """), Parameters(worker, new WorkFilter(), today)).ToDictionary(row => Enum.Parse<Light>(row.Light), row => (int)row.Tasks);
    }

    /// <summary>The cases of an officer's organisations in one status, newest first. <paramref name="before"/>: the last id of the page before.</summary>
    public IReadOnlyList<CaseLine> OfOffices(Worker worker, CaseStatus status, WorkFilter filter, string? before, int size = PageSize)
    {
        using var connection = journal.OpenRead();
        var asked = Parameters(worker, filter, DateOnly.MinValue);
        asked.AddDynamicParams(new { status = status.ToString(), before = before ?? "~", size });
        return [.. connection.Query<CaseLine>(journal.Dialect.In($"""
            SELECT jurisdiction AS Jurisdiction, case_id AS "Case", number AS Number, matter AS Matter, status AS Status, opened_at AS OpenedAt,
                   due AS Due, due_provisional AS DueIsProvisional, outcome AS Outcome
            FROM case_index
            WHERE jurisdiction = @jurisdiction AND organisation IN @organisations AND status = @status AND case_id < @before AND {Matching}
            ORDER BY case_id DESC LIMIT @size
            """), asked)];
    }

    /// <summary>Cases by id.</summary>
    public IReadOnlyList<CaseLine> ById(string jurisdiction, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0) return [];
        using var connection = journal.OpenRead();
        return [.. connection.Query<CaseLine>(journal.Dialect.In("""
            SELECT jurisdiction AS Jurisdiction, case_id AS "Case", number AS Number, matter AS Matter, status AS Status, opened_at AS OpenedAt,
                   due AS Due, due_provisional AS DueIsProvisional, outcome AS Outcome
            FROM case_index WHERE jurisdiction = @jurisdiction AND case_id IN @ids ORDER BY case_id
            """), new { jurisdiction, ids = ids.ToArray() })];
    }

    /// <summary>A party's cases at an officer's organisations, newest first.</summary>
    public IReadOnlyList<CaseLine> OfParty(Worker worker, string party, int size)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<CaseLine>(journal.Dialect.In("""
            SELECT jurisdiction AS Jurisdiction, case_id AS "Case", number AS Number, matter AS Matter, status AS Status, opened_at AS OpenedAt,
                   due AS Due, due_provisional AS DueIsProvisional, outcome AS Outcome
            FROM case_index WHERE jurisdiction = @jurisdiction AND party = @party AND organisation IN @organisations
            ORDER BY case_id DESC LIMIT @size
            """), new { jurisdiction = worker.Jurisdiction.ToString(), party, organisations = worker.Posts.Select(post => post.Organisation.ToString()).Distinct().ToArray(), size })];
    }

    DynamicParameters Parameters(Worker worker, WorkFilter filter, DateOnly today)
    {
        var text = filter.Searched?.Replace("%", "").Replace("_", "").Trim();
        if (text?.Length == 0) text = null;
        return new DynamicParameters(new
        {
            jurisdiction = worker.Jurisdiction.ToString(),
            who = worker.Who,
            organisations = worker.Posts.Select(post => post.Organisation.ToString()).Distinct().ToArray(),
            roles = worker.Posts.Select(post => post.Role.ToString()).Distinct().ToArray(),
            posts = worker.Posts.Select(post => post.ToString()).ToArray(),
            today = Iso(today),
            matter = filter.Matter,
            number = text is null ? null : $"%{text}%",
            beginning = text is null ? null : text + "%",
            digest = text is null ? null : index.Of(CitizenId.TryParse(text, out var citizen) ? citizen.ToString() : text),
            code = CreditCode.TryParse(text, out var code) ? code.ToString() : null,
            matters = text is null ? [] : versions.Catalogue.Matters.Where(matter => matter.Name.Zh.Contains(text, StringComparison.Ordinal)
                || matter.Name.En?.Contains(text, StringComparison.OrdinalIgnoreCase) == true).Select(matter => matter.Slug).ToArray(),
            hosted = hosted.Jurisdictions.ToArray(),
        });
    }

    /// <summary>Matters an officer's organisations have had cases of.</summary>
    public IReadOnlyList<string> MattersOf(JurisdictionId jurisdiction, IReadOnlyList<PostId> posts)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<string>(journal.Dialect.In("""
            SELECT DISTINCT matter FROM case_count WHERE jurisdiction = @jurisdiction AND organisation IN @organisations ORDER BY matter
            """), new { jurisdiction = jurisdiction.ToString(), organisations = posts.Select(post => post.Organisation.ToString()).Distinct().ToArray() })];
    }

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Counters kept with every step, not counted: how many cases an office has in each status.</summary>
    public IReadOnlyDictionary<string, long> Counts(JurisdictionId jurisdiction, IReadOnlyList<PostId> posts)
    {
        using var connection = journal.OpenRead();
        return connection.Query<(string Status, long Cases)>(journal.Dialect.In("""
            SELECT status, SUM(cases) FROM case_count WHERE jurisdiction = @jurisdiction AND organisation IN @organisations GROUP BY status
            """), new { jurisdiction = jurisdiction.ToString(), organisations = posts.Select(post => post.Organisation.ToString()).Distinct().ToArray() })
            .ToDictionary(row => row.Status, row => row.Cases);
    }
}
