using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Casework;

/// <summary>Lengths of time as procedures write them (ISO 8601: <c>P5D</c>, <c>PT1H</c>).</summary>
public static class Iso
{
    /// <summary>The longest a procedure waits, in months: a pension is, and what is longer would pass the end of the calendar.</summary>
    const int LongestMonths = 12 * 200;

    /// <summary>
    /// The instant so long after another; an instant text is itself, without a zone in the time of the country, a day from its beginning. Days are
    /// calendar days: a legal period names its limit instead.
    /// Every text that the engine takes for a time has an answer: a negative length is over at once, one beyond all reach ends with it.
    /// </summary>
    public static DateTimeOffset After(DateTimeOffset from, string text)
    {
        if (text.StartsWith('-')) return from;
        if (text.IndexOf('/') is var slash and > 0) return After(from, text[..slash]); // the first of "from then on, every …"
        if (!text.StartsWith('P')) return Instant(text);
        // Months first, then the exact rest: XmlConvert would take a month for 30 days.
        var t = text.IndexOf('T');
        var dates = t < 0 ? text : text[..t];
        var months = (Amount(dates, 'Y') * 12) + Amount(dates, 'M');
        var days = (Amount(dates, 'W') * 7) + Amount(dates, 'D');
        var time = t < 0 ? "" : text[t..];
        var seconds = (Amount(time, 'H') * 3600) + (Amount(time, 'M') * 60) + Amount(time, 'S');
        var latest = from.AddMonths(LongestMonths);
        if (months > LongestMonths || days + (seconds / 86_400) > (decimal)(latest - from).TotalDays) return latest;
        var then = from.AddMonths((int)months).AddDays((double)days).AddSeconds((double)seconds);
        return then < latest ? then : latest;
    }

    static DateTimeOffset Instant(string text)
    {
        var moment = DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind);
        return moment.Kind == DateTimeKind.Unspecified ? new(moment, China.Offset) : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A variable that is a day, as a date or as its text.</summary>
    public static DateOnly? Day(Feel.FeelValue value) => value.AsDate
        ?? (DateOnly.TryParseExact(value.AsString, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null);

    /// <summary>A parameter that is a length of time, in its own unit.</summary>
    public static Period? Period(Parameter parameter) =>
        parameter.Value?.ToString() is { } text && text.StartsWith('P') && Kernel.Period.TryParse($"{text.Trim('P', 'D', 'M', 'Y')} {parameter.Unit}", out var period) ? period : null;

    // The number before a unit; so many digits that no decimal holds them are simply very many.
    static decimal Amount(string part, char unit)
    {
        var end = part.IndexOf(unit);
        if (end < 0) return 0;
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(part[start - 1]) || part[start - 1] is '.' or ',')) start--;
        return end - start <= MostDigits && decimal.TryParse(part[start..end].Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture, out var amount) ? amount : VeryMany;
    }

    const int MostDigits = 12;
    const decimal VeryMany = 1_000_000_000_000;
}
