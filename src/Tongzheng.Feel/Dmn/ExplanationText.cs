using System.Globalization;
using System.Text;

namespace Tongzheng.Feel.Dmn;

/// <summary>An explanation in sentences: the answer, the values that led to it, the articles of law.</summary>
static class ExplanationText
{
    public static string Write(Explanation explanation, ExplanationWords words)
    {
        var text = new StringBuilder();
        Write(text, explanation.Decision, words, "");
        return text.ToString().TrimEnd();
    }

    static void Write(StringBuilder text, DecisionStep step, ExplanationWords words, string indent)
    {
        text.Append(indent).AppendLine(Headline(step, words, indent.Length > 0));
        foreach (var table in step.Tables)
            Write(text, table, words, indent);
        if (step.Tables.Count == 0)
        {
            foreach (var given in step.Given)
                Line(text, indent, Format(words.Given, given.Name, Show(given.Value, words)));
        }

        if (step.Requires.Count == 0)
            return;
        text.Append(indent).AppendLine(words.Builds);
        foreach (var required in step.Requires)
            Write(text, required, words, indent + "  ");
    }

    static string Headline(DecisionStep step, ExplanationWords words, bool isInner) => step.Value switch
    {
        { IsNull: true } when !isInner => words.Unknown,
        { AsBoolean: true } when !isInner => words.Yes,
        { AsBoolean: false } when !isInner => words.No,
        var value => Format(words.Is, step.Name, Show(value, words)),
    };

    static void Write(StringBuilder text, TableStep table, ExplanationWords words, string indent)
    {
        var hits = table.Hits.ToList();
        if (hits.Count == 0)
            Line(text, indent, Format(words.NoRule, string.Join(words.Semicolon,
                table.Inputs.Select(input => Format(words.Given, input.Name, Show(input.Value, words))))));
        foreach (var rule in hits)
        {
            for (var column = 0; column < table.Inputs.Count && column < rule.Conditions.Count; column++)
            {
                var input = table.Inputs[column];
                if (rule.Conditions[column] is not ("" or "-") and var condition)
                    Line(text, indent, Format(words.Required, input.Name, Show(input.Value, words), Show(condition, words)));
            }

            var number = Format(words.Rule, rule.Number.ToString(CultureInfo.InvariantCulture));
            var basis = string.Join(words.Semicolon, rule.Annotations.Where(annotation => annotation.Length > 0));
            Line(text, indent, Format(words.Under, basis.Length == 0 ? number : words == ExplanationWords.Chinese ? $"{basis}（{number}）" : $"{basis} ({number})"));
        }
    }

    static void Line(StringBuilder text, string indent, string sentence) => text.Append(indent).Append("· ").AppendLine(sentence);

    static string Show(FeelValue value, ExplanationWords words) => value switch
    {
        { IsNull: true } => words.NoValue,
        { AsBoolean: true } => words.True,
        { AsBoolean: false } => words.False,
        _ => Values.Text.Plain(value),
    };

    static string Show(string condition, ExplanationWords words) => condition switch
    {
        "true" => words.True,
        "false" => words.False,
        _ => condition,
    };

    static string Format(string pattern, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, pattern, arguments);
}
