using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Values from texts and from parts (DMN 1.5, table 70).</summary>
static class Conversions
{
    public static readonly Entry[] All =
    [
        new("string", "from: value", (_, a) => Text.Plain(a[0])),
        new("number", "from: string, grouping separator?: string|null, decimal separator?: string|null", Number),
        new("date", "from: string", (call, a) => Read(call, a[0], TemporalText.Date((string)a[0].Reference!), "date")),
        new("date", "from: date|date and time", (_, a) => FeelValue.OfDate(a[0].Day)),
        new("date", "year: number, month: number, day: number", (call, a) => FeelValue.OfDate(Day(call, a))),
        new("time", "from: string", (call, a) => Read(call, a[0], TemporalText.Time((string)a[0].Reference!), "time")),
        new("time", "from: time", (_, a) => a[0]),
        new("time", "from: date and time", (_, a) => FeelValue.OfTime(a[0].NanosOfDay, a[0].Zone)),
        new("time", "from: date", (_, a) => FeelValue.OfTime(0, Zone.Utc)),
        new("time", "hour: number, minute: number, second: number, offset?: days duration|null", Time),
        new("date and time", "from: string", (call, a) => Read(call, a[0], TemporalText.DateTime((string)a[0].Reference!), "date and time")),
        new("date and time", "from: date and time", (_, a) => a[0]),
        new("date and time", "from: date", (_, a) => FeelValue.OfDateTime(a[0].Day, 0L, null)),
        new("date and time", "date: date|date and time, time: time", (_, a) => FeelValue.OfDateTime(a[0].Day, a[1].NanosOfDay, a[1].Zone)),
        new("date and time", "date: date and time, timezone: string", InZone),
        new("date and time", "year: number, month: number, day: number, hour: number, minute: number, second: number", Moment),
        new("date and time", "year: number, month: number, day: number, hour: number, minute: number, second: number, offset: days duration", Moment),
        new("date and time", "year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string", Moment),
        new("duration", "from: string", (call, a) => Read(call, a[0], TemporalText.Duration((string)a[0].Reference!), "duration")),
        new("duration", "from: duration", (_, a) => a[0]),
        new("years and months duration", "from: date|date and time, to: date|date and time", (_, a) => Months(a[0], a[1])),
    ];

    static FeelValue Read(Invoked call, in FeelValue text, FeelValue value, string kind) =>
        value.IsNull ? call.Fail($"{text} is no {kind}.") : value;

    static FeelValue Number(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var text = (string)a[0].Reference!;
        var (grouping, point) = (a[1].AsString, a[2].AsString);
        if (grouping is not (null or " " or "," or ".") || point is not (null or "." or ",") || grouping is not null && grouping == point)
            return call.Fail("a grouping separator is a space, comma or point, a decimal separator a point or comma, and they differ.");
        if (grouping is not null)
            text = text.Replace(grouping, "");
        if (point is ",")
            text = text.Contains('.') ? "" : text.Replace(',', '.');
        return FeelNumber.Parse(text) is { } number ? number : call.Fail($"{a[0]} is no number.");
    }

    static long? Day(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        if (a[0].Number.ToInt64() is { } year && a[1].Number.ToInt64() is { } month && a[2].Number.ToInt64() is { } day
            && Civil.Day(year, month, day) is { } number)
            return number;
        call.Fail($"there is no day {a[0]}-{a[1]}-{a[2]}.");
        return null;
    }

    /// <summary>Nanoseconds of the day; seconds may have a fraction.</summary>
    static long? OfDay(Invoked call, FeelNumber hour, FeelNumber minute, FeelNumber second)
    {
        var nanos = FeelNumber.Multiply(second, 1_000_000_000)?.Round(0, MidpointRounding.ToZero)?.ToInt64();
        if (hour.ToInt64() is >= 0 and <= 23 and var h && minute.ToInt64() is >= 0 and <= 59 and var m && nanos is >= 0 and < 60_000_000_000 and var n)
            return (h * 60 + m) * 60_000_000_000 + n;
        call.Fail($"there is no time {hour}:{minute}:{second}.");
        return null;
    }

    static (Zone? Zone, bool Valid) Offset(Invoked call, in FeelValue offset)
    {
        if (offset.IsNull)
            return (null, true);
        var zone = offset.AsString is { } name
            ? Zone.Find(name)
            : offset.Bits is > -100_000 and < 100_000 ? Zone.OfOffset((int)offset.Bits) : null;
        if (zone is null)
            call.Fail($"there is no zone {offset}.");
        return (zone, zone is not null);
    }

    static FeelValue Time(Invoked call, ReadOnlySpan<FeelValue> a) =>
        OfDay(call, a[0].Number, a[1].Number, a[2].Number) is { } nanos && Offset(call, a[3]) is (var zone, true)
            ? FeelValue.OfTime(nanos, zone)
            : default;

    static FeelValue Moment(Invoked call, ReadOnlySpan<FeelValue> a) =>
        Day(call, a) is { } day && OfDay(call, a[3].Number, a[4].Number, a[5].Number) is { } nanos
            && Offset(call, a.Length > 6 ? a[6] : default) is (var zone, true)
            ? FeelValue.OfDateTime(day, nanos, zone)
            : default;

    static FeelValue InZone(Invoked call, ReadOnlySpan<FeelValue> a) =>
        Zone.Find((string)a[1].Reference!) is { } zone
            ? FeelValue.OfDateTime(a[0].Bits, a[0].Part, zone)
            : call.Fail($"there is no zone {a[1]}.");

    /// <summary>Whole months from one day to the other, towards zero.</summary>
    static FeelValue Months(in FeelValue from, in FeelValue to)
    {
        var (start, end) = (Civil.Split(from.Day), Civil.Split(to.Day));
        var months = (end.Year - start.Year) * 12 + end.Month - start.Month;
        if (months > 0 && end.Day < start.Day)
            months--;
        else if (months < 0 && end.Day > start.Day)
            months++;
        return FeelValue.OfMonths(months);
    }
}
