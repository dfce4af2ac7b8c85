using System.Security.Cryptography;
using System.Text;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Journals;

/// <summary>
/// A personal part as it is stored: salt and text together, encrypted with the subject's key (AES-256-GCM). The
/// commitment to salt and text stays when the key is gone, and tells nothing without the salt.
/// </summary>
sealed record SealedPart(string Subject, string KeyId, Hash Commitment, byte[] Box)
{
    const int NonceSize = 12, TagSize = 16;

    public static SealedPart Seal(PersonalPart part, SubjectKey key)
    {
        var plain = new byte[Entry.SaltSize + part.Json.Length];
        Entry.Fresh(plain.AsSpan(0, Entry.SaltSize));
        part.Json.Span.CopyTo(plain.AsSpan(Entry.SaltSize));
        var commitment = Hash.Of(plain);

        var box = new byte[NonceSize + plain.Length + TagSize];
        Entry.Fresh(box.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(key.Secret, TagSize);
        cipher.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), Encoding.ASCII.GetBytes(key.Id));
        return new SealedPart(part.Subject, key.Id, commitment, box);
    }

    /// <summary>The text, checked against its commitment; null where box and commitment do not belong together.</summary>
    public PersonalPart? Open(SubjectKey key)
    {
        var length = Box.Length - NonceSize - TagSize;
        if (length < Entry.SaltSize)
            return null;
        var plain = new byte[length];
        try
        {
            using var cipher = new AesGcm(key.Secret, TagSize);
            cipher.Decrypt(Box.AsSpan(0, NonceSize), Box.AsSpan(NonceSize, length), Box.AsSpan(NonceSize + length), plain, Encoding.ASCII.GetBytes(key.Id));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return Hash.Of(plain) == Commitment ? new PersonalPart(Subject, plain.AsMemory(Entry.SaltSize)) : null;
    }

    /// <summary>All parts of a fact in one column: count, then subject, key id, commitment and box of each.</summary>
    public static byte[]? Write(IReadOnlyList<SealedPart> parts)
    {
        if (parts.Count == 0)
            return null;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write((byte)parts.Count);
        foreach (var part in parts)
        {
            writer.Write(part.Subject);
            writer.Write(part.KeyId);
            writer.Write(part.Commitment.ToArray());
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
