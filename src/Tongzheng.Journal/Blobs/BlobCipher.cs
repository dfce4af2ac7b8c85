using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tongzheng.Journals;

/// <summary>
/// Encrypts a stream in chunks, each with AES-256-GCM under a key made for this file from the subject's. A chunk's nonce is
/// its number and whether it is the last, so that none can be moved, dropped or cut off.
/// </summary>
sealed class BlobCipher : IDisposable
{
    public const int ChunkSize = 64 * 1024, TagSize = 16, SaltSize = 32;

    const int NonceSize = 12;

    readonly AesGcm cipher;
    readonly byte[] nonce = new byte[NonceSize];
    long number;

    public BlobCipher(SubjectKey key, ReadOnlySpan<byte> salt)
    {
        Span<byte> own = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret, own, salt, Encoding.ASCII.GetBytes("tongzheng blob " + key.Id));
        cipher = new AesGcm(own, TagSize);
        CryptographicOperations.ZeroMemory(own);
    }

    /// <summary>Encrypts the next chunk; the result is longer by the tag.</summary>
    public void Seal(ReadOnlySpan<byte> plain, Span<byte> box, bool last)
    {
        Next(last);
        cipher.Encrypt(nonce, plain, box[..plain.Length], box.Slice(plain.Length, TagSize));
    }

    /// <summary>Decrypts the next chunk; false where it is not what was encrypted.</summary>
    public bool Open(ReadOnlySpan<byte> box, Span<byte> plain, bool last)
    {
        Next(last);
        try
        {
            cipher.Decrypt(nonce, box[..^TagSize], box[^TagSize..], plain);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => cipher.Dispose();

    void Next(bool last)
    {
        BinaryPrimitives.WriteInt64BigEndian(nonce, number++);
        nonce[^1] = last ? (byte)1 : (byte)0;
    }
}
