using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

/// <summary>A FEEL expression of the file, compiled once.</summary>
sealed class Expression
{
    internal required string Text { get; init; }
    internal FeelExpression? Compiled { get; init; }

    /// <summary>The name where it is nothing but a variable.</summary>
    internal string? Variable { get; init; }

    /// <summary>The value where it is a plain true, false or number: the common case needs no evaluation.</summary>
    internal FeelValue? Constant { get; init; }
}

/// <summary>A value that is either plain text or, after a leading <c>=</c>, an expression (Zeebe's rule).</summary>
sealed class Template
{
    internal string? Fixed { get; init; }
    internal Expression? Expression { get; init; }
}
