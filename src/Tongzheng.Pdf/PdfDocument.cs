using System.Text;
using Tongzheng.Pdf.Fonts;
using Tongzheng.Pdf.Signing;
using Tongzheng.Pdf.Writing;

namespace Tongzheng.Pdf;

/// <summary>
/// A tagged PDF 1.7 with embedded font subsets, written after PDF/A-2u (ISO 19005-2): draw on its pages, then save once.
/// </summary>
public sealed class PdfDocument(DocumentDescription about)
{
    readonly List<PdfPage> pages = [];
    readonly Dictionary<TrueTypeFont, EmbeddedFont> fonts = [];
    readonly List<Rune> missing = [];

    /// <summary>The root of the structure tree.</summary>
    public StructureElement Structure { get; } = new(Tag.Document);

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<PdfPage> Pages => pages;

    /// <summary>
    /// Characters that no font could draw, in order of appearance. They are spelled as [U+XXXX] on the page
    /// and keep their own text when copied; variation selectors are passed over.
    /// </summary>
    public IReadOnlyList<Rune> Missing => missing;

    /// <summary>Adds a page at the end.</summary>
    public PdfPage AddPage(PageSize size)
    {
        pages.Add(new PdfPage(this, size));
        return pages[^1];
    }

    /// <summary>The finished file; with a signer, the whole of it is signed.</summary>
    /// <exception cref="InvalidOperationException">The document has no page.</exception>
    public byte[] Save(PdfSigner? signer = null)
    {
        if (pages.Count == 0) throw new InvalidOperationException("A document needs a page.");
        var file = new PdfFile();
        int root = file.Reserve(), tree = file.Reserve(), structure = file.Reserve();
        var numbers = pages.ToDictionary(p => p, _ => file.Reserve());
        var field = signer is null ? null : SignatureField.Add(file, signer, numbers[pages[signer.Page]], pages[signer.Page].Size, pages.Count);

        string resources = string.Concat(fonts.Values.Select(f => $"/{f.Resource} {f.Write(file)} 0 R"));
        for (int i = 0; i < pages.Count; i++)
        {
            int content = file.AddStream("", Encoding.Latin1.GetBytes(pages[i].Content));
            string annotations = field is not null && signer?.Page == i ? $"/Annots[{field.Widget} 0 R]" : "";
            file.Set(numbers[pages[i]],
                $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {PdfFile.Number(pages[i].Size.Width)} {PdfFile.Number(pages[i].Size.Height)}]" +
                $"/Resources<</Font<<{resources}>>>>/Contents {content} 0 R/StructParents {i}/Tabs/S{annotations}>>");
        }
        string kids = string.Join(' ', numbers.Values.Select(n => $"{n} 0 R"));
        file.Set(tree, $"<</Type/Pages/Kids[{kids}]/Count {pages.Count}>>");
        StructureTree.Write(file, structure, Structure, numbers, field);

        int profile = file.AddStream("/N 3", SrgbProfile.Create());
        int metadata = file.AddRaw("/Type/Metadata/Subtype/XML", Metadata.Xmp(about));
        string form = field is null ? "" : $"/AcroForm<</Fields[{field.Widget} 0 R]/SigFlags 3>>";
        file.Set(root,
            $"<</Type/Catalog/Pages {tree} 0 R/Lang{PdfFile.Text(about.Language)}/MarkInfo<</Marked true>>/StructTreeRoot {structure} 0 R" +
            $"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1" +
            $"/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]{form}>>");
        byte[] bytes = file.Save(root, file.Add(Metadata.Information(about)));
        return signer is null ? bytes : signer.Sign(bytes);
    }

    internal EmbeddedFont Embed(TrueTypeFont font)
    {
        if (fonts.TryGetValue(font, out var embedded)) return embedded;
        embedded = new EmbeddedFont(font, $"F{fonts.Count + 1}");
        fonts[font] = embedded;
        return embedded;
    }

    internal void Miss(Rune character)
    {
        if (!missing.Contains(character)) missing.Add(character);
    }
}
