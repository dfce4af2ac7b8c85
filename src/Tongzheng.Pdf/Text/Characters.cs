using System.Text;

namespace Tongzheng.Pdf.Text;

/// <summary>
/// What Chinese typesetting asks of single characters: where a line must not begin or end, and which marks have a blank half.
/// Source: GB/T 15834-2011 annex B, W3C "Requirements for Chinese Text Layout" 3.1.
/// </summary>
static class Characters
{
    const string Opening = "（《〈「『【〔［｛“‘";
    const string Closing = "，。、；：）》〉」』】〕］｝”’";
    const string NotAtStart = Closing + "？！·～％‰℃々)]},.;:?!%";
    const string NotAtEnd = Opening + "([{¥￥№·";
    const string NotApart = "—…";

    public static bool MayBreak(Rune before, Rune after)
    {
        if (IsSpace(after) || IsBreakMark(after)) return false;
        if (IsSpace(before) || IsBreakMark(before)) return true;
        if (Contains(NotAtStart, after) || Contains(NotAtEnd, before)) return false;
        if (before == after && Contains(NotApart, before)) return false;
        if (IsWide(before) || IsWide(after)) return true;
        return before.Value is '-' or '/' && Rune.IsLetter(after);     // dates and house numbers stay whole
    }

    public static bool IsSpace(Rune character) => character.Value is ' ' or '\u3000';

    /// <summary>The zero-width space: a place where a long identifier may be broken.</summary>
    public static bool IsBreakMark(Rune character) => character.Value == 0x200B;

    /// <summary>Ideographs, kana, full-width forms and their punctuation, which may part anywhere.</summary>
    public static bool IsWide(Rune character) => character.Value switch
    {
        >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF => true,
        >= 0xFE30 and <= 0xFE4F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 => true,
        >= 0x20000 and <= 0x3FFFD => true,
        0x2014 or 0x2026 or 0x201C or 0x201D or 0x2018 or 0x2019 => true,
        _ => false,
    };

    /// <summary>Its right half is blank, so what follows may move up.</summary>
    public static bool HasBlankRight(Rune character) => Contains(Closing, character);

    /// <summary>Its left half is blank, so it may move up to what precedes.</summary>
    public static bool HasBlankLeft(Rune character) => Contains(Opening, character);

    /// <summary>Variation selectors and joiners: they change other characters and have no shape of their own.</summary>
    public static bool IsInvisible(Rune character) =>
        character.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x200B and <= 0x200F)
            or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF or 0x00AD;

    static bool Contains(string set, Rune character) => character.IsBmp && set.Contains((char)character.Value);
}
