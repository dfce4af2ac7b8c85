using System.Globalization;

namespace Tongzheng.Feel.Dmn;

/// <summary>A cell of conditions in words: <c>[60..80)</c> is "at least 60 and less than 80". What is more than a comparison stays as it is written.</summary>
static class ExplanationCondition
{
    /// <param name="condition">The cell, in FEEL.</param>
    /// <param name="source">The input that the column tests.</param>
    /// <param name="words">The language.</param>
    /// <param name="labels">What values are called.</param>
    public static string Say(string condition, string source, ExplanationWords words, ExplanationLabels labels)
    {
        condition = condition.Trim();
        if (condition.StartsWith("not(", StringComparison.Ordinal) && condition.EndsWith(')') && Parts(condition[4..^1]) is { } excluded)
            return Format(words.Not, string.Join(words.Or, excluded.Select(One)));
        return Parts(condition) is { } parts ? string.Join(words.Or, parts.Select(One)) : condition;

        string One(string part)
        {
            if (part.Length > 1 && part[0] == '"' && part[^1] == '"' && part.IndexOf('"', 1) == part.Length - 1)
                return labels.Value(source, part[1..^1]) ?? part[1..^1];
            foreach (var (symbol, phrase) in new[] { (">=", words.AtLeast), ("<=", words.AtMost), (">", words.MoreThan), ("<", words.LessThan) })
            {
                if (part.StartsWith(symbol, StringComparison.Ordinal))
                    return Format(phrase, One(part[symbol.Length..].Trim()));
            }

            if (part.Length > 4 && part[0] is '[' or '(' or ']' && part[^1] is ']' or ')' or '[' && part.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots)
            {
                var low = Format(part[0] == '[' ? words.AtLeast : words.MoreThan, One(part[1..dots].Trim()));
                return low + words.And + Format(part[^1] == ']' ? words.AtMost : words.LessThan, One(part[(dots + 2)..^1].Trim()));
            }

            return part switch { "true" => words.True, "false" => words.False, _ => labels.Name(part) is { Length: > 0 } label ? label : part };
        }
    }

    /// <summary>The alternatives between commas; null where brackets or quotes are not in pairs.</summary>
    static List<string>? Parts(string text)
    {
        List<string> parts = [];
        var (start, depth, quoted) = (0, 0, false);
        var isRange = text.Contains("..", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '"' && (i == 0 || text[i - 1] != '\\');
            if (quoted)
                continue;
            depth += text[i] is '(' or '{' || text[i] == '[' && !isRange ? 1 : text[i] is ')' or '}' || text[i] == ']' && !isRange ? -1 : 0;
            if (text[i] != ',' || depth > 0)
                continue;
            parts.Add(text[start..i].Trim());
            start = i + 1;
        }

        parts.Add(text[start..].Trim());
        return quoted || !isRange && depth != 0 || parts.Exists(part => part.Length == 0) ? null : parts;
    }

    static string Format(string pattern, string part) => string.Format(CultureInfo.InvariantCulture, pattern, part);
}
