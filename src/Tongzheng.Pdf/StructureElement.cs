namespace Tongzheng.Pdf;

/// <summary>The meaning of a part of the document (ISO 32000-1, 14.8.4).</summary>
public enum Tag
{
    /// <summary>The whole document.</summary>
    Document,

    /// <summary>A large division.</summary>
    Sect,

    /// <summary>The title, a heading of level 1.</summary>
    H1,

    /// <summary>A heading of level 2.</summary>
    H2,

    /// <summary>A paragraph.</summary>
    P,

    /// <summary>A piece of text, such as one in another language.</summary>
    Span,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A row of a table.</summary>
    TR,

    /// <summary>A header cell.</summary>
    TH,

    /// <summary>A data cell.</summary>
    TD,

    /// <summary>A picture; it has an alternative text.</summary>
    Figure,

    /// <summary>A form field, such as the signature.</summary>
    Form,
}

/// <summary>The direction in which a header cell speaks for others.</summary>
public enum HeaderScope
{
    /// <summary>No header cell.</summary>
    None,

    /// <summary>For the cells to its right.</summary>
    Row,

    /// <summary>For the cells below.</summary>
    Column,
}

/// <summary>A node of the structure tree, which is what assistive technology reads in place of the look of the page.</summary>
public sealed class StructureElement
{
    readonly List<Kid> kids = [];

    internal StructureElement(Tag tag) => Tag = tag;

    /// <summary>What the part is.</summary>
    public Tag Tag { get; }

    /// <summary>BCP 47 tag, where the language differs from the document's.</summary>
    public string? Language { get; init; }

    /// <summary>Text that stands for a picture.</summary>
    public string? Alternative { get; init; }

    /// <summary>For header cells.</summary>
    public HeaderScope Scope { get; init; }

    /// <summary>Columns that a cell spans.</summary>
    public int Columns { get; init; } = 1;

    internal IReadOnlyList<Kid> Kids => kids;

    /// <summary>Box on its page, which a picture must state.</summary>
    internal (double Left, double Bottom, double Right, double Top)? Box { get; set; }

    /// <summary>Adds a part at the end.</summary>
    public StructureElement Add(Tag tag, string? language = null, string? alternative = null, HeaderScope scope = HeaderScope.None, int columns = 1)
    {
        var child = new StructureElement(tag)
        {
            Language = language, Alternative = alternative, Scope = scope, Columns = columns,
        };
        kids.Add(new Kid(child, null, 0));
        return child;
    }

    internal void AddContent(PdfPage page, int mark) => kids.Add(new Kid(null, page, mark));

    /// <summary>Either a part, or marked content on a page.</summary>
    internal readonly record struct Kid(StructureElement? Element, PdfPage? Page, int Mark);
}
