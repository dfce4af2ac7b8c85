using System.Buffers.Binary;
using System.Text;
using Tongzheng.Licences.Rendering;
using Tongzheng.Pdf.Fonts;

namespace Tongzheng.Tests.Pdf;

public class FontTests
{
    const int CollectionHeader = 16;

    static readonly string Folder = PrintFonts.DefaultFolder;

    [Fact]
    public void A_character_is_drawn_by_the_first_font_that_has_it()
    {
        var fonts = Some.Fonts.Regular;
        Assert.Same(fonts.Fonts[0], fonts.Find(new Rune('䶮'))?.Font);
        Assert.Same(fonts.Fonts[1], fonts.Find(new Rune('Ł'))?.Font);
        Assert.Null(fonts.Find(new Rune(0x20BB7)));
    }

    [Fact]
    public void A_font_put_into_the_folder_joins_the_end_of_the_chain()
    {
        string folder = Directory.CreateTempSubdirectory("tongzheng-fonts").FullName;
        try
        {
            foreach (string path in Directory.GetFiles(Folder)) File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(path)), path);
            File.Copy(Path.Combine(Folder, "NotoSerif_700Bold.ttf"), Path.Combine(folder, "Rare.ttf"));
            Assert.Equal(3, PrintFonts.Load(folder).Regular.Fonts.Count);
            File.WriteAllBytes(Path.Combine(folder, "Rare.ttf"), [1, 2, 3]);
            Assert.Contains("Rare.ttf", Assert.Throws<FontException>(() => PrintFonts.Load(folder)).Message);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void A_font_cut_off_anywhere_or_of_another_kind_is_refused_by_message()
    {
        byte[] file = File.ReadAllBytes(Path.Combine(Folder, "NotoSerif_400Regular.ttf"));
        for (int length = 0; length < 2000; length += 7)
            Assert.Throws<FontException>(() => TrueTypeFont.Load(file.AsMemory(0, length)));
        byte[] outlines = [.. file];
        outlines[file.AsSpan().IndexOf("glyf"u8)] = (byte)'x';
        Assert.Contains("TrueType outlines", Assert.Throws<FontException>(() => TrueTypeFont.Load(outlines)).Message);
    }

    [Fact]
    public void A_font_of_a_collection_is_read_by_its_place_there()
    {
        byte[] font = File.ReadAllBytes(Path.Combine(Folder, "NotoSerif_400Regular.ttf"));
        byte[] collection = [.. "ttcf"u8, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, CollectionHeader, .. font];
        for (int i = 0, offset = CollectionHeader + 12 + 8; i < font[5]; i++, offset += 16)     // offsets count from the start of the file
            BinaryPrimitives.WriteInt32BigEndian(
                collection.AsSpan(offset), BinaryPrimitives.ReadInt32BigEndian(collection.AsSpan(offset)) + CollectionHeader);
        Assert.Equal("NotoSerif-Regular", TrueTypeFont.Load(collection).Name);
        Assert.Throws<FontException>(() => TrueTypeFont.Load(collection, 1));
    }

    [Fact]
    public void Accented_letters_made_of_parts_survive_the_cut() =>
        Assert.Equal("Źdźbło ÀÉÎÕÜ ắ", Some.Ask(Some.Document("Źdźbło ÀÉÎÕÜ ắ").Save(), "pdftotext", "{}", "-").Trim());
}
