using System.Diagnostics;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Pdf.Writing;

/// <summary>Writes the structure tree and the way back from page content to it (ISO 32000-1, 14.7).</summary>
static class StructureTree
{
    public static void Write(
        PdfFile file, int root, StructureElement document, IReadOnlyDictionary<PdfPage, int> pages, SignatureField? field)
    {
        var numbers = new Dictionary<StructureElement, int>();
        int top = Element(file, document, root, pages, numbers, field);
        var parents = pages.Keys.Select((page, i) =>
            $"{i}[{string.Join(' ', page.Marks.Select(mark => $"{numbers[mark]} 0 R"))}]").ToList();
        if (field is not null) parents.Add($"{pages.Count} {field.Element} 0 R");
        file.Set(root,
            $"<</Type/StructTreeRoot/K {top} 0 R/ParentTree<</Nums[{string.Join(' ', parents)}]>>/ParentTreeNextKey {parents.Count}>>");
    }

    static int Element(
        PdfFile file, StructureElement element, int parent, IReadOnlyDictionary<PdfPage, int> pages,
        Dictionary<StructureElement, int> numbers, SignatureField? field)
    {
        int number = file.Reserve();
        numbers[element] = number;
        var kids = element.Kids.Select(kid => kid switch
        {
            { Element: { } child } => $"{Element(file, child, number, pages, numbers, null)} 0 R",
            { Page: { } page } => $"<</Type/MCR/Pg {pages[page]} 0 R/MCID {kid.Mark}>>",
            _ => throw new UnreachableException(),
        }).ToList();
        if (field is not null) kids.Add($"{field.WriteElement(file, number)} 0 R");
        file.Set(number,
            $"<</Type/StructElem/S/{element.Tag}/P {parent} 0 R" +
            (element.Language is { } language ? $"/Lang{PdfFile.Text(language)}" : "") +
            (element.Alternative is { } alternative ? $"/Alt{PdfFile.Text(alternative)}" : "") +
            Attributes(element) + $"/K[{string.Join(' ', kids)}]>>");
        return number;
    }

    static string Attributes(StructureElement element)
    {
        string scope = element.Scope == HeaderScope.None ? "" : $"/Scope/{element.Scope}";
        string span = element.Columns == 1 ? "" : $"/ColSpan {element.Columns}";
        if (scope.Length + span.Length > 0) return $"/A<</O/Table{scope}{span}>>";
        return element.Box is not { } box ? ""
            : $"/A<</O/Layout/Placement/Block/BBox[{PdfFile.Number(box.Left)} {PdfFile.Number(box.Bottom)} " +
              $"{PdfFile.Number(box.Right)} {PdfFile.Number(box.Top)}]>>";
    }
}
