using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Tongzheng.Journals;

/// <summary>The name of a stored upload: the SHA-256 of its encrypted bytes, so that anybody can check it and nobody can guess what it holds.</summary>
public readonly partial record struct BlobId
{
    const string Prefix = "blob-";

    readonly string? hex;

    internal BlobId(ReadOnlySpan<byte> hash) => hex = Convert.ToHexStringLower(hash);

    BlobId(string text) => hex = text[Prefix.Length..];

    /// <summary>Reads <c>blob-</c> and 64 hexadecimal digits; null for anything else.</summary>
    public static BlobId? Parse(string text) => text.Length == Prefix.Length + 64 && Form().IsMatch(text) ? new BlobId(text) : null;

    /// <summary>Every id that stands in a text.</summary>
    internal static List<BlobId> In(ReadOnlySpan<byte> text)
    {
        var found = new List<BlobId>();
        for (var at = text.IndexOf("blob-"u8); at >= 0; at = text.IndexOf("blob-"u8))
        {
            text = text[(at + Prefix.Length)..];
            var end = text.IndexOfAnyExcept(Digits);
            if ((end < 0 ? text.Length : end) == 2 * Merkle.Hash.Size)
                found.Add(new BlobId(Prefix + Encoding.ASCII.GetString(text[..(2 * Merkle.Hash.Size)])));
        }
        return found;
    }

    static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789abcdef"u8);

    internal string Hex => hex ?? throw new InvalidOperationException("This is no upload's id.");

    /// <summary>The id.</summary>
    public override string ToString() => Prefix + Hex;

    [GeneratedRegex("blob-[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex Form();
}
