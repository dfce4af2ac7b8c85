using Dapper;
using System.Globalization;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>A task reached its last day, or went past it: the head of the office is told; past it, the head of the office above.</summary>
[Kind("case.escalated")]
public sealed record CaseEscalated : Fact
{
    public required string Case { get; init; }
    public required long Task { get; init; }
    public required Text TaskName { get; init; }
    public required Light Light { get; init; }
    public required DateOnly Due { get; init; }

    /// <summary>The post that is told: <c>organisation/leader</c>.</summary>
    public required string To { get; init; }
}

/// <summary>
/// Tells leaders of what is due today and what is late, once a day: each task once when it turns red and once when it is
/// over. What opened today and is due today is not yet theirs to hear of.
/// </summary>
public sealed class Escalations(Cases cases, Offices offices, Hosted hosted, Clock clock)
{
    /// <summary>Tasks told of before the list is read again.</summary>
    const int MostAtOnce = 200;

    /// <summary>How far the head of an office has been told, as the list keeps it.</summary>
    internal const int ToldOfRed = 1, ToldOfOverdue = 2;

    DateOnly last = DateOnly.MinValue; // the day that was looked at last; only the timers' one loop comes here

    /// <summary>Tells of all that is due by the calendar day, if the day has not been looked at yet. Returns how many were told of.</summary>
    public async Task<int> Today(CancellationToken stop)
    {
        var today = clock.Today;
        if (today == last) return 0;
        var told = 0;
        foreach (var jurisdiction in hosted.Jurisdictions)
            for (var due = Due(jurisdiction, today); due.Count > 0; due = Due(jurisdiction, today))
            {
                var before = told;
                foreach (var (id, task) in due)
                    if (await Tell(JurisdictionId.Parse(jurisdiction), id, task, today, stop)) told++;
                if (told == before) break; // what another act holds now is told of tomorrow
            }
        last = today;
        return told;
    }

    List<(string Case, long Task)> Due(string jurisdiction, DateOnly today)
    {
        using var connection = cases.Journal.OpenRead();
        return [.. connection.Query<(string, long)>("""
            SELECT case_id, task FROM case_task
            WHERE jurisdiction = @jurisdiction AND stopped = 0 AND post <> @applicant
              AND ((due = @today AND escalated = 0 AND opened_at < @start) OR (due < @today AND escalated < @overdue))
            ORDER BY due, case_id, task LIMIT @most
            """, new
        {
            jurisdiction,
            applicant = Case.Applicant,
            today = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            start = Journals.Store.Writer.Instant(China.StartOf(today)),
            overdue = ToldOfOverdue,
            most = MostAtOnce,
        })];
    }

    async Task<bool> Tell(JurisdictionId jurisdiction, string id, long task, DateOnly today, CancellationToken stop)
    {
        if (await cases.Find(jurisdiction, id, stop) is not { } current || current.Tasks.FirstOrDefault(open => open.Task == task) is not { Due: { } due } late) return false;
        var light = today > due ? Light.Overdue : Light.Red;
        var fact = new CaseEscalated { Case = id, Task = task, TaskName = late.Name, Light = light, Due = due, To = LeaderFor(jurisdiction, late.Organisation, light) };
        var act = new Act
        {
            Jurisdiction = jurisdiction, Who = Actor.Node, Now = clock.Now,
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"escalate/{id}/{task}/{light}/{due:yyyyMMdd}"),
        };
        return (await cases.Save(act, current, [fact], [], new Receipt { Case = id, Number = current.Opened.Number, Status = current.Status }, stop)).Refusal is null;
    }

    // The head of the office; when it is late, the head of the one above where there is one in the jurisdiction.
    string LeaderFor(JurisdictionId jurisdiction, string organisation, Light light)
    {
        var above = light == Light.Overdue && offices.Find(jurisdiction.ToString(), organisation)?.Parent is { } parent ? offices.InCharge(jurisdiction.ToString(), parent.ToString()) : null;
        return $"{above ?? organisation}/{Role.Leader}";
    }
}
