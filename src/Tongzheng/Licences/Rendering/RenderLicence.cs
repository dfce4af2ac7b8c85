using Tongzheng.Kernel;
using Tongzheng.Pdf;
using Tongzheng.Pdf.Signing;
using Tongzheng.Pdf.Text;

namespace Tongzheng.Licences.Rendering;

/// <summary>Makes the A4 sheet of a licence: framed, bilingual, with the seal, the identifier and the code for checking.</summary>
public static class RenderLicence
{
    const double Inset = 20, Band = 15;             // the frame, in points from the edge of the page
    const double FootHeight = 128;                  // the seal is the tallest thing at the foot
    const double SmallestTitle = 22;                // points
    const double CodeSide = 92;                     // 32 mm: a phone reads it at arm's length

    /// <summary>The finished sheet. <paramref name="signer"/> is placed on the seal.</summary>
    public static PrintedDocument Render(LicenceSheet sheet, PrintFonts fonts, DateTimeOffset now, PdfSigner? signer = null)
    {
        var document = new PdfDocument(new DocumentDescription
        {
            Title = sheet.Title.Zh, Author = sheet.Issuer.Zh, Created = now, Identifier = sheet.Identifier.ToString(),
        });
        var size = sheet.Upright ? PageSize.A4 : PageSize.A4.Landscape;
        var page = document.AddPage(size);
        double left = sheet.Upright ? 68 : 84, width = size.Width - (2 * left);
        double foot = size.Height - Inset - Band - FootHeight - 24 - (sheet.Upright ? CodeSide + 20 : 0);

        Ornament.Rosette(page, size.Width / 2, (size.Height / 2) + 10, 190);
        Ornament.Frame(page, Inset, Band);
        double top = Head(sheet, fonts, document, page, left, width);
        List<LicenceEntry> entries = [.. sheet.Entries, Validity(sheet)];
        var grid = EntryGrid.Fit(entries, fonts, width, foot - top - 8);
        if (grid.Placed < entries.Count)      // the term must stand on the first page, whatever goes to the next
        {
            entries = [Validity(sheet), .. sheet.Entries];
            grid = EntryGrid.Fit(entries, fonts, width, foot - top - 8);
        }
        double air = Math.Max(0, foot - top - 8 - grid.Height);
        grid.Draw(document, page, left, top + (air * 0.35));
        var place = Foot(sheet, fonts, document, page, left, width, foot, continued: grid.Placed < entries.Count);
        if (grid.Placed < entries.Count) Continue(sheet, fonts, document, [.. entries.Skip(grid.Placed)]);
        return new PrintedDocument(document.Save(signer is null ? null : signer with { Page = 0, Place = place }), document.Missing);
    }

    static LicenceEntry Validity(LicenceSheet sheet) => new(
        new Text("有效期限", "Validity"),
        sheet.ValidUntil is { } last
            ? $"{ChineseDate.InFigures(sheet.IssuedOn)}至{ChineseDate.InFigures(last)}"
            : $"{ChineseDate.InFigures(sheet.IssuedOn)}起长期有效");

    static double Head(LicenceSheet sheet, PrintFonts fonts, PdfDocument document, PdfPage page, double left, double width)
    {
        double top = sheet.Upright ? 84 : 58;
        var title = new TextStyle(fonts.Bold, TitleSize(sheet.Title.Zh, width))
        {
            Align = Align.Centre, Spacing = 0.22, LineHeight = 1.35, Colour = Palette.Ink,
        };
        var english = new TextStyle(fonts.Latin, 11.5) { Align = Align.Centre, Spacing = 0.06, Colour = Palette.Muted };
        var small = new TextStyle(fonts.Regular, 10) { Align = Align.Centre, Colour = Palette.Muted };
        var statement = new TextStyle(fonts.Regular, 12) { Align = Align.Centre, Colour = Palette.Ink };
        double needed = sheet.Title.Zh.Length * (1 + title.Spacing) * title.Size;
        double column = needed <= width ? width : Math.Min(width, (needed / 2) + (2 * title.Size));     // two lines of like length
        top += page.Text(document.Structure.Add(Tag.H1), sheet.Title.Zh, title, left + ((width - column) / 2), top, column);
        if (sheet.Title.En is { } name) top += page.Text(document.Structure.Add(Tag.P, "en"), name, english, left, top, width);
        if (sheet.Number is { } number)
            top += page.Text(document.Structure.Add(Tag.P), $"编号：{number}", small, left, top + 2, width) + 2;
        if (sheet.Demonstration)
            top += page.Text(document.Structure.Add(Tag.P), "演示证照，不具有法律效力　Demonstration, without legal effect", small with { Colour = Palette.Seal }, left, top + 2, width) + 2;
        if (sheet.Statement is not { } sentence) return top + 10;
        top += page.Text(document.Structure.Add(Tag.P), sentence.Zh, statement, left, top + 10, width) + 10;
        if (sentence.En is { } translated)
            top += page.Text(document.Structure.Add(Tag.P, "en"), translated, english with { Size = 8.5, Spacing = 0 }, left, top, width);
        return top + 6;
    }

    // Long names shrink to one line, the longest to two.
    static double TitleSize(string title, double width) =>
        width / (title.Length * 1.24) is var one && one >= SmallestTitle ? Math.Min(one, 36) : SmallestTitle;

    // Upright sheets are narrow: there the code stands below the seal, else beside it.
    static SignaturePlace Foot(
        LicenceSheet sheet, PrintFonts fonts, PdfDocument document, PdfPage page, double left, double width, double top, bool continued)
    {
        double sealX = left + width - Seal.Radius, sealY = top + 8 + Seal.Radius;
        double issuerWidth = sheet.Upright ? width - (2 * Seal.Radius) - 14 : 222;
        Issuer(sheet, fonts, document, page, sealX - Seal.Radius - 14 - issuerWidth, issuerWidth, sealY);
        var place = Seal.Draw(document, page, fonts, sheet.Issuer.Zh, Seal.ForLicences, sheet.Demonstration, sealX, sealY);

        double codeTop = sheet.Upright ? sealY + Seal.Radius + 14 : sealY - (CodeSide / 2);
        double beside = sheet.Upright ? width - CodeSide - 14 : width - issuerWidth - (2 * Seal.Radius) - CodeSide - 40;
        page.Path(new VectorPath().Rectangle(left, codeTop, CodeSide, CodeSide), fill: Palette.White, stroke: Palette.PaleGold);
        page.Modules(
            document.Structure.Add(Tag.Figure, alternative: $"二维码：{sheet.CheckAddress}"), QrCode.Of(sheet.CheckAddress), left, codeTop, CodeSide);
        Beside(sheet, fonts, document, page, left + CodeSide + 14, beside, codeTop, continued);
        return place;
    }

    static void Issuer(LicenceSheet sheet, PrintFonts fonts, PdfDocument document, PdfPage page, double x, double width, double middle)
    {
        var issuer = new TextStyle(fonts.Bold, 14.5) { Align = Align.Right, Colour = Palette.Ink, LineHeight = 1.45 };
        var english = new TextStyle(fonts.Latin, 8) { Align = Align.Right, Colour = Palette.Muted, LineHeight = 1.4 };
        var date = new TextStyle(fonts.Regular, 13) { Align = Align.Right, Colour = Palette.Ink };
        var name = LineBreaker.Break(sheet.Issuer.Zh, issuer, width);
        var translated = sheet.Issuer.En is { } en ? LineBreaker.Break(en, english, width) : [];
        double y = middle - (((name.Count * issuer.Leading) + (translated.Count * english.Leading) + 6 + date.Leading) / 2);
        page.Lines(document.Structure.Add(Tag.P), name, issuer, x, y);
        y += name.Count * issuer.Leading;
        if (translated.Count > 0) page.Lines(document.Structure.Add(Tag.P, "en"), translated, english, x, y);
        page.Text(document.Structure.Add(Tag.P), ChineseDate.InHan(sheet.IssuedOn), date, x, y + (translated.Count * english.Leading) + 6, width);
    }

    static void Beside(
        LicenceSheet sheet, PrintFonts fonts, PdfDocument document, PdfPage page, double x, double width, double top, bool continued)
    {
        var strong = new TextStyle(fonts.Bold, 10) { Colour = Palette.Ink, LineHeight = 1.5 };
        var small = new TextStyle(fonts.Regular, 7.8) { Colour = Palette.Muted, LineHeight = 1.5 };
        var english = small with { Fonts = fonts.Latin, Size = 7.2 };
        string identifier = sheet.Identifier.ToString().Replace(".", ".\u200B", StringComparison.Ordinal);   // may be broken after its dots
        top += page.Text(document.Structure.Add(Tag.P), "扫码查验", strong, x, top, width);
        top += page.Text(document.Structure.Add(Tag.P, "en"), "Scan to check", english, x, top, width) + 4;
        top += page.Text(document.Structure.Add(Tag.P), "电子证照标识", small, x, top, width);
        top += page.Text(document.Structure.Add(Tag.P), identifier, english with { Colour = Palette.Ink }, x, top, width) + 2;
        if (continued) top += page.Text(document.Structure.Add(Tag.P), "其余事项见附页。", small with { Colour = Palette.Ink }, x, top, width);
        foreach (var note in sheet.Notes) top += page.Text(document.Structure.Add(Tag.P), note.Zh, small, x, top, width);
    }

    static void Continue(LicenceSheet sheet, PrintFonts fonts, PdfDocument document, IReadOnlyList<LicenceEntry> entries)
    {
        double mm = PageSize.Mm(1);
        var flow = new Flow(document, PageSize.A4, new Margins(24 * mm, 24 * mm, 24 * mm, 24 * mm));
        var style = new TextStyle(fonts.Regular, 11) { Colour = Palette.Ink };
        flow.Text(Tag.H2, $"{sheet.Title.Zh}（附页）", new TextStyle(fonts.Bold, 16) { Colour = Palette.Ink });
        flow.Text(Tag.P, $"电子证照标识 {sheet.Identifier}", style with { Size = 8, Colour = Palette.Muted });
        flow.Space(6);
        foreach (var entry in entries)
        {
            flow.Space(8);
            flow.Text(Tag.H2, entry.Label.Zh, style with { Size = 9.5, Colour = Palette.Muted });
            flow.Text(Tag.P, entry.Value, style);
        }
    }
}
