using System.Buffers.Binary;
using System.Text;

namespace Tongzheng.Pdf.Fonts;

/// <summary>
/// Cuts a font down to the glyphs of one document. Glyph i of the result is the i-th glyph asked for,
/// so the PDF addresses glyphs without a map; parts of composite glyphs follow behind.
/// </summary>
static class Subset
{
    const int Composite = -1;
    const int ArgumentsAreWords = 0x0001, HasScale = 0x0008, MoreComponents = 0x0020, HasTwoScales = 0x0040, HasMatrix = 0x0080;

    // Glyph programs call into these; without them hinted glyphs may be distorted.
    static readonly string[] HintTables = ["cvt ", "fpgm", "prep"];

    public static byte[] Cut(TrueTypeFont font, IReadOnlyList<ushort> wanted)
    {
        var glyphs = new List<ushort>(wanted);
        var outlines = new MemoryStream();
        var offsets = new List<uint>();
        for (int i = 0; i < glyphs.Count; i++)
        {
            offsets.Add((uint)outlines.Length);
            outlines.Write(Renumber(font.GlyphData(glyphs[i]), glyphs));
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }
        offsets.Add((uint)outlines.Length);

        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines.ToArray(),
            ["loca"] = Bytes(4 * offsets.Count, (i, span) => BinaryPrimitives.WriteUInt32BigEndian(span, offsets[i]), 4),
            ["hmtx"] = Bytes(4 * glyphs.Count, (i, span) => WriteMetric(font, glyphs[i], span), 4),
            ["head"] = Edited(font, "head", (50, 1)),
            ["hhea"] = Edited(font, "hhea", (34, glyphs.Count)),
            ["maxp"] = Edited(font, "maxp", (4, glyphs.Count)),
        };
        foreach (string tag in HintTables)
            if (font.HasTable(tag)) tables[tag] = font.Table(tag).ToArray();
        return Assemble(tables);
    }

    // A composite names its parts by glyph number: each part joins the list and is renamed to its place there.
    static byte[] Renumber(ReadOnlySpan<byte> outline, List<ushort> glyphs)
    {
        byte[] copy = outline.ToArray();
        if (copy.Length < 10 || TrueTypeFont.Signed(copy, 0) > Composite) return copy;
        int at = 10, flags;
        do
        {
            flags = TrueTypeFont.Word(copy, at);
            ushort part = TrueTypeFont.Word(copy, at + 2);
            int place = glyphs.IndexOf(part, 1);
            if (place < 0)
            {
                place = glyphs.Count;
                glyphs.Add(part);
            }
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at + 2), (ushort)place);
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            at += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
        } while ((flags & MoreComponents) != 0);
        return copy;
    }

    static void WriteMetric(TrueTypeFont font, ushort glyph, Span<byte> span)
    {
        BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)Math.Round(font.Advance(glyph) * font.UnitsPerEm));
        BinaryPrimitives.WriteInt16BigEndian(span[2..], font.LeftBearing(glyph));
    }

    static byte[] Bytes(int length, Action<int, Span<byte>> write, int step)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length / step; i++) write(i, bytes.AsSpan(i * step, step));
        return bytes;
    }

    static byte[] Edited(TrueTypeFont font, string tag, (int At, int Value) word)
    {
        byte[] copy = font.Table(tag).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(word.At), (ushort)word.Value);
        return copy;
    }

    static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        int largest = 1 << (int)Math.Log2(tables.Count);
        var directory = new byte[12 + (16 * tables.Count)];
        BinaryPrimitives.WriteUInt32BigEndian(directory, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(6), (ushort)(16 * largest));
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(8), (ushort)Math.Log2(largest));
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(10), (ushort)(16 * (tables.Count - largest)));
        var body = new MemoryStream();
        int entry = 12;
        foreach (var (tag, bytes) in tables)
        {
            var span = directory.AsSpan(entry, 16);
            Encoding.ASCII.GetBytes(tag, span);
            BinaryPrimitives.WriteUInt32BigEndian(span[4..], Checksum(bytes));
            BinaryPrimitives.WriteUInt32BigEndian(span[8..], (uint)(directory.Length + body.Length));
            BinaryPrimitives.WriteUInt32BigEndian(span[12..], (uint)bytes.Length);
            entry += 16;
            body.Write(bytes);
            while (body.Length % 4 != 0) body.WriteByte(0);
        }
        return [.. directory, .. body.ToArray()];
    }

    static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i++) sum += (uint)bytes[i] << (24 - (8 * (i % 4)));
        return sum;
    }
}
