using Tongzheng.Kernel;
using Tongzheng.Pdf;
using Tongzheng.Pdf.Text;

namespace Tongzheng.Licences.Rendering;

/// <summary>The labelled lines of a licence, laid out to fill the room there is: larger type when they are few.</summary>
sealed class EntryGrid
{
    const double Gap = 28, Padding = 6;
    const double SmallestEnglish = 6;   // points
    const int LinesInHalf = 2;    // a value with more lines than this takes the whole width

    const double WidthForTwo = 560;     // points: in a narrower sheet half the width breaks codes and dates apart

    // From the roomiest to the densest; the last is the smallest type that still reads well on paper (about 8 pt).
    static readonly (int Columns, double Scale)[] Densities =
        [(1, 1.1), (1, 1), (2, 1), (2, 0.92), (2, 0.84), (2, 0.76), (2, 0.68), (2, 0.6)];

    readonly IReadOnlyList<Row> rows;

    EntryGrid(IReadOnlyList<Row> rows, int placed) => (this.rows, Placed) = (rows, placed);

    /// <summary>How many entries fit; the rest go to a further page.</summary>
    public int Placed { get; }

    public double Height => rows.Sum(r => r.Height);

    public static EntryGrid Fit(IReadOnlyList<LicenceEntry> entries, PrintFonts fonts, double width, double height)
    {
        IReadOnlyList<Row> rows = [];
        foreach (var (columns, scale) in Densities)
        {
            rows = Rows(entries, fonts, width, width < WidthForTwo ? 1 : columns, scale);
            if (rows.Sum(r => r.Height) <= height) return new EntryGrid(rows, entries.Count);
        }
        double used = 0;
        var fitting = rows.TakeWhile(row => (used += row.Height) <= height).ToList();
        return new EntryGrid(fitting, fitting.Sum(row => row.Cells.Count));
    }

    public void Draw(PdfDocument document, PdfPage page, double x, double top)
    {
        var table = document.Structure.Add(Tag.Table);
        foreach (var row in rows)
        {
            var tr = table.Add(Tag.TR);
            foreach (var cell in row.Cells)
            {
                var th = tr.Add(Tag.TH, scope: HeaderScope.Row);
                double label = top + Padding;
                page.Lines(th, cell.Label, cell.LabelStyle, x + cell.X, label);
                if (cell.English.Count > 0)
                    page.Lines(th.Add(Tag.Span, "en"), cell.English, cell.EnglishStyle, x + cell.X, label + (cell.Label.Count * cell.LabelStyle.Leading));
                var td = tr.Add(Tag.TD, columns: row.Cells.Count == 1 && row.Columns == 2 ? 3 : 1);
                double lift = (cell.LabelStyle.Leading - cell.ValueStyle.Leading) / 2;    // first lines share their middle
                page.Lines(td, cell.Value, cell.ValueStyle, x + cell.ValueX, top + Padding + lift);
            }
            top += row.Height;
            page.Rule(x, top, x + row.Width, top, Palette.PaleGold);
        }
    }

    static List<Row> Rows(IReadOnlyList<LicenceEntry> entries, PrintFonts fonts, double width, int columns, double scale)
    {
        double half = (width - Gap) / 2, labelWidth = (columns == 1 ? 176 : 118) * scale;
        var rows = new List<Row>();
        for (int i = 0; i < entries.Count; i++)
        {
            var first = Cell.Of(entries[i], fonts, scale, 0, labelWidth, half);
            if (columns == 2 && i + 1 < entries.Count && first.Value.Count <= LinesInHalf
                && Cell.Of(entries[i + 1], fonts, scale, half + Gap, labelWidth, half) is { Value.Count: <= LinesInHalf } second)
            {
                rows.Add(new Row([first, second], width, columns));
                i++;
            }
            else rows.Add(new Row([Cell.Of(entries[i], fonts, scale, 0, labelWidth, width)], width, columns));
        }
        return rows;
    }

    sealed record Row(IReadOnlyList<Cell> Cells, double Width, int Columns)
    {
        public double Height { get; } = Cells.Max(c => Math.Max(
            (c.Label.Count * c.LabelStyle.Leading) + (c.English.Count * c.EnglishStyle.Leading),
            c.Value.Count * c.ValueStyle.Leading)) + (2 * Padding);
    }

    sealed record Cell(
        IReadOnlyList<TextLine> Label, IReadOnlyList<TextLine> English, IReadOnlyList<TextLine> Value,
        TextStyle LabelStyle, TextStyle EnglishStyle, TextStyle ValueStyle, double X, double ValueX)
    {
        public static Cell Of(LicenceEntry entry, PrintFonts fonts, double scale, double x, double labelWidth, double width)
        {
            var label = new TextStyle(fonts.Regular, 11.5 * scale) { Colour = Palette.Muted, LineHeight = 1.4 };
            var english = new TextStyle(fonts.Latin, Math.Max(SmallestEnglish, 7.5 * scale)) { Colour = Palette.Muted, LineHeight = 1.35 };
            var value = new TextStyle(fonts.Regular, 13 * scale) { Colour = Palette.Ink, LineHeight = 1.5 };
            return new Cell(
                LineBreaker.Break(entry.Label.Zh, label, labelWidth - 10),
                entry.Label.En is { Length: > 0 } text ? LineBreaker.Break(text, english, labelWidth - 10) : [],
                LineBreaker.Break(entry.Value, value, width - labelWidth), label, english, value, x, x + labelWidth);
        }
    }
}
