using System.Globalization;
using System.Text;

namespace Tongzheng.Feel.Dmn;

/// <summary>An explanation in sentences: the answer, the values that led to it, the articles of law.</summary>
static class ExplanationText
{
    public static string Write(Explanation explanation, ExplanationWords words, ExplanationLabels labels)
    {
        var text = new StringBuilder();
        Write(text, explanation.Decision, words, labels, "");
        return text.ToString().TrimEnd();
    }

    static void Write(StringBuilder text, DecisionStep step, ExplanationWords words, ExplanationLabels labels, string indent)
    {
        text.Append(indent).AppendLine(Headline(step, words, labels, indent.Length > 0));
        foreach (var table in step.Tables)
            Write(text, table, words, labels, indent);
        if (step.Tables.Count == 0)
        {
            foreach (var given in step.Given) // an empty label leaves it out
                if (labels.Name(given.Name) is not "")
                    Line(text, indent, Told(given, words, labels));
        }

        if (step.Requires.Count == 0)
            return;
        text.Append(indent).AppendLine(words.Builds);
        foreach (var required in step.Requires)
            Write(text, required, words, labels, indent + "  ");
    }

    static string Headline(DecisionStep step, ExplanationWords words, ExplanationLabels labels, bool isInner) => step.Value switch
    {
        { IsNull: true } when !isInner => words.Unknown,
        { AsBoolean: true } when !isInner => words.Yes,
        { AsBoolean: false } when !isInner => words.No,
        var value => Format(words.Is, labels.Name(step.Name) is { Length: > 0 } name ? name : step.Name, Show(value, step.Id, words, labels)),
    };

    static void Write(StringBuilder text, TableStep table, ExplanationWords words, ExplanationLabels labels, string indent)
    {
        var hits = table.Hits.ToList();
        if (hits.Count == 0)
            Line(text, indent, Format(words.NoRule, string.Join(words.Semicolon,
                table.Inputs.Select(input => Told(input, words, labels)))));
        foreach (var rule in hits)
        {
            for (var column = 0; column < table.Inputs.Count && column < rule.Conditions.Count; column++)
            {
                var input = table.Inputs[column];
                if (rule.Conditions[column] is not ("" or "-") and var condition)
                    Line(text, indent, Met(input, ExplanationCondition.Say(condition, Source(input), words, labels), words, labels));
            }

            var number = Format(words.Rule, rule.Number.ToString(CultureInfo.InvariantCulture));
            var annotations = words != ExplanationWords.English ? rule.Annotations
                : rule.Annotations.Select((annotation, place) => rule.English?.ElementAtOrDefault(place) is { Length: > 0 } english ? english : annotation);
            var basis = string.Join(words.Semicolon, annotations.Where(annotation => annotation.Length > 0));
            Line(text, indent, Format(words.Under, basis.Length == 0 ? number : words == ExplanationWords.Chinese ? $"{basis}（{number}）" : $"{basis} ({number})"));
        }
    }

    // What had to be just what it is needs no second saying.
    static string Met(NamedValue input, string required, ExplanationWords words, ExplanationLabels labels) =>
        Show(input.Value, Source(input), words, labels) is var value && value == required ? Format(words.Given, Called(input, labels), value) : Format(words.Required, Called(input, labels), value, required);

    static void Line(StringBuilder text, string indent, string sentence) => text.Append(indent).Append("· ").AppendLine(sentence);

    static string Told(NamedValue given, ExplanationWords words, ExplanationLabels labels) =>
        Format(words.Given, Called(given, labels), Show(given.Value, Source(given), words, labels));

    static string Called(NamedValue given, ExplanationLabels labels) => labels.Name(given.Name) is { Length: > 0 } label ? label : given.Name;

    static string Source(NamedValue given) => given.Source ?? given.Name;

    static string Show(FeelValue value, string source, ExplanationWords words, ExplanationLabels labels) => value switch
    {
        { IsNull: true } => words.NoValue,
        { AsBoolean: true } => words.True,
        { AsBoolean: false } => words.False,
        { AsString: { } text } => labels.Value(source, text) ?? text,
        { AsList: { Count: > 0 } list } when list.All(item => item.AsString is not null) =>
            string.Join(words.Comma, list.Select(item => Show(item, source, words, labels))),
        _ => Values.Text.Plain(value),
    };

    static string Format(string pattern, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, pattern, arguments);
}
