using System.Text;
using Tongzheng.Pdf;

namespace Tongzheng.Tests.Pdf;

public class DocumentTests
{
    const string Rare = "䶮㐂龘，Łódź Źdźbło，买买提·艾合买提";

    [Fact]
    public void Independent_readers_find_no_fault_in_the_file()
    {
        byte[] file = Some.Document("食品经营许可证", "第二段。").Save();
        string check = Some.Ask(file, "qpdf", "--check", "{}");
        Assert.Contains("No syntax or stream encoding errors found", check);
        Assert.DoesNotContain("WARNING", check);
        string facts = Some.Ask(file, "pdfinfo", "{}");
        Assert.Matches("Tagged: +yes", facts);
        Assert.Matches("Title: +试件", facts);
        Assert.Contains("<pdfaid:part>2</pdfaid:part>", Some.Ask(file, "pdfinfo", "-meta", "{}"));
        Assert.DoesNotContain("Error", facts);
        Assert.Matches("Document\\s+P", Some.Ask(file, "pdfinfo", "-struct", "{}"));
    }

    [Fact]
    public void Text_is_copied_out_exactly_rare_characters_and_Polish_names_too()
    {
        var document = Some.Document(Rare);
        Assert.Equal(Rare, Some.Ask(document.Save(), "pdftotext", "{}", "-").Trim());
        Assert.Empty(document.Missing);
    }

    [Fact]
    public void Fonts_are_embedded_as_subsets_with_their_way_back_to_Unicode()
    {
        string[] fonts = Some.Ask(Some.Document(Rare).Save(), "pdffonts", "{}").Trim().Split('\n')[2..];
        Assert.Equal(2, fonts.Length);
        Assert.All(fonts, line => Assert.Matches(@"CID TrueType +Identity-H +yes yes yes", line));
    }

    [Fact]
    public void A_character_that_no_font_has_is_reported_spelled_out_and_still_copied_as_itself()
    {
        var document = Some.Document("吉野家是𠮷野家");
        byte[] file = document.Save();
        Assert.Equal([new Rune(0x20BB7)], document.Missing);
        Assert.Equal("吉野家是𠮷野家", Some.Ask(file, "pdftotext", "{}", "-").Trim());
    }

    [Fact]
    public void Equal_documents_are_equal_files() =>
        Assert.Equal(Some.Document(Rare).Save(), Some.Document(Rare).Save());

    [Fact]
    public void Markup_and_brackets_in_any_text_stay_text()
    {
        const string hostile = "<b>&\"')) >> endobj (\\";
        var document = new PdfDocument(new DocumentDescription { Title = hostile, Author = hostile, Created = Some.Time, Identifier = hostile });
        document.AddPage(PageSize.A4).Text(document.Structure.Add(Tag.P), hostile, Some.Style, 50, 50, 400);
        byte[] file = document.Save();
        Assert.Contains("No syntax or stream encoding errors found", Some.Ask(file, "qpdf", "--check", "{}"));
        Assert.Equal(hostile, Some.Ask(file, "pdftotext", "{}", "-").Trim());
        Assert.Contains($"Title:           {hostile}", Some.Ask(file, "pdfinfo", "{}"));
    }

    [Fact]
    public void A_document_without_pages_is_a_mistake_of_the_program()
    {
        var empty = new PdfDocument(new DocumentDescription { Title = "", Author = "", Created = Some.Time });
        Assert.Throws<InvalidOperationException>(() => empty.Save());
    }
}
