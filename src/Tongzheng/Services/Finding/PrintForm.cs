using Tongzheng.Kernel;
using Tongzheng.Licences.Rendering;
using Tongzheng.Pdf;
using Tongzheng.Pdf.Text;
using Tongzheng.Services.Pages;

namespace Tongzheng.Services.Finding;

/// <summary>A form on paper as tagged PDF: to be filled in by hand, or an example that says so on every page.</summary>
static class PrintForm
{
    const double MarkSize = 20;     // points: read at arm's length
    const double WritingRoom = 9;   // points above and below a line: a row that a hand can write in

    const int OneLine = 16;         // characters: more choices stand below each other, so that none is parted from its box

    public static PrintedDocument Render(BlankFormView form, PrintFonts fonts, DateTimeOffset now, Language language)
    {
        var title = form.Matter + language.Of(" · 申请表", " · application");
        var name = form.IsSample ? title + language.Of("（样例）", " (sample)") : title;
        var document = new PdfDocument(new DocumentDescription
        {
            Title = name, Author = form.Department, Created = now, Language = language.IsEnglish ? "en" : "zh-CN",
        });
        var (regular, bold) = (language.IsEnglish ? fonts.Latin : fonts.Regular, fonts.Bold);
        var margins = new Margins(PageSize.Mm(28), PageSize.Mm(22), PageSize.Mm(26), PageSize.Mm(22));
        var flow = new Flow(document, PageSize.A4, margins);
        var body = new TextStyle(regular, 11) { LineHeight = 1.5, Colour = Palette.Ink };
        var small = body with { Size = 9, Colour = Palette.Muted };
        flow.Text(Tag.P, form.Department, small with { Align = Align.Centre });
        flow.Text(Tag.H1, title, new TextStyle(bold, 18) { Align = Align.Centre, LineHeight = 1.6, Colour = Palette.Ink });
        if (form.IsSample) flow.Text(Tag.P, language.Of("样例：内容均为虚构，只说明怎样填写。", "Sample: all of it is made up, to show how it is filled in."), body with { Align = Align.Centre, Colour = Palette.Seal });
        flow.Text(Tag.P, language.Of("带 * 的必填。", "* must be filled in."), small);
        var rows = new List<(string Label, string Value)>();
        foreach (var line in form.Lines)
            switch (line.Kind)
            {
                case "heading":
                    Set();
                    flow.Space(8);
                    flow.Text(Tag.H2, line.Label, new TextStyle(bold, 13) { LineHeight = 1.7, Colour = Palette.Ink });
                    break;
                case "text":
                    Set();
                    flow.Text(Tag.P, line.Label, body);
                    break;
                default: rows.Add((Label(line, language), Value(line, language))); break;
            }
        rows.Add((language.Of("申请人签名", "Signature"), ""));
        rows.Add((language.Of("日期", "Date"), ""));
        Set();
        foreach (var page in document.Pages.Where(_ => form.IsSample))
            page.Text(null, language.Of("样例", "SAMPLE"), new TextStyle(bold, MarkSize) { Align = Align.Right, Colour = Palette.Seal }, margins.Left, PageSize.Mm(12), flow.Width);
        flow.Footer((page, pages) => language.Of($"{name}　第 {page} 页，共 {pages} 页", $"{name} · page {page} of {pages}"), small with { Align = Align.Centre }, PageSize.Mm(16));
        return new PrintedDocument(document.Save(), document.Missing);

        void Set()
        {
            if (rows.Count == 0) return;
            flow.Space(4);
            flow.Grid(rows, body with { Colour = Palette.Muted }, body, flow.Width * 0.34, Palette.PaleGold, WritingRoom);
            rows.Clear();
        }
    }

    static string Label(BlankLine line, Language language) =>
        (line.Kind == "file" ? language.Of("附：", "Enclosed: ") : "") + line.Label + (line.Note is null ? "" : language.Of($"（{line.Note}）", $" ({line.Note})")) + (line.Required ? " *" : "");

    static string Value(BlankLine line, Language language) => line.Kind switch
    {
        "choices" => string.Join(line.Choices.Sum(choice => choice.Label.Length) > OneLine ? "\n" : "　", line.Choices.Select(choice => (choice.Ticked ? "■ " : "□ ") + choice.Label)),
        "file" => "□",
        "box" when string.IsNullOrEmpty(line.Value) => "\n\n\n",
        _ => line.Value ?? "",
    };
}
