using System.Security.Cryptography;

namespace Tongzheng.Journals;

/// <summary>
/// AES-256-GCM by libcrypto, in one context for each thread. .NET makes a context for every key and throws it away: with a key
/// for each person that costs several times the encrypting.
/// </summary>
sealed class PartCipher
{
    public const int NonceSize = 12, TagSize = 16;

    const int GetTag = 0x10, SetTag = 0x11;     // EVP_CTRL_AEAD_GET_TAG, EVP_CTRL_AEAD_SET_TAG

    static readonly nint Cipher = LibCrypto.FindCipher(0, "AES-256-GCM", null);

    [ThreadStatic] static PartCipher? own;

    readonly nint context = LibCrypto.NewCipherContext();

    PartCipher()
    {
        if (Cipher == 0 || LibCrypto.CipherInit(context, Cipher, 0, default, default, 1) != 1)
            throw new CryptographicException("libcrypto does not offer AES-256-GCM.");
    }

    // Goes with its thread; the key that it held last is overwritten.
    ~PartCipher() => LibCrypto.FreeCipherContext(context);

    static PartCipher Own => own ??= new PartCipher();

    /// <summary>Encrypts, in place where box and plain are the same bytes. It is decrypted only together with what is bound to it.</summary>
    public static void Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound, Span<byte> box, Span<byte> tag)
    {
        if (!Own.Run(key, nonce, plain, bound, box, tag, encrypts: true))
            throw new CryptographicException("libcrypto could not encrypt.");
    }

    /// <summary>Decrypts; false where key, box, tag and what was bound do not belong together, and then nothing of the result is true.</summary>
    public static bool TryDecrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> box, ReadOnlySpan<byte> bound, Span<byte> plain, Span<byte> tag) =>
        Own.Run(key, nonce, box, bound, plain, tag, encrypts: false);

    bool Run(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> bound, Span<byte> result, Span<byte> tag, bool encrypts) =>
        LibCrypto.CipherInit(context, 0, 0, key, nonce, encrypts ? 1 : 0) == 1
        && (encrypts || LibCrypto.CipherControl(context, SetTag, TagSize, tag) == 1)
        && LibCrypto.CipherUpdate(context, default, out _, bound, bound.Length) == 1
        && LibCrypto.CipherUpdate(context, result, out var written, bytes, bytes.Length) == 1
        && LibCrypto.CipherFinal(context, result[written..], out _) == 1
        && (!encrypts || LibCrypto.CipherControl(context, GetTag, TagSize, tag) == 1);
}
