using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tongzheng.Journals.Merkle;

/// <summary>Ed25519 (RFC 8032) by OpenSSL's libcrypto, which .NET itself stands on under Linux but does not offer it from.</summary>
public static class Ed25519
{
    /// <summary>Bytes in a seed and in a public key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes in a signature.</summary>
    public const int SignatureSize = 64;

    /// <summary>False where no libcrypto 3 is found; journals then cannot be opened for writing.</summary>
    public static bool IsSupported => LibCrypto.IsSupported;

    /// <summary>Verifies a signature. A key or signature of another length is simply not valid.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeySize || signature.Length != SignatureSize)
            return false;
        var key = LibCrypto.NewPublicKey(LibCrypto.Ed25519, 0, publicKey, KeySize);
        if (key == 0)
            return false;
        var context = LibCrypto.NewDigestContext();
        try
        {
            return LibCrypto.VerifyInit(context, 0, 0, 0, key) == 1
                && LibCrypto.Verify(context, signature, SignatureSize, message, (nuint)message.Length) == 1;
        }
        finally
        {
            LibCrypto.FreeDigestContext(context);
            LibCrypto.FreeKey(key);
        }
    }

    /// <summary>A private key held ready for signing; safe for use by several threads.</summary>
    public sealed class Signer : IDisposable
    {
        readonly nint key;

        /// <summary>Takes the 32-byte seed.</summary>
        public Signer(ReadOnlySpan<byte> seed)
        {
            if (seed.Length != KeySize)
                throw new ArgumentException($"An Ed25519 seed has {KeySize} bytes.");
            key = LibCrypto.NewPrivateKey(LibCrypto.Ed25519, 0, seed, KeySize);
            var length = (nuint)KeySize;
            PublicKey = new byte[KeySize];
            if (key == 0 || LibCrypto.GetPublicKey(key, PublicKey, ref length) != 1)
                throw new CryptographicException("libcrypto does not offer Ed25519.");
        }

        /// <summary>The public key's 32 bytes.</summary>
        public byte[] PublicKey { get; }

        /// <summary>Signs a message.</summary>
        public byte[] Sign(ReadOnlySpan<byte> message)
        {
            var signature = new byte[SignatureSize];
            var length = (nuint)SignatureSize;
            var context = LibCrypto.NewDigestContext();
            try
            {
                if (LibCrypto.SignInit(context, 0, 0, 0, key) != 1
                    || LibCrypto.Sign(context, signature, ref length, message, (nuint)message.Length) != 1)
                    throw new CryptographicException("libcrypto could not sign.");
            }
            finally
            {
                LibCrypto.FreeDigestContext(context);
            }
            return signature;
        }

        /// <summary>Wipes the key.</summary>
        public void Dispose() => LibCrypto.FreeKey(key);
    }
}

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
