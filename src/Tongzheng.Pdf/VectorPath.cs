using System.Text;
using Tongzheng.Pdf.Fonts;
using Tongzheng.Pdf.Writing;

namespace Tongzheng.Pdf;

/// <summary>Lines and curves to be filled or stroked. Coordinates are points from the top left corner of the page.</summary>
public sealed class VectorPath
{
    const double CircleControl = 0.5522847498;   // Bézier handles that follow a quarter circle within 0.03 %

    readonly List<(char Operator, double[] Points)> steps = [];

    /// <summary>Begins at a point.</summary>
    public VectorPath Move(double x, double y) => Step('m', x, y);

    /// <summary>Goes straight to a point.</summary>
    public VectorPath Line(double x, double y) => Step('l', x, y);

    /// <summary>Goes to the third point, drawn by the first two.</summary>
    public VectorPath Curve(double x1, double y1, double x2, double y2, double x, double y) => Step('c', x1, y1, x2, y2, x, y);

    /// <summary>Returns to where the figure began.</summary>
    public VectorPath Close() => Step('h');

    /// <summary>Adds a rectangle.</summary>
    public VectorPath Rectangle(double x, double y, double width, double height) =>
        Move(x, y).Line(x + width, y).Line(x + width, y + height).Line(x, y + height).Close();

    /// <summary>Adds a circle.</summary>
    public VectorPath Circle(double x, double y, double radius)
    {
        double c = CircleControl * radius;
        return Move(x + radius, y)
            .Curve(x + radius, y + c, x + c, y + radius, x, y + radius)
            .Curve(x - c, y + radius, x - radius, y + c, x - radius, y)
            .Curve(x - radius, y - c, x - c, y - radius, x, y - radius)
            .Curve(x + c, y - radius, x + radius, y - c, x + radius, y).Close();
    }

    /// <summary>
    /// Adds the shape of a character centred on a point, turned clockwise by <paramref name="angle"/> radians;
    /// <paramref name="width"/> and <paramref name="height"/> are the size of its em. False when no font has it.
    /// </summary>
    public bool Character(FontStack fonts, Rune character, double x, double y, double width, double height, double angle)
    {
        if (fonts.Find(character) is not var (font, glyph)) return false;
        double middle = font.Advance(glyph) / 2, half = HanMiddle;
        double sin = Math.Sin(angle), cos = Math.Cos(angle);
        foreach (var contour in Outline.Of(font, glyph)) Contour(contour.Select(Place).ToArray());
        return true;

        Outline.Point Place(Outline.Point p)
        {
            double right = (p.X - middle) * width, down = (half - p.Y) * height;
            return new(x + (right * cos) - (down * sin), y + (right * sin) + (down * cos), p.On);
        }
    }

    /// <summary>Height of the middle of Han characters above the base line, in ems.</summary>
    internal const double HanMiddle = 0.38;

    // TrueType contours are quadratic, with a point implied between two controls; PDF wants cubic.
    void Contour(Outline.Point[] points)
    {
        var all = new List<Outline.Point>(points.Length * 2);
        for (int i = 0; i < points.Length; i++)
        {
            var next = points[(i + 1) % points.Length];
            all.Add(points[i]);
            if (!points[i].On && !next.On) all.Add(Middle(points[i], next));
        }
        int first = all.FindIndex(p => p.On);
        if (first < 0) return;   // a lone control point draws nothing
        var at = all[first];
        Move(at.X, at.Y);
        for (int i = 1; i <= all.Count; i++)
        {
            var point = all[(first + i) % all.Count];
            if (point.On)
            {
                Line(point.X, point.Y);
                at = point;
                continue;
            }
            var end = all[(first + ++i) % all.Count];
            Curve(at.X + (2 * (point.X - at.X) / 3), at.Y + (2 * (point.Y - at.Y) / 3),
                end.X + (2 * (point.X - end.X) / 3), end.Y + (2 * (point.Y - end.Y) / 3), end.X, end.Y);
            at = end;
        }
        Close();
    }

    static Outline.Point Middle(Outline.Point a, Outline.Point b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2, true);

    VectorPath Step(char op, params double[] points)
    {
        steps.Add((op, points));
        return this;
    }

    internal void Write(StringBuilder content, double pageHeight)
    {
        foreach (var (op, points) in steps)
        {
            for (int i = 0; i < points.Length; i++)
                content.Append(PdfFile.Number(Math.Round(i % 2 == 0 ? points[i] : pageHeight - points[i], 2))).Append(' ');
            content.Append(op).Append('\n');
        }
    }

    internal (double Left, double Bottom, double Right, double Top) Box(double pageHeight)
    {
        var xs = steps.SelectMany(s => s.Points.Where((_, i) => i % 2 == 0)).ToList();
        var ys = steps.SelectMany(s => s.Points.Where((_, i) => i % 2 == 1)).ToList();
        return (xs.Min(), pageHeight - ys.Max(), xs.Max(), pageHeight - ys.Min());
    }
}
