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

    /// <summary>Searched text: a case number or a part of one. Names are in no index.</summary>
    public string? Query { get; init; }

    /// <summary>Other parts of the address that the filter form keeps: view, light.</summary>
    public IReadOnlyList<(string Name, string Value)> Kept { get; init; } = [];

    public bool IsFiltered { get; init; }

    /// <summary>What the officer has just done.</summary>
    public string? Notice { get; init; }

    public required IReadOnlyList<WorkRow> Rows { get; init; }

    public string? PreviousHref { get; init; }

    public string? NextHref { get; init; }
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

    /// <summary>When it came to this post.</summary>
    public required string SinceText { get; init; }

    /// <summary>The officer who has taken it; null while anybody of the post may.</summary>
    public string? TakenBy { get; init; }
}
