using System.Text;
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
