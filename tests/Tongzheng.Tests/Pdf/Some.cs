using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tongzheng.Licences.Rendering;
using Tongzheng.Pdf;
using Tongzheng.Pdf.Signing;
using Tongzheng.Pdf.Text;

namespace Tongzheng.Tests.Pdf;

/// <summary>Fonts, signers and documents for the tests of this folder.</summary>
static class Some
{
    public static readonly DateTimeOffset Time = new(2026, 3, 9, 10, 30, 0, TimeSpan.FromHours(8));

    static readonly Lazy<PrintFonts> LoadedFonts = new(() => PrintFonts.Load(PrintFonts.DefaultFolder));

    public static PrintFonts Fonts => LoadedFonts.Value;

    public static TextStyle Style => new(Fonts.Regular, 12);

    public static PdfDocument Document(params string[] paragraphs)
    {
        var document = new PdfDocument(new DocumentDescription { Title = "试件", Author = "云岚省", Created = Time });
        var page = document.AddPage(PageSize.A4);
        double top = 60;
        foreach (string text in paragraphs)
            top += page.Text(document.Structure.Add(Tag.P), text, Style, 60, top, 440) + 6;
        return document;
    }

    public static PdfSigner Signer(bool ecdsa = false) =>
        new() { Certificate = Certificate(ecdsa), Time = Time, Name = "云岚省演示机关", Reason = "签发" };

    public static X509Certificate2 Certificate(bool ecdsa)
    {
        var (from, to) = (new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2045, 1, 1, 0, 0, 0, TimeSpan.Zero));
        if (!ecdsa)
        {
            using var rsa = RSA.Create(2048);
            return new CertificateRequest("CN=Test RSA", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, to);
        }
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=Test ECDSA", curve, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);
    }

    /// <summary>What an independent program says of a file: its output and errors together.</summary>
    public static string Ask(byte[] file, string program, params string[] arguments)
    {
        string path = Path.Combine(Path.GetTempPath(), $"tongzheng-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(path, file);
        try
        {
            var start = new ProcessStartInfo(program, [.. arguments.Select(a => a == "{}" ? path : a)])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output + errors.Result;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"{program} is not installed (poppler-utils, qpdf)");
            throw;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
