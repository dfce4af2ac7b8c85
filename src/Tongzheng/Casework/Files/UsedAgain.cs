using Tongzheng.Store;

namespace Tongzheng.Casework.Files;

/// <summary>
/// A file that was handed in with one case serves another too (stream file/{id}): its custody, so that whoever reads the
/// later case can see since when and for what the file has been here.
/// </summary>
[Kind("file.used-again")]
public sealed record FileUsedAgain : Fact
{
    public required string File { get; init; }
    public required string Owner { get; init; }

    /// <summary>The case it was handed in with.</summary>
    public required string From { get; init; }
    public required string FromNumber { get; init; }

    /// <summary>The hash it was received under and still has.</summary>
    public required string Hash { get; init; }
}
