using System.Globalization;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Services.Deciding;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>The parts of a case that its party's page and the officer's page both show: answers, files, letters, decisions, dates.</summary>
public sealed class CaseParts(Journal journal, Cases cases)
{
    /// <summary>The licences or results a case gave.</summary>
    public IReadOnlyList<(string Licence, string Name)> Results(Case current, Language language)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<(string Licence, string Name, string? NameEn)>("""
            SELECT licence, name, name_en FROM licence WHERE jurisdiction = @jurisdiction AND case_id = @id ORDER BY licence
            """, new { jurisdiction = current.Jurisdiction, id = current.Id })
            .Select(row => (row.Licence, language.IsEnglish ? row.NameEn ?? row.Name : row.Name))];
    }

    /// <summary>True where the party was asked for a rating and has given none.</summary>
    public bool AwaitsRating(Case current)
    {
        using var connection = journal.OpenRead();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM rating WHERE jurisdiction = @jurisdiction AND case_id = @id AND level IS NULL",
            new { jurisdiction = current.Jurisdiction, id = current.Id }) > 0;
    }

    /// <summary>The answers as they stand, as the form shows them.</summary>
    public static Filled Filled(Case current, DateTimeOffset now)
    {
        var (values, uploads) = TaskDesk.Stored(current);
        return Fill.Read(current.Version.ApplicationForm, new Typed(values, uploads), TaskDesk.KnownOf(current),
            current.State?.Variables ?? new FeelContext(), new EvaluationOptions { Now = now }, final: false);
    }

    public static IReadOnlyList<AnswerLine> Lines(Case current, DateTimeOffset now, Language language) =>
        [.. ReadBack.Lines(current.Version.ApplicationForm.Components, Filled(current, now), TaskDesk.KnownOf(current), language)];

    /// <summary>Decisions that tables took, each with its reasons in words.</summary>
    public IReadOnlyList<DecisionView> Decisions(Case current, Language language) =>
        [.. current.Decisions.Select(taken => Read(taken.Decision, taken.Version, current, language)).OfType<DecisionView>()];

    DecisionView? Read(DecisionTaken decision, RunningMatter version, Case current, Language language) =>
        decision.Why(version) is not { } why ? null : new DecisionView(version.Called(why.Decision.Id)?.In(language) ?? why.Decision.Name, DecisionLabels.Result(why.Decision.Id, why.Decision.Value, version, language),
            DecisionLabels.Reasons(why, version, cases.Around.ParametersOf(current.Jurisdiction), language), why.Hash[..12], "/algorithms/" + decision.Decision);

    public static string Day(string instant) =>
        DateOnly.FromDateTime(Writer.Instant(instant).ToOffset(China.Offset).DateTime).ToString("O", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) => at.ToOffset(China.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <param name="officeOf">Names an office by its code: several at once at one step are told apart by it.</param>
    public static IReadOnlyList<ProgressStep> Progress(Case current, Language language, Func<string, string?>? officeOf = null)
    {
        var steps = CaseStep.Of(current);
        var open = new Queue<OpenedTask>(current.Tasks);
        return [.. steps.Select(step => new ProgressStep(NameOf(step),
            step.State switch { "done" => ProgressState.Done, "now" => ProgressState.Now, _ => ProgressState.ToCome }, step.At is { } at ? Time(at) : null))];

        string NameOf(CaseStep step)
        {
            var name = step.Name.In(language);
            if (step.State != "now" || !open.TryDequeue(out var task) || steps.Count(other => other.State == "now" && other.Name == step.Name) < 2 || officeOf?.Invoke(task.Organisation) is not { } office) return name;
            return language.Of($"{name}（{office}）", $"{name} ({office})");
        }
    }

    /// <summary>Where a case stands, as an officer says it.</summary>
    public static string OfficeWords(Case current, Language language) => current.Status switch
    {
        CaseStatus.Submitted when current.Version.IsAccepted => language.Of("待受理", "Waiting to be accepted"),
        CaseStatus.Submitted or CaseStatus.Accepted when current.Tasks.Count > 0 => language.Of("待办：", "To do: ") + string.Join(language.Of("、", ", "), current.Tasks.Select(task => task.Name.In(language))),
        CaseStatus.Correcting => language.Of($"等待{current.PartyTitle.Zh}补正", $"Waiting for the {current.PartyTitle.En}'s correction"),
        _ => Words(current.Status, current.Outcome, current.Version, language),
    };

    /// <param name="version">What it runs under, for the kind of case it is; null where that is not here.</param>
    public static string Words(CaseStatus status, string? outcome, RunningMatter? version, Language language) => status switch
    {
        CaseStatus.Submitted when version is { IsAccepted: false } => language.Of("办理中", "In hand"),
        CaseStatus.Submitted => language.Of("等待受理", "Waiting to be accepted"),
        CaseStatus.Accepted when version is { Matter.IsExOfficio: true } => language.Of("已立案，办理中", "Case opened; being handled"),
        CaseStatus.Accepted => language.Of("已受理，办理中", "Accepted; being handled"),
        CaseStatus.Correcting => language.Of("等您补正", "Waiting for your correction"),
        CaseStatus.Incident => language.Of("需要人工处理", "A person has to look at it"),
        CaseStatus.Suspended => language.Of("时限暂停计算", "The clock stands still"),
        _ => CaseStep.OutcomeWords(outcome ?? "").In(language),
    };

    public static TagColour Colour(CaseStatus status, string? outcome) => status switch
    {
        CaseStatus.Correcting => TagColour.Yellow,
        CaseStatus.Closed when outcome == "granted" => TagColour.Green,
        CaseStatus.Closed when outcome is "refused" or "not-accepted" => TagColour.Red,
        CaseStatus.Closed => TagColour.Grey,
        _ => TagColour.Blue,
    };

    /// <summary>What happens next and by when, in one sentence.</summary>
    /// <param name="owes">There is something to pay: then nobody is told that there is nothing to do.</param>
    public static string Next(CaseStatus status, string? due, RunningMatter? version, Language language, bool owes = false) => status switch
    {
        CaseStatus.Submitted when version is not { IsAccepted: false } => language.Of("工作人员正在核对材料，五个工作日内答复是否受理。", "An officer checks your documents; within five working days you are told whether it is accepted."),
        CaseStatus.Submitted or CaseStatus.Accepted => due is null ? language.Of("正在办理。", "It is being handled.") : language.Of($"正在办理，最迟 {due} 办结。", $"It is being handled, due by {due}."),
        CaseStatus.Correcting => language.Of("请您补正，补正后继续办理。", "Please correct it; it goes on afterwards."),
        CaseStatus.Suspended => language.Of("依法暂停计算办理时限，原因见“经过”；恢复后继续办理", "The clock stands still for the reason under “History”. It goes on afterwards") + Nothing(owes, language),
        CaseStatus.Incident => language.Of("有一步系统无法判断，已转工作人员处理", "One step could not be told by rule; an officer looks at it") + Nothing(owes, language),
        _ => language.Of("已经办结。", "It is closed."),
    };

    static string Nothing(bool owes, Language language) => owes ? language.Of("。", ".") : language.Of("，您不用做什么。", "; you need do nothing.");
}
