using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>What /modelling shows.</summary>
public sealed record ModellingView
{
    public IReadOnlyList<DraftRow> Drafts { get; init; } = [];
    public IReadOnlyList<MatterRow> Matters { get; init; } = [];
    public string? Searched { get; init; }

    /// <summary>Matters that match beyond those shown.</summary>
    public int More { get; init; }

    public string? Notice { get; init; }
}

public sealed record DraftRow(string Name, string Href, DraftState State, string By, string Since, string ChangedBy, string ChangedAt);

public sealed record MatterRow(string Name, string Href, string Department, bool HasDraft);

/// <summary>What a new matter begins with, as typed so far.</summary>
public sealed record NewMatterView
{
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string? Department { get; init; }
    public IReadOnlyList<Choice> Departments { get; init; } = [];
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>One matter: its draft beside what is live, or what is live alone.</summary>
public sealed record DraftView
{
    public required string Slug { get; init; }
    public required string Name { get; init; }

    /// <summary>Null where there is no draft.</summary>
    public DraftState? State { get; init; }
    public long Version { get; init; }
    public string? Live { get; init; }
    public string? OpenedBy { get; init; }
    public string? OpenedAt { get; init; }
    public string? ProposedBy { get; init; }
    public string? ProposedAt { get; init; }
    public string? Note { get; init; }
    public string? SentBackBy { get; init; }
    public string? SentBackReason { get; init; }

    /// <summary>Open cases of the live version, and those of versions before.</summary>
    public long RunningOnLive { get; init; }
    public long RunningBefore { get; init; }

    /// <summary>The live version is another than the draft began from.</summary>
    public bool LiveMoved { get; init; }
    public IReadOnlyList<FileRow> Files { get; init; } = [];
    public IReadOnlyList<FileRow> SharedFiles { get; init; } = [];
    public IReadOnlyList<FindingRow> Findings { get; init; } = [];
    public IReadOnlyList<DifferenceRow> Differences { get; init; } = [];

    /// <summary>The reader may write the catalogue.</summary>
    public bool MayWrite { get; init; }

    /// <summary>The reader wrote no part of it, and may publish it.</summary>
    public bool MayPublish { get; init; }
    public string? Notice { get; init; }
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public string? File { get; init; }
    public string? Reason { get; init; }
    public string? Typed { get; init; }
}

/// <param name="State">new, changed, or null for one that is as it is live.</param>
public sealed record FileRow(string Name, string Href, string What, string? State, string? By, string? At);

public sealed record FindingRow(string File, string? Href, int Line, int Column, string Message, string Remedy);

public sealed record DifferenceRow(string File, string? Href, string Change, IReadOnlyList<string> Words);

/// <summary>One file of a draft in its editor.</summary>
public sealed record DraftFileView
{
    public required string Slug { get; init; }
    public required string Matter { get; init; }
    public required string File { get; init; }
    public required string What { get; init; }
    public required string Text { get; init; }
    public long Version { get; init; }
    public bool MayWrite { get; init; }

    /// <summary>bpmn, dmn, form; null for text alone.</summary>
    public string? Editor { get; init; }

    /// <summary>What the editor's panel offers, as JSON.</summary>
    public string? Panel { get; init; }
    public IReadOnlyList<FindingRow> Findings { get; init; } = [];
    public string? Notice { get; init; }
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
