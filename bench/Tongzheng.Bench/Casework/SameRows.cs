using System.Globalization;
using System.Threading.Channels;
using Tongzheng.Journals.Store;

namespace Tongzheng.Bench.Casework;

/// <summary>
/// The peer: one thread that writes the rows one case left behind, again and again under new ids, into a database with the
/// same tables and indexes: prepared statements, one commit for those who wait, the same durability. It checks, hashes,
/// encrypts, signs and decides nothing.
/// </summary>
sealed class SameRows : IAsyncDisposable
{
    const int LargestBatch = 512;
    const int NumberDigits = 8;      // a case's number ends in these; they are unique with the case

    readonly Channel<TaskCompletionSource> waiting = Channel.CreateUnbounded<TaskCompletionSource>(new() { SingleReader = true });
    readonly Database database;
    readonly Session session;
    readonly Thread thread;
    readonly List<Template> templates = [];
    readonly string caseId;
    readonly string number;
    long position;
    long written;

    /// <param name="source">Where the case is.</param>
    /// <param name="caseId">The case whose rows are written.</param>
    /// <param name="path">The peer's own file.</param>
    public SameRows(Database source, string caseId, string path)
    {
        this.caseId = caseId;
        database = new Database(path);
        session = database.OpenWrite();
        using (var from = source.OpenWrite())
        {
            foreach (var sql in from.Query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%fts%' ORDER BY type DESC", row => row.Text(0)))
                session.Script(sql);
            number = from.Query("SELECT number FROM case_index WHERE case_id = @case", row => row.Text(0), ("@case", caseId))[0];
            Take(from, "journal_fact", "stream LIKE '%' || @case");
            Take(from, "journal_answer", "first IN (SELECT position FROM journal_fact WHERE stream LIKE '%' || @case)");
            foreach (var table in from.Query("SELECT name FROM sqlite_schema WHERE type = 'table'", row => row.Text(0)))
                if (from.Columns(table, keyOnly: false).Contains("case_id"))
                    Take(from, table, "case_id = @case");
        }
        session.Script("INSERT INTO case_count (jurisdiction, organisation, matter, version, status, cases) VALUES ('590102', 'office', 'matter', 'version', 'Submitted', 0)");
        session.Script("INSERT INTO task_count (jurisdiction, organisation, post, assignee, due, soon_from, stopped, tasks) VALUES ('590102', 'office', 'clerk', '', '2026-03-09', '2026-03-06', 0, 0)");
        thread = new Thread(Work) { IsBackground = true };
        thread.Start();
    }

    /// <summary>Rows of one case; the counters that are kept of cases and of tasks are two more.</summary>
    public int Rows => templates.Count + 2;

    public long Bytes => templates.Sum(row => row.Values.Sum(value => value switch { string text => System.Text.Encoding.UTF8.GetByteCount(text), byte[] bytes => bytes.Length, null => 0, _ => 8L }));

    public string Tables => string.Join(", ", templates.GroupBy(row => row.Table).Select(group => $"{group.Key} {group.Count()}"));

    public Task Submit()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite(done);
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        thread.Join();
        session.Dispose();
        await database.DisposeAsync();
    }

    void Take(Session from, string table, string where)
    {
        var columns = from.Columns(table, keyOnly: false);
        var insert = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
        foreach (var values in from.Query($"SELECT {string.Join(", ", columns)}, {string.Join(", ", columns.Select(column => $"typeof({column})"))} FROM {table} WHERE {where}", row =>
            columns.Select((_, i) => row.Text(columns.Count + i) switch { "null" => null, "text" => row.Text(i), "blob" => row.Blob(i), "real" => row.Real(i), _ => (object)row.Integer(i) }).ToArray(), ("@case", caseId)))
            templates.Add(new Template(table, insert, [.. columns.Select(column => "@" + column)], values));
    }

    void Work()
    {
        var batch = new List<TaskCompletionSource>();
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && waiting.Reader.TryRead(out var next))
                batch.Add(next);
            session.Begin();
            foreach (var _ in batch)
                Write();
            session.Commit();
            foreach (var done in batch)
                done.SetResult();
        }
    }

    void Write()
    {
        var id = Guid.CreateVersion7().ToString("N");
        var ending = (++written % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        var before = position;
        Span<(string, object?)> parameters = new (string, object?)[templates.Max(row => row.Columns.Length)];
        foreach (var row in templates)
        {
            if (row.Table == "journal_fact") position++;
            for (var i = 0; i < row.Columns.Length; i++)
                parameters[i] = (row.Columns[i], row.Columns[i] switch
                {
                    "@position" or "@last" => position,
                    "@first" => before + 1,
                    "@key" or "@notice" or "@licence" => id,
                    "@number" when row.Table == "case_index" => number[..^NumberDigits] + ending,
                    "@case_id" => id,
                    "@stream" => ((string?)row.Values[i])?.Replace(caseId, id, StringComparison.Ordinal),
                    _ => row.Values[i],
                });
            session.Execute(row.Insert, parameters[..row.Columns.Length]);
        }
        session.Execute("UPDATE case_count SET cases = cases + 1 WHERE jurisdiction = '590102' AND organisation = 'office' AND matter = 'matter' AND version = 'version' AND status = 'Submitted'");
        session.Execute("UPDATE task_count SET tasks = tasks + 1 WHERE jurisdiction = '590102' AND organisation = 'office' AND post = 'clerk' AND assignee = '' AND due = '2026-03-09' AND soon_from = '2026-03-06' AND stopped = 0");
    }

    sealed record Template(string Table, string Insert, string[] Columns, object?[] Values);
}
