using System.Buffers.Binary;
using System.Text;

namespace Tongzheng.Pdf.Fonts;

/// <summary>
/// A TrueType font as read from its file: metrics, characters, glyphs. Immutable, so one instance serves all documents.
/// Source: ISO/IEC 14496-22 (OpenType). Fonts with CFF outlines are refused, since they cannot be subset here.
/// </summary>
public sealed class TrueTypeFont
{
    const uint Collection = 0x74746366;      // 'ttcf'
    const int MaximumTables = 256;           // real fonts have about 20; a larger count is a damaged file

    readonly ReadOnlyMemory<byte> file;
    readonly Dictionary<string, (int Offset, int Length)> tables = [];
    readonly CharacterMap characters;
    readonly bool longOffsets;
    readonly int advances;

    TrueTypeFont(ReadOnlyMemory<byte> file, int directory)
    {
        this.file = file;
        int count = Word(file.Span, directory + 4);
        if (count > MaximumTables) throw new FontException("The table directory of the font is damaged.");
        for (int i = 0; i < count; i++)
        {
            var entry = file.Span.Slice(directory + 12 + (16 * i), 16);
            tables[Encoding.ASCII.GetString(entry[..4])] = ((int)Long(entry, 8), (int)Long(entry, 12));
        }
        if (!tables.ContainsKey("glyf")) throw new FontException("The font has no TrueType outlines (no glyf table).");
        var head = Table("head");
        UnitsPerEm = Word(head, 18);
        longOffsets = Word(head, 50) == 1;
        GlyphCount = Word(Table("maxp"), 4);
        var hhea = Table("hhea");
        Ascent = Signed(hhea, 4);
        Descent = Signed(hhea, 6);
        advances = Word(hhea, 34);
        if (UnitsPerEm == 0 || advances == 0) throw new FontException("The metrics of the font are damaged.");
        var os2 = HasTable("OS/2") ? Table("OS/2") : default;
        CapHeight = os2.Length >= 90 ? Signed(os2, 88) : Ascent * 7 / 10;
        Weight = os2.Length >= 6 ? Word(os2, 4) : 400;
        Bounds = (Signed(head, 36), Signed(head, 38), Signed(head, 40), Signed(head, 42));
        characters = CharacterMap.Read(Table("cmap"));
        Name = PostScriptName(Table("name"));
    }

    /// <summary>The PostScript name, by which the PDF refers to the font.</summary>
    public string Name { get; }

    /// <summary>Font units in one em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Height above the base line, in font units.</summary>
    public int Ascent { get; }

    /// <summary>Depth below the base line, in font units; negative.</summary>
    public int Descent { get; }

    /// <summary>Height of capital letters, in font units.</summary>
    public int CapHeight { get; }

    /// <summary>400 is regular, 700 is bold.</summary>
    public int Weight { get; }

    /// <summary>Smallest box around all glyphs, in font units.</summary>
    public (int Left, int Bottom, int Right, int Top) Bounds { get; }

    internal int GlyphCount { get; }

    /// <summary>Reads one font; <paramref name="index"/> chooses within a collection (.ttc).</summary>
    /// <exception cref="FontException">The bytes are no usable TrueType font.</exception>
    public static TrueTypeFont Load(ReadOnlyMemory<byte> file, int index = 0)
    {
        try
        {
            bool collection = Long(file.Span, 0) == Collection;
            return new TrueTypeFont(file, collection ? (int)Long(file.Span, 12 + (4 * index)) : 0);
        }
        catch (Exception damaged) when (damaged is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new FontException("The font file ends before its tables do.");
        }
    }

    /// <summary>The glyph that draws a character; 0 when the font has none.</summary>
    public ushort Glyph(Rune character) => characters.Glyph(character.Value);

    /// <summary>How far a glyph moves the pen, in ems.</summary>
    public double Advance(ushort glyph) =>
        (double)Word(Table("hmtx"), 4 * Math.Min((int)glyph, advances - 1)) / UnitsPerEm;

    internal short LeftBearing(ushort glyph) =>
        glyph < advances
            ? Signed(Table("hmtx"), (4 * glyph) + 2)
            : Signed(Table("hmtx"), (4 * advances) + (2 * (glyph - advances)));

    internal bool HasTable(string tag) => tables.ContainsKey(tag);

    internal ReadOnlySpan<byte> Table(string tag) =>
        tables.TryGetValue(tag, out var place)
            ? file.Span.Slice(place.Offset, place.Length)
            : throw new FontException($"The font has no {tag} table.");

    internal ReadOnlySpan<byte> GlyphData(ushort glyph)
    {
        if (glyph >= GlyphCount) return [];
        var loca = Table("loca");
        int from = longOffsets ? (int)Long(loca, 4 * glyph) : 2 * Word(loca, 2 * glyph);
        int to = longOffsets ? (int)Long(loca, (4 * glyph) + 4) : 2 * Word(loca, (2 * glyph) + 2);
        return Table("glyf")[from..to];
    }

    internal static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    internal static short Signed(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);

    internal static uint Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    static string PostScriptName(ReadOnlySpan<byte> table)
    {
        int strings = Word(table, 4);
        for (int i = 0; i < Word(table, 2); i++)
        {
            var record = table.Slice(6 + (12 * i), 12);
            if (Word(record, 6) != 6 || Word(record, 0) != 3) continue;   // name 6, Windows platform: UTF-16
            string name = Encoding.BigEndianUnicode.GetString(table.Slice(strings + Word(record, 10), Word(record, 8)));
            return string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        }
        return "Unnamed";
    }
}
