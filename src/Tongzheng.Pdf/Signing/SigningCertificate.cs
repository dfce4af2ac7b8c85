using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Tongzheng.Pdf.Signing;

/// <summary>
/// The signed attribute that names the signer's certificate by digest (RFC 2634 and RFC 5035):
/// without it another certificate over the same key could be put in place of the true one.
/// </summary>
static class SigningCertificate
{
    const string Version1 = "1.2.840.113549.1.9.16.2.12", Version2 = "1.2.840.113549.1.9.16.2.47";
    const string Sha384 = "2.16.840.1.101.3.4.2.2", Sha512 = "2.16.840.1.101.3.4.2.3";

    public static bool Matches(SignerInfo signer, X509Certificate2 certificate, bool required)
    {
        foreach (var attribute in signer.SignedAttributes)
        {
            if (attribute.Oid.Value is not (Version1 or Version2)) continue;
            if (!Names(attribute.Values[0].RawData, certificate, attribute.Oid.Value == Version2)) return false;
            required = false;
        }
        return !required;
    }

    static bool Names(byte[] encoded, X509Certificate2 certificate, bool hasAlgorithm)
    {
        try
        {
            var first = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence().ReadSequence().ReadSequence();
            string? algorithm = hasAlgorithm && first.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence)
                ? first.ReadSequence().ReadObjectIdentifier()
                : null;
            byte[] digest = first.ReadOctetString();
            byte[] actual = algorithm switch
            {
                Sha384 => SHA384.HashData(certificate.RawData),
                Sha512 => SHA512.HashData(certificate.RawData),
                _ => hasAlgorithm ? SHA256.HashData(certificate.RawData) : certificate.GetCertHash(),   // version 1 is SHA-1
            };
            return digest.AsSpan().SequenceEqual(actual);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
