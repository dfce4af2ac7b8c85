using Dapper;
using System.Globalization;
using Tongzheng.Directories;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// Computes due dates again when a calendar is published. What was provisional gets its day, and a fact of the case says
/// so; a date that stays as it was makes no fact. Doing it twice changes nothing more.
/// </summary>
public sealed class MoveDues(Cases cases, Hosted hosted, Clock clock)
{
    /// <summary>Cases looked at before the list is read again.</summary>
    const int MostAtOnce = 200;

    /// <summary>A case that somebody acts on at the same moment is read again so often.</summary>
    const int MostTries = 5;

    /// <summary>The running cases with a provisional date. Returns how many dates moved.</summary>
    public Task<int> Provisional(CancellationToken stop) => Of(DateOnly.MaxValue, stop);

    /// <summary>
    /// The running cases that a year's notice can touch: those with a provisional date, and those due since December of
    /// the year before, whose last days a notice names too.
    /// </summary>
    public Task<int> Of(int year, CancellationToken stop) => Of(new DateOnly(year - 1, 12, 1), stop);

    async Task<int> Of(DateOnly from, CancellationToken stop)
    {
        var moved = 0;
        foreach (var jurisdiction in hosted.Jurisdictions)
            for (var page = Running(jurisdiction, from, ""); page.Count > 0; page = Running(jurisdiction, from, page[^1]))
                foreach (var id in page)
                    if (await MoveOne(JurisdictionId.Parse(jurisdiction), id, stop)) moved++;
        return moved;
    }

    List<string> Running(string jurisdiction, DateOnly from, string after)
    {
        using var connection = cases.Journal.OpenRead();
        return [.. connection.Query<string>("""
            SELECT case_id FROM case_task WHERE jurisdiction = @jurisdiction AND case_id > @after AND (due_provisional = 1 OR due >= @day)
            UNION
            SELECT case_id FROM case_timer WHERE jurisdiction = @jurisdiction AND case_id > @after AND (provisional = 1 OR due_at >= @instant)
            ORDER BY 1 LIMIT @most
            """, new { jurisdiction, after, day = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), instant = Journals.Store.Writer.Instant(China.StartOf(from)), most = MostAtOnce })];
    }

    async Task<bool> MoveOne(JurisdictionId jurisdiction, string id, CancellationToken stop)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await cases.Find(jurisdiction, id, stop) is not { IsClosed: false } current || Decide(current, cases.Around, clock.Now) is not { } fact) return false;
            var act = new Act
            {
                Jurisdiction = jurisdiction, Who = Actor.Node, Now = clock.Now,
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"due-moved/{id}/{current.StreamVersion}"),
            };
            var saved = await cases.Save(act, current, [fact], [], new Receipt { Case = current.Id, Number = current.Opened.Number, Status = current.Status }, stop);
            if (saved.Refusal is null) return true;
        }
        return false;
    }

    /// <summary>What moves by the calendar known now; null where all stays as it is.</summary>
    internal static DueMoved? Decide(Case current, Surroundings around, DateTimeOffset now)
    {
        // A clock that stands still gets its day when it goes on.
        var clock = current.Clock.IsStopped || current.Clock.EndedOn is not null ? current.Clock : current.Clock.Computed(around.Calendar, now);
        var tasks = current.Tasks.Select(task => Again(task, current, around, now)).Where(task => !current.Tasks.Contains(task)).ToList();
        var timers = current.Timers.Select(timer => Again(timer, clock, current, around, now)).Where(timer => !current.Timers.Contains(timer)).ToList();
        if (tasks.Count == 0 && timers.Count == 0 && (clock.Due, clock.SoonFrom, clock.IsProvisional) == (current.Clock.Due, current.Clock.SoonFrom, current.Clock.IsProvisional)) return null;
        return new DueMoved { Case = current.Id, Clock = clock, Tasks = tasks, Timers = timers, Reason = "calendar.published" };
    }

    static OpenedTask Again(OpenedTask task, Case current, Surroundings around, DateTimeOffset now) =>
        task is { Limit: { } limit, Since: { } since } && around.DueOf(limit, since, current, now) is { } due
            ? task with { Due = due.LastDay, SoonFrom = China.DayOf(due.YellowFrom), DueIsProvisional = due.IsProvisional } : task;

    static StartedTimer Again(StartedTimer timer, CaseClock clock, Case current, Surroundings around, DateTimeOffset now) =>
        timer is { Limit: { } limit, Since: { } since } && around.DueOf(limit, since, current, now) is { } due
            ? timer with { Due = due.At, IsProvisional = due.IsProvisional } : around.Following(timer, clock, now);
}
