using System.Globalization;
using System.Text;

namespace Tongzheng.Pdf.Signing;

/// <summary>A value as read from a file: exactly one of its forms is set; references and keywords have none.</summary>
sealed record PdfValue(int Start, int End)
{
    public Dictionary<string, PdfValue>? Dictionary { get; init; }

    public List<PdfValue>? Array { get; init; }

    public string? Name { get; init; }

    public byte[]? Bytes { get; init; }

    public long? Integer { get; init; }
}

/// <summary>Reads one object (ISO 32000-1, 7.3) as far as a signature dictionary needs; anything malformed reads as nothing.</summary>
static class PdfSyntax
{
    const int Deepest = 32;                  // nesting; real signature dictionaries have three levels
    const int LargestObject = 1024 * 1024;   // bytes; real ones take under 100 KB, and a crafted one must not fill memory

    static ReadOnlySpan<byte> Space => "\0\t\n\f\r "u8;

    static ReadOnlySpan<byte> Delimiters => "\0\t\n\f\r ()<>[]{}/%"u8;

    public static PdfValue? Parse(ReadOnlyMemory<byte> file, int at) =>
        Value(file.Span[..(int)Math.Min(file.Length, (long)at + LargestObject)], at, 0);

    static PdfValue? Value(ReadOnlySpan<byte> file, int at, int depth)
    {
        at = Skip(file, at);
        if (at >= file.Length || depth > Deepest) return null;
        return file[at] switch
        {
            (byte)'<' when at + 1 < file.Length && file[at + 1] == '<' => ReadDictionary(file, at, depth),
            (byte)'<' => ReadHexadecimal(file, at),
            (byte)'[' => ReadArray(file, at, depth),
            (byte)'(' => ReadLiteral(file, at),
            (byte)'/' => ReadName(file, at),
            _ => ReadWord(file, at),
        };
    }

    static int Skip(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            if (file[at] == '%')
                while (at < file.Length && file[at] is not ((byte)'\n' or (byte)'\r')) at++;
            else if (Space.Contains(file[at])) at++;
            else break;
        }
        return at;
    }

    static PdfValue? ReadDictionary(ReadOnlySpan<byte> file, int start, int depth)
    {
        var entries = new Dictionary<string, PdfValue>();
        int at = start + 2;
        string? key = null;
        while (true)
        {
            at = Skip(file, at);
            if (at + 1 >= file.Length) return null;
            if (file[at] == '>' && file[at + 1] == '>') return new PdfValue(start, at + 2) { Dictionary = entries };
            if (Value(file, at, depth + 1) is not { } item || item.End <= at) return null;
            at = item.End;
            if (key is not null)
            {
                entries.TryAdd(key, item);
                key = null;
            }
            else key = item.Name;        // the second and third word of a reference "7 0 R" are passed over
        }
    }

    static PdfValue? ReadArray(ReadOnlySpan<byte> file, int start, int depth)
    {
        var items = new List<PdfValue>();
        int at = start + 1;
        while (true)
        {
            at = Skip(file, at);
            if (at >= file.Length) return null;
            if (file[at] == ']') return new PdfValue(start, at + 1) { Array = items };
            if (Value(file, at, depth + 1) is not { } item || item.End <= at) return null;
            items.Add(item);
            at = item.End;
        }
    }

    static PdfValue? ReadHexadecimal(ReadOnlySpan<byte> file, int start)
    {
        int length = file[start..].IndexOf((byte)'>');
        if (length < 0) return null;
        var digits = new StringBuilder(length);
        foreach (byte b in file.Slice(start + 1, length - 1))
            if (char.IsAsciiHexDigit((char)b)) digits.Append((char)b);
            else if (!Space.Contains(b)) return null;
        if (digits.Length % 2 != 0) digits.Append('0');
        return new PdfValue(start, start + length + 1) { Bytes = Convert.FromHexString(digits.ToString()) };
    }

    // Escapes are kept as they stand: of literal strings only the date is read, which has none.
    static PdfValue? ReadLiteral(ReadOnlySpan<byte> file, int start)
    {
        int open = 0;
        for (int at = start; at < file.Length; at++)
        {
            if (file[at] == '\\') at++;
            else if (file[at] == '(') open++;
            else if (file[at] == ')' && --open == 0)
                return new PdfValue(start, at + 1) { Bytes = file[(start + 1)..at].ToArray() };
        }
        return null;
    }

    static PdfValue ReadName(ReadOnlySpan<byte> file, int start)
    {
        int end = WordEnd(file, start + 1);
        return new PdfValue(start, end) { Name = Encoding.Latin1.GetString(file[(start + 1)..end]) };
    }

    static PdfValue ReadWord(ReadOnlySpan<byte> file, int start)
    {
        int end = WordEnd(file, start);
        bool whole = long.TryParse(file[start..end], NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return new PdfValue(start, end) { Integer = whole ? number : null };
    }

    static int WordEnd(ReadOnlySpan<byte> file, int at)
    {
        int length = file[at..].IndexOfAny(Delimiters);
        return length < 0 ? file.Length : at + length;
    }
}
