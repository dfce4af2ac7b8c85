using System.Diagnostics;
using System.Text.RegularExpressions;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Functions with regular expressions, as XPath writes them. They run in time linear in the text.</summary>
static class Patterns
{
    public static readonly Entry[] All =
    [
        new("matches", "input: string, pattern: string, flags?: string|null", (call, a) =>
            Compiled(call, a[1], a[2]) is { } regex ? regex.IsMatch(Strings.Of(a[0])) : default(FeelValue)),
        new("replace", "input: string, pattern: string, replacement: string, flags?: string|null", Replace),
        new("split", "string: string, delimiter: string", Split),
    ];

    static Regex? Compiled(Invoked call, in FeelValue pattern, in FeelValue flags)
    {
        var (regex, problem) = Pattern.Compile(Strings.Of(pattern), flags.AsString ?? "");
        if (problem is not null)
            call.Session.Fail(call.At, Compile.Codes.Pattern, problem);
        return regex;
    }

    static FeelValue Replace(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        if (Compiled(call, a[1], a[3]) is not { } regex)
            return default;
        var literal = a[3].AsString?.Contains('q') == true;
        if (regex.IsMatch(""))
            return call.Fail("the pattern matches the empty text.");
        var replacement = literal ? Strings.Of(a[2]).Replace("$", "$$") : Pattern.Replacement(Strings.Of(a[2]), regex);
        if (replacement is null)
            return call.Fail("in the replacement $ stands before a number, \\ before \\ or $.");
        var input = Strings.Of(a[0]);
        var (session, at, started) = (call.Session, call.At, Stopwatch.GetTimestamp());
        var size = (long)input.Length;
        return regex.Replace(input, match =>
        {
            var put = match.Result(replacement);
            session.CheckPatternTime(started, at);
            session.CheckText(size += put.Length - match.Length, at);
            return put;
        });
    }

    static FeelValue Split(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        if (Compiled(call, a[1], default) is not { } regex)
            return default;
        var text = Strings.Of(a[0]);
        if (regex.IsMatch(""))
            return call.Fail("the delimiter matches the empty text.");
        List<FeelValue> parts = [];
        var (from, started) = (0, Stopwatch.GetTimestamp());
        foreach (var match in regex.EnumerateMatches(text))
        {
            parts.Add(text[from..match.Index]);
            from = match.Index + match.Length;
            call.Session.CheckList(parts.Count, call.At);
            call.Session.CheckPatternTime(started, call.At);
        }

        parts.Add(text[from..]);
        return parts.ToArray();
    }
}
