using System.Text.Json;
using Tongzheng.Casework.Verbs;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// A case as its party or an officer reads it: where it stands in plain words, what is next, by when, and who. The API
/// gives it as JSON and the pages draw it.
/// </summary>
public sealed record CaseView
{
    public required string Case { get; init; }
    public required string Number { get; init; }
    public required string Matter { get; init; }
    public required Text MatterName { get; init; }
    public required string Jurisdiction { get; init; }
    public required string Organisation { get; init; }
    public required Text OrganisationName { get; init; }
    public string? PartyName { get; init; }
    public required CaseStatus Status { get; init; }
    public string? Outcome { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateOnly? Due { get; init; }
    public bool DueIsProvisional { get; init; }

    /// <summary>Why it is due then, as one sentence with its article.</summary>
    public Text? DueExplanation { get; init; }
    public required Light Light { get; init; }

    /// <summary>The limits of the open tasks that have one.</summary>
    public IReadOnlyList<TaskLimit> Limits { get; init; } = [];
    public required IReadOnlyList<CaseStep> Steps { get; init; }
    public required IReadOnlyList<OpenedTask> Tasks { get; init; }
    public required IReadOnlyList<RaisedIncident> Incidents { get; init; }
    public JsonElement? Answers { get; init; }
    public IReadOnlyList<string> CorrectionFields { get; init; } = [];
    public IReadOnlyDictionary<string, string> CorrectionNotes { get; init; } = new Dictionary<string, string>();

    /// <summary>What the party corrected, each time: the answers as they were and as they are.</summary>
    public IReadOnlyList<CorrectionGiven> Corrections { get; init; } = [];

    /// <summary>What was demanded of the party and what became of it, in the order it was demanded.</summary>
    public IReadOnlyList<CaseFee> Fees { get; init; } = [];

    /// <summary>Decisions tables took, with their explanations.</summary>
    public IReadOnlyList<DecisionTaken> Decisions { get; init; } = [];

    public static CaseView Of(Case current, Text organisationName, Surroundings around, DateTimeOffset now)
    {
        var calendar = around.Calendar;
        return new CaseView
        {
            Case = current.Id,
            Number = current.Opened.Number,
            Matter = current.Opened.Matter,
            MatterName = current.Version.Matter.Name,
            Jurisdiction = current.Jurisdiction,
            Organisation = current.Organisation,
            OrganisationName = organisationName,
            PartyName = current.Opened.PartyName,
            Status = current.Status,
            Outcome = current.Outcome,
            OpenedAt = current.OpenedAt,
            Due = current.Clock.Due,
            DueIsProvisional = current.Clock.IsProvisional,
            DueExplanation = current.Clock.Explain(calendar, now),
            Light = current.IsClosed ? Light.Green : current.Clock.LightAt(calendar, now),
            Limits = [.. current.Tasks.Select(task => TaskLimit.Of(task, current, around, now)).OfType<TaskLimit>()],
            Steps = CaseStep.Of(current),
            Tasks = current.Tasks,
            Incidents = current.Incidents,
            Answers = current.Answers,
            CorrectionFields = current.Correction?.Fields ?? [],
            CorrectionNotes = current.Correction?.Notes ?? new Dictionary<string, string>(),
            Corrections = CorrectionGiven.Of(current),
            Fees = CaseFee.Of(current),
            Decisions = [.. current.Decisions.Select(taken => taken.Decision.InWords(taken.Version))],
        };
    }
}

/// <summary>A correction that came in.</summary>
public sealed record CorrectionGiven(DateTimeOffset At, string? Explanation, IReadOnlyList<AnswerChanged> Changed)
{
    public static IReadOnlyList<CorrectionGiven> Of(Case current)
    {
        var given = new List<CorrectionGiven>();
        var before = current.Opened.Answers;
        foreach (var happening in current.History)
        {
            if (happening.Fact is not CaseCorrected { Answers: { } now } corrected) continue;
            var (was, stands) = (before?.ToElement(), now.ToElement());
            given.Add(new(happening.At, corrected.Explanation, [.. corrected.Changed.Select(key => new AnswerChanged(key, Value(was, key), Value(stands, key)))]));
            before = now;
        }
        return given;
    }

    static JsonElement? Value(JsonElement? answers, string key) => answers is { } all && all.TryGetProperty(key, out var value) ? value : null;
}

/// <summary>One answer, a file too, before and after a correction.</summary>
public sealed record AnswerChanged(string Field, JsonElement? Before, JsonElement? After);

/// <summary>When an open task is due, why, and how its clock stands.</summary>
public sealed record TaskLimit(long Task, DateOnly Due, bool IsProvisional, Light Light, Text Explanation)
{
    public static TaskLimit? Of(OpenedTask task, Case current, Surroundings around, DateTimeOffset now)
    {
        if (task.FollowsClock)
            return current.Clock.Due is { } last && current.Clock.Explain(around.Calendar, now) is { } why
                ? new(task.Task, last, current.Clock.IsProvisional, current.Clock.LightAt(around.Calendar, now), why) : null;
        return task is { Limit: { } limit, Since: { } since } && around.DueOf(limit, since, current, now) is { } due
            ? new(task.Task, due.LastDay, due.IsProvisional, due.LightAt(now), due.Explanation) : null;
    }
}

/// <summary>One step of the progress line. State: <c>done</c>, <c>now</c> or <c>next</c>.</summary>
public sealed record CaseStep(Text Name, string State, DateTimeOffset? At)
{
    /// <summary>What happened, in order; where it stands now. What may come is not guessed past the open tasks.</summary>
    public static IReadOnlyList<CaseStep> Of(Case current)
    {
        var steps = new List<CaseStep> { new(Beginning(current), "done", current.OpenedAt) };
        foreach (var happening in current.History)
        {
            if (happening.Fact is not CaseAdvanced moved) continue;
            if (moved.Done is { } done) steps.Add(new(WithResult(new Text(done.Name, EnglishOf(current, done.Element)), done.Result), "done", happening.At));
            else if (moved.Trigger == "timer") steps.Add(new(new Text("期限届满，自动继续", "A time limit ran out; it went on by itself"), "done", happening.At));
            if (moved.Outcome is { } outcome) steps.Add(new(OutcomeWords(current, outcome), "done", happening.At));
        }
        foreach (var task in current.Tasks) steps.Add(new(StepOf(current, task.Element) ?? task.Name, "now", null));
        foreach (var _ in current.Incidents) steps.Add(new(new Text("有一步需要工作人员处理", "A step needs a person to look at it"), "now", null));
        return steps;
    }

    // What nobody applied for was not submitted: its procedure says how it began.
    static Text Beginning(Case current) =>
        current.Version.Procedure.Process.Children.FirstOrDefault(child => child.Kind == Bpmn.ElementKind.StartEvent) is { } start && StepOf(current, start.Id) is { } words ? words : new Text("已提交", "Submitted");

    static string? EnglishOf(Case current, string element) => current.Version.Procedure.Find(element)?.Properties.GetValueOrDefault("tz:name.en");

    /// <summary>A step in the citizen's words, as the procedure gives them.</summary>
    public static Text? StepOf(Case current, string element) =>
        current.Version.Procedure.Find(element)?.Properties is { } properties && properties.TryGetValue("tz:step", out var zh)
            ? new Text(zh, properties.GetValueOrDefault("tz:step.en")) : null;

    /// <summary>How it closed: in the procedure's words where its end has some of its own.</summary>
    public static Text OutcomeWords(Case current, string outcome) =>
        outcome is "granted" or "refused" or "not-accepted" or "withdrawn" ? OutcomeWords(outcome) : StepOf(current, outcome) ?? OutcomeWords(outcome);

    public static Text OutcomeWords(string outcome) => outcome switch
    {
        "granted" => new("准予，已办结", "Granted; closed"),
        "refused" => new("不予，已办结", "Refused; closed"),
        "not-accepted" => new("不予受理，已办结", "Not accepted; closed"),
        "withdrawn" => new("已撤回", "Withdrawn"),
        "erased" => new("申请内容已依法删除，终止办理", "What was asked has been erased; it ended without a decision"),
        "merged" => new("已并案，本办件结束", "Merged into another case; this one ends"),
        _ => new("已办结", "Closed"),
    };

    /// <summary>A step that is done, with the choice made in it.</summary>
    internal static Text WithResult(Text step, string? result) => ResultWords(result) is not { } words ? step
        // 受理：受理 says nothing twice over.
        : new Text(words.Zh == step.Zh ? "已" + words.Zh : $"{step.Zh}：{words.Zh}", step.En is { } name ? $"{name}: {words.En}" : null);

    static Text? ResultWords(string? result) => result switch
    {
        "accept" => new Text("受理", "accepted"),
        "correct" => new Text("一次告知补正", "correction asked for"),
        "reject" => new Text("不予受理", "not accepted"),
        "grant" => new Text("准予", "granted"),
        "refuse" => new Text("不予", "refused"),
        "pass" => new Text("符合", "meets the requirements"),
        "fail" => new Text("不符合", "does not meet them"),
        _ => null,
    };
}
