using QRCoder;

namespace Tongzheng.Licences.Rendering;

/// <summary>A QR code (ISO/IEC 18004) as dark and light squares, with the light margin that readers need.</summary>
static class QrCode
{
    public static bool[,] Of(Uri address)
    {
        using var generator = new QRCodeGenerator();
        // Level M survives a fold or a stamp over 15 % of the code and keeps the squares large.
        using var code = generator.CreateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var dark = new bool[rows.Count, rows.Count];
        for (int row = 0; row < rows.Count; row++)
            for (int column = 0; column < rows.Count; column++)
                dark[row, column] = rows[row][column];
        return dark;
    }
}
