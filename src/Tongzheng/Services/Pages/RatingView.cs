using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>好差评: how it went, asked once the result is there. Texts are in the reader's language.</summary>
public sealed record RatingView
{
    public required string Matter { get; init; }
    public required string CaseNumber { get; init; }
    public required string Action { get; init; }
    public string? Score { get; init; }
    public IReadOnlyList<string> Reasons { get; init; } = [];
    public string? Words { get; init; }
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Said once it has been rated: thanks, and for a bad rating by when somebody calls back.</summary>
    public string? Thanks { get; init; }
}
