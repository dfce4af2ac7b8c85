using System.Text;

namespace Tongzheng.Feel.Syntax;

/// <summary>Which characters FEEL takes for names and white space (DMN 1.5, 10.3.1.2, rules 27 to 32 and 61 to 63).</summary>
static class Characters
{
    public static bool IsSpace(char c) =>
        c is ' ' or '\t' or '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u00A0' or '\u1680' or '\u180E'
            or (>= '\u2000' and <= '\u200B') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' or '\uFEFF';

    public static bool IsNameStart(Rune c) =>
        c.Value is '?' or '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
            or (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF)
            or (>= 0x370 and <= 0x37D) or (>= 0x37F and <= 0x1FFF) or (>= 0x200C and <= 0x200D)
            or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF)
            or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFEFE) or (>= 0xFF00 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF)
        && !(c.Value < 0x10000 && IsSpace((char)c.Value));

    public static bool IsNamePart(Rune c) =>
        IsNameStart(c) || c.Value is (>= '0' and <= '9') or 0xB7 or (>= 0x300 and <= 0x36F) or (>= 0x203F and <= 0x2040);

    /// <summary>True when the text can stand as a context key without quotes.</summary>
    public static bool IsName(string text)
    {
        var first = true;
        foreach (var c in text.EnumerateRunes())
        {
            if (first ? !IsNameStart(c) : !IsNamePart(c) && c.Value is not (' ' or '.' or '/' or '-' or '\'' or '+' or '*'))
                return false;
            first = false;
        }

        return !first && text[^1] != ' ';
    }
}
