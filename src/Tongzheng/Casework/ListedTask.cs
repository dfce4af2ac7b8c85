using System.Globalization;
using Tongzheng.Journals.Store;

namespace Tongzheng.Casework;

/// <summary>A row of the open tasks, as far as it is counted.</summary>
/// <param name="Assignee">Empty while anybody of the post may take it.</param>
/// <param name="Office">Who handles the case, also where another does the step.</param>
sealed record ListedTask(
    string Organisation, string Post, string Assignee, string Due, string SoonFrom, bool IsStopped, string Office, string Matter, string Element, string OpenedAt)
{
    public const string Columns = "organisation, post, coalesce(assignee, ''), due, soon_from, stopped, office, matter, element, opened_at";

    /// <summary>Sorts behind every date: a task without a due date stands at the end of the list.</summary>
    public static readonly string NoDay = Day(DateOnly.MaxValue);

    public static ListedTask Of(Row row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Integer(5) != 0, row.Text(6), row.Text(7), row.Text(8), row.Text(9));

    /// <summary>The row of a step's task, from what is known of its case; null where that does not say all of it.</summary>
    public static ListedTask? Of(Case known, long number)
    {
        if (known.Tasks.FirstOrDefault(open => open.Task == number) is not { } task || task is { Due: null, FollowsClock: false }) return null;
        for (var i = known.History.Count - 1; i >= 0; i--)
            if (known.History[i] is { Fact: CaseAdvanced moved } happening && moved.Opened.Any(opened => opened.Task == number))
                return new ListedTask(task.Organisation, task.Post, task.Assignee ?? "", Day(task.Due), Day(task.SoonFrom), task.FollowsClock && known.Clock.IsStopped,
                    known.OfficeOnRecord, known.Opened.Matter, task.Element, Writer.Instant(happening.At));
        return null;
    }

    public static string Day(DateOnly? day) => day is { } known ? Day(known) : NoDay;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
