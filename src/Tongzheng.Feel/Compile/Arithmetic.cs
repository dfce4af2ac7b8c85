using System.Runtime.CompilerServices;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>The operators + − * / ** on numbers, texts, dates, times and durations (DMN 1.5, tables 44 to 48).</summary>
static class Arithmetic
{
    const int NanosInSecond = 1_000_000_000;

    public static FeelValue Add(in FeelValue left, in FeelValue right, Frame frame, At at)
    {
        if (left.IsShortNumber && right.IsShortNumber && left.Part == right.Part)
        {
            var sum = left.Bits + right.Bits;
            if (((left.Bits ^ sum) & (right.Bits ^ sum)) >= 0)
                return Short(sum, left.Part);
        }

        switch (left.Kind, right.Kind)
        {
            case (FeelKind.Number, FeelKind.Number):
                return Checked(FeelNumber.Add(left.Number, right.Number), frame, at);
            case (FeelKind.String, FeelKind.String):
                var (first, second) = ((string)left.Reference!, (string)right.Reference!);
                frame.Session.CheckText((long)first.Length + second.Length, at);
                frame.Session.Walk(left, at);
                frame.Session.Walk(right, at);
                return first + second;
            case (FeelKind.DaysAndTimeDuration, FeelKind.DaysAndTimeDuration):
                return FeelValue.OfNanos(left.Nanos + right.Nanos);
            case (FeelKind.YearsAndMonthsDuration, FeelKind.YearsAndMonthsDuration):
                return FeelValue.OfMonths((Int128)left.Months + right.Months);
            case (FeelKind.Date or FeelKind.DateTime or FeelKind.Time, FeelKind.DaysAndTimeDuration):
                return Shift(left, right.Nanos, frame, at);
            case (FeelKind.DaysAndTimeDuration, FeelKind.Date or FeelKind.DateTime or FeelKind.Time):
                return Shift(right, left.Nanos, frame, at);
            case (FeelKind.Date or FeelKind.DateTime, FeelKind.YearsAndMonthsDuration):
                return ShiftMonths(left, right.Months, frame, at);
            case (FeelKind.YearsAndMonthsDuration, FeelKind.Date or FeelKind.DateTime):
                return ShiftMonths(right, left.Months, frame, at);
            default:
                return Mismatch("+", left, right, frame, at);
        }
    }

    public static FeelValue Subtract(in FeelValue left, in FeelValue right, Frame frame, At at)
    {
        if (left.IsShortNumber && right.IsShortNumber && left.Part == right.Part)
        {
            var difference = left.Bits - right.Bits;
            if (((left.Bits ^ right.Bits) & (left.Bits ^ difference)) >= 0)
                return Short(difference, left.Part);
        }

        switch (left.Kind, right.Kind)
        {
            case (FeelKind.Number, FeelKind.Number):
                return Checked(FeelNumber.Subtract(left.Number, right.Number), frame, at);
            case (FeelKind.DaysAndTimeDuration, FeelKind.DaysAndTimeDuration):
                return FeelValue.OfNanos(left.Nanos - right.Nanos);
            case (FeelKind.YearsAndMonthsDuration, FeelKind.YearsAndMonthsDuration):
                return FeelValue.OfMonths((Int128)left.Months - right.Months);
            case (FeelKind.Date or FeelKind.DateTime or FeelKind.Time, FeelKind.DaysAndTimeDuration):
                return Shift(left, -right.Nanos, frame, at);
            case (FeelKind.Date or FeelKind.DateTime, FeelKind.YearsAndMonthsDuration):
                return ShiftMonths(left, -right.Months, frame, at);
            case (FeelKind.Date or FeelKind.DateTime, FeelKind.Date or FeelKind.DateTime):
                return Between(left, right, frame, at);
            case (FeelKind.Time, FeelKind.Time):
                if (left.Zone is null != right.Zone is null)
                    return frame.Fail(at, Codes.Type, "A time with a zone and one without have no difference.");
                return FeelValue.OfNanos(
                    (Int128)left.Bits - (left.Zone?.Offset ?? 0) * (Int128)NanosInSecond
                    - right.Bits + (right.Zone?.Offset ?? 0) * (Int128)NanosInSecond);
            default:
                return Mismatch("-", left, right, frame, at);
        }
    }

    public static FeelValue Multiply(in FeelValue left, in FeelValue right, Frame frame, At at)
    {
        if (left.IsShortNumber && right.IsShortNumber && left.Bits == (int)left.Bits && right.Bits == (int)right.Bits
            && left.Part + right.Part is >= FeelNumber.MinExponent and <= FeelNumber.MaxExponent)
            return Short(left.Bits * right.Bits, left.Part + right.Part);
        return (left.Kind, right.Kind) switch
        {
            (FeelKind.Number, FeelKind.Number) => Checked(FeelNumber.Multiply(left.Number, right.Number), frame, at),
            (FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration, FeelKind.Number) => Scale(left, right.Number, frame, at),
            (FeelKind.Number, FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration) => Scale(right, left.Number, frame, at),
            _ => Mismatch("*", left, right, frame, at),
        };
    }

    public static FeelValue Divide(in FeelValue left, in FeelValue right, Frame frame, At at)
    {
        if (right.Kind == FeelKind.Number && right.Number.Sign == 0 && left.Kind is FeelKind.Number or FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration)
            return frame.Fail(at, Codes.Range, "Division by zero.");
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.Number, FeelKind.Number):
                return Checked(FeelNumber.Divide(left.Number, right.Number), frame, at);
            case (FeelKind.DaysAndTimeDuration, FeelKind.Number):
                return OfNanos(FeelNumber.Divide(Number(left.Nanos), right.Number));
            case (FeelKind.YearsAndMonthsDuration, FeelKind.Number):
                return OfMonths(FeelNumber.Divide(left.Months, right.Number));
            case (FeelKind.DaysAndTimeDuration, FeelKind.DaysAndTimeDuration) when right.Nanos != 0:
                return FeelNumber.Divide(Number(left.Nanos), Number(right.Nanos));
            case (FeelKind.YearsAndMonthsDuration, FeelKind.YearsAndMonthsDuration) when right.Months != 0:
                return FeelNumber.Divide(left.Months, right.Months);
            case (FeelKind.DaysAndTimeDuration, FeelKind.DaysAndTimeDuration):
            case (FeelKind.YearsAndMonthsDuration, FeelKind.YearsAndMonthsDuration):
                return frame.Fail(at, Codes.Range, "Division by a duration of zero.");
            default:
                return Mismatch("/", left, right, frame, at);
        }
    }

    public static FeelValue Power(in FeelValue left, in FeelValue right, Frame frame, At at) =>
        left.Kind == FeelKind.Number && right.Kind == FeelKind.Number
            ? Checked(Transcendental.Power(left.Number, right.Number), frame, at)
            : Mismatch("**", left, right, frame, at);

    public static FeelValue Negate(in FeelValue value, Frame frame, At at) => value.Kind switch
    {
        FeelKind.Number => -value.Number,
        FeelKind.DaysAndTimeDuration => FeelValue.OfNanos(-value.Nanos),
        FeelKind.YearsAndMonthsDuration => FeelValue.OfMonths(-(Int128)value.Months),
        _ => frame.Fail(at, Codes.Type, $"A {Kinds.Name(value.Kind)} has no negative."),
    };

    /// <summary>The moment some nanoseconds later. A date counts from its midnight and stays a date.</summary>
    static FeelValue Shift(in FeelValue moment, Int128 nanos, Frame frame, At at)
    {
        if (moment.Kind == FeelKind.Time)
        {
            var rest = (moment.Bits + nanos) % Civil.NanosInDay;
            return FeelValue.OfTime((long)(rest < 0 ? rest + Civil.NanosInDay : rest), moment.Zone);
        }

        var total = (Int128)moment.Day * Civil.NanosInDay + (moment.Kind == FeelKind.Date ? 0 : moment.NanosOfDay) + nanos;
        var day = total / Civil.NanosInDay;
        var ofDay = (long)(total - day * Civil.NanosInDay);
        if (ofDay < 0)
            (day, ofDay) = (day - 1, ofDay + Civil.NanosInDay);
        if (day < Civil.Day(-Civil.LargestYear, 1, 1) || day > Civil.Day(Civil.LargestYear, 12, 31))
            return frame.Fail(at, Codes.Range, "The date lies beyond the calendar.");
        return moment.Kind == FeelKind.Date ? FeelValue.OfDate((long)day) : FeelValue.OfDateTime((long)day, ofDay, moment.Zone);
    }

    static FeelValue ShiftMonths(in FeelValue moment, long months, Frame frame, At at)
    {
        if (Civil.AddMonths(moment.Day, months) is not { } day)
            return frame.Fail(at, Codes.Range, "The date lies beyond the calendar.");
        return moment.Kind == FeelKind.Date ? FeelValue.OfDate(day) : FeelValue.OfDateTime(day, moment.NanosOfDay, moment.Zone);
    }

    /// <summary>The time between two moments; a date stands for its midnight UTC.</summary>
    static FeelValue Between(in FeelValue left, in FeelValue right, Frame frame, At at)
    {
        var (l, r) = (AsMoment(left), AsMoment(right));
        if (l.Zone is null != r.Zone is null)
            return frame.Fail(at, Codes.Type, "A date and time with a zone and one without have no difference.");
        return FeelValue.OfNanos(((Int128)Comparison.UtcSeconds(l) - Comparison.UtcSeconds(r)) * NanosInSecond + l.Part - r.Part);
    }

    static FeelValue AsMoment(in FeelValue value) =>
        value.Kind == FeelKind.DateTime ? value : FeelValue.OfDateTime(value.Day, 0L, Zone.Utc);

    static FeelValue Scale(in FeelValue duration, FeelNumber by, Frame frame, At at) =>
        duration.Kind == FeelKind.DaysAndTimeDuration
            ? OfNanos(FeelNumber.Multiply(Number(duration.Nanos), by))
            : OfMonths(FeelNumber.Multiply(duration.Months, by));

    static FeelNumber Number(Int128 value) => FeelNumber.Rounded(value, 0) ?? FeelNumber.Zero;

    static FeelValue OfNanos(FeelNumber? nanos) =>
        Whole(nanos) is { } whole ? FeelValue.OfNanos(whole) : default;

    static FeelValue OfMonths(FeelNumber? months) =>
        Whole(months) is { } whole ? FeelValue.OfMonths(whole) : default;

    static Int128? Whole(FeelNumber? value)
    {
        if (value?.Round(0, MidpointRounding.ToZero)?.Stripped() is not { } number || number.Exponent > 30)
            return null;
        var digits = FeelNumber.CountDigits(number.Coefficient) + number.Exponent;
        return digits > 36 ? null : number.Coefficient * FeelNumber.PowerOfTen(Math.Max(0, number.Exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static FeelValue Short(long coefficient, int exponent) =>
        exponent == 0 ? coefficient : new FeelNumber(coefficient, exponent);

    static FeelValue Checked(FeelNumber? result, Frame frame, At at) =>
        result is { } number ? number : frame.Fail(at, Codes.Range, "The result is not a number of decimal128.");

    static FeelValue Mismatch(string symbol, in FeelValue left, in FeelValue right, Frame frame, At at) =>
        frame.Fail(at, Codes.Type, $"'{symbol}' does not apply to {Kinds.Name(left.Kind)} and {Kinds.Name(right.Kind)}.");
}
