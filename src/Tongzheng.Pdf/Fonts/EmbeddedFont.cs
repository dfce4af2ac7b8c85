using System.Globalization;
using System.Text;
using Tongzheng.Pdf.Writing;

namespace Tongzheng.Pdf.Fonts;

/// <summary>One font as used by one document: the characters met so far, numbered in order of appearance.</summary>
sealed class EmbeddedFont(TrueTypeFont font, string resource)
{
    const int EntriesPerBlock = 100;   // ISO 32000-1, 9.10.3: at most 100 entries in a bfchar block

    readonly Dictionary<Rune, int> numbers = [];
    readonly List<Rune> characters = [];
    readonly List<ushort> glyphs = [0];

    /// <summary>The name by which page contents select this font.</summary>
    public string Resource => resource;

    /// <summary>The number that draws a character of this font.</summary>
    public int Encode(Rune character, ushort glyph)
    {
        if (numbers.TryGetValue(character, out int number)) return number;
        number = glyphs.Count;
        numbers[character] = number;
        characters.Add(character);
        glyphs.Add(glyph);
        return number;
    }

    /// <summary>Writes the font's objects (ISO 32000-1, 9.7 and 9.9) and gives the number of the font dictionary.</summary>
    public int Write(PdfFile file)
    {
        byte[] program = Subset.Cut(font, glyphs);
        string name = SubsetTag() + "+" + font.Name;
        int stream = file.AddStream($"/Length1 {program.Length}", program);
        int descriptor = file.Add(
            $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{Thousandths(font.Bounds.Left)} " +
            $"{Thousandths(font.Bounds.Bottom)} {Thousandths(font.Bounds.Right)} {Thousandths(font.Bounds.Top)}]" +
            $"/ItalicAngle 0/Ascent {Thousandths(font.Ascent)}/Descent {Thousandths(font.Descent)}" +
            $"/CapHeight {Thousandths(font.CapHeight)}/StemV {(font.Weight >= 600 ? 140 : 80)}/FontFile2 {stream} 0 R>>");
        string widths = string.Join(' ', glyphs.Select(g =>
            (font.Advance(g) * 1000).ToString("0.###", CultureInfo.InvariantCulture)));
        int descendant = file.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)" +
            $"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 1000/W[0[{widths}]]/CIDToGIDMap/Identity>>");
        int unicode = file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        return file.Add(
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]" +
            $"/ToUnicode {unicode} 0 R>>");
    }

    int Thousandths(int units) => (int)Math.Round(1000.0 * units / font.UnitsPerEm);

    // Six capitals that differ for differing subsets (9.6.4), made from the characters so that output is reproducible.
    string SubsetTag()
    {
        uint hash = 2166136261;
        foreach (var character in characters) hash = (hash ^ (uint)character.Value) * 16777619;
        return string.Create(6, hash, static (span, value) =>
        {
            for (int i = 0; i < span.Length; i++, value /= 26) span[i] = (char)('A' + (value % 26));
        });
    }

    string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)" +
            "/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n" +
            "1 begincodespacerange<0000><FFFF>endcodespacerange\n");
        for (int from = 0; from < characters.Count; from += EntriesPerBlock)
        {
            int count = Math.Min(EntriesPerBlock, characters.Count - from);
            map.Append(CultureInfo.InvariantCulture, $"{count} beginbfchar\n");
            for (int i = from; i < from + count; i++)
            {
                string utf16 = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(characters[i].ToString()));
                map.Append(CultureInfo.InvariantCulture, $"<{i + 1:X4}><{utf16}>\n");
            }
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict/CMap defineresource pop end end").ToString();
    }
}
