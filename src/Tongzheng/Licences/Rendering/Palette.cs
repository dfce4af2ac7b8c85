using Tongzheng.Pdf;

namespace Tongzheng.Licences.Rendering;

/// <summary>The colours of printed documents. Text on white keeps a contrast of at least 4.5 : 1.</summary>
static class Palette
{
    public static readonly Colour Ink = new(0x1F, 0x1B, 0x18);
    public static readonly Colour Muted = new(0x6B, 0x5A, 0x45);
    public static readonly Colour Gold = new(0xB4, 0x93, 0x57);
    public static readonly Colour PaleGold = new(0xDC, 0xCB, 0xA6);
    public static readonly Colour Watermark = new(0xF3, 0xEC, 0xDC);
    public static readonly Colour Seal = new(0xC4, 0x2B, 0x1F);
    public static readonly Colour White = new(0xFF, 0xFF, 0xFF);
}
