using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using CaseStore = Tongzheng.Casework.Cases;

namespace Tongzheng.Services.Desk;

/// <summary>
/// Lines of a list as an officer reads them. The party's name is in no index, so each case of the page is read; the rest
/// takes the same few statements however long the page is.
/// </summary>
public sealed class WorkRows(CaseStore cases, Names names, Clock clock)
{
    public async Task<List<WorkRow>> Tasks(Worker worker, IReadOnlyList<TaskLine> lines, Language language, CancellationToken stop)
    {
        var officers = names.OfOfficers(worker.Jurisdiction, lines.Select(line => line.Assignee));
        var rows = new List<WorkRow>();
        foreach (var line in lines)
        {
            if (await cases.Find(worker.Jurisdiction, line.Case, stop) is not { } current) continue;
            var due = DateOnly.ParseExact(line.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            rows.Add(Of(current, $"/desk/cases/{line.Case}?task={line.Task}", current.Tasks.FirstOrDefault(task => task.Task == line.Task)?.Name.In(language) ?? line.Name,
                line.LightOn(clock.Today), DueWords.Of(due, clock.Today, cases.Around.Calendar, language), line.DueIsProvisional, DateTimeOffset.Parse(line.OpenedAt, CultureInfo.InvariantCulture), language) with
            {
                Ticked = $"{line.Case}~{line.Task}",
                TakenBy = line.Assignee is not { } who ? null : who == worker.Who ? language.Of("我", "me") : officers.GetValueOrDefault(who) ?? language.Of("其他人员", "somebody else"),
                Expedited = line.Expedited,
                Urged = line.Urged,
            });
        }
        return rows;
    }

    public async Task<List<WorkRow>> Standing(Worker worker, IEnumerable<CaseLine> lines, Language language, CancellationToken stop)
    {
        var rows = new List<WorkRow>();
        foreach (var line in lines)
        {
            if (await cases.Find(worker.Jurisdiction, line.Case, stop) is not { } current) continue;
            var deadline = current.Clock.Statutory ?? current.Clock.Promised;
            rows.Add(Of(current, $"/desk/cases/{line.Case}", StepOf(current, language),
                current.IsClosed ? current.Clock.EndedOn > current.Clock.Due ? Light.Overdue : Light.Green : current.Clock.IsStopped ? Light.Stopped : deadline?.On(cases.Around.Calendar, clock.Now).LightAt(clock.Now) ?? Light.Green,
                current.IsClosed ? $"{current.Clock.EndedOn:yyyy-MM-dd}" : DueWords.Of(current.Clock.Due, clock.Today, cases.Around.Calendar, language),
                current.Clock.IsProvisional && !current.IsClosed, current.MovedAt, language) with { IsOver = current.IsClosed });
        }
        return rows;
    }

    static string StepOf(Case current, Language language) => current.IsClosed ? CaseStep.OutcomeWords(current.Outcome ?? "").In(language)
        : current.Incidents.Count > 0 ? language.Of("需要人工处理", "Needs a person")
        : string.Join(language.Of("、", ", "), current.Tasks.Select(task => task.Name.In(language)));

    static WorkRow Of(Case current, string href, string step, Light light, string due, bool provisional, DateTimeOffset since, Language language) => new()
    {
        Href = href,
        CaseNumber = current.Opened.Number,
        Matter = current.Version.Matter.Name.In(language),
        Applicant = current.Opened.PartyName ?? language.Of("（已删除）", "(erased)"),
        Step = step,
        Light = light,
        DueText = due,
        Provisional = provisional,
        SinceText = CaseParts.Time(since),
    };
}
