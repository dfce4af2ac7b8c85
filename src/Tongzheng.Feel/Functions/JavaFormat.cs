using System.Text;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>
/// The part of <c>String.format</c> that means the same everywhere: %s, %b, %f, %n and %%, with an argument's place, a width,
/// a precision and the flag for the left side. Anything else gives no text.
/// </summary>
static class JavaFormat
{
    const int WidestField = 1_000; // a column of a report, not a bomb
    const int UsualPrecision = 6;

    public static FeelValue Format(string format, FeelList arguments)
    {
        var result = new StringBuilder();
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                result.Append(format[at]);
                continue;
            }

            at++;
            var number = Digits(format, ref at);
            int? place = null;
            if (number is not null && at < format.Length && format[at] == '$')
            {
                (place, number) = (number, null);
                at++;
            }

            var left = number is null && at < format.Length && format[at] == '-';
            at += left ? 1 : 0;
            var width = number ?? Digits(format, ref at) ?? 0;
            int? precision = null;
            if (at < format.Length && format[at] == '.')
            {
                at++;
                precision = Digits(format, ref at);
                if (precision is null)
                    return default;
            }

            if (at >= format.Length || width > WidestField || precision > WidestField)
                return default;
            var field = format[at] switch { '%' => "%", 'n' => "\n", _ => null };
            if (field is null)
            {
                var index = place is { } fixedPlace ? fixedPlace - 1 : next++;
                if (index < 0 || index >= arguments.Count)
                    return default;
                field = Field(format[at], arguments[index], precision);
            }

            if (field is null)
                return default;
            result.Append(left ? field.PadRight(width) : field.PadLeft(width));
        }

        return result.ToString();
    }

    static string? Field(char conversion, in FeelValue value, int? precision)
    {
        var text = conversion switch
        {
            's' => value.IsNull ? "null" : Text.Plain(value),
            'b' => value.Kind == FeelKind.Boolean ? Text.Plain(value) : value.IsNull ? "false" : "true",
            'f' => value.IsNull ? "null" : value.AsNumber is { } number ? Fixed(number, precision ?? UsualPrecision) : null,
            _ => null,
        };
        return conversion != 'f' && precision < text?.Length ? text[..precision.Value] : text;
    }

    /// <summary>Half up, with all its places.</summary>
    static string? Fixed(FeelNumber number, int places)
    {
        if (number.Round(places, MidpointRounding.AwayFromZero)?.ToString() is not { } text || text.Contains('E', StringComparison.Ordinal))
            return null;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var have = point < 0 ? 0 : text.Length - point - 1;
        return places == have ? text : point < 0 ? $"{text}.{new string('0', places)}" : text + new string('0', places - have);
    }

    static int? Digits(string format, ref int at)
    {
        const int MostDigits = 4;
        var start = at;
        while (at < format.Length && at - start < MostDigits && char.IsAsciiDigit(format[at]))
            at++;
        return at > start ? int.Parse(format.AsSpan(start, at - start), System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
