using Tongzheng.Journals.Store;

namespace Tongzheng.Casework;

/// <summary>
/// How many open tasks wait: at each post, by the day they are due, so that the lights of a desk are a sum of days; and at each
/// step of an office's matters, for its head. Kept with every step, so however many tasks there are. Part of <see cref="CaseTables"/>.
/// </summary>
static class TaskCounts
{
    static readonly CountTable OfPosts = new("task_count", ["jurisdiction", "organisation", "post", "assignee", "due", "soon_from", "stopped"], ["tasks"]);

    static readonly CountTable OfSteps = new("step_count", ["jurisdiction", "office", "matter", "element"], ["tasks"]);

    public static readonly IReadOnlyList<string> Tables = [OfPosts.Name, OfSteps.Name];

    public static string Schema(Dialect dialect) => $"""

        CREATE TABLE task_count (
            jurisdiction text NOT NULL, organisation text NOT NULL, post text NOT NULL, assignee text NOT NULL, due text NOT NULL, soon_from text NOT NULL,
            stopped {dialect.Integer} NOT NULL, tasks {dialect.Integer} NOT NULL,
            PRIMARY KEY (jurisdiction, organisation, post, assignee, due, soon_from, stopped)){dialect.WithoutRowid};
        CREATE TABLE step_count (
            jurisdiction text NOT NULL, office text NOT NULL, matter text NOT NULL, element text NOT NULL, tasks {dialect.Integer} NOT NULL,
            PRIMARY KEY (jurisdiction, office, matter, element)){dialect.WithoutRowid};
        """;

    public static void Add(string jurisdiction, ListedTask task, Writer writer) => Count(jurisdiction, task, 1, writer);

    public static void Remove(string jurisdiction, ListedTask task, Writer writer) => Count(jurisdiction, task, -1, writer);

    static void Count(string jurisdiction, ListedTask task, long by, Writer writer)
    {
        writer.Count(OfPosts, [jurisdiction, task.Organisation, task.Post, task.Assignee, task.Due, task.SoonFrom, task.IsStopped ? 1L : 0L], by);
        writer.Count(OfSteps, [jurisdiction, task.Office, task.Matter, task.Element], by);
    }
}
