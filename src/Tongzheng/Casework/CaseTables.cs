using System.Diagnostics;
using Tongzheng.Casework.Verbs;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>
/// What the pages list: cases, open tasks, timers, and how many there are. Names are not kept here: a page that shows
/// one asks the case itself, so that forgetting a person leaves nothing behind in an index.
/// </summary>
public sealed class CaseTables : ReadModel
{
    public override string Name => "casework";
    public override int Version => 13;
    public override IReadOnlyList<string> Tables => ["case_index", "case_task", "case_timer", "case_incident", "case_count", .. TaskCounts.Tables, .. StepTimes.Tables];

    static readonly CountTable Cases = new("case_count", ["jurisdiction", "organisation", "matter", "version", "status"], ["cases"]);

    // A person's cases are asked for in all governments of the node at once: those two indexes lead there in one way, not in one for each.
    public override string Schema(Dialect dialect) => $"""
        CREATE TABLE case_index (
            jurisdiction text NOT NULL, case_id text NOT NULL, number text NOT NULL, matter text NOT NULL, version text NOT NULL,
            organisation text NOT NULL, party text NOT NULL, applicant text NOT NULL, channel text NOT NULL, status text NOT NULL,
            opened_at text NOT NULL, due text, soon_from text, due_provisional {dialect.Integer} NOT NULL, stopped {dialect.Integer} NOT NULL, outcome text,
            expedited {dialect.Integer} NOT NULL, urged {dialect.Integer} NOT NULL,
            PRIMARY KEY (jurisdiction, case_id)){dialect.WithoutRowid};
        CREATE UNIQUE INDEX case_number ON case_index (jurisdiction, number);
        CREATE INDEX case_of_party ON case_index (party, case_id);
        CREATE INDEX case_of_office ON case_index (jurisdiction, organisation, status, case_id);
        CREATE INDEX case_of_applicant ON case_index (applicant, case_id) WHERE applicant <> party;
        CREATE TABLE case_task (
            jurisdiction text NOT NULL, organisation text NOT NULL, post text NOT NULL, case_id text NOT NULL, task {dialect.Integer} NOT NULL,
            element text NOT NULL, name text NOT NULL, matter text NOT NULL, number text NOT NULL, party text NOT NULL,
            opened_at text NOT NULL, due text NOT NULL, soon_from text NOT NULL, due_provisional {dialect.Integer} NOT NULL,
            assignee text, expedited {dialect.Integer} NOT NULL, urged {dialect.Integer} NOT NULL, office text NOT NULL,
            follows {dialect.Integer} NOT NULL, stopped {dialect.Integer} NOT NULL, escalated {dialect.Integer} NOT NULL, escalated_to text,
            PRIMARY KEY (jurisdiction, case_id, task)){dialect.WithoutRowid};
        CREATE INDEX case_task_escalated ON case_task (jurisdiction, escalated_to, due, case_id, task) WHERE escalated_to IS NOT NULL;
        CREATE INDEX case_task_of_post ON case_task (jurisdiction, organisation, post, due, case_id, task);
        CREATE INDEX case_task_of_assignee ON case_task (jurisdiction, assignee, due, case_id, task) WHERE assignee IS NOT NULL;
        CREATE TABLE case_timer (
            jurisdiction text NOT NULL, case_id text NOT NULL, timer {dialect.Integer} NOT NULL, due_at text NOT NULL, provisional {dialect.Integer} NOT NULL,
            PRIMARY KEY (jurisdiction, case_id, timer)){dialect.WithoutRowid};
        CREATE INDEX case_timer_due ON case_timer (jurisdiction, due_at, case_id, timer);
        CREATE TABLE case_incident (
            jurisdiction text NOT NULL, organisation text NOT NULL, case_id text NOT NULL, incident {dialect.Integer} NOT NULL,
            element text NOT NULL, code text NOT NULL, message text NOT NULL, raised_at text NOT NULL,
            PRIMARY KEY (jurisdiction, organisation, case_id, incident)){dialect.WithoutRowid};
        CREATE TABLE case_count (
            jurisdiction text NOT NULL, organisation text NOT NULL, matter text NOT NULL, version text NOT NULL, status text NOT NULL, cases {dialect.Integer} NOT NULL,
            PRIMARY KEY (jurisdiction, organisation, matter, version, status)){dialect.WithoutRowid};
        """ + TaskCounts.Schema(dialect) + StepTimes.Schema(dialect);

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case CaseOpened opened: Open(fact, opened, writer); break;
            case CaseAdvanced moved: Advance(fact, moved, writer); break;
            case CaseActed acted: Act(fact, acted, writer); break;
            case DueMoved moved: MoveDue(fact, moved, writer); break;
            case CaseEscalated told: Tell(fact, told, writer); break;
        }
    }

    static void Open(RecordedFact fact, CaseOpened opened, Writer writer)
    {
        writer.Execute("""
            INSERT INTO case_index (jurisdiction, case_id, number, matter, version, organisation, party, applicant, channel, status, opened_at, due_provisional, stopped, expedited, urged)
            VALUES (@jurisdiction, @case, @number, @matter, @version, @organisation, @party, @applicant, @channel, @status, @at, 0, 0, 0, 0)
            """,
            ("@jurisdiction", fact.Jurisdiction), ("@case", opened.Case), ("@number", opened.Number), ("@matter", opened.Matter),
            ("@version", opened.Version), ("@organisation", opened.Organisation), ("@party", opened.Party), ("@applicant", opened.Applicant),
            ("@channel", opened.Channel.ToString()), ("@status", nameof(CaseStatus.Submitted)), ("@at", fact.Time));
        Count(fact.Jurisdiction, opened.Organisation, opened.Matter, opened.Version, nameof(CaseStatus.Submitted), 1, writer);
    }

    static void Advance(RecordedFact fact, CaseAdvanced moved, Writer writer)
    {
        var row = Before(fact, moved.Case, writer);
        if (moved.Clock is { } clock)
        {
            SetClock(fact.Jurisdiction, moved.Case, clock, writer);
            row = row.With(clock);
        }
        if (row.Status != moved.Status.ToString())
        {
            writer.Execute("UPDATE case_index SET status = @status, outcome = COALESCE(@outcome, outcome) WHERE jurisdiction = @jurisdiction AND case_id = @case",
                ("@status", moved.Status.ToString()), ("@outcome", moved.Outcome), ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case));
            Recount(fact, row, row.Organisation, row.Version, moved.Status, writer);
        }
        if (moved.Done is { } done) CloseTask(fact, moved.Case, done.Task, writer);
        if (moved.Done is not null && row.Urged)
        {
            writer.Execute("UPDATE case_index SET urged = 0 WHERE jurisdiction = @jurisdiction AND case_id = @case", ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case));
            writer.Execute("UPDATE case_task SET urged = 0 WHERE jurisdiction = @jurisdiction AND case_id = @case", ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case));
        }
        foreach (var task in moved.Closed) CloseTask(fact, moved.Case, task, writer);
        if (moved.Outcome is not null)
            CloseRest(fact.Jurisdiction, moved.Case, writer);
        else if (moved.Clock is { } now)
            FollowClock(fact.Jurisdiction, moved.Case, now, writer);
        foreach (var task in moved.Opened) OpenTask(fact, moved.Case, task, moved.Done is null ? row : row with { Urged = false }, writer);
        foreach (var timer in moved.CancelledTimers) DropTimer(fact.Jurisdiction, moved.Case, timer, writer);
        foreach (var timer in moved.Timers) AddTimer(fact.Jurisdiction, moved.Case, timer, writer);
        foreach (var incident in moved.ClosedIncidents)
            writer.Execute("""
                DELETE FROM case_incident WHERE jurisdiction = @jurisdiction AND case_id = @case AND incident = @incident
                """, ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case), ("@incident", incident));
        foreach (var incident in moved.Incidents)
            writer.Execute("""
                INSERT INTO case_incident (jurisdiction, organisation, case_id, incident, element, code, message, raised_at)
                VALUES (@jurisdiction, @organisation, @case, @incident, @element, @code, @message, @at)
                """,
                ("@jurisdiction", fact.Jurisdiction), ("@organisation", row.Organisation), ("@case", moved.Case), ("@incident", incident.Incident), ("@element", incident.Element),
                ("@code", incident.Code), ("@message", incident.Message), ("@at", fact.Time));
    }

    static void Act(RecordedFact fact, CaseActed acted, Writer writer)
    {
        var row = Before(fact, acted.Case, writer).With(acted.Clock);
        SetClock(fact.Jurisdiction, acted.Case, acted.Clock, writer);
        FollowClock(fact.Jurisdiction, acted.Case, acted.Clock, writer);
        var version = acted.Version ?? row.Version;
        if (row.Status != acted.Status.ToString() || row.Organisation != acted.Organisation || row.Version != version)
        {
            writer.Execute("UPDATE case_index SET status = @status, organisation = @organisation, version = @version WHERE jurisdiction = @jurisdiction AND case_id = @case",
                ("@status", acted.Status.ToString()), ("@organisation", acted.Organisation), ("@version", version), ("@jurisdiction", fact.Jurisdiction), ("@case", acted.Case));
            Recount(fact, row, acted.Organisation, version, acted.Status, writer);
        }
        writer.Execute("""
            UPDATE case_index SET expedited = @expedited, urged = @urged
            WHERE jurisdiction = @jurisdiction AND case_id = @case
            """,
            ("@expedited", acted.Expedited), ("@urged", acted.Urged), ("@jurisdiction", fact.Jurisdiction), ("@case", acted.Case));
        writer.Execute("UPDATE case_incident SET organisation = @organisation WHERE jurisdiction = @jurisdiction AND case_id = @case",
            ("@organisation", acted.Organisation), ("@jurisdiction", fact.Jurisdiction), ("@case", acted.Case));
        foreach (var task in acted.ClosedTasks) CloseTask(fact, acted.Case, task, writer);
        foreach (var task in acted.Tasks)
        {
            if (Listed(fact.Jurisdiction, acted.Case, writer, task.Task) is [var before]) TaskCounts.Remove(fact.Jurisdiction, before, writer);
            OpenTask(fact, acted.Case, task, row, writer);
        }
        if (row.Organisation != acted.Organisation)
            foreach (var task in Listed(fact.Jurisdiction, acted.Case, writer))
            {
                TaskCounts.Remove(fact.Jurisdiction, task, writer);
                TaskCounts.Add(fact.Jurisdiction, task with { Office = acted.Organisation }, writer);
            }
        writer.Execute("""
            UPDATE case_task SET expedited = @expedited, urged = @urged, office = @office WHERE jurisdiction = @jurisdiction AND case_id = @case
            """, ("@expedited", acted.Expedited), ("@urged", acted.Urged), ("@office", acted.Organisation), ("@jurisdiction", fact.Jurisdiction), ("@case", acted.Case));
        foreach (var timer in acted.Timers)
        {
            DropTimer(fact.Jurisdiction, acted.Case, timer.Timer, writer);
            AddTimer(fact.Jurisdiction, acted.Case, timer, writer);
        }
    }

    /// <summary>How a case stands in the list.</summary>
    sealed record Standing(
        string Organisation, string Matter, string Version, string Number, string Party, string Status, string? Due, string? SoonFrom, bool IsStopped, bool Expedited, bool Urged)
    {
        public const string Columns = "organisation, matter, version, number, party, status, due, soon_from, stopped, expedited, urged";

        public static Standing Of(Row row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.IsNull(6) ? null : row.Text(6), row.IsNull(7) ? null : row.Text(7),
            row.Integer(8) != 0, row.Integer(9) != 0, row.Integer(10) != 0);

        public static Standing Of(Case known) => new Standing(known.OfficeOnRecord, known.Opened.Matter, known.Version.Matter.Hash, known.Opened.Number, known.Opened.Party, known.Status.ToString(),
            null, null, false, known.IsExpedited, known.IsUrged).With(known.Clock);

        public Standing With(CaseClock clock) =>
            this with { Due = clock.Due is { } due ? ListedTask.Day(due) : null, SoonFrom = clock.SoonFrom is { } soon ? ListedTask.Day(soon) : null, IsStopped = clock.IsStopped };
    }

    // Who wrote the fact knows the case it was decided on, at the version before it. A replay reads the row.
    static Standing Before(RecordedFact fact, string @case, Writer writer)
    {
        if (Known(fact) is not { } known) return Stood(fact.Jurisdiction, @case, writer);
        var row = Standing.Of(known);
        Debug.Assert(row == Stood(fact.Jurisdiction, @case, writer), $"{@case} is not what its row says.");
        return row;
    }

    // The fact that opens a case says nothing that is not known of it before.
    static Case? Known(RecordedFact fact) =>
        fact.DecidedOn is Case known && (known.StreamVersion == fact.Version - 1 || (known.StreamVersion, fact.Version) == (0, 2)) ? known : null;

    // A row is read, then written: SQLite keeps what a statement would return of the rows it changes in a table of its own, which costs as much as both.
    static Standing Stood(string jurisdiction, string @case, Writer writer) =>
        writer.Find($"SELECT {Standing.Columns} FROM case_index WHERE jurisdiction = @jurisdiction AND case_id = @case", Standing.Of,
            ("@jurisdiction", jurisdiction), ("@case", @case)) ?? throw new InvalidOperationException($"{@case} was never opened.");

    // The status has a statement of its own: a column that is named is written anew in every index that has it, changed or not.
    static void SetClock(string jurisdiction, string @case, CaseClock clock, Writer writer) =>
        writer.Execute("UPDATE case_index SET due = @due, soon_from = @soon, due_provisional = @provisional, stopped = @stopped WHERE jurisdiction = @jurisdiction AND case_id = @case",
            ("@due", clock.Due), ("@soon", clock.SoonFrom), ("@provisional", clock.IsProvisional), ("@stopped", clock.IsStopped), ("@jurisdiction", jurisdiction), ("@case", @case));

    /// <summary>One up, one down.</summary>
    static void Recount(RecordedFact fact, Standing row, string organisation, string version, CaseStatus status, Writer writer)
    {
        Count(fact.Jurisdiction, row.Organisation, row.Matter, row.Version, row.Status, -1, writer);
        Count(fact.Jurisdiction, organisation, row.Matter, version, status.ToString(), 1, writer);
    }

    static void CloseTask(RecordedFact fact, string @case, long task, Writer writer)
    {
        var known = Known(fact) is { } decidedOn ? ListedTask.Of(decidedOn, task) : null;
        Debug.Assert(known is null || Listed(fact.Jurisdiction, @case, writer, task).All(row => row == known), $"Task {task} of {@case} is not what its row says.");
        if ((known ?? Listed(fact.Jurisdiction, @case, writer, task).FirstOrDefault()) is not { } left) return;
        // A step may name a task twice: what it did, and what it closed with all others.
        if (writer.Execute("DELETE FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case AND task = @task",
            ("@jurisdiction", fact.Jurisdiction), ("@case", @case), ("@task", task)) == 0) return;
        TaskCounts.Remove(fact.Jurisdiction, left, writer);
        StepTimes.Count(fact, left, writer);
    }

    // A case that ended has no open tasks, whatever its procedure left behind; they were not done, and no time of theirs is counted.
    static void CloseRest(string jurisdiction, string @case, Writer writer)
    {
        var rest = Listed(jurisdiction, @case, writer);
        if (rest.Count == 0) return;
        writer.Execute("DELETE FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case", ("@jurisdiction", jurisdiction), ("@case", @case));
        rest.ForEach(task => TaskCounts.Remove(jurisdiction, task, writer));
    }

    /// <summary>Tasks of a case in the list: all, or one.</summary>
    static List<ListedTask> Listed(string jurisdiction, string @case, Writer writer, long? task = null) => task is { } one
        ? writer.Query($"SELECT {ListedTask.Columns} FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case AND task = @task", ListedTask.Of,
            ("@jurisdiction", jurisdiction), ("@case", @case), ("@task", one))
        : writer.Query($"SELECT {ListedTask.Columns} FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case", ListedTask.Of,
            ("@jurisdiction", jurisdiction), ("@case", @case));

    /// <summary>A task in the list: new, or changed and then still as old as it was.</summary>
    static void OpenTask(RecordedFact fact, string @case, OpenedTask task, Standing row, Writer writer)
    {
        var listed = new ListedTask(task.Organisation, task.Post, task.Assignee ?? "", task.Due is { } due ? ListedTask.Day(due) : row.Due ?? ListedTask.NoDay,
            (task.Due is null ? row.SoonFrom : task.SoonFrom is { } soon ? ListedTask.Day(soon) : null) ?? ListedTask.NoDay, task.FollowsClock && row.IsStopped,
            row.Organisation, row.Matter, task.Element, Writer.Instant(fact.Time));
        TaskCounts.Add(fact.Jurisdiction, listed, writer);
        writer.Execute("""
            INSERT INTO case_task (jurisdiction, organisation, post, case_id, task, element, name, matter, number, party, opened_at, due, soon_from, due_provisional, follows, stopped, escalated, assignee, expedited, urged, office)
            VALUES (@jurisdiction, @organisation, @post, @case, @task, @element, @name, @matter, @number, @party, @at, @due, @soon, @provisional, @follows, @stopped, 0, @assignee, @expedited, @urged, @office)
            ON CONFLICT (jurisdiction, case_id, task) DO UPDATE SET organisation = excluded.organisation, post = excluded.post, due = excluded.due,
                soon_from = excluded.soon_from, due_provisional = excluded.due_provisional, follows = excluded.follows,
                stopped = excluded.stopped, assignee = excluded.assignee
            """,
            ("@jurisdiction", fact.Jurisdiction), ("@organisation", task.Organisation), ("@post", task.Post), ("@case", @case), ("@task", task.Task),
            ("@element", task.Element), ("@name", task.Name.Zh), ("@matter", row.Matter), ("@number", row.Number), ("@party", row.Party), ("@at", listed.OpenedAt),
            ("@due", listed.Due), ("@soon", listed.SoonFrom), ("@provisional", task.DueIsProvisional),
            ("@follows", task.FollowsClock), ("@stopped", listed.IsStopped), ("@assignee", task.Assignee),
            ("@expedited", row.Expedited), ("@urged", row.Urged), ("@office", row.Organisation));
    }

    static void MoveDue(RecordedFact fact, DueMoved moved, Writer writer)
    {
        SetClock(fact.Jurisdiction, moved.Case, moved.Clock, writer);
        FollowClock(fact.Jurisdiction, moved.Case, moved.Clock, writer);
        foreach (var task in moved.Tasks)
        {
            if (Listed(fact.Jurisdiction, moved.Case, writer, task.Task) is not [var before]) continue;
            var after = before with { Due = ListedTask.Day(task.Due), SoonFrom = ListedTask.Day(task.SoonFrom) };
            TaskCounts.Remove(fact.Jurisdiction, before, writer);
            TaskCounts.Add(fact.Jurisdiction, after, writer);
            writer.Execute("""
                UPDATE case_task SET due = @due, soon_from = @soon, due_provisional = @provisional,
                    escalated = CASE WHEN due = @due THEN escalated ELSE 0 END, escalated_to = CASE WHEN due = @due THEN escalated_to END
                WHERE jurisdiction = @jurisdiction AND case_id = @case AND task = @task
                """,
                ("@due", after.Due), ("@soon", after.SoonFrom), ("@provisional", task.DueIsProvisional),
                ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case), ("@task", task.Task));
        }
        foreach (var timer in moved.Timers)
        {
            DropTimer(fact.Jurisdiction, moved.Case, timer.Timer, writer);
            AddTimer(fact.Jurisdiction, moved.Case, timer, writer);
        }
    }

    /// <summary>The tasks that go with the clock of their case are due when it is, and stand still with it.</summary>
    static void FollowClock(string jurisdiction, string @case, CaseClock clock, Writer writer)
    {
        const string differing = "follows = 1 AND (due, soon_from, due_provisional, stopped) <> (@due, @soon, @provisional, @stopped)";
        ReadOnlySpan<(string, object?)> asked =
        [
            ("@due", ListedTask.Day(clock.Due)), ("@soon", ListedTask.Day(clock.SoonFrom)), ("@provisional", clock.IsProvisional), ("@stopped", clock.IsStopped),
            ("@jurisdiction", jurisdiction), ("@case", @case),
        ];
        var before = writer.Query($"SELECT {ListedTask.Columns} FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case AND {differing}", ListedTask.Of, asked);
        if (before.Count == 0) return;
        writer.Execute($"""
            UPDATE case_task SET due = @due, soon_from = @soon, due_provisional = @provisional, stopped = @stopped,
                escalated = CASE WHEN due = @due THEN escalated ELSE 0 END, escalated_to = CASE WHEN due = @due THEN escalated_to END
            WHERE jurisdiction = @jurisdiction AND case_id = @case AND {differing}
            """, asked);
        foreach (var task in before)
        {
            TaskCounts.Remove(jurisdiction, task, writer);
            TaskCounts.Add(jurisdiction, task with { Due = ListedTask.Day(clock.Due), SoonFrom = ListedTask.Day(clock.SoonFrom), IsStopped = clock.IsStopped }, writer);
        }
    }

    static void Tell(RecordedFact fact, CaseEscalated told, Writer writer) =>
        writer.Execute("UPDATE case_task SET escalated = @light, escalated_to = @to WHERE jurisdiction = @jurisdiction AND case_id = @case AND task = @task",
            ("@light", told.Light == Kernel.Light.Overdue ? Escalations.ToldOfOverdue : Escalations.ToldOfRed), ("@to", told.To),
            ("@jurisdiction", fact.Jurisdiction), ("@case", told.Case), ("@task", told.Task));

    static void AddTimer(string jurisdiction, string @case, StartedTimer timer, Writer writer) =>
        writer.Execute("INSERT INTO case_timer (jurisdiction, case_id, timer, due_at, provisional) VALUES (@jurisdiction, @case, @timer, @due, @provisional)",
            ("@jurisdiction", jurisdiction), ("@case", @case), ("@timer", timer.Timer), ("@due", timer.Due), ("@provisional", timer.IsProvisional));

    static void DropTimer(string jurisdiction, string @case, long timer, Writer writer) =>
        writer.Execute("DELETE FROM case_timer WHERE jurisdiction = @jurisdiction AND case_id = @case AND timer = @timer",
            ("@jurisdiction", jurisdiction), ("@case", @case), ("@timer", timer));

    static void Count(string jurisdiction, string organisation, string matter, string version, string status, int by, Writer writer) =>
        writer.Count(Cases, [jurisdiction, organisation, matter, version, status], by);
}
