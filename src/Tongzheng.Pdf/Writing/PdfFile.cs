using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Tongzheng.Pdf.Writing;

/// <summary>The objects of a PDF in the making, and the file they become (ISO 32000-1, 7.5).</summary>
sealed class PdfFile
{
    // The comment of bytes above 127 tells transfer programs that the file is binary (7.5.2).
    static readonly byte[] Header = [.. "%PDF-1.7\n%"u8, 0xE9, 0x80, 0x9A, 0xE6, 0x94, 0xBF, (byte)'\n'];

    readonly List<byte[]?> objects = [];

    /// <summary>Takes a number for an object that is filled in later.</summary>
    public int Reserve()
    {
        objects.Add(null);
        return objects.Count;
    }

    public void Set(int number, string body) => objects[number - 1] = Encoding.Latin1.GetBytes(body);

    public int Add(string body)
    {
        int number = Reserve();
        Set(number, body);
        return number;
    }

    /// <summary>Adds a compressed stream; <paramref name="entries"/> stand in its dictionary.</summary>
    public int AddStream(string entries, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(content);
        return AddRaw(entries + "/Filter/FlateDecode", packed.ToArray());
    }

    /// <summary>Adds a stream as it is; PDF/A wants metadata readable without a decompressor.</summary>
    public int AddRaw(string entries, byte[] content)
    {
        int number = Reserve();
        objects[number - 1] =
        [
            .. Encoding.Latin1.GetBytes($"<<{entries}/Length {content.Length}>>\nstream\n"), .. content, .. "\nendstream"u8,
        ];
        return number;
    }

    public byte[] Save(int root, int information)
    {
        var file = new MemoryStream();
        file.Write(Header);
        var offsets = new List<long>(objects.Count);
        for (int i = 0; i < objects.Count; i++)
        {
            byte[] body = objects[i] ?? throw new InvalidOperationException($"Object {i + 1} was never filled in.");
            offsets.Add(file.Length);
            Write(file, $"{i + 1} 0 obj\n");
            file.Write(body);
            Write(file, "\nendobj\n");
        }
        // The identifier is the digest of the content, so equal documents are equal files.
        string id = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length))[..16]);
        long table = file.Length;
        Write(file, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (long offset in offsets) Write(file, $"{offset:D10} 00000 n \n");
        Write(file,
            $"trailer\n<</Size {objects.Count + 1}/Root {root} 0 R/Info {information} 0 R/ID[<{id}><{id}>]>>\n" +
            $"startxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    /// <summary>A text string: UTF-16 in hexadecimal, which needs no escapes and shows markup as plain text.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A date (7.9.4).</summary>
    public static string Date(DateTimeOffset time)
    {
        string local = time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        string zone = time.ToString("zzz", CultureInfo.InvariantCulture).Replace(':', '\'');
        return $"(D:{local}{zone}')";
    }

    /// <summary>A number without exponent and with no more digits than a printer resolves.</summary>
    public static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);

    static void Write(MemoryStream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
