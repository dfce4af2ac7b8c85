using Tongzheng.Forms;
using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>One table of the register, whole: its rules, who answers for it, how to contest it, and a form to try it.</summary>
public sealed record AlgorithmView
{
    public required string Name { get; init; }
    public required string Purpose { get; init; }
    public required string Owner { get; init; }
    public string? Basis { get; init; }

    /// <summary>Whom it may decide about.</summary>
    public string? Affects { get; init; }

    /// <summary>How to object to a decision made with it.</summary>
    public required string Contest { get; init; }

    /// <summary>SHA-256 of the table, in hex.</summary>
    public string? Version { get; init; }

    public IReadOnlyList<UsingMatter> UsedBy { get; init; } = [];
    public IReadOnlyList<RuleTable> Tables { get; init; } = [];
    public IReadOnlyList<FieldView> TryFields { get; init; } = [];
    public string? TryAction { get; init; }
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public TryResult? Result { get; init; }
}

/// <summary>A matter that the table decides in.</summary>
public sealed record UsingMatter(string Name, string Href);

/// <param name="HitPolicyText">What happens when several rules fire, in plain words.</param>
public sealed record RuleTable(string Name, string HitPolicyText, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<RuleRow> Rules);

/// <param name="Fired">Fired in the trial below.</param>
public sealed record RuleRow(IReadOnlyList<string> Tests, IReadOnlyList<string> Results, string? Annotation = null, bool Fired = false);

/// <param name="Answer">The value it gave, as read.</param>
public sealed record TryResult(string Answer, IReadOnlyList<Reason> Reasons);
