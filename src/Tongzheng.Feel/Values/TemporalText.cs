using System.Globalization;

namespace Tongzheng.Feel.Values;

/// <summary>Dates, times and durations as XML Schema writes them, with the zones <c>@Asia/Shanghai</c> of FEEL.</summary>
static class TemporalText
{
    const long NanosInSecond = 1_000_000_000;

    /// <summary>Whatever temporal value the text is; null when none.</summary>
    public static FeelValue Any(string text)
    {
        if (text.Length > 0 && (text[0] == 'P' || text.StartsWith("-P", StringComparison.Ordinal)))
            return Duration(text);
        if (text.Contains('T') && DateTime(text) is { IsNull: false } moment)
            return moment;
        return Date(text) is { IsNull: false } date ? date : Time(text);
    }

    public static FeelValue Date(ReadOnlySpan<char> text) => Day(text) is { } day ? FeelValue.OfDate(day) : default;

    public static FeelValue Time(string text) => SplitTime(text) is var (nanos, zone) ? FeelValue.OfTime(nanos % Civil.NanosInDay, zone) : default;

    public static FeelValue DateTime(string text)
    {
        var t = text.IndexOf('T');
        if (t < 0)
            return Day(text) is { } midnight ? FeelValue.OfDateTime(midnight, 0L, null) : default;
        if (Day(text.AsSpan(0, t)) is not { } day || SplitTime(text[(t + 1)..]) is not var (nanos, zone))
            return default;
        return FeelValue.OfDateTime(day + nanos / Civil.NanosInDay, nanos % Civil.NanosInDay, zone);
    }

    public static FeelValue Duration(ReadOnlySpan<char> text)
    {
        var negative = text.StartsWith("-");
        if (negative)
            text = text[1..];
        if (text.Length < 3 || text[0] != 'P')
            return default;
        text = text[1..];
        Int128 months = 0, nanos = 0;
        bool hasMonths = false, hasTime = false, inTime = false;
        var order = "";
        while (text.Length > 0)
        {
            if (text[0] == 'T')
            {
                if (inTime || text.Length == 1)
                    return default;
                inTime = true;
                text = text[1..];
                continue;
            }

            var digits = Digits(text);
            if (digits is 0 or > 18)
                return default;
            var count = long.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            text = text[digits..];
            long fraction = 0;
            if (text.Length > 0 && text[0] == '.')
            {
                fraction = ReadFraction(ref text);
                if (!inTime || text.Length != 1 || text[0] != 'S')
                    return default;
            }

            if (text.Length == 0)
                return default;
            var unit = inTime && text[0] == 'M' ? 'm' : text[0];
            text = text[1..];
            if ("YMDHmS".IndexOf(unit) is var rank && (rank < 0 || rank >= 3 != inTime || order.Length > 0 && rank <= order[^1] - '0'))
                return default;
            order += (char)('0' + rank);
            switch (unit)
            {
                case 'Y': months += (Int128)count * 12; break;
                case 'M': months += count; break;
                case 'D': nanos += (Int128)count * Civil.NanosInDay; break;
                case 'H': nanos += (Int128)count * 3600 * NanosInSecond; break;
                case 'm': nanos += (Int128)count * 60 * NanosInSecond; break;
                default: nanos += (Int128)count * NanosInSecond + fraction; break;
            }

            hasMonths |= rank < 2;
            hasTime |= rank >= 2;
        }

        if (hasMonths == hasTime)
            return default;
        return hasMonths ? FeelValue.OfMonths(negative ? -months : months) : FeelValue.OfNanos(negative ? -nanos : nanos);
    }

    /// <summary>The zone after a time: empty for none, null for one that does not exist.</summary>
    static (Zone? Zone, bool Valid) ReadZone(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
            return (null, true);
        if (text is "Z" or "z")
            return (Zone.Utc, true);
        if (text[0] == '@')
            return Zone.Find(text[1..].ToString()) is { } named ? (named, true) : (null, false);
        if (text[0] is not ('+' or '-') || text.Length is not (6 or 9) || text[3] != ':' || text.Length == 9 && text[6] != ':')
            return (null, false);
        if (Two(text, 1) is not { } hours || Two(text, 4) is not { } minutes || minutes > 59)
            return (null, false);
        var seconds = text.Length == 9 ? Two(text, 7) : 0;
        if (seconds is null or > 59)
            return (null, false);
        var zone = Zone.OfOffset((text[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds.Value));
        return (zone, zone is not null);
    }

    static (long Nanos, Zone? Zone)? SplitTime(string text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':')
            return null;
        if (Two(text, 0) is not { } hours || Two(text, 3) is not { } minutes || Two(text, 6) is not { } seconds)
            return null;
        var rest = text.AsSpan(8);
        long fraction = 0;
        if (rest.Length > 0 && rest[0] == '.')
        {
            if (rest.Length == 1 || !char.IsAsciiDigit(rest[1]))
                return null;
            fraction = ReadFraction(ref rest);
        }

        var midnightAfter = hours == 24 && minutes == 0 && seconds == 0 && fraction == 0; // XML Schema has it
        if (hours > 23 && !midnightAfter || minutes > 59 || seconds > 59)
            return null;
        var (zone, valid) = ReadZone(rest);
        return valid ? ((hours * 3600L + minutes * 60 + seconds) * NanosInSecond + fraction, zone) : null;
    }

    static long? Day(ReadOnlySpan<char> text)
    {
        var negative = text.StartsWith("-");
        if (negative)
            text = text[1..];
        var digits = Digits(text);
        if (digits is < 4 or > 9 || digits > 4 && text[0] == '0' || text.Length != digits + 6 || text[digits] != '-' || text[digits + 3] != '-')
            return null;
        if (Two(text, digits + 1) is not { } month || Two(text, digits + 4) is not { } day)
            return null;
        var year = long.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        return Civil.Day(negative ? -year : year, month, day);
    }

    /// <summary>Takes <c>.5</c> off the text, as nanoseconds; digits beyond the ninth are cut off.</summary>
    static long ReadFraction(ref ReadOnlySpan<char> text)
    {
        text = text[1..];
        var digits = Digits(text);
        long nanos = 0;
        for (var i = 0; i < 9; i++)
            nanos = nanos * 10 + (i < digits ? text[i] - '0' : 0);
        text = text[digits..];
        return nanos;
    }

    static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
            count++;
        return count;
    }

    static int? Two(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1])
            ? (text[at] - '0') * 10 + text[at + 1] - '0'
            : null;
}
