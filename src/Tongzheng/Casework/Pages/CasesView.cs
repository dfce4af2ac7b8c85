using Tongzheng.Web;

namespace Tongzheng.Casework.Pages;

/// <summary>The cases of a person and of those they act for, newest first. Texts are in the reader's language.</summary>
public sealed record CasesView
{
    /// <summary>Cases that wait for the reader: shown first.</summary>
    public IReadOnlyList<CaseCard> Waiting { get; init; } = [];

    public IReadOnlyList<CaseCard> Others { get; init; } = [];

    /// <summary>Applications begun and not sent.</summary>
    public IReadOnlyList<DraftCard> Drafts { get; init; } = [];

    /// <summary>Governments that were asked and did not answer.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    public string? PreviousHref { get; init; }

    public string? NextHref { get; init; }
}

/// <summary>One case of the list.</summary>
public sealed record CaseCard
{
    public required string Href { get; init; }
    public required string Matter { get; init; }
    public required string CaseNumber { get; init; }

    /// <summary>办理中, 请您补正, 已批准 …</summary>
    public required string State { get; init; }

    public required TagColour Colour { get; init; }

    /// <summary>What happens next, by when, in one sentence.</summary>
    public required string Next { get; init; }

    /// <summary>For whom, where that is not the reader.</summary>
    public string? Party { get; init; }

    public required string HandedInText { get; init; }
}

/// <summary>A draft; it is kept until it is sent.</summary>
public sealed record DraftCard(string Href, string Matter, string SavedText);

/// <summary>What became of a case after it closed, with the way to the case that goes on.</summary>
/// <param name="ReplacesDecision">The decision of this case no longer stands.</param>
public sealed record AfterClosing(string Words, ActLink? Other, bool ReplacesDecision);

/// <summary>One case as its party sees it.</summary>
public sealed record OwnCaseView
{
    public required string Matter { get; init; }
    public required string MatterHref { get; init; }
    public required string CaseNumber { get; init; }

    /// <summary>An office opened it: the reader handed in nothing.</summary>
    public bool IsExOfficio { get; init; }
    public required string State { get; init; }
    public AfterClosing? After { get; init; }
    public required TagColour Colour { get; init; }
    public required IReadOnlyList<ProgressStep> Steps { get; init; }

    /// <summary>Of a life event: the progress of its components, in the place of the steps.</summary>
    public BundleView? Bundle { get; init; }

    /// <summary>What happens next and who does it, in plain words.</summary>
    public required string Next { get; init; }

    /// <summary>Each open step: what, who does it, by when.</summary>
    public IReadOnlyList<OpenStep> Now { get; init; } = [];

    /// <summary>The steps that usually follow, in words; null where nothing is known to follow.</summary>
    public string? Then { get; init; }

    public string? Fee { get; init; }
    public IReadOnlyList<SummaryRow> Parties { get; init; } = [];
    public IReadOnlyList<RelatedCase> Related { get; init; } = [];
    public IReadOnlyList<ExchangeLine> Exchanges { get; init; } = [];

    /// <summary>What was handed in, each with its files.</summary>
    public IReadOnlyList<MaterialView> Materials { get; init; } = [];

    /// <summary>By when: 最迟 6月17日; with its explanation.</summary>
    public string? DueText { get; init; }

    public string? DueExplanation { get; init; }
    public bool Provisional { get; init; }

    /// <summary>Who works on it: office, telephone.</summary>
    public required string Office { get; init; }

    public string? OfficePhone { get; init; }

    /// <summary>What the reader is asked to correct, or null.</summary>
    public CorrectionAsked? Correction { get; init; }

    /// <summary>Steps that are the reader's own besides correcting: to confirm, to object, to ask for a review.</summary>
    public IReadOnlyList<OwnStep> OwnSteps { get; init; } = [];

    /// <summary>The answer: granted or refused, with reasons; null while there is none.</summary>
    public CaseOutcome? Outcome { get; init; }

    public IReadOnlyList<AnswerSection> Sections { get; init; } = [];
    public IReadOnlyList<LetterView> Letters { get; init; } = [];
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>Verbs the reader may do now: urge, contest ….</summary>
    public IReadOnlyList<ActLink> Acts { get; init; } = [];

    public MessagesView? Messages { get; init; }

    /// <summary>Where withdrawing posts; null where it is too late.</summary>
    public string? WithdrawAction { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    /// <summary>Where to rate it; null before its end and once it is rated.</summary>
    public string? RateHref { get; init; }

    /// <summary>Where the proof that it was received can be fetched.</summary>
    public string? ReceiptHref { get; init; }
}

/// <summary>A step that is open now: what, who, by when.</summary>
public sealed record OpenStep(string What, string Who, string? By);

/// <summary>A step the reader may do, and until when.</summary>
public sealed record OwnStep(string Href, string Label, string? UntilText);

/// <summary>A request for correction: each field with its reason, and the day until which it can be answered.</summary>
public sealed record CorrectionAsked(string Href, string UntilText, string? Explanation, IReadOnlyList<(string Label, string Reason)> Fields);

/// <summary>How a case ended. A refusal says how to object.</summary>
public sealed record CaseOutcome(bool Granted, string Title, IReadOnlyList<Reason> Reasons)
{
    /// <summary>It was refused; an end that is neither, such as a fine that is paid, has no colour.</summary>
    public bool Refused { get; init; }

    public string? LicenceHref { get; init; }

    /// <summary>The tables that decided, with their versions.</summary>
    public IReadOnlyList<DecisionView> Rules { get; init; } = [];

    /// <summary>行政复议, 行政诉讼: where and until when.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];
}
