using System.Globalization;
using System.Text;
using Tongzheng.Pdf.Fonts;
using Tongzheng.Pdf.Text;
using Tongzheng.Pdf.Writing;

namespace Tongzheng.Pdf;

/// <summary>A character in a picture: its middle, the size of its em in points, and its turn.</summary>
public readonly record struct PictureCharacter(Rune Character, double X, double Y, double Width, double Height, double Angle);

/// <summary>
/// One page to draw on. Coordinates are points from the top left corner. What belongs to no structure element
/// is decoration (an artifact), which assistive technology passes over.
/// </summary>
public sealed class PdfPage
{
    const double HanMiddle = 0.38;    // ems: the middle of Han characters above the base line

    readonly PdfDocument document;
    readonly StringBuilder content = new();
    readonly List<StructureElement> marks = [];
    bool marked;

    internal PdfPage(PdfDocument document, PageSize size)
    {
        this.document = document;
        Size = size;
    }

    /// <summary>The size of the page.</summary>
    public PageSize Size { get; }

    /// <summary>The element of each piece of marked content, by its number.</summary>
    internal IReadOnlyList<StructureElement> Marks => marks;

    internal string Content => content.ToString();

    /// <summary>Draws what belongs to one element, or decoration where there is none.</summary>
    public void Draw(StructureElement? element, Action drawing)
    {
        if (marked) throw new InvalidOperationException("Marked content does not nest here.");
        if (element is null) content.Append("/Artifact BMC\n");
        else
        {
            content.Append(CultureInfo.InvariantCulture, $"/{element.Tag}<</MCID {marks.Count}>>BDC\n");
            element.AddContent(this, marks.Count);
            marks.Add(element);
        }
        marked = true;
        drawing();
        marked = false;
        content.Append("EMC\n");
    }

    /// <summary>Breaks and draws a text, and gives the height it took.</summary>
    public double Text(StructureElement? element, string text, TextStyle style, double x, double top, double width)
    {
        var lines = LineBreaker.Break(text, style, width);
        Lines(element, lines, style, x, top);
        return lines.Count * style.Leading;
    }

    /// <summary>Draws lines already broken.</summary>
    public void Lines(StructureElement? element, IReadOnlyList<TextLine> lines, TextStyle style, double x, double top) =>
        Draw(element, () =>
        {
            content.Append(CultureInfo.InvariantCulture, $"BT {style.Colour.Operands} rg\n");
            for (int i = 0; i < lines.Count; i++)
            {
                double middle = top + ((i + 0.5) * style.Leading);
                Line(lines[i], style, x, Size.Height - middle - (HanMiddle * style.Size));
            }
            content.Append("ET\n");
        });

    /// <summary>Draws a path: filled, stroked with a pen of <paramref name="pen"/> points, or both.</summary>
    public void Path(VectorPath path, Colour? fill = null, Colour? stroke = null, double pen = 0.5)
    {
        if (!marked)
        {
            Draw(null, () => Path(path, fill, stroke, pen));
            return;
        }
        if (fill is { } inside) content.Append(CultureInfo.InvariantCulture, $"{inside.Operands} rg\n");
        if (stroke is { } line) content.Append(CultureInfo.InvariantCulture, $"{line.Operands} RG {PdfFile.Number(pen)} w\n");
        path.Write(content, Size.Height);
        content.Append(fill is null ? "S\n" : stroke is null ? "f\n" : "B\n");
    }

    /// <summary>
    /// Draws characters as parts of a picture, such as a seal: each centred on its place, turned clockwise by an angle in
    /// radians, its em of the given width and height. They are not text: nothing of them is copied out.
    /// </summary>
    public void Lettering(FontStack fonts, Colour colour, IEnumerable<PictureCharacter> letters)
    {
        content.Append(CultureInfo.InvariantCulture, $"/Span<</ActualText()>>BDC BT {colour.Operands} rg\n");
        foreach (var letter in letters)
        {
            if (fonts.Find(letter.Character) is not var (font, glyph))
            {
                document.Miss(letter.Character);
                continue;
            }
            var (sin, cos) = Math.SinCos(letter.Angle);
            double left = font.Advance(glyph) / 2 * letter.Width, down = HanMiddle * letter.Height;
            double x = letter.X - (left * cos) - (down * sin), y = letter.Y - (left * sin) + (down * cos);
            var embedded = document.Embed(font);
            content.Append(CultureInfo.InvariantCulture,
                $"/{embedded.Resource} 1 Tf {PdfFile.Number(letter.Width * cos)} {PdfFile.Number(-letter.Width * sin)} " +
                $"{PdfFile.Number(letter.Height * sin)} {PdfFile.Number(letter.Height * cos)} {PdfFile.Number(x)} {PdfFile.Number(Size.Height - y)} Tm" +
                $"<{embedded.Encode(letter.Character, glyph):X4}>Tj\n");
        }
        content.Append("ET EMC\n");
    }

    /// <summary>Strokes one path at many places; a pattern drawn so takes little room in the file.</summary>
    public void Repeat(VectorPath path, IEnumerable<(double X, double Y)> offsets, Colour stroke, double pen) =>
        Draw(null, () =>
        {
            var shape = new StringBuilder();
            path.Write(shape, Size.Height);
            content.Append(CultureInfo.InvariantCulture, $"{stroke.Operands} RG {PdfFile.Number(pen)} w\n");
            foreach (var (x, y) in offsets)
                content.Append(CultureInfo.InvariantCulture, $"q 1 0 0 1 {PdfFile.Number(x)} {PdfFile.Number(-y)} cm\n{shape}S Q\n");
        });

    /// <summary>Draws a straight line as decoration.</summary>
    public void Rule(double x1, double y1, double x2, double y2, Colour colour, double pen = 0.5) =>
        Path(new VectorPath().Move(x1, y1).Line(x2, y2), stroke: colour, pen: pen);

    /// <summary>Draws a picture with its alternative text.</summary>
    public void Figure(StructureElement element, VectorPath path, Colour? fill = null, Colour? stroke = null, double pen = 0.5)
    {
        element.Box = path.Box(Size.Height);
        Draw(element, () => Path(path, fill, stroke, pen));
    }

    /// <summary>States the box of a picture that was drawn in several strokes.</summary>
    public void BoxOf(StructureElement element, double x, double top, double width, double height) =>
        element.Box = (x, Size.Height - top - height, x + width, Size.Height - top);

    /// <summary>Draws a two-dimensional code; <paramref name="dark"/> is indexed by row and column.</summary>
    public void Modules(StructureElement element, bool[,] dark, double x, double top, double side)
    {
        int rows = dark.GetLength(0), columns = dark.GetLength(1);
        string step = PdfFile.Number(side / Math.Max(rows, columns));
        element.Box = (x, Size.Height - top - side, x + side, Size.Height - top);
        Draw(element, () =>
        {
            content.Append(CultureInfo.InvariantCulture,
                $"q {Colour.Black.Operands} rg {step} 0 0 -{step} {PdfFile.Number(x)} {PdfFile.Number(Size.Height - top)} cm\n");
            for (int row = 0; row < rows; row++)
                for (int from = 0, to; from < columns; from = to)
                {
                    to = from + 1;
                    if (!dark[row, from]) continue;
                    while (to < columns && dark[row, to]) to++;      // one rectangle for a run leaves no hairlines between
                    content.Append(CultureInfo.InvariantCulture, $"{from} {row} {to - from} 1 re\n");
                }
            content.Append("f Q\n");
        });
    }

    // Widely spaced or spelled-out characters read as their plain text by ActualText (ISO 32000-1, 14.9.4).
    void Line(TextLine line, TextStyle style, double x, double baseline)
    {
        var glyphs = line.Glyphs;
        bool spaced = style.Spacing > 0;
        if (spaced) BeginSpan(line.Text);
        for (int i = 0, next; i < glyphs.Count; i = next)
        {
            next = i + 1;
            if (glyphs[i].StandsFor is { } missing)
            {
                while (next < glyphs.Count && !glyphs[next].BeginsCharacter) next++;
                document.Miss(missing);
                if (!spaced) BeginSpan(missing.ToString());
                Run(glyphs, i, next, style, x, baseline);
                if (!spaced) content.Append("EMC\n");
                continue;
            }
            if (glyphs[i].Font is not { } font)
            {
                if (!Characters.IsBreakMark(glyphs[i].Character)) document.Miss(glyphs[i].Character);
                continue;
            }
            while (next < glyphs.Count && glyphs[next].StandsFor is null && ReferenceEquals(glyphs[next].Font, font)) next++;
            Run(glyphs, i, next, style, x, baseline);
        }
        if (spaced) content.Append("EMC\n");
    }

    void BeginSpan(string text) => content.Append($"/Span<</ActualText {PdfFile.Text(text)}>>BDC\n");

    // One run of glyphs of one font: numbers between the strings move the pen where it must be.
    void Run(IReadOnlyList<PlacedGlyph> glyphs, int from, int to, TextStyle style, double x, double baseline)
    {
        while (from < to && glyphs[from].Font is { } font)
        {
            int end = from;
            double pen = glyphs[from].X;
            var embedded = document.Embed(font);
            content.Append(CultureInfo.InvariantCulture,
                $"/{embedded.Resource} {PdfFile.Number(style.Size)} Tf 1 0 0 1 {PdfFile.Number(x + pen)} {PdfFile.Number(baseline)} Tm[<");
            for (; end < to && ReferenceEquals(glyphs[end].Font, font); end++)
            {
                double move = Math.Round(1000 * (pen - glyphs[end].X) / style.Size, 1);
                if (move != 0) content.Append(CultureInfo.InvariantCulture, $">{PdfFile.Number(move)}<");
                content.Append(CultureInfo.InvariantCulture, $"{embedded.Encode(glyphs[end].Character, glyphs[end].Glyph):X4}");
                pen = glyphs[end].X + (font.Advance(glyphs[end].Glyph) * style.Size);
            }
            content.Append(">]TJ\n");
            from = end;
        }
    }
}
