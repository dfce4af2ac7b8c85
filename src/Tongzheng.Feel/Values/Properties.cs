namespace Tongzheng.Feel.Values;

/// <summary>The parts of dates, times, durations and ranges (DMN 1.5, table 65).</summary>
static class Properties
{
    /// <summary>Names with spaces, for the parser.</summary>
    public static readonly string[] Names =
        ["year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone", "years", "months",
         "days", "hours", "minutes", "seconds", "start", "end", "start included", "end included", "value"];

    /// <summary>A part; null where the kind of value has no such part.</summary>
    public static FeelValue? Get(in FeelValue value, string name) => value.Kind switch
    {
        FeelKind.Date => OfDate(value, name),
        FeelKind.DateTime => OfDate(value, name) ?? OfTime(value, name),
        FeelKind.Time => OfTime(value, name),
        FeelKind.DaysAndTimeDuration => OfDuration(value.Nanos, name),
        FeelKind.YearsAndMonthsDuration => name switch
        {
            "years" => value.Months / 12,
            "months" => value.Months % 12,
            _ => null,
        },
        FeelKind.Range => OfRange((FeelRange)value.Reference!, name),
        _ => null,
    };

    static FeelValue? OfDate(in FeelValue value, string name)
    {
        var (year, month, day) = Civil.Split(value.Day);
        return name switch
        {
            "year" => year,
            "month" => month,
            "day" => day,
            "weekday" => Civil.DayOfWeek(value.Day),
            _ => null,
        };
    }

    static FeelValue? OfTime(in FeelValue value, string name)
    {
        var seconds = value.NanosOfDay / 1_000_000_000;
        switch (name)
        {
            case "hour": return seconds / 3600;
            case "minute": return seconds / 60 % 60;
            case "second": return seconds % 60;
            case "time offset":
                if (value.Zone is not { } zone)
                    return FeelValue.Null;
                var offset = value.Kind == FeelKind.DateTime ? zone.OffsetAt(value.Bits) : zone.Offset;
                return FeelValue.OfNanos((Int128)offset * 1_000_000_000);
            case "timezone": return value.Zone?.Name;
            default: return null;
        }
    }

    static FeelValue? OfDuration(Int128 nanos, string name)
    {
        var seconds = nanos / 1_000_000_000;
        return name switch
        {
            "days" => (long)(seconds / 86_400),
            "hours" => (long)(seconds / 3600 % 24),
            "minutes" => (long)(seconds / 60 % 60),
            "seconds" => (long)(seconds % 60),
            _ => null,
        };
    }

    static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => range.StartIncluded,
        "end included" => range.EndIncluded,
        _ => default(FeelValue?),
    };
}
