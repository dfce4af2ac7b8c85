using System.Diagnostics;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Tests.Pdf;

public class SignatureTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_signed_document_is_valid_and_wholly_signed_to_us_and_to_poppler(bool ecdsa)
    {
        byte[] file = Some.Document("准予许可。").Save(Some.Signer(ecdsa));
        var report = PdfSignature.Verify(file);
        Assert.Equal(SignatureState.Valid, report.State);
        Assert.Equal(ecdsa ? "CN=Test ECDSA" : "CN=Test RSA", report.Signer?.Subject);
        string poppler = Some.Ask(file, "pdfsig", "-nocert", "{}");
        Assert.Contains("Signature is Valid.", poppler);
        Assert.Contains("Total document signed", poppler);
        Assert.Contains("ETSI.CAdES.detached", poppler);
        Assert.Contains("No syntax or stream encoding errors found", Some.Ask(file, "qpdf", "--check", "{}"));
    }

    [Fact]
    public void Any_altered_byte_outside_the_signature_is_noticed()
    {
        byte[] file = Some.Document("准予许可。").Save(Some.Signer());
        var (start, end) = Contents(file);
        for (int at = 0; at < file.Length; at += 97)
            if (at < start || at >= end) Assert.NotEqual(SignatureState.Valid, PdfSignature.Verify(Flip(file, at)).State);
        byte[] altered = Flip(file, 300);
        Assert.Equal(SignatureState.Altered, PdfSignature.Verify(altered).State);
        Assert.Contains("Digest Mismatch", Some.Ask(altered, "pdfsig", "-nocert", "{}"));
    }

    [Fact]
    public void Bytes_hidden_behind_the_signature_value_or_after_the_end_are_noticed()
    {
        byte[] file = Some.Document("准予许可。").Save(Some.Signer());
        var (_, end) = Contents(file);
        Assert.Equal(SignatureState.Altered, PdfSignature.Verify(Flip(file, end - 2)).State);
        byte[] longer = [.. file, .. "\n% more"u8];
        Assert.Equal(SignatureState.NotWholeDocument, PdfSignature.Verify(longer).State);
    }

    [Fact]
    public void A_document_without_signature_and_no_document_at_all_are_unsigned()
    {
        Assert.Equal(SignatureState.Unsigned, PdfSignature.Verify(Some.Document("无签名").Save()).State);
        Assert.Equal(SignatureState.Unsigned, PdfSignature.Verify(Array.Empty<byte>()).State);
        Assert.Equal(SignatureState.Unsigned, PdfSignature.Verify("/ByteRange /ByteRange [ << ( "u8.ToArray()).State);
    }

    [Fact]
    public void A_crafted_file_of_endless_objects_is_answered_soon()
    {
        byte[] crafted = [.. Enumerable.Repeat("1 0 obj <</ByteRange [ "u8.ToArray(), 200).SelectMany(b => b), .. Enumerable.Repeat((byte)'[', 4_000_000)];
        var watch = Stopwatch.StartNew();
        Assert.Equal(SignatureState.Unsigned, PdfSignature.Verify(crafted).State);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);     // milliseconds on an idle machine
    }

    [Fact]
    public void One_signer_and_one_set_of_fonts_serve_many_threads()
    {
        var signer = Some.Signer(ecdsa: true);
        Parallel.For(0, 12, i => Assert.Equal(SignatureState.Valid, PdfSignature.Verify(Some.Document($"第{i}份").Save(signer)).State));
    }

    [Fact]
    public void A_file_cut_off_anywhere_never_throws_and_is_never_valid()
    {
        byte[] file = Some.Document("准予许可。").Save(Some.Signer());
        for (int length = 0; length < file.Length; length += 53)
            Assert.NotEqual(SignatureState.Valid, PdfSignature.Verify(file.AsMemory(0, length)).State);
    }

    static byte[] Flip(byte[] file, int at)
    {
        byte[] copy = [.. file];
        copy[at] ^= 0x01;
        return copy;
    }

    static (int Start, int End) Contents(byte[] file)
    {
        int start = file.AsSpan().LastIndexOf("/Contents<"u8) + "/Contents".Length;
        return (start, start + file.AsSpan(start).IndexOf((byte)'>') + 1);
    }
}
