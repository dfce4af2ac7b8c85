using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Casework.Pages;

/// <summary>What waits at one post, the most urgent first. Texts are in the reader's language.</summary>
public sealed record WorklistView
{
    /// <summary>The post the list belongs to: 云州市市场监督管理局 · 审查岗.</summary>
    public required string Post { get; init; }

    /// <summary>待我办理, 等待申请人, 需要人工处理, 办理中, 已办结 — each with its count.</summary>
    public required IReadOnlyList<NavLink> Views { get; init; }

    public required string CurrentView { get; init; }

    /// <summary>How many stand at each light; choosing one filters by it.</summary>
    public required IReadOnlyList<LightCount> Lights { get; init; }

    /// <summary>Matters that have cases here, for the filter.</summary>
    public IReadOnlyList<Choice> Matters { get; init; } = [];

    public string? Matter { get; init; }

    /// <summary>Posts to choose among; none where there is only one.</summary>
    public IReadOnlyList<Choice> Posts { get; init; } = [];

    public string? PostChosen { get; init; }

    /// <summary>The officer's own views.</summary>
    public IReadOnlyList<SavedLink> Saved { get; init; } = [];

    /// <summary>Where a view is saved; null offers none.</summary>
    public string? SaveAction { get; init; }

    public IReadOnlyList<(string Name, string Value)> SaveHidden { get; init; } = [];

    /// <summary>The whole list on paper.</summary>
    public string? PrintHref { get; init; }

    /// <summary>What can be done to several tasks at once; null where nothing can.</summary>
    public BulkView? Bulk { get; init; }

    /// <summary>Searched text: a case number, a matter, or the party.</summary>
    public string? Query { get; init; }

    /// <summary>Other parts of the address that the filter form keeps: view, light.</summary>
    public IReadOnlyList<(string Name, string Value)> Kept { get; init; } = [];

    public bool IsFiltered { get; init; }

    /// <summary>Cases that stand somehow, not tasks to be done.</summary>
    public bool IsOfCases { get; init; }

    /// <summary>What the officer has just done.</summary>
    public string? Notice { get; init; }

    /// <summary>Tasks of the last act that were refused, and why.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public required IReadOnlyList<WorkRow> Rows { get; init; }

    public string? PreviousHref { get; init; }

    public string? NextHref { get; init; }
}

/// <summary>A view that the officer saved.</summary>
public sealed record SavedLink(string Name, string Href, bool IsHere);

/// <summary>Acts on the ticked tasks: each is a button; those that need an officer take the chosen one.</summary>
public sealed record BulkView(string Action, IReadOnlyList<Choice> Acts, IReadOnlyList<Choice> Officers, IReadOnlyList<(string Name, string Value)> Hidden);

/// <summary>A list to be taken along on paper.</summary>
public sealed record PrintedListView
{
    public required string Title { get; init; }
    public required string Post { get; init; }
    public required string At { get; init; }
    public required string By { get; init; }
    public required IReadOnlyList<WorkRow> Rows { get; init; }

    /// <summary>There are more than a printed list holds.</summary>
    public bool IsCut { get; init; }
}

/// <summary>Cases of one light. <see cref="Href"/> filters by it, or when chosen takes the filter away.</summary>
public sealed record LightCount(Light Light, int Count, string Href, bool Chosen = false);

/// <summary>One task of the list.</summary>
public sealed record WorkRow
{
    public required string Href { get; init; }
    public required string CaseNumber { get; init; }
    public required string Matter { get; init; }
    public required string Applicant { get; init; }

    /// <summary>What is to be done: 受理审查, 现场核查 …</summary>
    public required string Step { get; init; }

    public required Light Light { get; init; }

    /// <summary>剩 3 个工作日, 6月12日前 …</summary>
    public required string DueText { get; init; }

    public bool Provisional { get; init; }

    /// <summary>The case is closed.</summary>
    public bool IsOver { get; init; }

    /// <summary>When it came to this post.</summary>
    public required string SinceText { get; init; }

    /// <summary>What its box posts: the case and the task; null where nothing can be done to it in the list.</summary>
    public string? Ticked { get; init; }

    public bool Expedited { get; init; }

    /// <summary>The party asked for haste.</summary>
    public bool Urged { get; init; }

    /// <summary>The officer who has taken it; null while anybody of the post may.</summary>
    public string? TakenBy { get; init; }
}
