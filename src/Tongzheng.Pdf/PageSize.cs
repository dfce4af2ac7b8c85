namespace Tongzheng.Pdf;

/// <summary>Width and height of a page in points (1/72 inch).</summary>
public readonly record struct PageSize(double Width, double Height)
{
    const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>ISO 216 A4, upright.</summary>
    public static PageSize A4 => new(Mm(210), Mm(297));

    /// <summary>The same sheet, turned.</summary>
    public PageSize Landscape => new(Height, Width);

    /// <summary>Millimetres in points.</summary>
    public static double Mm(double millimetres) => millimetres * PointsPerMillimetre;
}
