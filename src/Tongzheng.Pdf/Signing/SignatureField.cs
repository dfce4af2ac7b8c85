using Tongzheng.Pdf.Writing;

namespace Tongzheng.Pdf.Signing;

/// <summary>The form field that carries a signature, with its widget and its place in the structure tree.</summary>
sealed record SignatureField(int Widget, int Element, int Page, string Label)
{
    const int PrintAndLocked = 132;

    public static SignatureField Add(PdfFile file, PdfSigner signer, int page, PageSize size, int structureParent)
    {
        var place = signer.Place ?? default;
        string width = PdfFile.Number(place.Width), height = PdfFile.Number(place.Height);
        string rectangle =
            $"{PdfFile.Number(place.X)} {PdfFile.Number(size.Height - place.Top - place.Height)} " +
            $"{PdfFile.Number(place.X + place.Width)} {PdfFile.Number(size.Height - place.Top)}";
        int signature = file.Add(
            $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Name{PdfFile.Text(signer.Name)}" +
            $"/Reason{PdfFile.Text(signer.Reason)}/M{PdfFile.Date(signer.Time)}{signer.Range}{signer.Contents}>>");
        int look = file.AddRaw($"/Type/XObject/Subtype/Form/BBox[0 0 {width} {height}]/Resources<<>>", []);
        int widget = file.Add(
            $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/TU{PdfFile.Text(signer.Name)}/F {PrintAndLocked}" +
            $"/Rect[{rectangle}]/P {page} 0 R/AP<</N {look} 0 R>>/V {signature} 0 R/StructParent {structureParent}>>");
        return new SignatureField(widget, file.Reserve(), page, signer.Name);
    }

    public int WriteElement(PdfFile file, int parent)
    {
        file.Set(Element,
            $"<</Type/StructElem/S/Form/P {parent} 0 R/Alt{PdfFile.Text(Label)}" +
            $"/K<</Type/OBJR/Pg {Page} 0 R/Obj {Widget} 0 R>>>>");
        return Element;
    }
}
