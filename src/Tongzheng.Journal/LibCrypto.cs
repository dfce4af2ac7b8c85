using System.Runtime.InteropServices;

namespace Tongzheng.Journals;

/// <summary>The few functions of libcrypto 3 that are used.</summary>
static partial class LibCrypto
{
    public const int Ed25519 = 1087;    // NID_ED25519

    const string Name = "libcrypto";

    // Debian and most others; macOS by Homebrew; Windows.
    static readonly string[] Files = ["libcrypto.so.3", "libcrypto.3.dylib", "libcrypto-3-x64.dll", "libcrypto.so"];

    static readonly Lazy<nint> Library = new(() =>
    {
        foreach (var file in Files)
            if (NativeLibrary.TryLoad(file, typeof(LibCrypto).Assembly, null, out var library))
                return library;
        return 0;
    });

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, static (name, _, _) => name == Name ? Library.Value : 0);

    public static bool IsSupported => Library.Value != 0;

    /// <summary>True where the functions below that hash without setting up a digest are there.</summary>
    public static bool HasSha256 { get; } = Library.Value != 0 && NativeLibrary.TryGetExport(Library.Value, "SHA256_Init", out _);

    /// <summary>The bytes of a SHA256_CTX: eight words of state, the length, a block, and two numbers.</summary>
    public const int Sha256State = 112;

    [LibraryImport(Name, EntryPoint = "SHA256_Init")]
    public static partial int Sha256Init(Span<byte> state);

    [LibraryImport(Name, EntryPoint = "SHA256_Update")]
    public static partial int Sha256Update(Span<byte> state, ReadOnlySpan<byte> bytes, nuint length);

    [LibraryImport(Name, EntryPoint = "SHA256_Final")]
    public static partial int Sha256Final(Span<byte> hash, Span<byte> state);

    [LibraryImport(Name, EntryPoint = "EVP_CIPHER_fetch", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindCipher(nint context, string name, string? properties);

    [LibraryImport(Name, EntryPoint = "EVP_CIPHER_CTX_new")]
    public static partial nint NewCipherContext();

    [LibraryImport(Name, EntryPoint = "EVP_CIPHER_CTX_free")]
    public static partial void FreeCipherContext(nint context);

    [LibraryImport(Name, EntryPoint = "EVP_CipherInit_ex")]
    public static partial int CipherInit(nint context, nint cipher, nint engine, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, int encrypts);

    [LibraryImport(Name, EntryPoint = "EVP_CipherUpdate")]
    public static partial int CipherUpdate(nint context, Span<byte> result, out int written, ReadOnlySpan<byte> bytes, int length);

    [LibraryImport(Name, EntryPoint = "EVP_CipherFinal_ex")]
    public static partial int CipherFinal(nint context, Span<byte> result, out int written);

    [LibraryImport(Name, EntryPoint = "EVP_CIPHER_CTX_ctrl")]
    public static partial int CipherControl(nint context, int what, int length, Span<byte> bytes);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    public static partial nint NewPrivateKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial nint NewPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    public static partial int GetPublicKey(nint key, Span<byte> bytes, ref nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_new")]
    public static partial nint NewDigestContext();

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeDigestContext(nint context);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSignInit")]
    public static partial int SignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSign")]
    public static partial int Sign(nint context, Span<byte> signature, ref nuint length, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerifyInit")]
    public static partial int VerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerify")]
    public static partial int Verify(nint context, ReadOnlySpan<byte> signature, nuint length, ReadOnlySpan<byte> message, nuint messageLength);
}
