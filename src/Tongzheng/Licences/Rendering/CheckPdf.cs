using System.Text;
using System.Xml;
using Tongzheng.Kernel;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Licences.Rendering;

/// <summary>What an uploaded file turned out to be. An identifier is given only when the signature covers the whole file.</summary>
/// <param name="State">The signature's state.</param>
/// <param name="Licence">The identifier of the licence, when the file is a licence.</param>
/// <param name="Jurisdiction">Whose key signed; null when none of ours, and then nothing in the file is to be believed.</param>
/// <param name="Signer">The name in the certificate.</param>
/// <param name="Explanation">What is wrong, in the checker's words; empty when nothing is.</param>
public sealed record CheckedPdf(
    SignatureState State, LicenceIdentifier? Licence, string? Jurisdiction, string? Signer, string Explanation)
{
    /// <summary>Signed as a whole by one of our issuers.</summary>
    public bool IsGenuine => State == SignatureState.Valid && Jurisdiction is not null;
}

/// <summary>
/// The public check of an uploaded PDF: which licence it is and whether it is as issued. Whether the licence is still
/// in force is in the journal, not in the file: look up <see cref="CheckedPdf.Licence"/> next.
/// </summary>
public static class CheckPdf
{
    /// <summary>A licence takes under 100 KB; this leaves room for other people's PDF without letting uploads fill memory.</summary>
    public const int LargestFile = 10 * 1024 * 1024;

    const int LargestMetadata = 64 * 1024;

    /// <summary>Checks a file; never throws for what it holds. <paramref name="ownerOf"/> knows our issuers' certificates.</summary>
    public static CheckedPdf Check(ReadOnlyMemory<byte> file, IssuerKeys issuers)
    {
        if (file.Length > LargestFile)
            return new(SignatureState.Unreadable, null, null, null, "The file is larger than any document of ours.");
        var report = PdfSignature.Verify(file);
        if (report.State != SignatureState.Valid || report.Signer is not { } certificate)
            return new(report.State, null, null, null, report.Signatures.FirstOrDefault(s => s.State == report.State)?.Explanation ?? "");
        return new(
            SignatureState.Valid, Identifier(file.Span), issuers.Owner(certificate),
            certificate.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, false), "");
    }

    // Our metadata is an uncompressed XMP packet; the signature over it has been checked before it is read.
    static LicenceIdentifier? Identifier(ReadOnlySpan<byte> file)
    {
        int from = file.IndexOf("<x:xmpmeta"u8), to = file.IndexOf("</x:xmpmeta>"u8) + "</x:xmpmeta>".Length;
        if (from < 0 || to <= from || to - from > LargestMetadata) return null;
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(Encoding.UTF8.GetString(file[from..to])), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return reader.ReadToFollowing("dc:identifier") && LicenceIdentifier.TryParse(reader.ReadElementContentAsString(), out var licence)
                ? licence
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
