using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>All answers, to be read once more before they are sent.</summary>
public sealed record ReviewView
{
    public required string MatterName { get; init; }
    public required string MatterHref { get; init; }
    public required string Action { get; init; }
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public required IReadOnlyList<ReviewSection> Sections { get; init; }

    /// <summary>What the applicant declares by sending, one sentence a line.</summary>
    public IReadOnlyList<string> Declaration { get; init; } = [];

    /// <summary>Name of the box that agrees to the declaration.</summary>
    public string DeclarationField { get; init; } = "declaration";

    /// <summary>At the counter: asks how identity and will were proved, as <c>proof</c>.</summary>
    public bool NeedsProof { get; init; }

    public string? Proof { get; init; }

    public string? BackHref { get; init; }

    /// <summary>Where to sign in first; then nothing can be sent yet.</summary>
    public string? SignInHref { get; init; }

    /// <summary>What happens next and how long it takes at most.</summary>
    public string? AfterSending { get; init; }
}

public sealed record ReviewSection(string Title, IReadOnlyList<SummaryRow> Rows);
