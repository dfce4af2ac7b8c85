using System.Xml;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Casework;

/// <summary>Lengths of time as procedures write them (ISO 8601: <c>P5D</c>, <c>PT1H</c>).</summary>
public static class Iso
{
    /// <summary>The instant so long after another; an instant text is itself. Days are calendar days: a legal period names its limit instead.</summary>
    public static DateTimeOffset After(DateTimeOffset from, string text)
    {
        if (!text.StartsWith('P')) return DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        // Months first, then the exact rest: XmlConvert would take a month for 30 days.
        var t = text.IndexOf('T');
        var dates = t < 0 ? text : text[..t];
        var years = Amount(dates, 'Y');
        var months = Amount(dates, 'M');
        var weeks = Amount(dates, 'W');
        var days = Amount(dates, 'D');
        var rest = t < 0 ? TimeSpan.Zero : XmlConvert.ToTimeSpan("P" + text[t..]);
        return from.AddMonths((years * 12) + months).AddDays((weeks * 7) + days) + rest;
    }

    /// <summary>A variable that is a day, as a date or as its text.</summary>
    public static DateOnly? Day(Feel.FeelValue value) => value.AsDate
        ?? (DateOnly.TryParseExact(value.AsString, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null);

    /// <summary>A parameter that is a length of time, in its own unit.</summary>
    public static Period? Period(Parameter parameter) =>
        parameter.Value?.ToString() is { } text && text.StartsWith('P') && Kernel.Period.TryParse($"{text.Trim('P', 'D', 'M', 'Y')} {parameter.Unit}", out var period) ? period : null;

    static int Amount(string dates, char unit)
    {
        var end = dates.IndexOf(unit);
        if (end < 0) return 0;
        var start = end;
        while (start > 0 && char.IsAsciiDigit(dates[start - 1])) start--;
        return int.Parse(dates.AsSpan(start, end - start), System.Globalization.CultureInfo.InvariantCulture);
    }
}
