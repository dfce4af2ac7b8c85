using System.Text;
using Tongzheng.Pdf;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Licences.Rendering;

/// <summary>
/// The round red seal of the issuing body, its name around the star (国发〔1999〕25号), drawn as a picture
/// so that its characters do not mix with the text. Readers show the signature where it is clicked.
/// </summary>
static class Seal
{
    public static readonly double Radius = PageSize.Mm(42) / 2;

    const double WidestStep = 0.42;        // radians between characters of a short name
    const double LongestArc = 4.3;         // radians a long name may take, which keeps the foot of the seal free

    /// <summary>What the seal is for, as written at its foot.</summary>
    public const string ForLicences = "电子证照专用章", ForLetters = "电子文书专用章";

    /// <summary>Draws the seal around a centre and gives the place of the signature.</summary>
    public static SignaturePlace Draw(PdfDocument document, PdfPage page, PrintFonts fonts, string issuer, string purpose, bool demonstration, double x, double y)
    {
        var element = document.Structure.Add(Tag.Figure, alternative: demonstration ? $"{issuer}电子印章（演示）" : $"{issuer}电子印章");
        var ring = new VectorPath().Circle(x, y, Radius - 1);
        List<PictureCharacter> letters = [.. Arc(issuer, x, y), .. Row(purpose, x, y + (Radius * 0.56), 7.6)];
        if (demonstration) letters.AddRange(Row("演示", x, y + 1, 17));
        page.Draw(element, () =>
        {
            page.Path(ring, stroke: Palette.Seal, pen: 2);
            if (!demonstration) page.Path(Ornament.Star(x, y, Radius * 0.3), fill: Palette.Seal);
            page.Lettering(fonts.Bold, Palette.Seal, letters);
        });
        page.BoxOf(element, x - Radius, y - Radius, 2 * Radius, 2 * Radius);
        return new SignaturePlace(x - Radius, y - Radius, 2 * Radius, 2 * Radius);
    }

    static IEnumerable<PictureCharacter> Arc(string text, double x, double y)
    {
        Rune[] characters = [.. text.EnumerateRunes()];
        double step = Math.Min(WidestStep, LongestArc / Math.Max(1, characters.Length - 1));
        double height = 13, middle = Radius - 4.5 - (height / 2);
        double width = Math.Min(height * 0.9, step * (middle - (height / 4)) * 0.98);
        return characters.Select((character, i) =>
        {
            double angle = (i - ((characters.Length - 1) / 2.0)) * step;
            return new PictureCharacter(character, x + (middle * Math.Sin(angle)), y - (middle * Math.Cos(angle)), width, height, angle);
        });
    }

    static IEnumerable<PictureCharacter> Row(string text, double x, double y, double size)
    {
        Rune[] characters = [.. text.EnumerateRunes()];
        return characters.Select((character, i) =>
            new PictureCharacter(character, x + ((i - ((characters.Length - 1) / 2.0)) * size * 1.04), y, size, size, 0));
    }
}
