using System.Text;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Functions on texts (DMN 1.5, table 72). Characters are code points, so 𠮷 and 🐎 count as one.</summary>
static class Strings
{
    public static readonly Entry[] All =
    [
        new("substring", "string: string, start position: number, length?: number", Substring),
        new("string length", "string: string", (_, a) => Length(Of(a[0]))),
        new("upper case", "string: string", (_, a) => Of(a[0]).ToUpperInvariant()),
        new("lower case", "string: string", (_, a) => Of(a[0]).ToLowerInvariant()),
        new("substring before", "string: string, match: string", (_, a) =>
            Of(a[0]).IndexOf(Of(a[1]), StringComparison.Ordinal) is >= 0 and var at ? Of(a[0])[..at] : ""),
        new("substring after", "string: string, match: string", (_, a) =>
            Of(a[0]).IndexOf(Of(a[1]), StringComparison.Ordinal) is >= 0 and var at ? Of(a[0])[(at + Of(a[1]).Length)..] : ""),
        new("contains", "string: string, match: string", (_, a) => Of(a[0]).Contains(Of(a[1]), StringComparison.Ordinal)),
        new("starts with", "string: string, match: string", (_, a) => Of(a[0]).StartsWith(Of(a[1]), StringComparison.Ordinal)),
        new("ends with", "string: string, match: string", (_, a) => Of(a[0]).EndsWith(Of(a[1]), StringComparison.Ordinal)),
        new("string join", "list: list, delimiter?: string|null", Join),
    ];

    public static string Of(in FeelValue value) => (string)value.Reference!;

    static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                length--;
        }

        return length;
    }

    static FeelValue Substring(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var text = Of(a[0]);
        var length = Length(text);
        if (a[1].Number.ToInt64() is not { } start || start == 0 || Math.Abs(start) > length)
            return call.Fail($"there is no position {a[1]} in a text of {length}.");
        var from = start > 0 ? (int)start - 1 : length + (int)start;
        var count = (long)(length - from);
        if (!a[2].IsNull)
        {
            if (a[2].Number.Round(0, MidpointRounding.ToZero)?.ToInt64() is not { } wanted || wanted < 1)
                return call.Fail("the length is at least 1.");
            count = Math.Min(count, wanted);
        }

        var begin = Offset(text, 0, from);
        return text[begin..Offset(text, begin, (int)count)];
    }

    /// <summary>The index some code points further on.</summary>
    static int Offset(string text, int at, int codePoints)
    {
        for (; codePoints > 0; codePoints--)
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        return at;
    }

    static FeelValue Join(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var text = new StringBuilder();
        var first = true;
        foreach (var item in a[0].AsList!.Items)
        {
            if (item.IsNull)
                continue;
            if (item.AsString is not { } part)
                return call.Fail($"the list holds a {Kinds.Name(item.Kind)}.");
            if (!first)
                text.Append(a[1].AsString);
            text.Append(part);
            first = false;
            call.Session.CheckText(text.Length, call.At);
        }

        return text.ToString();
    }
}
