using System.Globalization;
using System.Text;

namespace Tongzheng.Feel.Values;

/// <summary>Values as text: plain as <c>string()</c> gives it, or as the literal that would be read back.</summary>
static class Text
{
    public static string Literal(FeelValue value)
    {
        var text = new StringBuilder();
        Append(text, value, literal: true);
        return text.ToString();
    }

    /// <summary>What <c>string(value)</c> gives: text as it is, all else as written in FEEL.</summary>
    public static string Plain(FeelValue value)
    {
        if (value.AsString is { } already)
            return already;
        var text = new StringBuilder();
        Append(text, value, literal: false);
        return text.ToString();
    }

    static void Append(StringBuilder text, FeelValue value, bool literal)
    {
        switch (value.Kind)
        {
            case FeelKind.Null: text.Append("null"); break;
            case FeelKind.Boolean: text.Append(value.IsTrue ? "true" : "false"); break;
            case FeelKind.Number: text.Append(value.Number.ToString()); break;
            case FeelKind.String: Quote(text, (string)value.Reference!); break;
            case FeelKind.Function: text.Append("function"); break;
            case FeelKind.List:
                text.Append('[');
                var first = true;
                foreach (var item in ((FeelList)value.Reference!).Items)
                {
                    text.Append(first ? "" : ", ");
                    Append(text, item, literal);
                    first = false;
                }

                text.Append(']');
                break;
            case FeelKind.Context:
                var context = (FeelContext)value.Reference!;
                text.Append('{');
                for (var i = 0; i < context.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    if (Syntax.Characters.IsName(context.KeyAt(i)))
                        text.Append(context.KeyAt(i));
                    else
                        Quote(text, context.KeyAt(i));
                    text.Append(": ");
                    Append(text, context.ValueAt(i), literal);
                }

                text.Append('}');
                break;
            case FeelKind.Range:
                var range = (FeelRange)value.Reference!;
                text.Append(range.StartIncluded ? '[' : '(');
                Append(text, range.Start, literal);
                text.Append("..");
                Append(text, range.End, literal);
                text.Append(range.EndIncluded ? ']' : ')');
                break;
            default:
                if (literal)
                    text.Append("@\"").Append(Temporal(value)).Append('"');
                else
                    text.Append(Temporal(value));
                break;
        }
    }

    static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }

    static string Temporal(FeelValue value) => value.Kind switch
    {
        FeelKind.Date => Date(value.Day),
        FeelKind.Time => Time(value.NanosOfDay) + value.Zone,
        FeelKind.DateTime => Date(value.Day) + "T" + Time(value.NanosOfDay) + value.Zone,
        FeelKind.DaysAndTimeDuration => Duration(value.Nanos),
        _ => Duration(value.Months),
    };

    static string Date(long day)
    {
        var (year, month, dayOfMonth) = Civil.Split(day);
        return string.Create(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{Math.Abs(year):0000}-{month:00}-{dayOfMonth:00}");
    }

    static string Time(long nanos)
    {
        var seconds = nanos / 1_000_000_000;
        var fraction = Fraction(nanos % 1_000_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{fraction}");
    }

    static string Fraction(long nanos) =>
        nanos == 0 ? "" : "." + nanos.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');

    static string Duration(Int128 nanos)
    {
        if (nanos == 0)
            return "PT0S";
        var text = new StringBuilder(nanos < 0 ? "-P" : "P");
        nanos = Int128.Abs(nanos);
        var seconds = nanos / 1_000_000_000;
        var fraction = Fraction((long)(nanos % 1_000_000_000));
        var days = seconds / 86_400;
        var (hours, minutes, rest) = ((int)(seconds / 3600 % 24), (int)(seconds / 60 % 60), (int)(seconds % 60));
        if (days > 0)
            text.Append(days).Append('D');
        if (hours + minutes + rest == 0 && fraction.Length == 0)
            return text.ToString();
        text.Append('T');
        if (hours > 0)
            text.Append(hours).Append('H');
        if (minutes > 0)
            text.Append(minutes).Append('M');
        if (rest > 0 || fraction.Length > 0)
            text.Append(rest).Append(fraction).Append('S');
        return text.ToString();
    }

    static string Duration(long months)
    {
        if (months == 0)
            return "P0M";
        var text = new StringBuilder(months < 0 ? "-P" : "P");
        var count = Int128.Abs(months);
        if (count / 12 > 0)
            text.Append(count / 12).Append('Y');
        if (count % 12 > 0)
            text.Append(count % 12).Append('M');
        return text.ToString();
    }
}
