using Tongzheng.Store;

namespace Tongzheng.Matters;

/// <summary>
/// A version of a matter went live (stream matter/{slug} of the state). Its files travel in the fact, so cases of this
/// version run on after the folder has changed or gone.
/// </summary>
[Kind("matter.published")]
public sealed record MatterPublished : Fact
{
    public required string Slug { get; init; }

    /// <summary>SHA-256 over the files, in hex.</summary>
    public required string Hash { get; init; }

    /// <summary><see cref="FromFolder"/>, or <see cref="FromBrowser"/>; facts of before there was a choice came from the folder.</summary>
    public string? Source { get; init; }

    /// <summary>The packs folder, read when the node started.</summary>
    public const string FromFolder = "folder";

    /// <summary>A draft that one officer wrote and another published.</summary>
    public const string FromBrowser = "browser";

    /// <summary>Path in the packs folder and text of each file.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}
