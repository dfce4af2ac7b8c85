using Tongzheng.Pdf.Fonts;

namespace Tongzheng.Pdf.Text;

/// <summary>Where a line stands in its column.</summary>
public enum Align
{
    /// <summary>At the left edge.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Centre,

    /// <summary>At the right edge.</summary>
    Right,

    /// <summary>At both edges where that takes no visible gaps, else at the left.</summary>
    Both,
}

/// <summary>How a paragraph looks. Sizes are in points.</summary>
public sealed record TextStyle(FontStack Fonts, double Size)
{
    /// <summary>Distance of base lines as a multiple of the size; Chinese wants more air than Latin.</summary>
    public double LineHeight { get; init; } = 1.6;

    /// <summary>Colour of the glyphs.</summary>
    public Colour Colour { get; init; } = Colour.Black;

    /// <summary>Position in the column.</summary>
    public Align Align { get; init; } = Align.Left;

    /// <summary>Indent of the first line in ems; two is the Chinese paragraph.</summary>
    public double Indent { get; init; }

    /// <summary>Extra distance between characters in ems, for titles.</summary>
    public double Spacing { get; init; }

    /// <summary>Distance of base lines in points.</summary>
    public double Leading => Size * LineHeight;
}
