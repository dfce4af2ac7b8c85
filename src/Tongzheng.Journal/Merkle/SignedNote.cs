using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tongzheng.Journals.Merkle;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">The signer's name.</param>
/// <param name="KeyId">The first four bytes of the key's hash.</param>
/// <param name="Bytes">The signature, without the key id.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes);

/// <summary>A public key that verifies notes: <c>name+hash+base64(type ‖ key)</c>.</summary>
public sealed record VerifierKey(string Name, byte[] PublicKey)
{
    /// <summary>C2SP's type byte for Ed25519.</summary>
    public const byte Ed25519Type = 0x01;

    /// <summary>The first four bytes of SHA-256(name ‖ LF ‖ type ‖ key).</summary>
    public uint Id => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519Type, .. PublicKey]));

    /// <summary>Reads a vkey; null where it is malformed or of a type other than Ed25519.</summary>
    public static VerifierKey? Parse(string vkey)
    {
        var parts = vkey.Split('+', 3);     // base64 may hold a plus, a name may not
        if (parts.Length != 3 || !SignedNote.IsName(parts[0]))
            return null;
        var key = new byte[1 + Ed25519.KeySize];
        if (!Convert.TryFromBase64String(parts[2], key, out var length) || length != key.Length || key[0] != Ed25519Type)
            return null;
        var parsed = new VerifierKey(parts[0], key[1..]);
        return parts[1] == $"{parsed.Id:x8}" ? parsed : null;
    }

    /// <summary>True where the note carries this key's valid signature.</summary>
    public bool Verifies(SignedNote note)
    {
        var mine = note.Signatures.Where(s => s.Name == Name && s.KeyId == Id).ToList();
        return mine.Count > 0 && mine.TrueForAll(s => Ed25519.Verify(PublicKey, Encoding.UTF8.GetBytes(note.Text), s.Bytes));
    }

    /// <summary>The vkey line.</summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([Ed25519Type, .. PublicKey])}";
}

/// <summary>A C2SP signed note: text that ends in a line feed, an empty line, and one line for each signature.</summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    // The specification asks for at least 16; more than this is not a note but an attack.
    const int MostSignatures = 100;

    const int KeyIdSize = 4;

    /// <summary>Reads a note; null where it is malformed.</summary>
    public static SignedNote? Parse(string note)
    {
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || split + 2 >= note.Length || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
            return null;
        var lines = note[(split + 2)..^1].Split('\n');
        if (lines.Length > MostSignatures)
            return null;
        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            if (words.Length != 3 || words[0] != "—" || !IsName(words[1]))
                return null;
            var bytes = new byte[words[2].Length];
            if (!Convert.TryFromBase64String(words[2], bytes, out var length) || length <= KeyIdSize)
                return null;
            signatures.Add(new(words[1], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[KeyIdSize..length]));
        }
        return new SignedNote(note[..(split + 1)], signatures);
    }

    /// <summary>Signs a text with Ed25519.</summary>
    public static SignedNote Sign(string text, string name, Ed25519.Signer signer) =>
        new(text, [new(name, new VerifierKey(name, signer.PublicKey).Id, signer.Sign(Encoding.UTF8.GetBytes(text)))]);

    /// <summary>The note as it is sent.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        Span<byte> id = stackalloc byte[KeyIdSize];
        foreach (var signature in Signatures)
        {
            BinaryPrimitives.WriteUInt32BigEndian(id, signature.KeyId);
            note.Append("— ").Append(signature.Name).Append(' ').Append(Convert.ToBase64String([.. id, .. signature.Bytes])).Append('\n');
        }
        return note.ToString();
    }

    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');
}
