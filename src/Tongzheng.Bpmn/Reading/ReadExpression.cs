using Tongzheng.Bpmn.Xml;
using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Compiles the expressions of a file; a mistake is told with its place and element.</summary>
static class ReadExpression
{
    /// <summary>Text that is always an expression, with or without the leading <c>=</c>.</summary>
    internal static Expression Of(string text, Markup at, string? elementId)
    {
        var feel = text.Trim();
        if (feel.StartsWith('='))
            feel = feel[1..].TrimStart();
        if (feel.StartsWith("${", StringComparison.Ordinal) || feel.StartsWith("#{", StringComparison.Ordinal))
            feel = Juel.ToFeel(feel, at, elementId);
        if (feel.Length == 0)
            throw new BpmnException(at.Line, at.Column, $"The {at.Name} is empty.", elementId);
        try
        {
            return new Expression
            {
                Text = feel,
                Compiled = FeelExpression.Compile(feel),
                Constant = feel switch { "true" => true, "false" => false, _ => null },
            };
        }
        catch (FeelSyntaxException error)
        {
            throw new BpmnException(at.Line, at.Column, $"The FEEL expression of {at.Name} is wrong at line {error.Line}, column {error.Column}: {error.Message} In: {feel}", elementId);
        }
    }

    /// <summary>The text of a BPMN expression element, refused when it is in another language.</summary>
    internal static Expression? OfElement(Markup? markup, string? elementId)
    {
        if (markup is null)
            return null;
        if (markup.Attribute("language") is { Length: > 0 } language && !IsKnown(language))
            throw new BpmnException(markup.Line, markup.Column, $"The expression language {language} is not supported; FEEL is.", elementId);
        return Of(markup.Text, markup, elementId);
    }

    /// <summary>Plain text, or an expression after a leading <c>=</c> or in <c>${}</c>.</summary>
    internal static Template? Template(string? text, Markup at, string? elementId)
    {
        if (text is null)
            return null;
        var trimmed = text.Trim();
        return trimmed.StartsWith('=') || trimmed.StartsWith("${", StringComparison.Ordinal) || trimmed.StartsWith("#{", StringComparison.Ordinal)
            ? new Template { Expression = Of(trimmed, at, elementId) }
            : new Template { Fixed = trimmed };
    }

    static bool IsKnown(string language) =>
        language.Contains("feel", StringComparison.OrdinalIgnoreCase) || language.Contains("juel", StringComparison.OrdinalIgnoreCase)
        || language.Contains("FEEL", StringComparison.Ordinal);
}
