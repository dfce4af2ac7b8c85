namespace Tongzheng.Pdf.Fonts;

/// <summary>A glyph as closed curves, for drawing that is a picture and not text, such as a seal.</summary>
static class Outline
{
    const int MaximumDepth = 8;   // composites of composites; a damaged font could otherwise name itself
    const byte OnCurve = 1, ShortX = 2, ShortY = 4, Repeat = 8, SameX = 16, SameY = 32;

    /// <summary>One point of a contour, in ems; off-curve points are quadratic controls.</summary>
    public readonly record struct Point(double X, double Y, bool On);

    public static List<Point[]> Of(TrueTypeFont font, ushort glyph)
    {
        var contours = new List<Point[]>();
        Collect(font, glyph, 0, 0, contours, 0);
        return contours;
    }

    static void Collect(TrueTypeFont font, ushort glyph, double dx, double dy, List<Point[]> contours, int depth)
    {
        var data = font.GlyphData(glyph);
        if (data.Length < 10 || depth > MaximumDepth) return;
        int count = TrueTypeFont.Signed(data, 0);
        if (count < 0) Parts(font, data, dx, dy, contours, depth);
        else Simple(data, count, font.UnitsPerEm, dx, dy, contours);
    }

    // Parts placed by offset; scaled parts do not occur in the Han glyphs that seals are made of.
    static void Parts(TrueTypeFont font, ReadOnlySpan<byte> data, double dx, double dy, List<Point[]> contours, int depth)
    {
        int at = 10, flags;
        do
        {
            flags = TrueTypeFont.Word(data, at);
            ushort part = TrueTypeFont.Word(data, at + 2);
            bool words = (flags & 1) != 0;
            double x = words ? TrueTypeFont.Signed(data, at + 4) : (sbyte)data[at + 4];
            double y = words ? TrueTypeFont.Signed(data, at + 6) : (sbyte)data[at + 5];
            Collect(font, part, dx + (x / font.UnitsPerEm), dy + (y / font.UnitsPerEm), contours, depth + 1);
            at += words ? 8 : 6;
            at += (flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
        } while ((flags & 0x20) != 0);
    }

    static void Simple(ReadOnlySpan<byte> data, int count, double em, double dx, double dy, List<Point[]> contours)
    {
        int points = count == 0 ? 0 : TrueTypeFont.Word(data, 8 + (2 * count)) + 1;
        int at = 10 + (2 * count);
        at += 2 + TrueTypeFont.Word(data, at);
        byte[] flags = new byte[points];
        for (int i = 0; i < points; i++)
        {
            flags[i] = data[at++];
            if ((flags[i] & Repeat) == 0) continue;
            for (int again = data[at++]; again > 0; again--, i++) flags[i + 1] = flags[i];
        }
        double[] xs = Coordinates(data, flags, ShortX, SameX, ref at);
        double[] ys = Coordinates(data, flags, ShortY, SameY, ref at);
        for (int contour = 0, from = 0; contour < count; contour++)
        {
            int to = TrueTypeFont.Word(data, 10 + (2 * contour)) + 1;
            var closed = new Point[to - from];
            for (int i = from; i < to; i++)
                closed[i - from] = new Point(dx + (xs[i] / em), dy + (ys[i] / em), (flags[i] & OnCurve) != 0);
            contours.Add(closed);
            from = to;
        }
    }

    static double[] Coordinates(ReadOnlySpan<byte> data, byte[] flags, byte isShort, byte same, ref int at)
    {
        double[] values = new double[flags.Length];
        int value = 0;
        for (int i = 0; i < flags.Length; i++)
        {
            if ((flags[i] & isShort) != 0) value += (flags[i] & same) != 0 ? data[at++] : -data[at++];
            else if ((flags[i] & same) == 0)
            {
                value += TrueTypeFont.Signed(data, at);
                at += 2;
            }
            values[i] = value;
        }
        return values;
    }
}
