namespace Tongzheng.Kernel;

/// <summary>
/// The written form of our ids: a version 7 UUID (RFC 9562) in 26 lower-case characters of Crockford's base 32.
/// Texts sort as the instants they were made at, so new rows go to the end of an index.
/// </summary>
static class TimeOrdered
{
    const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const int Length = 26;

    static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(Alphabet);
    static readonly byte[] Values = [.. Enumerable.Range(0, 128).Select(letter => (byte)Math.Max(0, Alphabet.IndexOf((char)letter, StringComparison.Ordinal)))];

    /// <summary>A new id of this instant.</summary>
    public static Guid New(DateTimeOffset now) => Guid.CreateVersion7(now);

    /// <summary>An id that is the same in every run: for data made by a generator.</summary>
    public static Guid Fixed(DateTimeOffset instant, UInt128 seed)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, seed);
        var milliseconds = instant.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F)); // version 7
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F)); // variant of RFC 9562
        return new Guid(bytes, bigEndian: true);
    }

    public static string Write(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(Length, bits, static (text, bits) =>
        {
            for (var i = Length - 1; i >= 0; i--, bits >>= 5)
                text[i] = Alphabet[(int)(bits & 31)];
        });
    }

    /// <summary>Reads the 26-character form, or the 32 hexadecimal digits of the UUID.</summary>
    public static bool TryRead(string? text, out Guid id, out Refusal? why)
    {
        id = default;
        why = null;
        if (text is { Length: 32 } && Guid.TryParseExact(text, "N", out id))
            return true;
        if (text is { Length: Length } && text[0] is >= '0' and <= '7' && !text.AsSpan().ContainsAnyExcept(Letters))
        {
            UInt128 bits = 0;
            foreach (var character in text)
                bits = (bits << 5) | Values[character];
            Span<byte> bytes = stackalloc byte[16];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
            id = new Guid(bytes, bigEndian: true);
            return true;
        }
        why = string.IsNullOrEmpty(text) ? new Refusal("text.empty") : new Refusal("text.not-an-id", ("text", text));
        return false;
    }
}
