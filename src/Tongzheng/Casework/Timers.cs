using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Tongzheng.Bpmn;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// Fires what is due: limits that ran out, silence that means something. It looks at the table of timers, not at its
/// own memory, so what fell due while the node was down fires when it is up. Two processes that fire one timer at once
/// are told apart by the case's version.
/// </summary>
public sealed class Timers(Cases cases, MoveDues dues, Successions successions, Escalations escalations, Directories.Hosted hosted, Clock clock, ILogger<Timers> log) : BackgroundService
{
    /// <summary>How long a due timer may wait; statutory limits are counted in days.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Timers fired before the others are looked at again.</summary>
    const int MostAtOnce = 200;

    // Nothing that happens today brings back a party that was forgotten: such a timer is tried, and told of, once a day.
    readonly ConcurrentDictionary<(string Jurisdiction, string Case, long Timer), DateOnly> stuck = [];

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await successions.All(stop); // what a crash interrupted, here and below
        await dues.Provisional(stop); // also a calendar that came with a newer program
        using var beat = new PeriodicTimer(Beat);
        while (await beat.WaitForNextTickAsync(stop))
            try
            {
                await FireDue(stop);
            }
            catch (JournalException full)
            {
                log.LogError(full, "Timers could not be fired; the next beat tries again"); // the disk is full: the node stays, and goes on when there is room
            }
    }

    /// <summary>Fires all that is due now, those that come of it too, and tells leaders of what is late. Returns how many timers fired.</summary>
    public async Task<int> FireDue(CancellationToken stop)
    {
        var fired = 0;
        foreach (var jurisdiction in hosted.Jurisdictions)
        {
            int before;
            do
            {
                before = fired;
                // What cannot fire stays in the table; the next are looked for behind it.
                for (var due = Due(jurisdiction, default); due.Count > 0; due = Due(jurisdiction, due[^1]))
                    foreach (var (_, caseId, timer) in due)
                    {
                        if (stuck.TryGetValue((jurisdiction, caseId, timer), out var day) && day == clock.Today) continue;
                        if (await Fire(jurisdiction, caseId, timer, stop) is not { } refusal)
                        {
                            fired++;
                            continue;
                        }
                        log.LogWarning("Timer {Timer} of case {Case}: {Refusal}", timer, caseId, refusal);
                        if (refusal.Code is "case.unknown" or "case.forgotten") stuck[(jurisdiction, caseId, timer)] = clock.Today;
                    }
            }
            while (fired > before);
        }
        await escalations.Today(stop);
        return fired;
    }

    List<(string DueAt, string Case, long Timer)> Due(string jurisdiction, (string? DueAt, string? Case, long Timer) after)
    {
        using var connection = cases.Journal.OpenRead();
        return [.. connection.Query<(string, string, long)>("""
            SELECT due_at, case_id, timer FROM case_timer
            WHERE jurisdiction = @jurisdiction AND due_at <= @now AND (due_at, case_id, timer) > (@DueAt, @Case, @Timer)
            ORDER BY due_at, case_id, timer LIMIT @most
            """, new { jurisdiction, now = Journals.Store.Writer.Instant(clock.Now), DueAt = after.DueAt ?? "", Case = after.Case ?? "", after.Timer, most = MostAtOnce })];
    }

    async Task<Refusal?> Fire(string jurisdiction, string caseId, long timer, CancellationToken stop)
    {
        var act = new Act
        {
            Jurisdiction = JurisdictionId.Parse(jurisdiction),
            Who = Actor.Node,
            Now = clock.Now,
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"timer/{caseId}/{timer}"),
        };
        if (await cases.Find(act.Jurisdiction, caseId, stop) is not { } current) return new Refusal("case.unknown");
        var start = new CaseAdvanced
        {
            Case = current.Id, Party = current.Opened.Party, Trigger = "timer", By = act.Who.ToString(),
            CancelledTimers = [timer], Status = current.Status,
        };
        var moved = Move.Run(current, new FireTimer(timer), start, act, cases.Around);
        if (moved.Moved is not { } step) return moved.Refusal;
        var receipt = new Receipt { Case = current.Id, Number = current.Opened.Number, Status = step.Fact.Status, Outcome = step.Fact.Outcome };
        return (await cases.Save(act, current, [step.Fact], step.Others, receipt, stop)).Refusal;
    }
}
