using Tongzheng.Pdf;
using Tongzheng.Pdf.Signing;
using Tongzheng.Pdf.Text;

namespace Tongzheng.Licences.Rendering;

/// <summary>Makes the A4 pages of a letter, with margins and type after GB/T 9704-2012 (official documents of the Party and government).</summary>
public static class RenderLetter
{
    const double CodeSide = 62;
    const double BodySize = 14;    // 四号: the letters of the standard's 三号 would take half again as many pages

    // GB/T 9704-2012, 5.2.2: 37 mm above, 28 mm at the binding edge, a text area of 156 × 225 mm.
    static Margins Margins => new(PageSize.Mm(37), PageSize.Mm(26), PageSize.Mm(35), PageSize.Mm(28));

    /// <summary>The finished letter. <paramref name="signer"/> is placed on the seal.</summary>
    public static PrintedDocument Render(Letter letter, PrintFonts fonts, DateTimeOffset now, PdfSigner? signer = null)
    {
        var document = new PdfDocument(new DocumentDescription
        {
            Title = letter.Title.Zh, Author = letter.Issuer.Zh, Created = now, Identifier = letter.Number,
        });
        var flow = new Flow(document, PageSize.A4, Margins);
        var body = new TextStyle(fonts.Regular, BodySize) { LineHeight = 1.75, Align = Align.Both, Colour = Palette.Ink };
        var small = new TextStyle(fonts.Regular, 10.5) { LineHeight = 1.6, Colour = Palette.Muted };

        Head(letter, fonts, flow, small);
        flow.Text(Tag.P, $"{letter.Addressee}：", body);
        foreach (string paragraph in letter.Paragraphs) flow.Text(Tag.P, paragraph, body with { Indent = 2 });
        Lists(letter, fonts, flow);
        if (letter.LegalBasis is { } basis) flow.Text(Tag.P, $"法律依据：{basis}", body with { Indent = 2 });
        if (letter.Remedy is { } remedy) flow.Text(Tag.P, remedy, body with { Indent = 2 });

        var (place, sealPage) = Close(letter, fonts, document, flow);
        if (letter.CheckAddress is { } address) Code(address, document, flow, small);
        flow.Footer((page, pages) => $"{letter.Number}　第 {page} 页，共 {pages} 页", small with { Size = 9, Align = Align.Centre }, PageSize.Mm(22));
        return new PrintedDocument(document.Save(signer is null ? null : signer with { Page = sealPage, Place = place }), document.Missing);
    }

    static void Head(Letter letter, PrintFonts fonts, Flow flow, TextStyle small)
    {
        var issuer = new TextStyle(fonts.Bold, 15) { Align = Align.Centre, Spacing = 0.12, Colour = Palette.Seal };
        var title = new TextStyle(fonts.Bold, TitleSize(letter.Title.Zh, flow.Width)) { Align = Align.Centre, Spacing = 0.08, LineHeight = 1.6, Colour = Palette.Ink };
        flow.Text(Tag.P, letter.Issuer.Zh, issuer);
        flow.Text(Tag.H1, letter.Title.Zh, title);
        if (letter.Title.En is { } english) flow.Text(Tag.P, english, small with { Fonts = fonts.Latin, Align = Align.Centre }, "en");
        if (letter.Demonstration)
            flow.Text(Tag.P, "演示文书，不具有法律效力　Demonstration, without legal effect", small with { Align = Align.Centre, Colour = Palette.Seal });
        flow.Text(Tag.P, letter.Number, small with { Size = 12, Align = Align.Right, Colour = Palette.Ink });
        double line = flow.Take(12);
        flow.Page.Rule(flow.Left, line + 3, flow.Left + flow.Width, line + 3, Palette.Seal, 1.2);
        flow.Space(6);
    }

    static double TitleSize(string title, double width) => Math.Clamp(width / (title.Length * 1.1), 14, 24);

    static void Lists(Letter letter, PrintFonts fonts, Flow flow)
    {
        var label = new TextStyle(fonts.Bold, 11) { LineHeight = 1.5, Colour = Palette.Ink };
        var value = new TextStyle(fonts.Regular, 11) { LineHeight = 1.5, Colour = Palette.Ink };
        if (letter.Facts.Count > 0)
        {
            Rule(flow);
            flow.Grid(letter.Facts, label with { Fonts = fonts.Regular, Colour = Palette.Muted }, value, 110, Palette.PaleGold);
            flow.Space(10);
        }
        if (letter.List is not { } list) return;
        Rule(flow);
        double number = 34, item = (flow.Width - number) * 0.42;
        flow.Table(
            ["序号", list.Item, list.Remark], list.Rows.Select((row, i) => new[] { $"{i + 1}", row.Item, row.Remark }),
            [number, item, flow.Width - number - item], label, value, Palette.PaleGold, padding: 5);
        flow.Space(10);
    }

    static void Rule(Flow flow)
    {
        double line = flow.Take(8);
        flow.Page.Rule(flow.Left, line + 8, flow.Left + flow.Width, line + 8, Palette.Gold, 0.8);
    }

    // The seal stands on the date, and never alone on a page: contact and signature keep together.
    static (SignaturePlace Place, int Page) Close(Letter letter, PrintFonts fonts, PdfDocument document, Flow flow)
    {
        var contact = new TextStyle(fonts.Regular, 11) { LineHeight = 1.6, Colour = Palette.Ink, Indent = 2 };
        flow.Keep((2 * Seal.Radius) + (letter.Contact is null ? 0 : 2 * contact.Leading) + 12);
        if (letter.Contact is { } text) flow.Text(Tag.P, text, contact);
        flow.Space(12);
        double top = flow.Take(2 * Seal.Radius), right = flow.Left + flow.Width;
        var style = new TextStyle(fonts.Regular, BodySize) { Align = Align.Right, LineHeight = 1.75, Colour = Palette.Ink };
        double middle = top + Seal.Radius, width = flow.Width - (2 * Seal.Radius) - 12;
        flow.Page.Text(document.Structure.Add(Tag.P), letter.Issuer.Zh, style, flow.Left, middle - style.Leading, width);
        flow.Page.Text(document.Structure.Add(Tag.P), ChineseDate.InFigures(letter.Date), style, flow.Left, middle, width);
        var place = Seal.Draw(document, flow.Page, fonts, letter.Issuer.Zh, Seal.ForLetters, letter.Demonstration, right - Seal.Radius, middle);
        return (place, document.Pages.Count - 1);
    }

    static void Code(Uri address, PdfDocument document, Flow flow, TextStyle small)
    {
        flow.Space(6);
        double top = flow.Take(CodeSide);
        flow.Page.Modules(document.Structure.Add(Tag.Figure, alternative: $"二维码：{address}"), QrCode.Of(address), flow.Left, top, CodeSide);
        double x = flow.Left + CodeSide + 8;
        flow.Page.Text(document.Structure.Add(Tag.P), $"扫码查验本文书或查看办理进度\n{address}", small with { Size = 9 }, x, top + 12, flow.Width - CodeSide - 8);
    }
}
