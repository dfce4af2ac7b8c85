using Tongzheng.Casework;
using Tongzheng.Casework.Verbs;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>What happened in a case, newest first: who did what, when, and where it stands in the journal; all of it, or what came after a version that was seen.</summary>
static class History
{
    public static IReadOnlyList<TimelineEntry> Of(Case current, Func<string?, string?, string> nameOf, Language language, long after = 0) =>
        [.. current.History.Skip((int)after).SelectMany(happening => Entries(current, happening, nameOf, language)).Reverse()];

    static IEnumerable<TimelineEntry> Entries(Case current, Happening happening, Func<string?, string?, string> nameOf, Language language)
    {
        TimelineEntry Entry(string what, string? who, string? detail = null) => new(happening.At, CaseParts.Time(happening.At), what, who, string.IsNullOrEmpty(detail) ? null : detail)
        {
            OnRecord = language.Of($"日志位置 {happening.Position}", $"journal {happening.Position}"),
        };
        string LabelsOf(IEnumerable<string> keys) => string.Join(language.Of("、", ", "), keys.Select(key => MyCasePages.LabelOf(current, key, language)));

        switch (happening.Fact)
        {
            case CaseOpened opened:
                yield return current.IsExOfficio ? Entry(language.Of("依职权立案", "Opened by the office"), null)
                    : Entry(opened.Channel == Channel.Counter ? language.Of("在窗口提交申请", "Handed in at the counter") : language.Of("提交申请", "Application received"), opened.PartyName);
                break;
            case CorrectionRequested asked:
                yield return Entry(language.Of("一次告知补正：", "Correction asked for: ") + LabelsOf(asked.Fields), nameOf(asked.By, null));
                break;
            case CaseCorrected corrected:
                yield return Entry(corrected.Changed.Count == 0 ? language.Of("已答复补正", "Correction answered") : language.Of("已补正：", "Corrected: ") + LabelsOf(corrected.Changed), current.Opened.PartyName, corrected.Explanation);
                break;
            case DueMoved moved:
                yield return Entry(language.Of($"时限重新计算为{moved.Clock.Due:yyyy-MM-dd}", $"Due date computed anew: {moved.Clock.Due:yyyy-MM-dd}"), nameOf(null, null), moved.Reason);
                break;
            case CaseActed acted:
                yield return Entry(VerbDesk.NameOf(current, acted, nameOf, language), nameOf(acted.By, acted.Post), acted.Reason);
                break;
            case CaseEscalated told:
                yield return Entry(told.Light == Light.Overdue ? language.Of($"“{told.TaskName.Zh}”已超期，已报上级", $"“{told.TaskName.In(language)}” is late; the office above was told")
                    : language.Of($"“{told.TaskName.Zh}”今日到期，已提醒负责人", $"“{told.TaskName.In(language)}” is due today; the head of the office was told"), nameOf(null, null));
                break;
            case CaseAdvanced moved:
                if (What(current, moved, language) is { } what) yield return Entry(what, moved.OnBehalfOf is { } principal ? language.Of($"{nameOf(moved.By, null)}代{nameOf(principal, moved.Post)}", $"{nameOf(moved.By, null)} for {nameOf(principal, moved.Post)}") : nameOf(moved.By, moved.Post), moved.Remark);
                foreach (var incident in moved.Incidents) yield return Entry(language.Of("需要人工处理：", "Needs a person: ") + (current.Version.Procedure.Find(incident.Element)?.Name ?? incident.Element), nameOf(null, null), incident.Message);
                if (moved.Outcome is { } outcome && moved.Trigger != "withdraw") yield return Entry(CaseStep.OutcomeWords(outcome).In(language), null);
                break;
        }
    }

    static string? What(Case current, CaseAdvanced moved, Language language) => moved.Trigger switch
    {
        "task" when moved.Done is { Result: "corrected" } => null, // the correction itself stands beside it
        "task" when moved.Done is { } done => CaseStep.WithResult(NameOf(current, done), done.Result).In(language),
        "timer" => language.Of("期限届满，自动继续", "A time limit ran out; it went on by itself"),
        "withdraw" => language.Of($"{current.PartyTitle.Zh}撤回", $"Withdrawn by the {current.PartyTitle.En}"),
        "resolve" => language.Of("处理后重新办理", "Settled and tried again"),
        _ => null,
    };

    static Text NameOf(Case current, DoneTask done) =>
        current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().SelectMany(moved => moved.Opened).FirstOrDefault(task => task.Task == done.Task)?.Name ?? done.Name;
}
