using System.Text;

namespace Tongzheng.Pdf.Fonts;

/// <summary>Fonts in order of preference: each character is drawn by the first that has it.</summary>
public sealed class FontStack
{
    readonly TrueTypeFont[] fonts;

    /// <summary>A chain of at least one font.</summary>
    public FontStack(params IEnumerable<TrueTypeFont> fonts)
    {
        this.fonts = [.. fonts];
        if (this.fonts.Length == 0) throw new ArgumentException("A font stack needs a font.", nameof(fonts));
    }

    /// <summary>The fonts, preferred first.</summary>
    public IReadOnlyList<TrueTypeFont> Fonts => fonts;

    /// <summary>The preferred font, whose metrics set the line.</summary>
    public TrueTypeFont First => fonts[0];

    /// <summary>The font and glyph for a character; null when no font of the chain has it.</summary>
    public (TrueTypeFont Font, ushort Glyph)? Find(Rune character)
    {
        foreach (var font in fonts)
            if (font.Glyph(character) is var glyph and not 0) return (font, glyph);
        return null;
    }
}
