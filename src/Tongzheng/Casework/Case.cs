using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Casework.Verbs;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>One run of a matter's procedure for one party (办件), as its facts make it.</summary>
public sealed record Case
{
    /// <summary>The post of a task that the party does: to correct, to confirm, to pay.</summary>
    public const string Applicant = "applicant";

    public required string Jurisdiction { get; init; }
    public required CaseOpened Opened { get; init; }
    public required RunningMatter Version { get; init; }

    /// <summary>The stream's version that this state was read at; what is decided on it is appended behind it.</summary>
    public long StreamVersion { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public ProcessState? State { get; init; }

    /// <summary>What the facts so far hold of the engine's state; a step records only what is not in it. Null: it records all.</summary>
    public ProcessState? OnRecord { get; init; }
    public CaseStatus Status { get; init; }
    public CaseClock Clock { get; init; } = CaseClock.NotStarted;

    /// <summary>The office in charge: the one it was opened with, until it is forwarded to another.</summary>
    public required string Organisation { get; init; }

    /// <summary>What keeps the clock still besides a step of the procedure: a suspension, a hearing, experts.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];
    public IReadOnlyList<CaseLink> Links { get; init; } = [];

    /// <summary>To be done before others, by word of the head of the office.</summary>
    public bool IsExpedited { get; init; }

    /// <summary>The party asked for haste since the last step.</summary>
    public bool IsUrged { get; init; }
    public string? Outcome { get; init; }
    public IReadOnlyList<OpenedTask> Tasks { get; init; } = [];
    public IReadOnlyList<StartedTimer> Timers { get; init; } = [];
    public IReadOnlyList<RaisedIncident> Incidents { get; init; } = [];

    /// <summary>Messages that came before the procedure waited for them.</summary>
    public IReadOnlyList<MessageKept> Kept { get; init; } = [];

    /// <summary>The correction that was asked for last and is not answered yet.</summary>
    public CorrectionRequested? Correction { get; init; }

    /// <summary>The answers as they stand, after corrections; null where the party has been forgotten.</summary>
    public JsonElement? Answers => AnswersText?.ToElement();
    public JsonText? AnswersText { get; init; }
    public IReadOnlyList<Happening> History { get; init; } = [];

    public string Id => Opened.Case;

    /// <summary>An office opened it of its own motion (依职权): its party asked for nothing and handed in nothing.</summary>
    public bool IsExOfficio => Version.Matter.IsExOfficio || Opened is { Channel: Channel.ExOfficio, From: null };

    /// <summary>What its party is called: who applied, or whom it concerns.</summary>
    public Text PartyTitle => IsExOfficio ? new("当事人", "party") : new("申请人", "applicant");

    /// <summary>The office that its facts name; <see cref="Organisation"/> may be the one that has taken its place since.</summary>
    public string OfficeOnRecord => History.LastOrDefault(happening => happening.Fact is CaseActed)?.Fact is CaseActed acted ? acted.Organisation : Opened.Organisation;

    /// <summary>When it last went on, by a step or an act.</summary>
    public DateTimeOffset MovedAt => History.LastOrDefault(happening => happening.Fact is CaseAdvanced or CaseActed)?.At ?? OpenedAt;

    /// <summary>When the documents came in that are looked at now: with the application, or with the last correction.</summary>
    public DateTimeOffset ReceivedAt => History.LastOrDefault(happening => happening.Fact is CaseCorrected)?.At ?? OpenedAt;
    public string Stream => StreamOf(Opened.Case);

    /// <summary>The party's task that corrects the application; other tasks of the party have forms of their own.</summary>
    public OpenedTask? CorrectionTask => Tasks.FirstOrDefault(IsCorrection);
    public bool IsClosed => Status == CaseStatus.Closed;

    public static string StreamOf(string id) => "case/" + id;

    /// <summary>What is known of the engine's state before the first step: the procedure, the answers, and what the version says of its matter.</summary>
    public static ProcessState Begun(RunningMatter version, FeelContext answers) => ProcessState.Before(version.Procedure, new FeelContext(answers).Set(RunningMatter.Variable, version.About));

    public static ProcessState? Begun(RunningMatter version, JsonText? answers) => answers is null ? null : Begun(version, FeelContext.FromJson(answers.ToElement()));

    /// <summary>The engine's state as a step records it: without what an earlier state says already.</summary>
    public static JsonText Recorded(ProcessState state, ProcessState? since)
    {
        var isSame = false;
        var text = JsonText.Of(writer => isSame = state.WriteTo(writer, since));
        return isSame ? new JsonText(text.Utf8) { Source = state } : text;
    }

    /// <summary>Incidents of the node itself, of which the engine knows nothing, are numbered below zero.</summary>
    public static long NextIncident(params IEnumerable<RaisedIncident>[] raised) => raised.SelectMany(each => each).Select(incident => incident.Incident).Append(0).Min() - 1;

    public bool IsCorrection(OpenedTask task) =>
        task.Post == Applicant && Version.Procedure.Find(task.Element)?.Properties.GetValueOrDefault("tz:action") == "correction";

    /// <summary>Who has done a given step, and for whom: what separation of duties asks.</summary>
    public IEnumerable<string> DoersOf(string element) => History.Select(happening => happening.Fact).OfType<CaseAdvanced>()
        .Where(fact => fact.Done?.Element == element).SelectMany(fact => new[] { fact.By, fact.OnBehalfOf }).OfType<string>();

    /// <summary>Decisions that tables took, each with the version they took it under.</summary>
    public IEnumerable<(DecisionTaken Decision, RunningMatter Version)> Decisions =>
        History.SelectMany(happening => ((happening.Fact as CaseAdvanced)?.Decisions ?? []).Select(decision => (decision, happening.Version)));

    /// <summary>Reads a case from the facts of its stream, or on from what is known of it; null where there are none.</summary>
    public static Case? From(IReadOnlyList<RecordedFact> facts, Func<string, RunningMatter> version, Case? known = null)
    {
        if (facts.Count == 0) return known;
        var current = known;
        var state = known?.OnRecord;
        CaseOpened? begun = null;       // where no step has been read since
        var history = new List<Happening>(known?.History ?? []);
        foreach (var fact in facts)
        {
            var read = Facts.Read(fact);
            if (read is CaseOpened opened)
            {
                (begun, state) = (opened, null);
                current = new Case { Jurisdiction = fact.Jurisdiction, Opened = opened, Organisation = opened.Organisation, Version = version(opened.Version), OpenedAt = fact.Time, AnswersText = opened.Answers, Links = opened.From is { } from ? [from] : [] };
            }
            if (current is null || read is null) continue;
            if (read is CaseActed { Version: { } hash }) current = current with { Version = version(hash) };
            if (read is CaseAdvanced moved)
            {
                current = current with { State = state = moved.State is { } text ? text.Source as ProcessState ?? ProcessState.FromJson(text.Utf8, state ?? Before()) : null };
                begun = null;
            }
            history.Add(new Happening(fact.Time, fact.Position, read, current.Version));
            current = current.After(read) with { StreamVersion = fact.Version };
        }
        return current is null ? null : current with { OnRecord = state ?? Before(), History = history };

        ProcessState? Before() => begun is null ? null : Begun(version(begun.Version), begun.Answers);
    }

    /// <summary>The case after one more step that is not kept anywhere: a simulation goes from step to step with it.</summary>
    internal Case Advanced(CaseAdvanced step) => After(step) with { State = step.State is { } state ? ProcessState.FromJson(state.Utf8) : State };

    Case After(Fact fact) => fact switch
    {
        CaseAdvanced moved => this with
        {
            Status = moved.Status,
            Clock = moved.Clock ?? Clock,
            Outcome = moved.Outcome,
            // What an act opened beside the procedure ends with the case.
            Tasks = [.. Tasks.Where(task => task.Task != moved.Done?.Task && !moved.Closed.Contains(task.Task) && (moved.Outcome is null || task.Verb is null))
                .Concat(moved.Opened).Select(task => task.Following(moved.Clock ?? Clock))],
            IsUrged = IsUrged && moved.Done is null,
            Timers = [.. Timers.Where(timer => !moved.CancelledTimers.Contains(timer.Timer)), .. moved.Timers],
            Incidents = [.. Incidents.Where(incident => !moved.ClosedIncidents.Contains(incident.Incident)), .. moved.Incidents],
            Kept = moved.Heard.Count == 0 ? Kept : [.. Kept.Where(kept => !moved.Heard.Contains(kept.Message))],
        },
        MessageKept kept => this with { Kept = [.. Kept, kept] },
        CorrectionRequested asked => this with { Correction = asked },
        CaseCorrected corrected => this with { Correction = null, AnswersText = corrected.Answers },
        DueMoved moved => this with
        {
            Clock = moved.Clock,
            Timers = [.. Timers.Select(timer => moved.Timers.FirstOrDefault(to => to.Timer == timer.Timer) ?? timer)],
            Tasks = [.. Tasks.Select(task => moved.Tasks.FirstOrDefault(to => to.Task == task.Task) ?? task.Following(moved.Clock))],
        },
        CaseActed acted => this with
        {
            Status = acted.Status,
            Clock = acted.Clock,
            Organisation = acted.Organisation,
            Tasks = [.. Tasks.Where(task => !acted.ClosedTasks.Contains(task.Task)).Select(task => acted.Tasks.FirstOrDefault(now => now.Task == task.Task) ?? task)
                .Concat(acted.Tasks.Where(now => Tasks.All(task => task.Task != now.Task))).Select(task => task.Following(acted.Clock))],
            Timers = [.. Timers.Select(timer => acted.Timers.FirstOrDefault(to => to.Timer == timer.Timer) ?? timer)],
            Pauses = acted.Pauses,
            Links = [.. Links, .. acted.Links],
            IsExpedited = acted.Expedited,
            IsUrged = acted.Urged,
        },
        _ => this,
    };
}

/// <summary>A fact of a case with its instant, its place in the journal, and the version that the case ran under then.</summary>
public sealed record Happening(DateTimeOffset At, long Position, Fact Fact, RunningMatter Version);
