using System.Globalization;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// How long each step of each matter takes: for each month a histogram of the time from a task's opening to its end, kept
/// with every step and never counted afterwards. The office is the one that handles the case, also where another does the
/// step, so that its head sees the whole way. Part of <see cref="CaseTables"/>.
/// </summary>
static class StepTimes
{
    static readonly CountTable Table = new("step_time", ["jurisdiction", "office", "matter", "month", "element", "bucket"], ["tasks", "late"]);

    public static readonly IReadOnlyList<string> Tables = [Table.Name];

    public static string Schema(Dialect dialect) => $"""

        CREATE TABLE step_time (
            jurisdiction text NOT NULL, office text NOT NULL, matter text NOT NULL, month text NOT NULL, element text NOT NULL, bucket {dialect.Integer} NOT NULL,
            tasks {dialect.Integer} NOT NULL, late {dialect.Integer} NOT NULL,
            PRIMARY KEY (jurisdiction, office, matter, month, element, bucket)){dialect.WithoutRowid};
        """;

    /// <summary>A task ended: its time is counted in the month it ended.</summary>
    public static void Count(RecordedFact fact, ListedTask task, Writer writer)
    {
        var today = China.DayOf(fact.Time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var spent = fact.Time - Writer.Instant(task.OpenedAt);
        writer.Count(Table, [fact.Jurisdiction, task.Office, task.Matter, today[.."yyyy-MM".Length], task.Element, TimeSpread.BucketOf(spent)],
            1, string.CompareOrdinal(task.Due, today) < 0 ? 1 : 0);
    }
}
