namespace Tongzheng.Feel;

/// <summary>All values between two ends. An end that a comparison such as <c>(&lt; 10)</c> lacks is unbounded.</summary>
public sealed class FeelRange(bool startIncluded, FeelValue start, FeelValue end, bool endIncluded)
{
    /// <summary>For a range written as a comparison, such as <c>(&lt; 10)</c>: its sign. It differs from <c>(null..10)</c>, whose start is unknown.</summary>
    internal string? Symbol { get; init; }

    /// <summary>The lower end, or null for none.</summary>
    public FeelValue Start => start;

    /// <summary>The upper end, or null for none.</summary>
    public FeelValue End => end;

    /// <summary>True when the lower end belongs to the range.</summary>
    public bool StartIncluded => startIncluded;

    /// <summary>True when the upper end belongs to the range.</summary>
    public bool EndIncluded => endIncluded;
}
