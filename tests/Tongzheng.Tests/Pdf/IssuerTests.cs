using Tongzheng.Kernel;
using Tongzheng.Licences.Rendering;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Tests.Pdf;

public sealed class IssuerTests : IDisposable
{
    static readonly JurisdictionId City = JurisdictionId.Parse("590100"), County = JurisdictionId.Parse("590102");

    readonly string folder = Path.Combine(Path.GetTempPath(), $"tongzheng-keys-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData(IssuerKey.EcdsaP256)]
    [InlineData(IssuerKey.Rsa2048)]
    public void A_jurisdiction_keeps_one_key_that_only_the_program_may_read_and_that_says_it_is_a_demonstration(IssuerKey kind)
    {
        var first = new IssuerKeys(folder, kind).For(City, "云岚市人民政府", Some.Time);
        var again = new IssuerKeys(folder, kind).For(City, "云岚市人民政府", Some.Time.AddYears(1));
        Assert.Equal(first.Thumbprint, again.Thumbprint);
        Assert.NotEqual(first.Thumbprint, new IssuerKeys(folder, kind).For(County, "翠湖区人民政府", Some.Time).Thumbprint);
        Assert.True(again.HasPrivateKey);
        Assert.Contains("演示", first.Subject);
        foreach (string path in Directory.GetFiles(folder))
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void Many_threads_asking_at_once_get_the_same_key()
    {
        var thumbprints = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 16, _ => thumbprints.Add(new IssuerKeys(folder).For(City, "云岚市人民政府", Some.Time).Thumbprint));
        Assert.Single(thumbprints.Distinct());
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void An_uploaded_licence_is_recognised_by_its_identifier_and_its_issuer()
    {
        var issuers = new IssuerKeys(folder);
        byte[] file = Printed(issuers);
        var found = CheckPdf.Check(file, issuers);
        Assert.True(found.IsGenuine);
        Assert.Equal(Sheets.Identifier, found.Licence);
        Assert.Equal("590102", found.Jurisdiction);
        Assert.Contains("演示", found.Signer);
    }

    [Fact]
    public void An_altered_an_extended_and_a_strangers_licence_are_not_genuine_and_name_no_licence_unless_wholly_signed()
    {
        var issuers = new IssuerKeys(folder);
        byte[] file = Printed(issuers);
        byte[] altered = [.. file];
        altered[file.AsSpan().IndexOf("<dc:identifier>"u8) + 30] ^= 1;
        Assert.Equal((SignatureState.Altered, null), (CheckPdf.Check(altered, issuers).State, CheckPdf.Check(altered, issuers).Licence));
        byte[] extended = [.. file, .. "\n%%EOF\n"u8];
        Assert.Equal((SignatureState.NotWholeDocument, null), (CheckPdf.Check(extended, issuers).State, CheckPdf.Check(extended, issuers).Licence));
        byte[] strangers = RenderLicence.Render(Sheets.FoodBusiness, Some.Fonts, Some.Time, Some.Signer()).File;
        var found = CheckPdf.Check(strangers, issuers);
        Assert.Equal(SignatureState.Valid, found.State);
        Assert.False(found.IsGenuine);
    }

    [Fact]
    public void Whatever_is_uploaded_gets_an_answer()
    {
        var issuers = new IssuerKeys(folder);
        var random = new Random(7);
        foreach (int length in (int[])[0, 1, 100, 5000])
        {
            byte[] noise = new byte[length];
            random.NextBytes(noise);
            Assert.Equal(SignatureState.Unsigned, CheckPdf.Check(noise, issuers).State);
        }
        Assert.Equal(SignatureState.Unreadable, CheckPdf.Check(new byte[CheckPdf.LargestFile + 1], issuers).State);
        Assert.Equal(SignatureState.Unsigned, CheckPdf.Check(RenderLicence.Render(Sheets.FoodBusiness, Some.Fonts, Some.Time).File, issuers).State);
    }

    [Fact]
    public void A_letter_is_genuine_but_no_licence()
    {
        var issuers = new IssuerKeys(folder);
        var found = CheckPdf.Check(RenderLetter.Render(Letters.Acceptance, Some.Fonts, Some.Time, Signer(issuers)).File, issuers);
        Assert.True(found.IsGenuine);
        Assert.Null(found.Licence);
    }

    static byte[] Printed(IssuerKeys issuers) => RenderLicence.Render(Sheets.FoodBusiness, Some.Fonts, Some.Time, Signer(issuers)).File;

    static PdfSigner Signer(IssuerKeys issuers) => new()
    {
        Certificate = issuers.For(County, "翠湖区人民政府", Some.Time), Time = Some.Time, Name = "云岚市翠湖区市场监督管理局", Reason = "签发电子证照",
    };
}
