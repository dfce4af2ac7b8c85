using Tongzheng.Forms;
using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>One page of an application, with what was typed and what is wrong with it.</summary>
public sealed record ApplyView
{
    public required string MatterName { get; init; }
    public required string MatterHref { get; init; }

    /// <summary>Title of this page of the form: 经营场所.</summary>
    public required string PageTitle { get; init; }

    public required FormView Form { get; init; }

    /// <summary>Where the form posts. The pressed button is <c>go</c>: next, back or save; or <c>add</c>, <c>remove</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Idempotency key, draft, version, page …</summary>
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    /// <summary>Page k of n.</summary>
    public int Page { get; init; } = 1;

    public int Pages { get; init; } = 1;

    /// <summary>Errors that concern no field: another tab saved this draft.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What another window, or another person, saved meanwhile that reads otherwise here.</summary>
    public IReadOnlyList<SummaryRow> Theirs { get; init; } = [];

    /// <summary>已保存于 10:32, once the draft was saved.</summary>
    public string? SavedText { get; init; }

    /// <summary>What an officer asked to be corrected (补正), where this is a correction.</summary>
    public string? CorrectionRequest { get; init; }

    /// <summary>Begun without signing in: it can be saved and gone on with, and is handed in after signing in.</summary>
    public bool IsNobodys { get; init; }

    public string? SignInHref { get; init; }

    /// <summary>An application of this matter that the person began before, where this one is new.</summary>
    public string? BegunHref { get; init; }
    public string? BegunText { get; init; }

    /// <summary>For whom a clerk or helper fills this in; null where one does it oneself.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>One step of a procedure: sent at once, like a correction.</summary>
    public bool IsStep { get; init; }

    /// <summary>A correction is sent at once: there is no later and no next page.</summary>
    public bool IsCorrection { get; init; }
}
