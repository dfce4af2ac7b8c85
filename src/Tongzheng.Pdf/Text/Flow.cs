namespace Tongzheng.Pdf.Text;

/// <summary>Edges of the text area, in points.</summary>
public readonly record struct Margins(double Top, double Right, double Bottom, double Left);

/// <summary>Sets text down the pages of a document, beginning a new page where one is full.</summary>
public sealed class Flow
{
    const double KeptBelowHeading = 44;    // points: two lines of text, so that no heading ends a page

    readonly PdfDocument document;
    readonly PageSize size;
    readonly Margins margins;

    /// <summary>Begins on a new page.</summary>
    public Flow(PdfDocument document, PageSize size, Margins margins)
    {
        this.document = document;
        this.size = size;
        this.margins = margins;
        Page = document.AddPage(size);
        Top = margins.Top;
    }

    /// <summary>The page being filled.</summary>
    public PdfPage Page { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public double Top { get; private set; }

    /// <summary>Left edge of the text.</summary>
    public double Left => margins.Left;

    /// <summary>Width of the text.</summary>
    public double Width => size.Width - margins.Left - margins.Right;

    double Bottom => size.Height - margins.Bottom;

    /// <summary>Leaves room; none at the head of a page.</summary>
    public void Space(double points)
    {
        if (Top > margins.Top) Top += points;
    }

    /// <summary>Makes sure that the next <paramref name="points"/> stand on one page.</summary>
    public void Keep(double points)
    {
        if (Top + points <= Bottom || Top <= margins.Top) return;
        Page = document.AddPage(size);
        Top = margins.Top;
    }

    /// <summary>Takes room for something drawn by hand, and gives its top.</summary>
    public double Take(double height)
    {
        Keep(height);
        double top = Top;
        Top += height;
        return top;
    }

    /// <summary>Sets a paragraph or heading, over several pages if need be; no page holds a single line of it.</summary>
    public void Text(Tag tag, string text, TextStyle style, string? language = null)
    {
        var lines = LineBreaker.Break(text, style, Width);
        var element = document.Structure.Add(tag, language);
        if (tag is Tag.H1 or Tag.H2) Keep((lines.Count * style.Leading) + KeptBelowHeading);
        for (int from = 0; from < lines.Count;)
        {
            int room = (int)((Bottom - Top + 0.01) / style.Leading), left = lines.Count - from;
            int count = Math.Min(room, left);
            if (count < left && left - count == 1 && count > 1) count--;      // no widow overleaf
            if (count < Math.Min(2, left) && Top > margins.Top)
            {
                Keep(double.MaxValue);
                continue;
            }
            count = Math.Max(1, count);
            Page.Lines(element, [.. lines.Skip(from).Take(count)], style, Left, Top);
            Top += count * style.Leading;
            from += count;
        }
    }

    /// <summary>Sets labels with their values as a table of two columns, ruled between rows.</summary>
    public void Grid(IEnumerable<(string Label, string Value)> rows, TextStyle label, TextStyle value, double labelWidth, Colour rule, double padding = 4) =>
        Table([], rows.Select(row => new[] { row.Label, row.Value }), [labelWidth, Width - labelWidth], label, value, rule, padding, rowHeaders: true);

    /// <summary>
    /// Sets a table; its header row is repeated on every page. A row is never parted, so it must fit a page.
    /// </summary>
    public void Table(
        IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<double> widths,
        TextStyle headerStyle, TextStyle cellStyle, Colour rule, double padding = 4, bool rowHeaders = false)
    {
        var table = document.Structure.Add(Tag.Table);
        if (header.Count > 0) Header(table.Add(Tag.TR));
        foreach (var row in rows)
        {
            var cells = row.Select((text, i) => Lines(text, rowHeaders && i == 0 ? headerStyle : cellStyle, widths[i])).ToList();
            double height = Height(cells);
            var before = Page;
            Keep(height);
            if (Page != before && header.Count > 0) Header(null);
            var tr = table.Add(Tag.TR);
            Row(cells, i => rowHeaders && i == 0 ? tr.Add(Tag.TH, scope: HeaderScope.Row) : tr.Add(Tag.TD), height);
        }

        void Header(StructureElement? tr)
        {
            var cells = header.Select((text, i) => Lines(text, headerStyle, widths[i])).ToList();
            double height = Height(cells);
            Keep(2 * height);
            Row(cells, _ => tr?.Add(Tag.TH, scope: HeaderScope.Column), height);
        }

        (IReadOnlyList<TextLine> Lines, TextStyle Style) Lines(string text, TextStyle style, double width) =>
            (LineBreaker.Break(text, style, width - (2 * padding)), style);

        double Height(List<(IReadOnlyList<TextLine> Lines, TextStyle Style)> cells) =>
            cells.Max(c => c.Lines.Count * c.Style.Leading) + (2 * padding);

        void Row(List<(IReadOnlyList<TextLine> Lines, TextStyle Style)> cells, Func<int, StructureElement?> element, double height)
        {
            double x = Left;
            for (int i = 0; i < cells.Count; i++)
            {
                Page.Lines(element(i), cells[i].Lines, cells[i].Style, x + padding, Top + padding);
                x += widths[i];
            }
            Top += height;
            Page.Rule(Left, Top, Left + Width, Top, rule);
        }
    }

    /// <summary>Puts a line under every page; call it last. It is told the page's number and how many there are.</summary>
    public void Footer(Func<int, int, string> text, TextStyle style, double fromBottom)
    {
        for (int i = 0; i < document.Pages.Count; i++)
            document.Pages[i].Text(null, text(i + 1, document.Pages.Count), style, Left, size.Height - fromBottom, Width);
    }
}
