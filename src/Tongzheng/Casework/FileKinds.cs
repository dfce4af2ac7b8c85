using Tongzheng.Forms;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// The kinds of file a case takes, each known by its first bytes. A file whose bytes are not what its name says is
/// refused: it would not open for the officer either.
/// </summary>
public static class FileKinds
{
    /// <summary>
    /// Extension, media type, the first bytes that such a file has, and a name that stands in it: three of them are ZIP packages, and any
    /// archive begins as they do. The names of a package stand in it as they are; nothing is unpacked to find them.
    /// </summary>
    public static readonly IReadOnlyList<(string Extension, string MediaType, byte[] Start, byte[] Holds)> All =
    [
        (".pdf", "application/pdf", "%PDF-"u8.ToArray(), []),
        (".jpg", "image/jpeg", [0xFF, 0xD8, 0xFF], []),
        (".jpeg", "image/jpeg", [0xFF, 0xD8, 0xFF], []),
        (".png", "image/png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], []),
        (".ofd", "application/ofd", Zip, "OFD.xml"u8.ToArray()), // GB/T 33190
        (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Zip, "word/"u8.ToArray()),
        (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Zip, "xl/"u8.ToArray()),
    ];

    static byte[] Zip => [(byte)'P', (byte)'K', 3, 4];

    /// <summary>A media type as people call it.</summary>
    public static Text NameOf(string mediaType) => mediaType switch
    {
        "application/pdf" => new("PDF文件", "PDF"),
        "image/jpeg" or "image/png" => new("图片", "Picture"),
        "application/ofd" => new("OFD版式文件", "OFD"),
        _ when mediaType.EndsWith("wordprocessingml.document", StringComparison.Ordinal) => new("Word文档", "Word document"),
        _ when mediaType.EndsWith("spreadsheetml.sheet", StringComparison.Ordinal) => new("Excel表格", "Excel sheet"),
        _ => new("文件", "File"),
    };

    public static string Accept => string.Join(",", All.Select(kind => kind.Extension));

    /// <summary>The media type of a file, or why it is not taken.</summary>
    public static Outcome<string> Check(string name, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return new Refusal("file.empty", ("name", name));
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var kind = All.FirstOrDefault(each => each.Extension == extension);
        if (kind.Start is null) return new Refusal("file.kind", ("name", name), ("kinds", FileSlot.Words(Accept)));
        return content.StartsWith(kind.Start) && content.IndexOf(kind.Holds) >= 0 ? kind.MediaType : new Refusal("file.not-what-it-says", ("name", name), ("extension", extension));
    }
}
