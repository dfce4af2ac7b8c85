namespace Tongzheng.Feel.Values;

/// <summary>Equality and order of values (DMN 1.5, tables 41 and 42).</summary>
static class Comparison
{
    /// <summary>True or false for comparable values, null where FEEL does not say (different kinds).</summary>
    public static bool? Equal(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind)
            return left.IsNull || right.IsNull ? false : null;
        switch (left.Kind)
        {
            case FeelKind.Null: return true;
            case FeelKind.Boolean: return left.Bits == right.Bits;
            case FeelKind.String: return string.Equals((string)left.Reference!, (string)right.Reference!);
            case FeelKind.Function: return ReferenceEquals(left.Reference, right.Reference);
            case FeelKind.List: return Equal((FeelList)left.Reference!, (FeelList)right.Reference!);
            case FeelKind.Context: return Equal((FeelContext)left.Reference!, (FeelContext)right.Reference!);
            case FeelKind.Range: return Equal((FeelRange)left.Reference!, (FeelRange)right.Reference!);
            default: return Compare(left, right) is { } order ? order == 0 : false;
        }
    }

    /// <summary>Negative, zero or positive; null for values without an order between them.</summary>
    public static int? Compare(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind)
            return null;
        switch (left.Kind)
        {
            case FeelKind.Number:
                if (left.Part == right.Part && left.Reference is null && right.Reference is null)
                    return left.Bits.CompareTo(right.Bits);
                return left.Number.CompareTo(right.Number);
            case FeelKind.String:
                return ByCodePoint((string)left.Reference!, (string)right.Reference!);
            case FeelKind.Date:
            case FeelKind.YearsAndMonthsDuration:
                return left.Bits.CompareTo(right.Bits);
            case FeelKind.DaysAndTimeDuration:
                return left.Bits != right.Bits ? left.Bits.CompareTo(right.Bits) : left.Part.CompareTo(right.Part);
            case FeelKind.Time:
                if (left.Zone is null != right.Zone is null)
                    return null;
                return Seconds(left).CompareTo(Seconds(right));
            case FeelKind.DateTime:
                if (left.Zone is null != right.Zone is null)
                    return null;
                return UtcSeconds(left).CompareTo(UtcSeconds(right));
            default:
                return null;
        }
    }

    public static long UtcSeconds(in FeelValue dateTime) =>
        dateTime.Bits - (dateTime.Zone?.OffsetAt(dateTime.Bits) ?? 0);

    public static int Hash(FeelValue value) => value.Kind switch
    {
        FeelKind.Number => value.Number.GetHashCode(),
        FeelKind.Time => Seconds(value).GetHashCode(),
        FeelKind.DateTime => UtcSeconds(value).GetHashCode(),
        FeelKind.String => string.GetHashCode((string)value.Reference!),
        FeelKind.List => ((FeelList)value.Reference!).Count,
        FeelKind.Context => ((FeelContext)value.Reference!).Count,
        FeelKind.Range => 0,
        _ => HashCode.Combine(value.Kind, value.Bits, value.Part),
    };

    /// <summary>Times are compared by whole seconds, as the public suite has it; <c>is()</c> sees the fraction.</summary>
    static long Seconds(in FeelValue time) => time.Bits / 1_000_000_000 - (time.Zone?.Offset ?? 0);

    /// <summary>UTF-16 order, but with characters outside the basic plane after those inside.</summary>
    static int ByCodePoint(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var (l, r) = (left[i], right[i]);
            if (l == r)
                continue;
            return char.IsSurrogate(l) == char.IsSurrogate(r) ? l - r : char.IsSurrogate(l) ? 1 : -1;
        }

        return left.Length - right.Length;
    }

    static bool? Equal(FeelList left, FeelList right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (Equal(left[i], right[i]) is not true)
                return false;
        }

        return true;
    }

    static bool? Equal(FeelContext left, FeelContext right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!right.TryGet(left.KeyAt(i), out var other) || Equal(left.ValueAt(i), other) is not true)
                return false;
        }

        return true;
    }

    static bool? Equal(FeelRange left, FeelRange right) =>
        left.Symbol == right.Symbol && left.StartIncluded == right.StartIncluded && left.EndIncluded == right.EndIncluded
        && Equal(left.Start, right.Start) is true && Equal(left.End, right.End) is true;
}
