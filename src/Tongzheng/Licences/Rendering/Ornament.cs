using Tongzheng.Pdf;

namespace Tongzheng.Licences.Rendering;

/// <summary>The fine-line ornament of a licence: a frame of interlaced waves and a rosette behind the text.</summary>
static class Ornament
{
    const double EaseOfSine = 0.3642;     // Bézier handles, as part of a half wave, that follow a sine within 1 %
    const double HalfWave = 7;            // points, before it is fitted to the side
    const int Petals = 36;

    /// <summary>A frame whose outer edge is <paramref name="inset"/> from the edge of the page and whose band is <paramref name="band"/> wide.</summary>
    public static void Frame(PdfPage page, double inset, double band)
    {
        double right = page.Size.Width - inset, bottom = page.Size.Height - inset, middle = inset + (band / 2);
        page.Path(new VectorPath().Rectangle(inset, inset, right - inset, bottom - inset), stroke: Palette.Gold, pen: 1.4);
        page.Path(
            new VectorPath().Rectangle(inset + band, inset + band, right - inset - (2 * band), bottom - inset - (2 * band)),
            stroke: Palette.Gold, pen: 0.5);
        Side(page, inset + band, right - band, band, upright: false, [inset, bottom - band]);
        Side(page, inset + band, bottom - band, band, upright: true, [inset, right - band]);
        foreach (double x in (double[])[middle, page.Size.Width - middle])
            foreach (double y in (double[])[middle, page.Size.Height - middle])
                Corner(page, x, y, band / 2);
    }

    /// <summary>Circles around a centre, which together draw a rosette.</summary>
    public static void Rosette(PdfPage page, double x, double y, double radius)
    {
        // Circles that stop short of the centre leave it open and give the rosette two edges.
        const double distance = 0.58;
        var circle = new VectorPath().Circle(x, y, (1 - distance) * radius);
        page.Repeat(circle, Enumerable.Range(0, Petals).Select(i => Math.SinCos(2 * Math.PI * i / Petals))
            .Select(turn => (distance * radius * turn.Cos, distance * radius * turn.Sin)), Palette.Watermark, 0.5);
    }

    /// <summary>The five-pointed star of an official seal.</summary>
    public static VectorPath Star(double x, double y, double radius)
    {
        const double inner = 0.381966;   // the inner corners of a pentagram
        var star = new VectorPath();
        for (int i = 0; i < 10; i++)
        {
            var (sin, cos) = Math.SinCos(Math.PI * i / 5);
            double r = i % 2 == 0 ? radius : radius * inner;
            if (i == 0) star.Move(x + (r * sin), y - (r * cos));
            else star.Line(x + (r * sin), y - (r * cos));
        }
        return star.Close();
    }

    // One period of the four waves, repeated along both opposite sides.
    static void Side(PdfPage page, double from, double to, double band, bool upright, double[] edges)
    {
        int count = (int)Math.Round((to - from) / (2 * HalfWave));
        double step = (to - from) / count / 2;
        var period = new VectorPath();
        foreach (double strength in (double[])[1, -1, 0.45, -0.45])
        {
            double side = strength * ((band / 2) - 2.2);
            var start = Place(0, side);
            period.Move(start.X, start.Y);
            for (int i = 0; i < 2; i++, side = -side)
            {
                double at = i * step;
                var (first, second, end) = (Place(at + (EaseOfSine * step), side), Place(at + step - (EaseOfSine * step), -side), Place(at + step, -side));
                period.Curve(first.X, first.Y, second.X, second.Y, end.X, end.Y);
            }
        }
        var offsets = from edge in edges
                      from i in Enumerable.Range(0, count)
                      let along = @from + (2 * step * i)
                      select upright ? (edge, along) : (along, edge);
        page.Repeat(period, offsets, Palette.Gold, 0.35);

        (double X, double Y) Place(double along, double across) =>
            upright ? ((band / 2) + across, along) : (along, (band / 2) + across);
    }

    static void Corner(PdfPage page, double x, double y, double half)
    {
        page.Path(new VectorPath().Rectangle(x - half, y - half, 2 * half, 2 * half), fill: Palette.White, stroke: Palette.Gold, pen: 0.8);
        var petals = new VectorPath();
        for (int i = 0; i < 8; i++)
        {
            var (sin, cos) = Math.SinCos(Math.PI * i / 4);
            petals.Circle(x + (half * 0.4 * cos), y + (half * 0.4 * sin), half * 0.4);
        }
        page.Path(petals, stroke: Palette.Gold, pen: 0.35);
    }
}
