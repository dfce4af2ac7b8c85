namespace Tongzheng.Web;

/// <summary>One thing that happened. <see cref="TimeText"/> is how the reader sees the time.</summary>
public sealed record TimelineEntry(DateTimeOffset Time, string TimeText, string What, string? Who = null, string? Detail = null)
{
    /// <summary>Where it stands on record, small beside the time.</summary>
    public string? OnRecord { get; init; }
}
