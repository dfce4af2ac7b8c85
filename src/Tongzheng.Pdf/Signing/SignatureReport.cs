using System.Security.Cryptography.X509Certificates;

namespace Tongzheng.Pdf.Signing;

/// <summary>The signatures of one document, in the order of the file.</summary>
public sealed record SignatureReport(IReadOnlyList<PdfSignature> Signatures)
{
    /// <summary>
    /// The document as a whole: valid only if some signature covers every byte and none is broken or unreadable.
    /// </summary>
    public SignatureState State =>
        Signatures.Count == 0 ? SignatureState.Unsigned
        : Has(SignatureState.Altered) ? SignatureState.Altered
        : Has(SignatureState.Unreadable) ? SignatureState.Unreadable
        : Whole is null ? SignatureState.NotWholeDocument
        : SignatureState.Valid;

    /// <summary>The signature that covers every byte, if there is one.</summary>
    public PdfSignature? Whole => Signatures.FirstOrDefault(s => s.State == SignatureState.Valid && !s.IsTimestamp);

    /// <summary>The certificate of the signature over the whole document.</summary>
    public X509Certificate2? Signer => Whole?.Certificate;

    bool Has(SignatureState state) => Signatures.Any(s => s.State == state);
}
