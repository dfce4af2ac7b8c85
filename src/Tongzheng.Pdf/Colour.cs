using Tongzheng.Pdf.Writing;

namespace Tongzheng.Pdf;

/// <summary>An sRGB colour.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Pure black, for text.</summary>
    public static Colour Black => new(0, 0, 0);

    internal string Operands =>
        $"{PdfFile.Number(Red / 255.0)} {PdfFile.Number(Green / 255.0)} {PdfFile.Number(Blue / 255.0)}";
}
