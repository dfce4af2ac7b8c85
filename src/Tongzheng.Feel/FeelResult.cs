namespace Tongzheng.Feel;

/// <summary>What an evaluation gave, and why it gave null where it did.</summary>
/// <param name="Value">The value; null also after an error.</param>
/// <param name="Diagnostics">What went wrong on the way, in order; empty when nothing did.</param>
public readonly record struct FeelResult(FeelValue Value, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>An error inside an evaluation: it made a value null and says where and why.</summary>
/// <param name="Code">Stable code, such as <c>feel.type</c>, <c>feel.unknown-name</c>, <c>feel.limit</c>.</param>
/// <param name="Message">In English, for whoever wrote the expression.</param>
/// <param name="Line">Line in the expression's text, from 1.</param>
/// <param name="Column">Column in that line, from 1.</param>
/// <param name="Where">The decision, rule or cell, where a model is evaluated.</param>
public sealed record Diagnostic(string Code, string Message, int Line, int Column, string? Where = null);

/// <summary>The text is not FEEL.</summary>
public sealed class FeelSyntaxException(int line, int column, string message)
    : FormatException($"{line}:{column}: {message}")
{
    /// <summary>From 1.</summary>
    public int Line => line;

    /// <summary>From 1.</summary>
    public int Column => column;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason => message;
}
