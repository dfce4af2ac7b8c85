namespace Tongzheng.Feel.Values;

/// <summary>Which values lie in a range.</summary>
static class Ranges
{
    /// <summary>A range; null when its ends are of different kinds or have no order.</summary>
    public static FeelValue Make(bool startIncluded, FeelValue start, FeelValue end, bool endIncluded)
    {
        if (start.IsNull && end.IsNull)
            return default;
        var fits = start.IsNull ? Comparison.Compare(end, end) : end.IsNull ? Comparison.Compare(start, start) : Comparison.Compare(start, end);
        return fits is null ? default(FeelValue) : new FeelRange(startIncluded, start, end, endIncluded);
    }

    /// <summary>True or false; null where the value and the ends can't be compared.</summary>
    public static bool? Contains(FeelRange range, in FeelValue value)
    {
        if (value.IsNull)
            return null;
        var unbounded = range.Symbol is not null; // an end given as null is unknown instead
        bool? low = range.Start.IsNull && !unbounded ? null : true, high = range.End.IsNull && !unbounded ? null : true;
        if (!range.Start.IsNull)
            low = Comparison.Compare(value, range.Start) is { } order ? order > 0 || order == 0 && range.StartIncluded : null;
        if (!range.End.IsNull)
            high = Comparison.Compare(value, range.End) is { } order ? order < 0 || order == 0 && range.EndIncluded : null;
        if (low is false || high is false)
            return false;
        return low is null || high is null ? null : true;
    }
}
