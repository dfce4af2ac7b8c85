using Tongzheng.Casework.Pages;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>A case as its party sees it: where it stands in plain words, what is next, by when, and who.</summary>
public sealed record MyCaseView
{
    public required string Matter { get; init; }
    public required string Number { get; init; }

    /// <summary>One sentence: where it stands and what the person has to do, if anything.</summary>
    public required string Summary { get; init; }
    public required string Office { get; init; }
    public required IReadOnlyList<ProgressStep> Steps { get; init; }
    public required IReadOnlyList<SummaryRow> Answers { get; init; }
    public IReadOnlyList<FileLink> Files { get; init; } = [];
    public IReadOnlyList<DecisionView> Decisions { get; init; } = [];
    public IReadOnlyList<LetterView> Letters { get; init; } = [];
    public Light Light { get; init; }
    public string? DueText { get; init; }
    public bool DueIsProvisional { get; init; }
    public string? DueExplanation { get; init; }
    public string? LicenceHref { get; init; }
    public string? LicenceName { get; init; }
    public string? CorrectHref { get; init; }
    public IReadOnlyList<string> CorrectionNotes { get; init; } = [];
    public string? RateHref { get; init; }
    public string? WithdrawAction { get; init; }
    public string? ContestAction { get; init; }
    public string? ContestText { get; init; }
    public required string ProofHref { get; init; }
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
