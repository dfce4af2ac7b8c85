namespace Tongzheng.Oversight;

/// <summary>A page of the journal, with the checkpoint that covers it.</summary>
public sealed record AuditView
{
    public required string Place { get; init; }

    /// <summary>The one stream that is shown; null for the whole journal.</summary>
    public string? Stream { get; init; }
    public required IReadOnlyList<Audit.Line> Lines { get; init; }
    public required long Size { get; init; }

    /// <summary>Officers by who they are in the facts; their names are public.</summary>
    public required IReadOnlyDictionary<string, string> Officers { get; init; }

    /// <summary>Numbers of cases by the id in the streams' names.</summary>
    public IReadOnlyDictionary<string, string> CaseNumbers { get; init; } = new Dictionary<string, string>();

    /// <summary>The number of the case that a stream is about; null where it is about something else.</summary>
    public string? NumberOf(string stream) => IdOf(stream) is { } id ? CaseNumbers.GetValueOrDefault(id) : null;

    /// <summary>The second part of a stream's name.</summary>
    internal static string? IdOf(string stream) => stream.Split('/') is [_, var id, ..] ? id : null;

    /// <summary>The signed note.</summary>
    public required string Checkpoint { get; init; }
    public required string CheckpointHref { get; init; }
    public string? NextHref { get; init; }
    public string? FirstHref { get; init; }
}
