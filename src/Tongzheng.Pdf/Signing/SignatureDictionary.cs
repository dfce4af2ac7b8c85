using System.Text;

namespace Tongzheng.Pdf.Signing;

/// <summary>
/// A signature dictionary found in a file's bytes. It is looked for by its ByteRange, not through the cross-reference table:
/// what a valid signature covers is then decided by bytes alone, and no trick with references can point the check elsewhere.
/// </summary>
sealed record SignatureDictionary(
    string SubFilter, IReadOnlyList<long> ByteRange, byte[] Contents, int ContentsStart, int ContentsEnd, string? Date)
{
    const int Most = 64;   // places looked at; an office's document has one signature, a crafted file could have a million

    static ReadOnlySpan<byte> Key => "/ByteRange"u8;

    public static List<SignatureDictionary> FindAll(ReadOnlyMemory<byte> file)
    {
        var found = new List<SignatureDictionary>();
        var span = file.Span;
        for (int at = 0, looked = 0; looked < Most; at += Key.Length, looked++)
        {
            int next = span[at..].IndexOf(Key);
            if (next < 0) break;
            at += next;
            int start = span[..at].LastIndexOf(" obj"u8);
            if (start < 0 || Read(PdfSyntax.Parse(file, start + " obj".Length)) is not { } signature) continue;
            if (found.TrueForAll(other => other.ContentsStart != signature.ContentsStart)) found.Add(signature);
        }
        return found;
    }

    // The dictionary may stand directly in its field.
    static SignatureDictionary? Read(PdfValue? value)
    {
        if (value?.Dictionary is not { } entries) return null;
        if (entries.GetValueOrDefault("ByteRange")?.Array is not { } range || entries.GetValueOrDefault("Contents") is not { Bytes: { } contents } hex)
            return entries.Values.Select(Read).FirstOrDefault(inner => inner is not null);
        return new SignatureDictionary(
            entries.GetValueOrDefault("SubFilter")?.Name ?? "",
            [.. range.Select(item => item.Integer ?? -1)],
            contents, hex.Start, hex.End,
            entries.GetValueOrDefault("M")?.Bytes is { } date ? Encoding.Latin1.GetString(date) : null);
    }

    /// <summary>The bytes that are signed; null when the ranges are senseless.</summary>
    public byte[]? Signed(ReadOnlySpan<byte> file)
    {
        if (ByteRange.Count < 2 || ByteRange.Count % 2 != 0) return null;
        var signed = new MemoryStream();
        long end = 0;
        for (int i = 0; i < ByteRange.Count; i += 2)
        {
            long from = ByteRange[i], length = ByteRange[i + 1];
            if (from < end || length < 0 || length > file.Length || from > file.Length - length) return null;
            signed.Write(file.Slice((int)from, (int)length));
            end = from + length;
        }
        return signed.ToArray();
    }

    /// <summary>Everything is signed but the signature's own hexadecimal digits and their brackets.</summary>
    public bool CoversAllOf(ReadOnlySpan<byte> file) =>
        ByteRange is [0, var gap, var after, var rest]
        && gap == ContentsStart && after == ContentsEnd && after + rest == file.Length
        && file[ContentsStart] == '<' && file[(ContentsStart + 1)..(ContentsEnd - 1)].IndexOfAnyExcept("0123456789ABCDEFabcdef"u8) < 0;
}
