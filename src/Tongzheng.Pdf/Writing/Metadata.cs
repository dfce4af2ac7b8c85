using System.Globalization;
using System.Security;
using System.Text;

namespace Tongzheng.Pdf.Writing;

/// <summary>The document's description twice, as PDF/A wants it: XMP (ISO 16684-1) and the information dictionary.</summary>
static class Metadata
{
    const string Producer = "Tongzheng";

    public static string Information(DocumentDescription about) =>
        $"<</Title {PdfFile.Text(about.Title)}/Author {PdfFile.Text(about.Author)}/Producer({Producer})" +
        $"/CreationDate{PdfFile.Date(about.Created)}/ModDate{PdfFile.Date(about.Created)}>>";

    public static byte[] Xmp(DocumentDescription about)
    {
        string time = about.Created.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        string title = SecurityElement.Escape(about.Title), author = SecurityElement.Escape(about.Author);
        string identifier = SecurityElement.Escape(about.Identifier ?? "");
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <dc:format>application/pdf</dc:format><dc:identifier>{identifier}</dc:identifier>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>{about.Language}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>
            <pdf:Producer>{Producer}</pdf:Producer><pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """);
    }
}
