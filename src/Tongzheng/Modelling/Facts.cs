using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Modelling;

/// <summary>A steward began to change a matter, or to write a new one (stream matter-draft/{slug} of the state).</summary>
[Kind("matter-draft.opened")]
public sealed record DraftOpened : Fact
{
    public required string Slug { get; init; }

    /// <summary>Its folder from the packs folder, with a closing slash.</summary>
    public required string Folder { get; init; }

    public required Text Name { get; init; }

    /// <summary>The live version it began from; null for a new matter.</summary>
    public string? Base { get; init; }

    /// <summary>The matter's own files by name, as they were.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    public required string By { get; init; }
}

/// <summary>A file of a draft was written, or removed where it has no text. What was proposed before is a draft again.</summary>
[Kind("matter-draft.file-saved")]
public sealed record FileSaved : Fact
{
    public required string Slug { get; init; }
    public required string File { get; init; }
    public string? Text { get; init; }
    public required string By { get; init; }
}

/// <summary>A draft in which the linter finds nothing was handed to another officer.</summary>
[Kind("matter-draft.proposed")]
public sealed record DraftProposed : Fact
{
    public required string Slug { get; init; }

    /// <summary>SHA-256 of the version that is proposed, in hex.</summary>
    public required string Hash { get; init; }

    /// <summary>What was changed and why, in the words of the one who proposes it.</summary>
    public required string Note { get; init; }

    public required string By { get; init; }
}

/// <summary>The other officer wants it changed.</summary>
[Kind("matter-draft.sent-back")]
public sealed record DraftSentBack : Fact
{
    public required string Slug { get; init; }
    public required string Reason { get; init; }
    public required string By { get; init; }
}

/// <summary>The other officer published it; <c>matter.published</c> stands in the same append.</summary>
[Kind("matter-draft.published")]
public sealed record DraftPublished : Fact
{
    public required string Slug { get; init; }
    public required string Hash { get; init; }

    /// <summary>The version that was live until then; null for a new matter.</summary>
    public string? Replaced { get; init; }

    public required string By { get; init; }
}

/// <summary>A draft was given up.</summary>
[Kind("matter-draft.discarded")]
public sealed record DraftDiscarded : Fact
{
    public required string Slug { get; init; }
    public required string By { get; init; }
}
