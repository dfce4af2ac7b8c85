using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Tests.Pdf;

/// <summary>A time-stamping authority run by openssl answers a real RFC 3161 request.</summary>
public sealed class TimestampTests : IDisposable
{
    const string Configuration = """
        [tsa]
        default_tsa = here
        [here]
        serial = serial
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        ess_cert_id_alg = sha256
        signer_digest = sha256
        """;

    readonly string folder = Directory.CreateTempSubdirectory("tongzheng-tsa").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void A_time_stamp_is_put_into_the_signature_and_its_time_is_attested()
    {
        Authority();
        byte[] file = Some.Document("准予许可。").Save(Some.Signer(ecdsa: true) with { Timestamp = Stamp });
        var signature = Assert.Single(PdfSignature.Verify(file).Signatures);
        Assert.Equal(SignatureState.Valid, signature.State);
        Assert.InRange(signature.AttestedTime ?? default, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal("CN=Test time stamps", signature.Authority?.Subject);
        Assert.Contains("Total document signed", Some.Ask(file, "pdfsig", "-nocert", "{}"));
    }

    [Fact]
    public void A_token_over_something_else_attests_nothing()
    {
        Authority();
        byte[] file = Some.Document("准予许可。").Save(Some.Signer() with { Timestamp = _ => Stamp(new byte[] { 1, 2, 3 }) });
        Assert.Null(Assert.Single(PdfSignature.Verify(file).Signatures).AttestedTime);
    }

    [Fact]
    public void A_signature_too_large_for_its_place_is_a_mistake_and_leaves_no_file() =>
        Assert.ThrowsAny<Exception>(() => Some.Document("一").Save(Some.Signer() with { Timestamp = _ => new byte[20_000] }));

    byte[] Stamp(ReadOnlyMemory<byte> signature)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(signature.Span, HashAlgorithmName.SHA256, requestSignerCertificates: true);
        File.WriteAllBytes(Path.Combine(folder, "request"), request.Encode());
        Run("ts", "-reply", "-config", "conf", "-section", "here", "-queryfile", "request", "-signer", "tsa.pem", "-inkey", "tsa.pem", "-out", "reply");
        return request.ProcessResponse(File.ReadAllBytes(Path.Combine(folder, "reply")), out _).AsSignedCms().Encode();
    }

    void Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test time stamps", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "tsa.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "conf"), Configuration);
        File.WriteAllText(Path.Combine(folder, "serial"), "01\n");
    }

    void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardError = true })
            ?? throw new InvalidOperationException("openssl");
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
