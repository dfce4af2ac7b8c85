using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tongzheng.Journals.Merkle;

/// <summary>A SHA-256 hash as a value, and the three hashes of RFC 6962 §2.1.</summary>
public readonly record struct Hash
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    readonly UInt128 first, second;

    /// <summary>Reads 32 bytes.</summary>
    public Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.");
        first = MemoryMarshal.Read<UInt128>(bytes);
        second = MemoryMarshal.Read<UInt128>(bytes[(Size / 2)..]);
    }

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Hash Empty { get; } = new(SHA256.HashData(ReadOnlySpan<byte>.Empty));

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes, in first);
        MemoryMarshal.Write(bytes[(Size / 2)..], in second);
    }

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>SHA-256 of the bytes.</summary>
    public static Hash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Size];
        if (!LibCrypto.HasSha256)
        {
            SHA256.HashData(bytes, hash);
            return new(hash);
        }
        // Most are of a few dozen bytes, where finding and setting up a digest costs several times the hashing.
        Span<byte> state = stackalloc byte[LibCrypto.Sha256State];
        LibCrypto.Sha256Init(state);
        LibCrypto.Sha256Update(state, bytes, (nuint)bytes.Length);
        LibCrypto.Sha256Final(hash, state);
        return new(hash);
    }

    /// <summary>The hash of a leaf: <c>SHA-256(0x00 ‖ entry)</c>.</summary>
    public static Hash Leaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> input = entry.Length < 1024 ? stackalloc byte[1 + entry.Length] : new byte[1 + entry.Length];
        input[0] = 0;
        entry.CopyTo(input[1..]);
        return Of(input);
    }

    /// <summary>The hash of an inner node: <c>SHA-256(0x01 ‖ left ‖ right)</c>.</summary>
    public static Hash Node(in Hash left, in Hash right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Size];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        return Of(input);
    }

    /// <summary>Base64, as checkpoints and proofs write hashes.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());
}
