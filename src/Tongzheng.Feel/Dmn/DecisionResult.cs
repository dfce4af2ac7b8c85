namespace Tongzheng.Feel.Dmn;

/// <summary>What a decision gave.</summary>
/// <param name="Value">The value; null also after an error: where a yes or no is needed, null is <em>unknown</em>, never no.</param>
/// <param name="Diagnostics">What went wrong on the way; empty when nothing did.</param>
/// <param name="Explanation">Why; only where it was asked for.</param>
public sealed record DecisionResult(FeelValue Value, IReadOnlyList<Diagnostic> Diagnostics, Explanation? Explanation);
