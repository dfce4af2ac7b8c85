namespace Tongzheng.Feel;

/// <summary>All values between two ends. An absent end (null) is unbounded.</summary>
public sealed class FeelRange(bool startIncluded, FeelValue start, FeelValue end, bool endIncluded)
{
    /// <summary>The lower end, or null for none.</summary>
    public FeelValue Start => start;

    /// <summary>The upper end, or null for none.</summary>
    public FeelValue End => end;

    /// <summary>True when the lower end belongs to the range.</summary>
    public bool StartIncluded => startIncluded;

    /// <summary>True when the upper end belongs to the range.</summary>
    public bool EndIncluded => endIncluded;
}
