using Tongzheng.Licences.Rendering;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Tests.Pdf;

public class LetterTests
{
    public static TheoryData<string> Kinds => ["acceptance", "correction", "refusal", "receipt"];

    static Letter Letter(string kind) => kind switch
    {
        "acceptance" => Letters.Acceptance,
        "correction" => Letters.Correction,
        "refusal" => Letters.Refusal,
        _ => Letters.Receipt,
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_letter_is_tagged_sound_signed_and_says_everything_it_was_given(string kind)
    {
        var letter = Letter(kind);
        var printed = RenderLetter.Render(letter, Some.Fonts, Some.Time, Some.Signer());
        LicenceTests.Keep(kind, printed.File);
        Assert.Empty(printed.Missing);
        Assert.Equal(SignatureState.Valid, PdfSignature.Verify(printed.File).State);
        Assert.Contains("Total document signed", Some.Ask(printed.File, "pdfsig", "-nocert", "{}"));
        Assert.Contains("No syntax or stream encoding errors found", Some.Ask(printed.File, "qpdf", "--check", "{}"));
        string text = Some.Ask(printed.File, "pdftotext", "-raw", "{}", "-").ReplaceLineEndings("").Replace("\f", "");
        Assert.Contains(letter.Number, text);
        Assert.Contains(letter.Addressee, text);
        Assert.All(letter.Paragraphs, paragraph => Assert.Contains(paragraph, text));
        Assert.All(letter.Facts, fact => Assert.Contains(fact.Value, text));
        Assert.All(letter.List?.Rows ?? [], row => Assert.Contains(row.Remark, text));
        Assert.Contains(letter.Remedy ?? letter.LegalBasis ?? "2026年3月9日", text);
    }

    [Fact]
    public void A_long_list_goes_on_overleaf_with_its_header_and_the_pages_are_counted()
    {
        byte[] file = RenderLetter.Render(Letters.Receipt, Some.Fonts, Some.Time).File;
        int pages = Some.Ask(file, "pdftotext", "{}", "-").Count(c => c == '\f');
        Assert.InRange(pages, 2, 4);
        for (int page = 1; page <= pages; page++)
            Assert.Contains($"第 {page} 页，共 {pages} 页", Some.Ask(file, "pdftotext", "-f", $"{page}", "-l", $"{page}", "{}", "-"));
        Assert.Contains("份数和形式", Some.Ask(file, "pdftotext", "-f", "2", "-l", "2", "{}", "-"));
    }
}
