using System.Globalization;
using System.Text;

namespace Tongzheng.Pdf.Text;

/// <summary>Breaks a text into lines by the rules of Chinese typesetting, with a font of the chain for each character.</summary>
public static class LineBreaker
{
    const double Half = 0.5;          // ems: the blank half of a full-width mark
    const double WideEnough = 0.9;    // ems: a narrower glyph, such as a Latin font's quotation mark, has no blank half
    const int LoneAtMost = 2;         // one character, or one with its full stop
    const int FewestToGive = 12;      // a shorter line would look torn if it gave a character up
    const double LargestGap = 0.08;   // ems: a justified gap below this is not seen, and not read as a space
    const double Tolerance = 0.001;   // points: sums of widths carry rounding

    /// <summary>Lines no wider than <paramref name="width"/> points, save that one too long word is broken anywhere.</summary>
    public static IReadOnlyList<TextLine> Break(string text, TextStyle style, double width)
    {
        var glyphs = Shape(text.ReplaceLineEndings("\n").Replace('\t', ' '), style);
        var lines = new List<TextLine>();
        int from = 0;
        while (from < glyphs.Count || lines.Count == 0)
        {
            double indent = lines.Count == 0 ? style.Indent * style.Size : 0;
            var (to, next) = End(glyphs, from, width - indent, style.Size);
            if (next < glyphs.Count && to == next) to = next = SparingALoneCharacter(glyphs, from, to);
            bool last = next >= glyphs.Count || glyphs[next - 1].Character.Value == '\n';
            lines.Add(Set(glyphs.GetRange(from, to - from), style, width, indent, last));
            from = next;
        }
        return lines;
    }

    static List<PlacedGlyph> Shape(string text, TextStyle style)
    {
        var glyphs = new List<PlacedGlyph>(text.Length);
        foreach (var character in text.EnumerateRunes())
        {
            if (character.Value == '\n' || Characters.IsInvisible(character))
                glyphs.Add(new(character, null, 0, 0, 0, null, true));
            else if (style.Fonts.Find(character) is var (font, glyph))
                glyphs.Add(new(character, font, glyph, 0, (font.Advance(glyph) + style.Spacing) * style.Size, null, true));
            else
                Spell(glyphs, character, style);
        }
        for (int i = 0; i + 1 < glyphs.Count; i++)
            if (CloseUp(glyphs[i], glyphs[i + 1], style.Size))
                glyphs[i] = glyphs[i] with { Advance = glyphs[i].Advance - (Half * style.Size) };
        return glyphs;
    }

    // A name must stay identifiable even where no font can draw it: the code point is written out.
    static void Spell(List<PlacedGlyph> glyphs, Rune missing, TextStyle style)
    {
        bool first = true;
        foreach (var letter in string.Create(CultureInfo.InvariantCulture, $"[U+{missing.Value:X4}]").EnumerateRunes())
        {
            if (style.Fonts.Find(letter) is not var (font, glyph)) continue;
            glyphs.Add(new(letter, font, glyph, 0, font.Advance(glyph) * style.Size, missing, first));
            first = false;
        }
        if (first) glyphs.Add(new(missing, null, 0, 0, 0, missing, true));
    }

    static bool CloseUp(PlacedGlyph left, PlacedGlyph right, double size)
    {
        if (left.Advance < WideEnough * size || right.Advance < WideEnough * size) return false;
        bool opens = Characters.HasBlankLeft(right.Character);
        return Characters.HasBlankRight(left.Character)
            ? opens || Characters.HasBlankRight(right.Character)
            : Characters.HasBlankLeft(left.Character) && opens;
    }

    // Where the line ends and where the next begins; they differ by a line feed.
    static (int To, int Next) End(List<PlacedGlyph> glyphs, int from, double width, double size)
    {
        double x = 0;
        int possible = from;
        for (int i = from; i < glyphs.Count; i++)
        {
            if (glyphs[i].Character.Value == '\n') return (i, i + 1);
            x += glyphs[i].Advance;
            double mayHang = IsFullWidthClosing(glyphs[i], size) ? Half * size
                : Characters.IsSpace(glyphs[i].Character) ? glyphs[i].Advance : 0;
            if (x - mayHang > width + Tolerance && i > from)
            {
                int to = possible > from ? possible : i;
                return (to, to);
            }
            if (i + 1 < glyphs.Count && MayBreak(glyphs[i], glyphs[i + 1])) possible = i + 1;
        }
        return (glyphs.Count, glyphs.Count);
    }

    // A paragraph does not end with one character on a line of its own: the line before gives one up.
    static int SparingALoneCharacter(List<PlacedGlyph> glyphs, int from, int to)
    {
        int left = glyphs.Skip(to).Take(LoneAtMost + 1).TakeWhile(g => g.Character.Value != '\n').Count();
        if (left > LoneAtMost || to - from < FewestToGive) return to;
        for (int at = to - 1; at > to - FewestToGive / 2; at--)
            if (MayBreak(glyphs[at - 1], glyphs[at])) return at;
        return to;
    }

    static bool MayBreak(PlacedGlyph before, PlacedGlyph after) =>
        after.BeginsCharacter && !Characters.IsInvisible(after.Character)
        && Characters.MayBreak(before.StandsFor ?? before.Character, after.StandsFor ?? after.Character);

    static bool IsFullWidthClosing(PlacedGlyph glyph, double size) =>
        glyph.Advance >= WideEnough * size && Characters.HasBlankRight(glyph.Character);

    static TextLine Set(List<PlacedGlyph> glyphs, TextStyle style, double width, double indent, bool last)
    {
        double spacing = style.Spacing * style.Size;
        int visible = glyphs.Count;      // a space at the end takes no room, but parts the words of a text copied out
        while (visible > 0 && Characters.IsSpace(glyphs[visible - 1].Character)) visible--;
        double natural = glyphs.Take(visible).Sum(g => g.Advance) - (visible > 0 ? spacing : 0);
        if (visible > 0 && natural > width - indent && IsFullWidthClosing(glyphs[visible - 1], style.Size))
            natural -= Half * style.Size;
        double slack = Math.Max(0, width - indent - natural);
        double start = indent + style.Align switch { Align.Centre => slack / 2, Align.Right => slack, _ => 0 };
        int gaps = style.Align == Align.Both && !last ? Enumerable.Range(0, Math.Max(0, visible - 1)).Count(Stretches) : 0;
        double gap = gaps > 0 && slack / gaps <= LargestGap * style.Size ? slack / gaps : 0;

        var placed = new PlacedGlyph[glyphs.Count];
        double x = start;
        for (int i = 0; i < placed.Length; i++)
        {
            placed[i] = glyphs[i] with { X = x };
            x += glyphs[i].Advance + (i + 1 < visible && Stretches(i) ? gap : 0);
        }
        return new TextLine(placed, natural);

        bool Stretches(int i) =>
            Characters.IsWide(glyphs[i].Character) || Characters.IsWide(glyphs[i + 1].Character) || Characters.IsSpace(glyphs[i].Character);
    }
}
