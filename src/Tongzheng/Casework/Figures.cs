using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>One step of one matter at some offices: what waits there now, and what was done in a period.</summary>
public sealed record StepFigures(string Matter, string Element, long Waiting, long Late, TimeSpread Times)
{
    public long Done => Times.Count;
    public double? LateShare => Done == 0 ? null : (double)Late / Done;
}

/// <summary>Open tasks of one post, and how many of them are past their day.</summary>
public sealed record PostLoad(string Organisation, string Post, long Open, long Overdue, long DueSoon);

/// <summary>Open tasks that one officer has taken or was given; null: that nobody has.</summary>
public sealed record OfficerLoad(string? Officer, long Open, long Overdue, long DueSoon);

/// <summary>What a leader reads of the work of their offices. Each is a fixed number of statements, over kept histograms and counts, and over what is open now.</summary>
public sealed class Figures(Journal journal)
{
    /// <summary>Open tasks by post, the fullest first.</summary>
    public IReadOnlyList<PostLoad> Posts(JurisdictionId jurisdiction, IReadOnlyCollection<string> organisations, DateOnly today)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<(string Organisation, string Post, long Open, long Overdue, long Soon)>(journal.Dialect.In("""
            SELECT organisation, post, CAST(SUM(tasks) AS bigint), CAST(SUM(CASE WHEN due < @today THEN tasks ELSE 0 END) AS bigint), CAST(SUM(CASE WHEN due >= @today AND soon_from <= @today THEN tasks ELSE 0 END) AS bigint)
            FROM task_count WHERE jurisdiction = @jurisdiction AND organisation IN @organisations AND post <> 'applicant'
            GROUP BY organisation, post ORDER BY SUM(tasks) DESC, organisation, post
            """), new { jurisdiction = jurisdiction.ToString(), organisations = organisations.ToArray(), today = Day(today) })
            .Select(row => new PostLoad(row.Organisation, row.Post, row.Open, row.Overdue, row.Soon))];
    }

    /// <summary>Open tasks by the officer who has them, the fullest first; null for those nobody has taken.</summary>
    public IReadOnlyList<OfficerLoad> Officers(JurisdictionId jurisdiction, IReadOnlyCollection<string> organisations, DateOnly today)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<(string? Officer, long Open, long Overdue, long Soon)>(journal.Dialect.In("""
            SELECT NULLIF(assignee, '') AS officer, CAST(SUM(tasks) AS bigint), CAST(SUM(CASE WHEN due < @today THEN tasks ELSE 0 END) AS bigint), CAST(SUM(CASE WHEN due >= @today AND soon_from <= @today THEN tasks ELSE 0 END) AS bigint)
            FROM task_count WHERE jurisdiction = @jurisdiction AND organisation IN @organisations AND post <> 'applicant'
            GROUP BY assignee ORDER BY SUM(tasks) DESC, task_count.assignee
            """), new { jurisdiction = jurisdiction.ToString(), organisations = organisations.ToArray(), today = Day(today) })
            .Select(row => new OfficerLoad(row.Officer, row.Open, row.Overdue, row.Soon))];
    }

    /// <summary>Steps of one matter, or of all that the offices handle, with the times of tasks that ended from a month on.</summary>
    public IReadOnlyList<StepFigures> Steps(JurisdictionId jurisdiction, IReadOnlyCollection<string> offices, string? matter, DateOnly from)
    {
        using var connection = journal.OpenRead();
        var asked = new { jurisdiction = jurisdiction.ToString(), offices = offices.ToArray(), matter, from = from.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) };
        var waiting = connection.Query<(string Matter, string Element, long Tasks)>(journal.Dialect.In("""
            SELECT matter, element, CAST(SUM(tasks) AS bigint) FROM step_count
            WHERE jurisdiction = @jurisdiction AND office IN @offices AND (@matter IS NULL OR matter = @matter)
            GROUP BY matter, element
            """), asked).ToDictionary(row => (row.Matter, row.Element), row => row.Tasks);
        var times = connection.Query<(string Matter, string Element, long Bucket, long Tasks, long Late)>(journal.Dialect.In("""
            SELECT matter, element, bucket, CAST(SUM(tasks) AS bigint), CAST(SUM(late) AS bigint) FROM step_time
            WHERE jurisdiction = @jurisdiction AND office IN @offices AND (@matter IS NULL OR matter = @matter) AND month >= @from
            GROUP BY matter, element, bucket
            """), asked).ToLookup(row => (row.Matter, row.Element));
        return [.. waiting.Keys.Union(times.Select(group => group.Key)).Order().Select(step => new StepFigures(step.Item1, step.Item2, waiting.GetValueOrDefault(step),
            times[step].Sum(row => row.Late), new TimeSpread(times[step].ToDictionary(row => row.Bucket, row => row.Tasks))))
            .Where(step => step.Waiting > 0 || step.Done > 0)];
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
