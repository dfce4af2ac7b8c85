namespace Tongzheng.Feel.Dmn;

/// <summary>Why a decision came out as it did.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Hash">Its version.</param>
/// <param name="Now">The instant that was taken for now.</param>
/// <param name="Decision">The decision asked for, with those it builds on inside.</param>
public sealed record Explanation(string Model, string Hash, DateTimeOffset Now, DecisionStep Decision);

/// <summary>One decision within an explanation.</summary>
/// <param name="Id">The decision's id.</param>
/// <param name="Name">The decision's name.</param>
/// <param name="Value">What it gave.</param>
/// <param name="Given">The input data that it needs, with their values.</param>
/// <param name="Tables">The tables that were gone through; usually one.</param>
/// <param name="Requires">The decisions that were taken for it, in order.</param>
public sealed record DecisionStep(
    string Id, string Name, FeelValue Value,
    IReadOnlyList<NamedValue> Given, IReadOnlyList<TableStep> Tables, IReadOnlyList<DecisionStep> Requires);

/// <summary>A value by name.</summary>
/// <param name="Name">Label or name.</param>
/// <param name="Value">The value.</param>
public sealed record NamedValue(string Name, FeelValue Value);

/// <summary>One pass through a table.</summary>
/// <param name="HitPolicy">The table's policy.</param>
/// <param name="Inputs">The columns of conditions with the values that were tested.</param>
/// <param name="Tried">The rules that were tried, in order.</param>
public sealed record TableStep(HitPolicy HitPolicy, IReadOnlyList<NamedValue> Inputs, IReadOnlyList<RuleStep> Tried);

/// <summary>One rule that was tried.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Id">As the file has it.</param>
/// <param name="Hit">True when it was met.</param>
/// <param name="Failed">Where it was not: the label of the first column that was not met.</param>
/// <param name="Test">The test of that column, in FEEL.</param>
/// <param name="Annotations">Such as the article of law.</param>
public sealed record RuleStep(int Number, string Id, bool Hit, string? Failed, string? Test, IReadOnlyList<string> Annotations);
