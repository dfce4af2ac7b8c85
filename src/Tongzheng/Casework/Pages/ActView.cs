using Tongzheng.Web;

namespace Tongzheng.Casework.Pages;

/// <summary>One verb about to be done to a case. Texts are in the reader's language.</summary>
public sealed record ActView
{
    public required string Title { get; init; }
    public required string CaseNumber { get; init; }
    public required string Matter { get; init; }
    public required string CaseHref { get; init; }

    /// <summary>Where it posts.</summary>
    public required string Action { get; init; }

    /// <summary>The row of the table: who may, what it does to the clock, what the citizen is told.</summary>
    public required IReadOnlyList<SummaryRow> Row { get; init; }

    /// <summary>What it would come to, worked out before it is done.</summary>
    public IReadOnlyList<string> Preview { get; init; } = [];

    /// <summary>How the words are asked for; null where there are none.</summary>
    public string? WordsLabel { get; init; }
    public string? Words { get; init; }
    public ActTarget? Target { get; init; }

    /// <summary>What others have done since the page was read, where that stopped the act.</summary>
    public IReadOnlyList<TimelineEntry> Changed { get; init; } = [];

    /// <summary>The decision at issue, with its reasons, where one is contested.</summary>
    public IReadOnlyList<DecisionView> Decisions { get; init; } = [];

    /// <summary>What somebody wrote that the act answers: an objection, a question to an expert.</summary>
    public SummaryRow? Answers { get; init; }
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What was written and sent, in words: still to be read where it cannot be done any more.</summary>
    public IReadOnlyList<SummaryRow> Typed { get; init; } = [];

    /// <summary>False where it cannot be done at all; there is nothing to correct then, and <see cref="WhyNot"/> says why.</summary>
    public bool IsPossible { get; init; } = true;
    public IEnumerable<string> WhyNot => Errors.Count > 0 ? Errors.Select(error => error.Message) : new[] { Target?.Hint }.OfType<string>();
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}

/// <summary>What a verb aims at, as the page asks for it. Kind: <c>select</c>, <c>radios</c>, <c>checkboxes</c>, <c>datetime</c> or <c>text</c>.</summary>
public sealed record ActTarget(string Kind, string Label, string? Hint, IReadOnlyList<Choice> Choices, string? Value)
{
    /// <summary>What was chosen or typed, as people read it; an id that is no choice any more says nothing.</summary>
    public string? Words => !IsChosen ? Value : Value is null ? null : string.Join("、", Choices.Where(choice => Value.Split(',').Contains(choice.Value)).Select(choice => choice.Label));

    /// <summary>One of the choices is taken; without any, the verb cannot be done.</summary>
    public bool IsChosen => Kind is "select" or "radios" or "checkboxes";
}

/// <summary>A verb that can be done now, as a button of the case's page.</summary>
public sealed record ActLink(string Href, string Label)
{
    /// <summary>It is what the reader was asked to do, and stands where tasks stand.</summary>
    public bool IsTask { get; init; }
}

/// <summary>What party and office wrote to each other.</summary>
public sealed record MessagesView(IReadOnlyList<TimelineEntry> Messages, string? Action, IReadOnlyList<(string Name, string Value)> Hidden);
