namespace Tongzheng.Pdf.Fonts;

/// <summary>The cmap table: characters to glyphs, from its Unicode subtable (format 12, else format 4).</summary>
sealed class CharacterMap
{
    readonly Dictionary<int, ushort> glyphs = [];

    public ushort Glyph(int character) => glyphs.GetValueOrDefault(character);

    public static CharacterMap Read(ReadOnlySpan<byte> table)
    {
        int basic = -1, full = -1;
        for (int i = 0; i < TrueTypeFont.Word(table, 2); i++)
        {
            int at = 4 + (8 * i);
            int platform = TrueTypeFont.Word(table, at), encoding = TrueTypeFont.Word(table, at + 2);
            if (platform != 0 && !(platform == 3 && encoding is 1 or 10)) continue;
            int offset = (int)TrueTypeFont.Long(table, at + 4);
            int format = TrueTypeFont.Word(table, offset);
            if (format == 12) full = offset;
            if (format == 4) basic = offset;
        }
        var map = new CharacterMap();
        if (full >= 0) map.ReadGroups(table[full..]);
        else if (basic >= 0) map.ReadSegments(table[basic..]);
        else throw new FontException("The font has no Unicode character map.");
        return map;
    }

    void ReadGroups(ReadOnlySpan<byte> table)
    {
        int groups = (int)TrueTypeFont.Long(table, 12);
        for (int i = 0; i < groups; i++)
        {
            int at = 16 + (12 * i);
            int first = (int)TrueTypeFont.Long(table, at), last = (int)TrueTypeFont.Long(table, at + 4);
            int glyph = (int)TrueTypeFont.Long(table, at + 8);
            for (int c = first; c <= last && c <= 0x10FFFF; c++) glyphs[c] = (ushort)(glyph + c - first);
        }
    }

    void ReadSegments(ReadOnlySpan<byte> table)
    {
        int doubled = TrueTypeFont.Word(table, 6);
        for (int i = 0; i < doubled; i += 2)
        {
            int last = TrueTypeFont.Word(table, 14 + i);
            int first = TrueTypeFont.Word(table, 16 + doubled + i);
            int delta = TrueTypeFont.Word(table, 16 + (2 * doubled) + i);
            int rangeAt = 16 + (3 * doubled) + i;
            int range = TrueTypeFont.Word(table, rangeAt);
            for (int c = first; c <= last && c != 0xFFFF; c++)
            {
                int glyph = range == 0 ? c : TrueTypeFont.Word(table, rangeAt + range + (2 * (c - first)));
                if (range == 0 || glyph != 0) glyphs[c] = (ushort)(glyph + delta);
            }
        }
    }
}
