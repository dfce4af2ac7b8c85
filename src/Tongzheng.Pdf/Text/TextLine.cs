using System.Text;
using Tongzheng.Pdf.Fonts;

namespace Tongzheng.Pdf.Text;

/// <summary>One line as laid out: glyphs with their distance from the left edge of the column, in points.</summary>
public sealed record TextLine(IReadOnlyList<PlacedGlyph> Glyphs, double Width)
{
    /// <summary>The characters of the line, those without a glyph included.</summary>
    public string Text => string.Concat(Glyphs.Where(g => g.BeginsCharacter).Select(g => g.StandsFor ?? g.Character));
}

/// <summary>
/// A glyph in its place. When no font has a character, glyphs that spell its code point stand for it,
/// and the first of them has <paramref name="BeginsCharacter"/>.
/// </summary>
public readonly record struct PlacedGlyph(
    Rune Character, TrueTypeFont? Font, ushort Glyph, double X, double Advance, Rune? StandsFor, bool BeginsCharacter);
