using Tongzheng.Licences.Rendering;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Tests.Pdf;

public class LicenceTests
{
    const int SizeLimit = 100 * 1024;   // a licence is sent by message and kept in wallets

    public static TheoryData<string> Kinds => ["landscape", "upright", "long-term", "crowded", "genuine", "long-names", "long-names-upright"];

    static LicenceSheet Sheet(string kind) => kind switch
    {
        "upright" => Sheets.FoodBusiness with { Upright = true },
        "long-term" => Sheets.FoodBusiness with { ValidUntil = null, Number = null },
        "crowded" => Sheets.Crowded,
        "long-names" => Sheets.LongNames,
        "long-names-upright" => Sheets.LongNames with { Upright = true },
        "genuine" => Sheets.FoodBusiness with { Demonstration = false },
        _ => Sheets.FoodBusiness,
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_licence_is_small_tagged_sound_and_signed_as_a_whole(string kind)
    {
        var printed = RenderLicence.Render(Sheet(kind), Some.Fonts, Some.Time, Some.Signer(ecdsa: true));
        Keep(kind, printed.File);
        Assert.Empty(printed.Missing);
        Assert.InRange(printed.File.Length, 1, SizeLimit);
        Assert.Equal(SignatureState.Valid, PdfSignature.Verify(printed.File).State);
        Assert.Contains("No syntax or stream encoding errors found", Some.Ask(printed.File, "qpdf", "--check", "{}"));
        Assert.Matches("Tagged: +yes", Some.Ask(printed.File, "pdfinfo", "{}"));
        string poppler = Some.Ask(printed.File, "pdfsig", "-nocert", "{}");
        Assert.Contains("Signature is Valid.", poppler);
        Assert.Contains("Total document signed", poppler);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_value_is_copied_out_exactly(string kind)
    {
        var sheet = Sheet(kind);
        string text = WithoutBreaks(Some.Ask(RenderLicence.Render(sheet, Some.Fonts, Some.Time).File, "pdftotext", "-raw", "{}", "-"));
        Assert.Contains(sheet.Title.Zh, text);
        Assert.Contains(sheet.Issuer.Zh, text);
        Assert.Contains(sheet.Identifier.ToString(), text);
        Assert.Contains("二〇二六年三月九日", text);
        Assert.DoesNotContain("专用章", text);      // the seal is a picture
        Assert.All(sheet.Entries, entry => Assert.Contains(WithoutBreaks(entry.Value), text));
    }

    static string WithoutBreaks(string text) => text.ReplaceLineEndings("").Replace("\f", "");

    // For looking at: TONGZHENG_PRINTS names a folder that keeps what the tests print.
    internal static void Keep(string name, byte[] file)
    {
        if (Environment.GetEnvironmentVariable("TONGZHENG_PRINTS") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, name + ".pdf"), file);
    }
}
