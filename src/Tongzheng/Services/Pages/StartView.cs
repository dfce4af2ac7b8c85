using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>How to begin an application: signed in, or by filling it in first.</summary>
public sealed record StartView
{
    public required string MatterName { get; init; }
    public required string MatterHref { get; init; }
    public required string SignInHref { get; init; }

    /// <summary>Where the form that chooses a place asks.</summary>
    public required string Action { get; init; }

    public required IReadOnlyList<Choice> Places { get; init; }
}

/// <summary>A draft of somebody who is not signed in was saved.</summary>
/// <param name="Code">Shown this once.</param>
public sealed record SavedDraftView(string MatterName, string Code, string ResumeHref, string UntilText, string OnHref);

/// <summary>Going on with a draft by its code.</summary>
public sealed record ResumeView(string Code, IReadOnlyList<FieldError> Errors);
