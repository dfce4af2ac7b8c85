using System.Globalization;
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
    public override int Version => 12;
    public override IReadOnlyList<string> Tables => ["case_index", "case_task", "case_timer", "case_incident", "case_count", .. TaskCounts.Tables, .. StepTimes.Tables];

    static readonly CountTable Cases = new("case_count", ["jurisdiction", "organisation", "matter", "version", "status"], ["cases"]);

    // A person's cases are asked for in all governments of the node at once: those two indexes lead there in one way, not in one for each.
    public override string Schema(Dialect dialect) => $"""
        CREATE TABLE case_index (
            jurisdiction text NOT NULL, case_id text NOT NULL, number text NOT NULL, matter text NOT NULL, version text NOT NULL,
            organisation text NOT NULL, party text NOT NULL, applicant text NOT NULL, channel text NOT NULL, status text NOT NULL,
            opened_at text NOT NULL, moved_at text NOT NULL, due text, soon_from text, due_provisional {dialect.Integer} NOT NULL, stopped {dialect.Integer} NOT NULL, outcome text,
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
        CREATE INDEX case_task_of_step ON case_task (jurisdiction, office, matter, element);
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

    /// <summary>The row of the case that was opened last, by which fact.</summary>
    sealed record Beginning(string Jurisdiction, string Stream, long Position, DateTimeOffset Time, Standing Row);

    // Written as one reference: a replay beside the journal's thread may put another there, and is then not mistaken for this one.
    volatile Beginning? last;

    void Open(RecordedFact fact, CaseOpened opened, Writer writer)
    {
        writer.Execute("""
            INSERT INTO case_index (jurisdiction, case_id, number, matter, version, organisation, party, applicant, channel, status, opened_at, moved_at, due_provisional, stopped, expedited, urged)
            VALUES (@jurisdiction, @case, @number, @matter, @version, @organisation, @party, @applicant, @channel, @status, @at, @at, 0, 0, 0, 0)
            """,
            ("@jurisdiction", fact.Jurisdiction), ("@case", opened.Case), ("@number", opened.Number), ("@matter", opened.Matter),
            ("@version", opened.Version), ("@organisation", opened.Organisation), ("@party", opened.Party), ("@applicant", opened.Applicant),
            ("@channel", opened.Channel.ToString()), ("@status", nameof(CaseStatus.Submitted)), ("@at", fact.Time));
        Count(fact.Jurisdiction, opened.Organisation, opened.Matter, opened.Version, nameof(CaseStatus.Submitted), 1, writer);
        last = new Beginning(fact.Jurisdiction, fact.Stream, fact.Position, fact.Time,
            new Standing(opened.Organisation, opened.Matter, opened.Version, opened.Number, opened.Party, nameof(CaseStatus.Submitted), null, null, false, false, false));
    }

    // The row of a case that the fact before this one opened, at the same time, stands as it was written.
    Standing? JustOpened(RecordedFact fact) =>
        last is { } opened && (opened.Jurisdiction, opened.Stream, opened.Position + 1, opened.Time) == (fact.Jurisdiction, fact.Stream, fact.Position, fact.Time) ? opened.Row : null;

    void Advance(RecordedFact fact, CaseAdvanced moved, Writer writer)
    {
        var row = moved.Clock is { } clock ? Stand(fact, moved.Case, clock, writer)
            : JustOpened(fact) ?? Stand(fact, moved.Case, writer);
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
            foreach (var kind in writer.Query($"DELETE FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case RETURNING {TaskCounts.Kind.Columns}", row => TaskCounts.Kind.Of(row), ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case)))
                TaskCounts.Remove(fact.Jurisdiction, kind, writer);
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
        var row = Stand(fact, acted.Case, acted.Clock, writer);
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
            if (KindOf(fact.Jurisdiction, acted.Case, task.Task, writer) is { } before) TaskCounts.Remove(fact.Jurisdiction, before, writer);
            OpenTask(fact, acted.Case, task, row, writer);
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

    /// <summary>How the case stood before a fact, with the clock it has now.</summary>
    sealed record Standing(
        string Organisation, string Matter, string Version, string Number, string Party, string Status, string? Due, string? SoonFrom, bool IsStopped, bool Expedited, bool Urged)
    {
        public const string Columns = "organisation, matter, version, number, party, status, due, soon_from, stopped, expedited, urged";

        public static Standing Of(Row row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.IsNull(6) ? null : row.Text(6), row.IsNull(7) ? null : row.Text(7),
            row.Integer(8) != 0, row.Integer(9) != 0, row.Integer(10) != 0);
    }

    // A column that is named is written anew in every index that has it, changed or not: the status only where it changes.
    static Standing Stand(RecordedFact fact, string @case, Writer writer) =>
        writer.Find($"UPDATE case_index SET moved_at = @at WHERE jurisdiction = @jurisdiction AND case_id = @case RETURNING {Standing.Columns}", Standing.Of,
            ("@at", fact.Time), ("@jurisdiction", fact.Jurisdiction), ("@case", @case)) ?? throw NoCase(@case);

    static Standing Stand(RecordedFact fact, string @case, CaseClock clock, Writer writer) =>
        writer.Find($"""
            UPDATE case_index SET moved_at = @at, due = @due, soon_from = @soon, due_provisional = @provisional, stopped = @stopped
            WHERE jurisdiction = @jurisdiction AND case_id = @case RETURNING {Standing.Columns}
            """, Standing.Of,
            ("@at", fact.Time), ("@due", clock.Due), ("@soon", clock.SoonFrom), ("@provisional", clock.IsProvisional), ("@stopped", clock.IsStopped),
            ("@jurisdiction", fact.Jurisdiction), ("@case", @case)) ?? throw NoCase(@case);

    static InvalidOperationException NoCase(string @case) => new($"{@case} was never opened.");

    /// <summary>One up, one down.</summary>
    static void Recount(RecordedFact fact, Standing row, string organisation, string version, CaseStatus status, Writer writer)
    {
        Count(fact.Jurisdiction, row.Organisation, row.Matter, row.Version, row.Status, -1, writer);
        Count(fact.Jurisdiction, organisation, row.Matter, version, status.ToString(), 1, writer);
    }

    static void CloseTask(RecordedFact fact, string @case, long task, Writer writer)
    {
        if (writer.Find($"""
            DELETE FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case AND task = @task
            RETURNING office, matter, element, opened_at, {TaskCounts.Kind.Columns}
            """, row => (Office: row.Text(0), Matter: row.Text(1), Element: row.Text(2), OpenedAt: row.Text(3), Kind: TaskCounts.Kind.Of(row, 4)),
            ("@jurisdiction", fact.Jurisdiction), ("@case", @case), ("@task", task)) is not { Office: not null } left) return;
        StepTimes.Count(fact, new StepTimes.Left(left.Office, left.Matter, left.Element, left.OpenedAt, left.Kind.Due), writer);
        TaskCounts.Remove(fact.Jurisdiction, left.Kind, writer);
    }

    /// <summary>A task in the list: new, or changed and then still as old as it was.</summary>
    static void OpenTask(RecordedFact fact, string @case, OpenedTask task, Standing row, Writer writer)
    {
        var kind = new TaskCounts.Kind(task.Organisation, task.Post, task.Assignee ?? "", task.Due is { } due ? Iso(due) : row.Due ?? NoDue,
            (task.Due is null ? row.SoonFrom : task.SoonFrom is { } soon ? Iso(soon) : null) ?? NoDue, task.FollowsClock && row.IsStopped);
        TaskCounts.Add(fact.Jurisdiction, kind, writer);
        writer.Execute("""
            INSERT INTO case_task (jurisdiction, organisation, post, case_id, task, element, name, matter, number, party, opened_at, due, soon_from, due_provisional, follows, stopped, escalated, assignee, expedited, urged, office)
            VALUES (@jurisdiction, @organisation, @post, @case, @task, @element, @name, @matter, @number, @party, @at, @due, @soon, @provisional, @follows, @stopped, 0, @assignee, @expedited, @urged, @office)
            ON CONFLICT (jurisdiction, case_id, task) DO UPDATE SET organisation = excluded.organisation, post = excluded.post, due = excluded.due,
                soon_from = excluded.soon_from, due_provisional = excluded.due_provisional, follows = excluded.follows,
                stopped = excluded.stopped, assignee = excluded.assignee
            """,
            ("@jurisdiction", fact.Jurisdiction), ("@organisation", task.Organisation), ("@post", task.Post), ("@case", @case), ("@task", task.Task),
            ("@element", task.Element), ("@name", task.Name.Zh), ("@matter", row.Matter), ("@number", row.Number), ("@party", row.Party), ("@at", fact.Time),
            ("@due", kind.Due), ("@soon", kind.SoonFrom), ("@provisional", task.DueIsProvisional),
            ("@follows", task.FollowsClock), ("@stopped", kind.IsStopped), ("@assignee", task.Assignee),
            ("@expedited", row.Expedited), ("@urged", row.Urged), ("@office", row.Organisation));
    }

    static TaskCounts.Kind? KindOf(string jurisdiction, string @case, long task, Writer writer) =>
        writer.Query($"SELECT {TaskCounts.Kind.Columns} FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case AND task = @task",
            row => TaskCounts.Kind.Of(row), ("@jurisdiction", jurisdiction), ("@case", @case), ("@task", task)) is [var kind] ? kind : null;

    static void MoveDue(RecordedFact fact, DueMoved moved, Writer writer)
    {
        writer.Execute("UPDATE case_index SET due = @due, soon_from = @soon, due_provisional = @provisional, stopped = @stopped WHERE jurisdiction = @jurisdiction AND case_id = @case",
            ("@due", moved.Clock.Due), ("@soon", moved.Clock.SoonFrom), ("@provisional", moved.Clock.IsProvisional), ("@stopped", moved.Clock.IsStopped), ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case));
        FollowClock(fact.Jurisdiction, moved.Case, moved.Clock, writer);
        foreach (var task in moved.Tasks)
        {
            if (KindOf(fact.Jurisdiction, moved.Case, task.Task, writer) is not { } before) continue;
            var after = before with { Due = task.Due is { } due ? Iso(due) : NoDue, SoonFrom = task.SoonFrom is { } soon ? Iso(soon) : NoDue };
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
            ("@due", clock.Due is { } due ? Iso(due) : NoDue), ("@soon", clock.SoonFrom is { } soon ? Iso(soon) : NoDue), ("@provisional", clock.IsProvisional), ("@stopped", clock.IsStopped),
            ("@jurisdiction", jurisdiction), ("@case", @case),
        ];
        var before = writer.Query($"SELECT {TaskCounts.Kind.Columns} FROM case_task WHERE jurisdiction = @jurisdiction AND case_id = @case AND {differing}", row => TaskCounts.Kind.Of(row), asked);
        if (before.Count == 0) return;
        before.ForEach(kind => TaskCounts.Remove(jurisdiction, kind, writer));
        writer.Query($"""
            UPDATE case_task SET due = @due, soon_from = @soon, due_provisional = @provisional, stopped = @stopped,
                escalated = CASE WHEN due = @due THEN escalated ELSE 0 END, escalated_to = CASE WHEN due = @due THEN escalated_to END
            WHERE jurisdiction = @jurisdiction AND case_id = @case AND {differing} RETURNING {TaskCounts.Kind.Columns}
            """, row => TaskCounts.Kind.Of(row), asked).ForEach(kind => TaskCounts.Add(jurisdiction, kind, writer));
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

    // Sorts behind every date: a task without a due date stands at the end of the list.
    static readonly string NoDue = Iso(DateOnly.MaxValue);

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
