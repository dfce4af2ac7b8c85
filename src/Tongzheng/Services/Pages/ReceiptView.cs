using Tongzheng.Casework.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>What one gets for an application: its number, where it stands in the journal, and what comes next.</summary>
public sealed record ReceiptView
{
    /// <summary>申请已提交; 申请已批准 where it was decided on the spot.</summary>
    public required string Title { get; init; }

    public required string MatterName { get; init; }

    /// <summary>Null where another government has not opened the case yet.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Null where the case is not this government's to show.</summary>
    public string? CaseHref { get; init; }

    /// <summary>When it was received, as read.</summary>
    public required string ReceivedText { get; init; }

    /// <summary>Position in the journal, so that anybody can prove it was received.</summary>
    public long? Position { get; init; }

    /// <summary>Other lines: by whom it was handed in, when an answer is due.</summary>
    public IReadOnlyList<SummaryRow> Rows { get; init; } = [];

    public IReadOnlyList<ProgressStep> Steps { get; init; } = [];

    /// <summary>Why, where it was decided on the spot.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>The tables that decided, with their versions.</summary>
    public IReadOnlyList<DecisionView> Rules { get; init; } = [];

    /// <summary>Letters sent so far, such as 受理通知书; each a signed PDF to print.</summary>
    public IReadOnlyList<LetterView> Letters { get; init; } = [];

    /// <summary>Handed in at a counter: the printed slip is the 收件凭证, signed by both.</summary>
    public bool IsCounter { get; init; }

    /// <summary>The licence or letter, where there is one already.</summary>
    public string? ResultHref { get; init; }
}
