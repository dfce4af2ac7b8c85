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
    internal static IEnumerable<BlobId> In(string text) => Form().Matches(text).Select(match => new BlobId(match.Value));

    internal string Hex => hex ?? throw new InvalidOperationException("This is no upload's id.");

    /// <summary>The id.</summary>
    public override string ToString() => Prefix + Hex;

    [GeneratedRegex("blob-[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex Form();
}
