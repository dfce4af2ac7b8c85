using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Journals;

/// <summary>
/// The bytes that are hashed into the tree: RFC 8785 canonical JSON
/// <c>{"commitment","jurisdiction","kind","position","time","v"}</c>, where
/// <c>commitment = SHA-256(salt ‖ body)</c> and the body names the stream, the version, each personal part by the
/// commitment to its own salt and text, and the payload. So an entry can be published: it tells nothing of what it
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
        var text = new StringBuilder("""{"personal":[""");
        for (var i = 0; i < parts.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $$"""{{(i == 0 ? "" : ",")}}{"commitment":"{{parts[i].Commitment}}","subject":"{{parts[i].Subject}}"}""");
        text.Append(CultureInfo.InvariantCulture, $$"""],"stream":"{{stream}}","version":{{version}},"payload":""");
        var frame = Encoding.UTF8.GetBytes(text.ToString());
        var length = salt.Length + frame.Length + payload.Length + 1;
        var body = length <= 4096 ? stackalloc byte[length] : new byte[length];
        salt.CopyTo(body);
        frame.CopyTo(body[salt.Length..]);
        payload.CopyTo(body[(salt.Length + frame.Length)..]);
        body[^1] = (byte)'}';
        return Hash.Of(body);
    }

    public static byte[] Bytes(string jurisdiction, long position, DateTimeOffset time, string kind, Hash commitment) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$"""{"commitment":"{{commitment}}","jurisdiction":"{{jurisdiction}}","kind":"{{kind}}","position":{{position}},"time":"{{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}}","v":1}"""));

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltSize);

    /// <summary>Instants are kept to the microsecond.</summary>
    public static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Time(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
