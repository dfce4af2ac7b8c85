using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;

namespace Tongzheng.Modelling;

/// <summary>Where a draft stands.</summary>
public enum DraftState
{
    /// <summary>Being written.</summary>
    Editing,

    /// <summary>Waiting for another officer.</summary>
    Proposed,

    /// <summary>Published or given up.</summary>
    Closed,
}

/// <summary>A file of a draft, who wrote it last and when; null where nobody has touched it since the draft was opened.</summary>
/// <param name="Version">The stream's version at which it got this text.</param>
public sealed record DraftFile(string Name, string Text, long Version, string? By, DateTimeOffset? At);

/// <summary>A matter being changed beside the live one: what the facts of its stream make of it. Replay computes nothing.</summary>
public sealed partial record MatterDraft
{
    /// <summary>More files than any pack has; a matter with more is two matters.</summary>
    public const int MaxFiles = 80;

    MatterDraft(DraftOpened opened, DateTimeOffset at, long version) =>
        (Opened, OpenedAt, Version, Files) = (opened, at, version, opened.Files.ToImmutableSortedDictionary(file => file.Key, file => new DraftFile(file.Key, file.Value, version, null, null), StringComparer.Ordinal));

    public DraftOpened Opened { get; }
    public DateTimeOffset OpenedAt { get; }
    public DraftState State { get; private init; }

    /// <summary>Version of its stream.</summary>
    public long Version { get; private init; }

    public ImmutableSortedDictionary<string, DraftFile> Files { get; private init; }

    /// <summary>Who wrote or removed a file of it since it was opened: they may not publish it.</summary>
    public ImmutableHashSet<string> Authors { get; private init; } = [];

    /// <summary>The last time it was handed to another officer, and when.</summary>
    public (DraftProposed Fact, DateTimeOffset At)? Proposed { get; private init; }

    /// <summary>Why it was sent back, until it is proposed again.</summary>
    public (DraftSentBack Fact, DateTimeOffset At)? SentBack { get; private init; }

    public string Slug => Opened.Slug;
    public string Folder => Opened.Folder;

    public static string StreamOf(string slug) => "matter-draft/" + slug;

    /// <summary>The draft of a stream's last opening; null where there is none.</summary>
    public static async Task<MatterDraft?> From(IAsyncEnumerable<RecordedFact> facts)
    {
        MatterDraft? draft = null;
        await foreach (var fact in facts)
            draft = Facts.Read(fact) is DraftOpened opened ? new MatterDraft(opened, fact.Time, fact.Version) : draft?.After(Facts.Read(fact), fact.Time, fact.Version);
        return draft;
    }

    MatterDraft After(Fact? fact, DateTimeOffset at, long version) => fact switch
    {
        FileSaved { Text: { } text } saved => this with
        {
            Version = version,
            State = DraftState.Editing,
            Files = Files.SetItem(saved.File, new DraftFile(saved.File, text, version, saved.By, at)),
            Authors = Authors.Add(saved.By),
        },
        FileSaved removed => this with { Version = version, State = DraftState.Editing, Files = Files.Remove(removed.File), Authors = Authors.Add(removed.By) },
        DraftProposed proposed => this with { Version = version, State = DraftState.Proposed, Proposed = (proposed, at), SentBack = null },
        DraftSentBack back => this with { Version = version, State = DraftState.Editing, SentBack = (back, at) },
        DraftPublished or DraftDiscarded => this with { Version = version, State = DraftState.Closed },
        _ => this with { Version = version },
    };

    /// <summary>Its files as those of a pack.</summary>
    public IReadOnlyList<PackFile> PackFiles => [.. Files.Values.Select(file => new PackFile(Folder + file.Name, Encoding.UTF8.GetBytes(file.Text)))];

    /// <summary>Whether a file of a pack may have this name: what a matter is made of, in its own folder.</summary>
    public static bool IsFileName(string name) => FileName().IsMatch(name);

    /// <summary>Whether a folder of a matter, and so its address, may have this name.</summary>
    public static bool IsSlug(string name) => SlugForm().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,60}(\.[a-z0-9-]{1,30})?\.(yaml|bpmn|dmn|form)$")]
    private static partial Regex FileName();

    [GeneratedRegex("^[a-z][a-z0-9-]{1,59}$")]
    private static partial Regex SlugForm();
}
