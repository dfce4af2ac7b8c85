using Tongzheng.Journals.Store;

namespace Tongzheng.Casework;

/// <summary>
/// How many open tasks wait at each post, by the day they are due: kept with every step, so that the lights of a desk are a
/// sum of days however many tasks there are. One for each fact; what comes and goes alike is not written. Part of
/// <see cref="CaseTables"/>.
/// </summary>
sealed class TaskCounts(string jurisdiction, Writer writer)
{
    public static readonly IReadOnlyList<string> Tables = ["task_count"];

    public static string Schema(Dialect dialect) => $"""

        CREATE TABLE task_count (
            jurisdiction text NOT NULL, organisation text NOT NULL, post text NOT NULL, assignee text NOT NULL, due text NOT NULL, soon_from text NOT NULL,
            stopped {dialect.Integer} NOT NULL, tasks {dialect.Integer} NOT NULL,
            PRIMARY KEY (jurisdiction, organisation, post, assignee, due, soon_from, stopped)){dialect.WithoutRowid};
        """;

    readonly List<(Kind Kind, int By)> changes = [];

    /// <summary>Tasks that are counted together.</summary>
    /// <param name="Assignee">Empty while anybody of the post may take it.</param>
    public readonly record struct Kind(string Organisation, string Post, string Assignee, string Due, string SoonFrom, bool IsStopped)
    {
        public const string Columns = "organisation, post, coalesce(assignee, ''), due, soon_from, stopped";

        /// <summary>Read from a row of tasks, from this column on.</summary>
        public static Kind Of(Row row, int at = 0) => new(row.Text(at), row.Text(at + 1), row.Text(at + 2), row.Text(at + 3), row.Text(at + 4), row.Integer(at + 5) != 0);
    }

    public void Add(Kind kind) => Change(kind, 1);

    public void Remove(Kind kind) => Change(kind, -1);

    void Change(Kind kind, int by)
    {
        var at = changes.FindIndex(change => change.Kind == kind);
        if (at < 0) changes.Add((kind, by));
        else changes[at] = (kind, changes[at].By + by);
    }

    /// <summary>Writes what has changed. A kind that nobody is of any more leaves no row.</summary>
    public void Write()
    {
        foreach (var (kind, by) in changes)
        {
            if (by == 0) continue;
            ReadOnlySpan<(string, object?)> key =
            [
                ("@jurisdiction", jurisdiction), ("@organisation", kind.Organisation), ("@post", kind.Post), ("@assignee", kind.Assignee),
                ("@due", kind.Due), ("@soon", kind.SoonFrom), ("@stopped", kind.IsStopped),
            ];
            const string count = """
                INSERT INTO task_count (jurisdiction, organisation, post, assignee, due, soon_from, stopped, tasks)
                VALUES (@jurisdiction, @organisation, @post, @assignee, @due, @soon, @stopped, @by)
                ON CONFLICT (jurisdiction, organisation, post, assignee, due, soon_from, stopped) DO UPDATE SET tasks = task_count.tasks + excluded.tasks
                """;
            if (by > 0)
            {
                writer.Execute(count, [.. key, ("@by", by)]);
                continue;
            }
            var left = writer.Find(count + " RETURNING tasks", row => row.Integer(0), [.. key, ("@by", by)]);
            if (left == 0)
                writer.Execute("""
                    DELETE FROM task_count WHERE jurisdiction = @jurisdiction AND organisation = @organisation AND post = @post AND assignee = @assignee
                        AND due = @due AND soon_from = @soon AND stopped = @stopped
                    """, key);
        }
    }
}
