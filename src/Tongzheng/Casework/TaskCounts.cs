using Tongzheng.Journals.Store;

namespace Tongzheng.Casework;

/// <summary>
/// How many open tasks wait at each post, by the day they are due: kept with every step, so that the lights of a desk are a
/// sum of days however many tasks there are. Part of <see cref="CaseTables"/>.
/// </summary>
static class TaskCounts
{
    static readonly CountTable Table = new("task_count", ["jurisdiction", "organisation", "post", "assignee", "due", "soon_from", "stopped"], ["tasks"]);

    public static readonly IReadOnlyList<string> Tables = [Table.Name];

    public static string Schema(Dialect dialect) => $"""

        CREATE TABLE task_count (
            jurisdiction text NOT NULL, organisation text NOT NULL, post text NOT NULL, assignee text NOT NULL, due text NOT NULL, soon_from text NOT NULL,
            stopped {dialect.Integer} NOT NULL, tasks {dialect.Integer} NOT NULL,
            PRIMARY KEY (jurisdiction, organisation, post, assignee, due, soon_from, stopped)){dialect.WithoutRowid};
        """;

    /// <summary>Tasks that are counted together.</summary>
    /// <param name="Assignee">Empty while anybody of the post may take it.</param>
    public readonly record struct Kind(string Organisation, string Post, string Assignee, string Due, string SoonFrom, bool IsStopped)
    {
        public const string Columns = "organisation, post, coalesce(assignee, ''), due, soon_from, stopped";

        /// <summary>Read from a row of tasks, from this column on.</summary>
        public static Kind Of(Row row, int at = 0) => new(row.Text(at), row.Text(at + 1), row.Text(at + 2), row.Text(at + 3), row.Text(at + 4), row.Integer(at + 5) != 0);
    }

    public static void Add(string jurisdiction, Kind kind, Writer writer) => Count(jurisdiction, kind, 1, writer);

    public static void Remove(string jurisdiction, Kind kind, Writer writer) => Count(jurisdiction, kind, -1, writer);

    static void Count(string jurisdiction, Kind kind, long by, Writer writer) =>
        writer.Count(Table, [jurisdiction, kind.Organisation, kind.Post, kind.Assignee, kind.Due, kind.SoonFrom, kind.IsStopped ? 1L : 0L], by);
}
