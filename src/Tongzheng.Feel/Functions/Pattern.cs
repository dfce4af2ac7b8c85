using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tongzheng.Feel.Functions;

/// <summary>
/// XPath's regular expressions (XQuery and XPath Functions 3.1, 5.6.1) for .NET's engine without backtracking. A pattern that
/// needs backtracking (a back-reference) is refused by name.
/// </summary>
static class Pattern
{
    const int LongestPattern = 1000; // automata grow with the pattern; a written rule's fit in a line
    const int MostRepetitions = 10_000;
    const int Remembered = 500;
    const string AnyButLineEnd = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r])";
    const string Anything = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])";

    static readonly ConcurrentDictionary<(string, string), (Regex?, string?)> compiled = new();

    /// <summary>The compiled pattern, or the reason why there is none.</summary>
    public static (Regex? Regex, string? Problem) Compile(string pattern, string flags)
    {
        if (compiled.TryGetValue((pattern, flags), out var known))
            return known;
        var result = Make(pattern, flags);
        if (compiled.Count < Remembered)
            compiled[(pattern, flags)] = result;
        return result;
    }

    /// <summary>XPath's replacement for .NET: <c>$1</c>, <c>\$</c>, <c>\\</c>; null when malformed.</summary>
    public static string? Replacement(string text, Regex regex)
    {
        var result = new StringBuilder();
        var groups = regex.GetGroupNumbers().Length - 1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                if (++i >= text.Length || text[i] is not ('\\' or '$'))
                    return null;
                result.Append(text[i] == '$' ? "$$" : "\\");
            }
            else if (text[i] == '$')
            {
                if (i + 1 >= text.Length || !char.IsAsciiDigit(text[i + 1]))
                    return null;
                var number = text[++i] - '0'; // more digits belong to it while such a group exists
                while (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && number * 10 + text[i + 1] - '0' <= groups)
                    number = number * 10 + text[++i] - '0';
                result.Append(number <= groups ? $"${{{number}}}" : "");
            }
            else
                result.Append(text[i]);
        }

        return result.ToString();
    }

    static (Regex?, string?) Make(string pattern, string flags)
    {
        if (pattern.Length > LongestPattern)
            return (null, $"A pattern has at most {LongestPattern} characters.");
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            if (flag is not ('s' or 'm' or 'i' or 'x' or 'q'))
                return (null, $"There is no flag '{flag}'; the flags are s, m, i, x, q.");
            if (flag == 'i')
                options |= RegexOptions.IgnoreCase;
            if (flag == 'm')
                options |= RegexOptions.Multiline;
        }

        try
        {
            if (flags.Contains('x') && !flags.Contains('q'))
                pattern = WithoutSpace(pattern);
            var translated = flags.Contains('q') ? Regex.Escape(pattern) : Translate(BackReferences.Resolve(pattern), flags);
            return (new Regex(translated, options), null);
        }
        catch (NotSupportedException)
        {
            return (null, $"The pattern '{pattern}' can't be matched in linear time.");
        }
        catch (ArgumentException)
        {
            return (null, $"'{pattern}' is no regular expression.");
        }
    }

    static string Translate(string pattern, string flags)
    {
        var (dotAll, lines) = (flags.Contains('s'), flags.Contains('m'));
        var result = new StringBuilder();
        var (inClass, repetitions) = (0, 1L);
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\')
            {
                if (++i >= pattern.Length)
                    throw new ArgumentException(pattern);
                result.Append(Escape(pattern[i], inClass > 0));
                if (pattern[i] is 'p' or 'P')
                    CopyProperty(pattern, ref i, result);
            }
            else if (inClass > 0)
            {
                inClass += c == '[' ? 1 : c == ']' ? -1 : 0;
                if (c == '[' && pattern[i - 1] != '-')
                    throw new ArgumentException(pattern); // only the subtraction "-[" opens one inside
                result.Append(c);
            }
            else if (c == '[')
            {
                inClass = 1;
                result.Append(c);
                if (i + 1 < pattern.Length && pattern[i + 1] == '^')
                    result.Append(pattern[++i]);
                if (i + 1 < pattern.Length && pattern[i + 1] == ']')
                    throw new ArgumentException(pattern);
            }
            else if (c == ']')
                throw new ArgumentException(pattern);
            else if (c == '.')
                result.Append(dotAll ? Anything : AnyButLineEnd);
            else if (c == '^')
                result.Append(lines ? "(?m:^)" : @"\A");
            else if (c == '$')
                result.Append(lines ? "(?m:$)" : @"\z");
            else if (c == '(' && i + 1 < pattern.Length && pattern[i + 1] == '?' && !(i + 2 < pattern.Length && pattern[i + 2] == ':'))
                throw new ArgumentException(pattern); // look-around and options are not XPath's
            else if (c == '{')
                CopyCount(pattern, ref i, result, ref repetitions);
            else if (char.IsHighSurrogate(c) && i + 1 < pattern.Length)
                result.Append("(?:").Append(c).Append(pattern[++i]).Append(')');
            else
                result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>The flag x: white space outside of character classes goes before anything else is looked at.</summary>
    static string WithoutSpace(string pattern)
    {
        var result = new StringBuilder();
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (inClass == 0 && pattern[i] is ' ' or '\t' or '\n' or '\r' && inClass == 0)
                continue;
            result.Append(pattern[i]);
            if (pattern[i] == '\\' && inClass > 0 && i + 1 < pattern.Length)
                result.Append(pattern[++i]);
            else if (pattern[i] is '[' or ']' && (i == 0 || pattern[i - 1] != '\\'))
                inClass += pattern[i] == '[' ? 1 : -1;
        }

        return result.ToString();
    }

    static string Escape(char c, bool inClass) => c switch
    {
        'i' => inClass ? @"\p{L}_:" : @"[\p{L}_:]",
        'I' when !inClass => @"[^\p{L}_:]",
        'c' => inClass ? @"\w:.·-" : @"[\w:.·-]",
        'C' when !inClass => @"[^\w:.·-]",
        >= '1' and <= '9' when !inClass => "\\" + c, // .NET then refuses the back-reference by name
        'n' or 'r' or 't' or 'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P' => "\\" + c,
        '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$' => "\\" + c,
        _ => throw new ArgumentException($"\\{c}"),
    };

    static void CopyProperty(string pattern, ref int i, StringBuilder result)
    {
        var end = pattern.IndexOf('}', i);
        if (i + 1 >= pattern.Length || pattern[i + 1] != '{' || end < 0)
            throw new ArgumentException(pattern);
        result.Append(pattern, i + 1, end - i);
        i = end;
    }

    static void CopyCount(string pattern, ref int i, StringBuilder result, ref long repetitions)
    {
        var end = pattern.IndexOf('}', i);
        if (end < 0)
            throw new ArgumentException(pattern);
        var most = 1;
        foreach (var bound in pattern[(i + 1)..end].Split(','))
        {
            if (bound.Length > 0 && !int.TryParse(bound, NumberStyles.None, CultureInfo.InvariantCulture, out most))
                throw new ArgumentException(pattern);
        }

        // Counts within counts multiply, and the automaton has a state for each.
        repetitions *= Math.Max(1, most);
        if (repetitions > MostRepetitions)
            throw new NotSupportedException(pattern);

        result.Append(pattern, i, end - i + 1);
        i = end;
    }
}
