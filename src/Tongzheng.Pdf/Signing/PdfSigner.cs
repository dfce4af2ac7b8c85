using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tongzheng.Pdf.Signing;

/// <summary>The place of a signature on its page, in points from the top left corner: clicking there shows it.</summary>
public readonly record struct SignaturePlace(double X, double Top, double Width, double Height);

/// <summary>
/// Who signs, when and why. The signature is PAdES baseline B-B, or B-T with a time stamp
/// (ETSI EN 319 142-1; ISO 32000-1, 12.8).
/// </summary>
public sealed record PdfSigner
{
    const int ContentsBase = 1536;         // CMS framing, attributes and an RSA-4096 signature value, with room to spare
    const int TimestampReserve = 8192;     // a token with its authority's certificates is 3 to 6 KB
    const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47", TimestampToken = "1.2.840.113549.1.9.16.2.14";
    const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>The signer's certificate with its private key, RSA or ECDSA.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>Certificates of the authorities above, put into the signature.</summary>
    public IReadOnlyList<X509Certificate2> Chain { get; init; } = [];

    /// <summary>The instant the signer claims.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The signer's name as readers show it.</summary>
    public required string Name { get; init; }

    /// <summary>Why the document is signed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Gives the DER of an RFC 3161 token over the SHA-256 of the signature value handed in; null for none.</summary>
    public Func<ReadOnlyMemory<byte>, byte[]>? Timestamp { get; init; }

    /// <summary>Index of the page that shows the signature.</summary>
    public int Page { get; init; }

    /// <summary>Where it is shown; nowhere by default.</summary>
    public SignaturePlace? Place { get; init; }

    int Reserve => ContentsBase + Certificate.RawData.Length + Chain.Sum(c => c.RawData.Length)
        + (Timestamp is null ? 0 : TimestampReserve);

    internal string Range => $"/ByteRange[0 {new string('*', 10)} {new string('*', 10)} {new string('*', 10)}]";

    internal string Contents => $"/Contents<{new string('0', 2 * Reserve)}>";

    /// <summary>Fills the signature into a file that holds the two placeholders.</summary>
    /// <exception cref="InvalidOperationException">The signature is larger than what was reserved for it.</exception>
    internal byte[] Sign(byte[] file)
    {
        int range = file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(Range));
        int gap = file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(Contents)) + "/Contents".Length;
        int after = gap + 2 + (2 * Reserve);
        string actual = $"/ByteRange[0 {gap} {after} {file.Length - after}]".PadRight(Range.Length);
        Encoding.ASCII.GetBytes(actual, file.AsSpan(range));

        byte[] signature = Cms([.. file.AsSpan(0, gap), .. file.AsSpan(after)]);
        if (signature.Length > Reserve)
            throw new InvalidOperationException($"The signature takes {signature.Length} bytes; {Reserve} were reserved.");
        Encoding.ASCII.GetBytes(Convert.ToHexString(signature), file.AsSpan(gap + 1));
        return file;
    }

    byte[] Cms(byte[] content)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, Certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        // No signing-time attribute: PAdES has the time in the signature dictionary (EN 319 142-1, 6.3).
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), CertificateIdentifier(Certificate)));
        foreach (var authority in Chain) signer.Certificates.Add(authority);
        cms.ComputeSignature(signer, silent: true);
        if (Timestamp is not null)
            cms.SignerInfos[0].AddUnsignedAttribute(
                new AsnEncodedData(new Oid(TimestampToken), Timestamp(cms.SignerInfos[0].GetSignature())));
        return cms.Encode();
    }

    // ESSCertIDv2 (RFC 5035): binds the signature to this very certificate; SHA-256 is the default and left out.
    static byte[] CertificateIdentifier(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        return writer.Encode();
    }
}
