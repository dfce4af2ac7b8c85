namespace Tongzheng.Feel.Dmn;

/// <summary>What a decision gave: its value (null also after an error), what went wrong, and why it is so where that was asked for.</summary>
public sealed record DecisionResult(FeelValue Value, IReadOnlyList<Diagnostic> Diagnostics, Explanation? Explanation);

/// <summary>Why a decision gave its value.</summary>
public sealed record Explanation;
