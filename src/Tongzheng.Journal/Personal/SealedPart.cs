using System.Text;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Journals;

/// <summary>
/// A personal part as it is stored: salt and text together, encrypted with the subject's key (AES-256-GCM). The
/// commitment to salt and text stays when the key is gone, and tells nothing without the salt.
/// </summary>
sealed record SealedPart(string Subject, string KeyId, Hash Commitment, byte[] Box)
{
    const int NonceSize = PartCipher.NonceSize, TagSize = PartCipher.TagSize;

    public static SealedPart Seal(PersonalPart part, SubjectKey key)
    {
        var box = new byte[NonceSize + Entry.SaltSize + part.Json.Length + TagSize];
        var nonce = box.AsSpan(0, NonceSize);
        var plain = box.AsSpan(NonceSize..^TagSize);
        Entry.Fresh(nonce);
        Entry.Fresh(plain[..Entry.SaltSize]);
        part.Json.Span.CopyTo(plain[Entry.SaltSize..]);
        var commitment = Hash.Of(plain);
        PartCipher.Encrypt(key.Secret, nonce, plain, Encoding.ASCII.GetBytes(key.Id), box: plain, box.AsSpan(^TagSize..));
        return new SealedPart(part.Subject, key.Id, commitment, box);
    }

    /// <summary>The text, checked against its commitment; null where box and commitment do not belong together.</summary>
    public PersonalPart? Open(SubjectKey key)
    {
        var length = Box.Length - NonceSize - TagSize;
        if (length < Entry.SaltSize)
            return null;
        var plain = new byte[length];
        if (!PartCipher.TryDecrypt(key.Secret, Box.AsSpan(0, NonceSize), Box.AsSpan(NonceSize, length), Encoding.ASCII.GetBytes(key.Id), plain, Box.AsSpan(NonceSize + length)))
            return null;
        return Hash.Of(plain) == Commitment ? new PersonalPart(Subject, plain.AsMemory(Entry.SaltSize)) : null;
    }

    // Of a part in the column, besides its texts and its box: their lengths and the commitment.
    const int MostBesides = 3 * sizeof(int) + Hash.Size;

    /// <summary>All parts of a fact in one column: count, then subject, key id, commitment and box of each.</summary>
    public static byte[]? Write(IReadOnlyList<SealedPart> parts)
    {
        if (parts.Count == 0)
            return null;
        using var bytes = new MemoryStream(1 + parts.Sum(part => part.Subject.Length + part.KeyId.Length + part.Box.Length + MostBesides));
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        Span<byte> commitment = stackalloc byte[Hash.Size];
        writer.Write((byte)parts.Count);
        foreach (var part in parts)
        {
            writer.Write(part.Subject);
            writer.Write(part.KeyId);
            part.Commitment.CopyTo(commitment);
            writer.Write(commitment);
            writer.Write(part.Box.Length);
            writer.Write(part.Box);
        }
        return bytes.ToArray();
    }

    /// <summary>Reads the column; null where it is not what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<SealedPart>? Read(byte[] column)
    {
        if (column.Length == 0)
            return [];
        try
        {
            using var bytes = new MemoryStream(column);
            using var reader = new BinaryReader(bytes, Encoding.UTF8);
            var parts = new SealedPart[reader.ReadByte()];
            for (var i = 0; i < parts.Length; i++)
            {
                var (subject, keyId, commitment, length) = (reader.ReadString(), reader.ReadString(), reader.ReadBytes(Hash.Size), reader.ReadInt32());
                if (length < 0 || length > bytes.Length - bytes.Position)
                    return null;
                parts[i] = new SealedPart(subject, keyId, new Hash(commitment), reader.ReadBytes(length));
            }
            return bytes.Position == bytes.Length ? parts : null;
        }
        catch (Exception damaged) when (damaged is IOException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
