using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Journals;

/// <summary>
/// The bytes that are hashed into the tree: RFC 8785 canonical JSON
/// <c>{"commitment","jurisdiction","kind","position","time","v"}</c>, where
/// <c>commitment = SHA-256(salt ‖ body)</c> and the body names the stream, the version, each personal part by the
/// commitment to its own salt and text (with its key's id and the hash of its encrypted bytes), and the payload. So an entry can be published: it tells nothing of what it
/// commits to, and a forgotten part leaves every hash as it was.
/// </summary>
static class Entry
{
    public const int SaltSize = 16;

    /// <summary>The longest name in characters: two names, a hash and the frame stay far below tlog-tiles' 65,535 bytes.</summary>
    const int LongestName = 200;

    /// <summary>Names stand in canonical JSON without escapes, so they are plain ASCII.</summary>
    public static void CheckName(string name, string what)
    {
        if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.AsSpan().ContainsAny('"', '\\'))
            throw new ArgumentException($"The {what} '{name}' must be 1 to {LongestName} visible ASCII characters without quote or backslash.");
    }

    public static Hash Commitment(ReadOnlySpan<byte> salt, string stream, long version, IReadOnlyList<SealedPart> parts, ReadOnlySpan<byte> payload)
    {
        var most = salt.Length + payload.Length + MostOfFrame + Encoding.UTF8.GetMaxByteCount(stream.Length);
        for (var i = 0; i < parts.Count; i++)
            most += MostOfPart + Encoding.UTF8.GetMaxByteCount(parts[i].KeyId.Length + parts[i].Subject.Length);
        var body = most <= 8192 ? stackalloc byte[most] : new byte[most];
        var rest = body;
        Add(ref rest, salt);
        Add(ref rest, "{\"personal\":["u8);
        for (var i = 0; i < parts.Count; i++)
        {
            Add(ref rest, i == 0 ? "{\"commitment\":\""u8 : ",{\"commitment\":\""u8);
            Add(ref rest, parts[i].Commitment);
            Add(ref rest, "\",\"key\":\""u8);
            Add(ref rest, parts[i].KeyId);
            Add(ref rest, "\",\"sealed\":\""u8);
            Add(ref rest, Hash.Of(parts[i].Box));
            Add(ref rest, "\",\"subject\":\""u8);
            Add(ref rest, parts[i].Subject);
            Add(ref rest, "\"}"u8);
        }
        Add(ref rest, "],\"stream\":\""u8);
        Add(ref rest, stream);
        Add(ref rest, "\",\"version\":"u8);
        Add(ref rest, version);
        Add(ref rest, ",\"payload\":"u8);
        Add(ref rest, payload);
        Add(ref rest, "}"u8);
        return Hash.Of(body[..^rest.Length]);
    }

    public static byte[] Bytes(string jurisdiction, long position, DateTimeOffset time, string kind, Hash commitment)
    {
        var entry = new byte[MostBytes(jurisdiction, kind)];
        return entry[..Write(entry, jurisdiction, position, time, kind, commitment)];
    }

    /// <summary>The leaf hash of the entry.</summary>
    public static Hash Leaf(string jurisdiction, long position, DateTimeOffset time, string kind, Hash commitment)
    {
        Span<byte> entry = stackalloc byte[MostBytes(jurisdiction, kind)];
        return Hash.Leaf(entry[..Write(entry, jurisdiction, position, time, kind, commitment)]);
    }

    /// <summary>Fresh random bytes, drawn from the system in larger portions and never given twice.</summary>
    public static byte[] NewSalt()
    {
        var salt = new byte[SaltSize];
        Fresh(salt);
        return salt;
    }

    /// <summary>Fills a few bytes with fresh random ones.</summary>
    public static void Fresh(Span<byte> bytes)
    {
        if (drawn is null || used + bytes.Length > drawn.Length)
            (drawn, used) = (RandomNumberGenerator.GetBytes(Portion), 0);
        drawn.AsSpan(used, bytes.Length).CopyTo(bytes);
        drawn.AsSpan(used, bytes.Length).Clear();
        used += bytes.Length;
    }

    const int Portion = 1024;

    [ThreadStatic]
    static byte[]? drawn;

    [ThreadStatic]
    static int used;

    // The names of the members, a version, and for each part two hashes in base64 with theirs.
    const int MostOfFrame = 100, MostOfPart = 150;

    // The frame, a hash in base64, a position and an instant need less than 200 bytes.
    static int MostBytes(string jurisdiction, string kind) => 200 + Encoding.UTF8.GetMaxByteCount(jurisdiction.Length + kind.Length);

    static int Write(Span<byte> entry, string jurisdiction, long position, DateTimeOffset time, string kind, Hash commitment)
    {
        var rest = entry;
        Add(ref rest, "{\"commitment\":\""u8);
        Add(ref rest, commitment);
        Add(ref rest, "\",\"jurisdiction\":\""u8);
        Add(ref rest, jurisdiction);
        Add(ref rest, "\",\"kind\":\""u8);
        Add(ref rest, kind);
        Add(ref rest, "\",\"position\":"u8);
        Add(ref rest, position);
        Add(ref rest, ",\"time\":\""u8);
        time.UtcDateTime.TryFormat(rest, out _, "O", CultureInfo.InvariantCulture);
        rest = rest[(Store.Writer.InstantLength - 1)..];       // to the microsecond, as Writer.Instant
        Add(ref rest, "Z\",\"v\":1}"u8);
        return entry.Length - rest.Length;
    }

    static void Add(ref Span<byte> rest, string text) => rest = rest[Encoding.UTF8.GetBytes(text, rest)..];

    static void Add(ref Span<byte> rest, long number)
    {
        number.TryFormat(rest, out var written, default, CultureInfo.InvariantCulture);
        rest = rest[written..];
    }

    static void Add(ref Span<byte> rest, in Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Hash.Size];
        hash.CopyTo(bytes);
        Base64.EncodeToUtf8(bytes, rest, out _, out var written);
        rest = rest[written..];
    }

    static void Add(ref Span<byte> rest, ReadOnlySpan<byte> text)
    {
        text.CopyTo(rest);
        rest = rest[text.Length..];
    }

    /// <summary>Instants are kept to the microsecond.</summary>
    public static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant; an <see cref="OverflowException"/> where the number is none, so that no two numbers give the same.</summary>
    public static DateTimeOffset Time(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(checked(microseconds * TimeSpan.TicksPerMicrosecond));
}
