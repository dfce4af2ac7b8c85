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
