using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>One question of "may I?", or the answer with its reasons once <see cref="Result"/> is there.</summary>
public sealed record EligibilityView
{
    public required string MatterName { get; init; }
    public required string MatterHref { get; init; }

    /// <summary>The question to answer now: a field of any input type.</summary>
    public IReadOnlyList<Forms.FieldView> Fields { get; init; } = [];

    public required string Action { get; init; }

    /// <summary>Answers given so far, carried along.</summary>
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public int Number { get; init; } = 1;

    /// <summary>How many questions there may be; null where it depends on the answers.</summary>
    public int? Count { get; init; }

    public string? BackHref { get; init; }
    public EligibilityResult? Result { get; init; }
}

/// <param name="Eligible">null: the rules cannot tell, and a person will.</param>
/// <param name="Reasons">Each rule that fired, in plain words.</param>
/// <param name="Given">Answers the result rests on.</param>
public sealed record EligibilityResult(bool? Eligible, IReadOnlyList<Reason> Reasons, IReadOnlyList<SummaryRow> Given)
{
    public string? ApplyHref { get; init; }

    /// <summary>The table in the register of algorithms.</summary>
    public string? AlgorithmHref { get; init; }

    public string? RestartHref { get; init; }
}
