using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Tongzheng.Pdf.Signing;

/// <summary>What a check found.</summary>
public enum SignatureState
{
    /// <summary>The document carries no signature.</summary>
    Unsigned,

    /// <summary>Mathematically right, and every byte of the document is covered.</summary>
    Valid,

    /// <summary>Right for what it covers, but the document holds more, which may have been added by anyone.</summary>
    NotWholeDocument,

    /// <summary>The covered bytes, or the signature itself, were changed after signing.</summary>
    Altered,

    /// <summary>Not a signature this program can check; nothing is known about the document.</summary>
    Unreadable,
}

/// <summary>One signature of a document. Whether its certificate is to be trusted is for the caller to say.</summary>
public sealed record PdfSignature(SignatureState State, string Format, string Explanation)
{
    /// <summary>The signer's certificate, once the signature is right.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The time the signer claims, as a PDF date.</summary>
    public string? ClaimedTime { get; init; }

    /// <summary>The time a time-stamping authority attests.</summary>
    public DateTimeOffset? AttestedTime { get; init; }

    /// <summary>The certificate of that authority; whether to trust it is for the caller to say too.</summary>
    public X509Certificate2? Authority { get; init; }

    /// <summary>The signature is itself a time stamp over the document.</summary>
    public bool IsTimestamp => Format == DocumentTimestamp;

    internal const string DocumentTimestamp = "ETSI.RFC3161";
    const string Pades = "ETSI.CAdES.detached", Detached = "adbe.pkcs7.detached";
    const string Rsa = "1.2.840.113549.1.1.1", EllipticCurve = "1.2.840.10045.2.1", SigningTimestamp = "1.2.840.113549.1.9.16.2.14";

    // Collisions can be made for MD5 and SHA-1, so a signature over them proves nothing about the document.
    static readonly HashSet<string> SoundDigests =
    [
        "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3",   // SHA-256, -384, -512
        "2.16.840.1.101.3.4.2.8", "2.16.840.1.101.3.4.2.9", "2.16.840.1.101.3.4.2.10",  // SHA3-256, -384, -512
    ];

    /// <summary>Checks every signature of a document; never throws for what the bytes hold.</summary>
    public static SignatureReport Verify(ReadOnlyMemory<byte> file) =>
        new([.. SignatureDictionary.FindAll(file).Select(found => Check(found, file.Span))]);

    static PdfSignature Check(SignatureDictionary found, ReadOnlySpan<byte> file)
    {
        var unread = new PdfSignature(SignatureState.Unreadable, found.SubFilter, "") { ClaimedTime = found.Date };
        if (found.SubFilter is not (Pades or Detached or DocumentTimestamp))
            return unread with { Explanation = $"The signature format “{found.SubFilter}” is not one checked here." };
        if (found.Signed(file) is not { } signed)
            return unread with { State = SignatureState.Altered, Explanation = "The byte ranges lie outside the document." };
        if (!AsnDecoder.TryReadEncodedValue(found.Contents, AsnEncodingRules.BER, out _, out _, out _, out int length))
            return unread with { Explanation = "The signature holds no CMS data." };
        if (found.Contents.AsSpan(length).ContainsAnyExcept((byte)0))
            return unread with { State = SignatureState.Altered, Explanation = "Something other than zeros follows the signature." };

        try
        {
            var checkedOne = found.SubFilter == DocumentTimestamp
                ? CheckTimestamp(unread, found.Contents.AsMemory(0, length), signed)
                : CheckCms(unread, found.Contents.AsSpan(0, length), signed);
            return checkedOne.State == SignatureState.Valid && !found.CoversAllOf(file)
                ? checkedOne with { State = SignatureState.NotWholeDocument, Explanation = "The document holds bytes that are not signed." }
                : checkedOne;
        }
        catch (CryptographicException unreadable)
        {
            return unread with { Explanation = unreadable.Message };
        }
    }

    static PdfSignature CheckCms(PdfSignature unread, ReadOnlySpan<byte> encoded, byte[] signed)
    {
        var cms = new SignedCms(new ContentInfo(signed), detached: true);
        cms.Decode(encoded);
        if (cms.SignerInfos.Count != 1) return unread with { Explanation = "A PDF signature has exactly one signer." };
        var signer = cms.SignerInfos[0];
        if (signer.Certificate is not { } certificate) return unread with { Explanation = "The signer's certificate is missing." };
        if (certificate.GetKeyAlgorithm() is not (Rsa or EllipticCurve))
            return unread with { Explanation = $"Keys of kind {certificate.GetKeyAlgorithm()} are not checked here." };
        if (!SoundDigests.Contains(signer.DigestAlgorithm.Value ?? ""))
            return unread with { Explanation = $"The digest {signer.DigestAlgorithm.Value} is not sound or not checked here." };
        if (!IsRight(signer)) return unread with { State = SignatureState.Altered, Explanation = "The document was changed after it was signed." };
        if (!SigningCertificate.Matches(signer, certificate, required: unread.Format == Pades))
            return unread with { State = SignatureState.Altered, Explanation = "The signature was made for another certificate." };
        var (time, authority) = Attested(signer);
        return unread with { State = SignatureState.Valid, Certificate = certificate, AttestedTime = time, Authority = authority };
    }

    static bool IsRight(SignerInfo signer)
    {
        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static (DateTimeOffset? Time, X509Certificate2? Authority) Attested(SignerInfo signer)
    {
        foreach (var attribute in signer.UnsignedAttributes)
            if (attribute.Oid.Value == SigningTimestamp
                && Rfc3161TimestampToken.TryDecode(attribute.Values[0].RawData, out var token, out _)
                && token.VerifySignatureForSignerInfo(signer, out var authority))
                return (token.TokenInfo.Timestamp, authority);
        return (null, null);
    }

    static PdfSignature CheckTimestamp(PdfSignature unread, ReadOnlyMemory<byte> encoded, byte[] signed)
    {
        if (!Rfc3161TimestampToken.TryDecode(encoded, out var token, out _))
            return unread with { Explanation = "The time stamp cannot be read." };
        return token.VerifySignatureForData(signed, out var authority)
            ? unread with { State = SignatureState.Valid, Certificate = authority, Authority = authority, AttestedTime = token.TokenInfo.Timestamp }
            : unread with { State = SignatureState.Altered, Explanation = "The document was changed after the time stamp." };
    }
}
