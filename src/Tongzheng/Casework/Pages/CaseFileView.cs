using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Casework.Pages;

/// <summary>A case as the officer sees it. Texts are in the reader's language.</summary>
public sealed record CaseFileView
{
    public required string CaseNumber { get; init; }
    public required string Matter { get; init; }
    public required string Applicant { get; init; }

    /// <summary>An office opened it: nothing was applied for.</summary>
    public bool IsExOfficio { get; init; }

    /// <summary>Who handed it in, where that is not the party: 代办人 …, with the proof recorded.</summary>
    public string? HandedInBy { get; init; }

    /// <summary>Where it stands: 审查, 等待补正, 已办结 …</summary>
    public required string State { get; init; }

    public required IReadOnlyList<ClockView> Clocks { get; init; }
    public required IReadOnlyList<ProgressStep> Progress { get; init; }

    /// <summary>Of a life event: the progress of its components.</summary>
    public BundleView? Bundle { get; init; }
    public required IReadOnlyList<AnswerSection> Sections { get; init; }
    /// <summary>What officers found and wrote in the steps that are done.</summary>
    public IReadOnlyList<AnswerSection> Opinions { get; init; } = [];
    public IReadOnlyList<MaterialView> Materials { get; init; } = [];

    /// <summary>Decisions taken by table on the way, with their reasons.</summary>
    public IReadOnlyList<DecisionView> Decisions { get; init; } = [];

    public IReadOnlyList<LetterView> Letters { get; init; } = [];

    /// <summary>Who it is for and who acts for them, with the proof.</summary>
    public IReadOnlyList<SummaryRow> Parties { get; init; } = [];

    public IReadOnlyList<RelatedCase> Related { get; init; } = [];

    /// <summary>What other governments were asked for, and who asked for this case.</summary>
    public IReadOnlyList<ExchangeLine> Exchanges { get; init; } = [];

    /// <summary>What it costs, and by which rule.</summary>
    public string? Fee { get; init; }

    /// <summary>What the party has yet to pay.</summary>
    public FeeDue? FeeDue { get; init; }
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>What this officer can do now, or null; then <see cref="NoTask"/> says why.</summary>
    public TaskView? Task { get; init; }

    public string? NoTask { get; init; }

    /// <summary>Present while a correction may be asked for.</summary>
    public CorrectionRequestView? Correction { get; init; }

    /// <summary>Address of the procedure's BPMN file, and the elements a token stands on; null draws none.</summary>
    public string? DiagramHref { get; init; }

    public IReadOnlyList<string> DiagramNow { get; init; } = [];

    /// <summary>Elements and flows of the path taken.</summary>
    public IReadOnlyList<string> DiagramDone { get; init; } = [];

    /// <summary>Steps that stopped and wait for a person.</summary>
    public IReadOnlyList<IncidentView> Incidents { get; init; } = [];

    /// <summary>Verbs this officer may do now, besides the task.</summary>
    public IReadOnlyList<ActLink> Acts { get; init; } = [];

    public MessagesView? Messages { get; init; }

    /// <summary>What others did since the page was read, where that stopped what was sent.</summary>
    public IReadOnlyList<TimelineEntry> Changed { get; init; } = [];

    /// <summary>What was typed into a task that somebody else has done meanwhile.</summary>
    public IReadOnlyList<SummaryRow> Typed { get; init; } = [];

    /// <summary>What was wrong with the form just sent.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>What the party has yet to pay, and the way to enter that they did, for whom may.</summary>
public sealed record FeeDue(string Words, ActLink? Record);

/// <summary>A clock of the case. <see cref="Explanation"/> says how its date came about and under which article.</summary>
public sealed record ClockView(string Name, Light Light, string DueText, string Explanation, bool Provisional = false, bool IsOver = false);

/// <summary>A part of the application.</summary>
public sealed record AnswerSection(string Title, IReadOnlyList<AnswerView> Answers);

/// <summary>An answer; <see cref="Name"/> is what a correction request refers to.</summary>
public sealed record AnswerView(string Name, string Label, string? Value)
{
    /// <summary>Where a known fact came from.</summary>
    public string? Source { get; init; }

    /// <summary>What stood there before a correction.</summary>
    public string? Before { get; init; }

    /// <summary>Files an officer added.</summary>
    public IReadOnlyList<FileLink> Files { get; init; } = [];
}

/// <summary>A material of the application.</summary>
public sealed record MaterialView(string Name, string Label, IReadOnlyList<FileLink> Files)
{
    public bool Required { get; init; } = true;

    /// <summary>Said instead of files where none was asked for: 已由电子证照共享, 免于提交.</summary>
    public string? Instead { get; init; }
}

/// <summary>A file that can be opened.</summary>
public sealed record FileLink(string Href, string Name, long Bytes)
{
    /// <summary>PDF文件, 图片 …</summary>
    public string? Kind { get; init; }

    /// <summary>SHA-256 in hex.</summary>
    public string? Hash { get; init; }

    /// <summary>Who handed it in, and when; for one used again, where from.</summary>
    public string? FiledText { get; init; }
}

/// <summary>A case that this one has to do with: why, its number, its matter and where it stands.</summary>
public sealed record RelatedCase(string Relation, string? Href, string CaseNumber, string Matter, string State);

/// <summary>Where a message to or from another government stands; the other side's case number, with an address where the reader may see it.</summary>
public sealed record ExchangeLine(string Words, bool Waits, string? Number = null, string? Href = null);

/// <summary>A decision taken by table: its answer, the rules that fired in words, its version and its entry in the register.</summary>
public sealed record DecisionView(string Name, string Answer, IReadOnlyList<Reason> Reasons, string Version, string RegisterHref);

/// <summary>A letter of the case: 受理通知书, 补正告知书 …, and how it was delivered.</summary>
public sealed record LetterView(string Href, string Title, string TimeText, string? Delivery = null)
{
    /// <summary>What it says; none for a licence, which is read on its own page.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];
}

/// <summary>The officer's task: a form of the procedure.</summary>
public sealed record TaskView
{
    public required string Title { get; init; }

    /// <summary>Where it posts.</summary>
    public required string Action { get; init; }

    public required FormView Form { get; init; }

    /// <summary>Name of the officer who has to take it first; null when this officer has it.</summary>
    public string? TakeAction { get; init; }

    /// <summary>A word on the duty: 须由未参与受理的人员审查 …</summary>
    public string? Note { get; init; }

    /// <summary>Idempotency key, version.</summary>
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}

/// <summary>Asking the party to correct. Fields post as <c>field</c>, their reasons as <c>reason:field</c>, all at once.</summary>
public sealed record CorrectionRequestView
{
    public required string Action { get; init; }

    /// <summary>Fields ticked already, with the reason typed, when the form comes back.</summary>
    public IReadOnlyDictionary<string, string> Chosen { get; init; } = new Dictionary<string, string>();

    public string? Explanation { get; init; }

    /// <summary>The article on correction, and what the clock does meanwhile.</summary>
    public required string Basis { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}

/// <summary>A step that could not go on by itself: which, and what the procedure said.</summary>
public sealed record IncidentView(long Number, string Step, string Message, string Code)
{
    /// <summary>Where it is settled; null for a post that may not.</summary>
    public string? Action { get; init; }

    /// <summary>True where the post may put variables right.</summary>
    public bool MayCorrect { get; init; }
    public string? Reason { get; init; }
    public string? Variables { get; init; }
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}
