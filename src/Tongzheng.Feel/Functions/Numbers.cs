using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Functions on numbers (DMN 1.5, table 74).</summary>
static class Numbers
{
    public static readonly Entry[] All =
    [
        new("decimal", "n: number, scale: number", Rounding((n, scale) => n.Round(scale, MidpointRounding.ToEven))),
        new("floor", "n: number, scale?: number", Rounding((n, scale) => n.Round(scale, MidpointRounding.ToNegativeInfinity))),
        new("ceiling", "n: number, scale?: number", Rounding((n, scale) => n.Round(scale, MidpointRounding.ToPositiveInfinity))),
        new("round up", "n: number, scale?: number", Rounding((n, scale) => n.RoundUp(scale))),
        new("round down", "n: number, scale?: number", Rounding((n, scale) => n.Round(scale, MidpointRounding.ToZero))),
        new("round half up", "n: number, scale?: number", Rounding((n, scale) => n.Round(scale, MidpointRounding.AwayFromZero))),
        new("round half down", "n: number, scale?: number", Rounding((n, scale) => n.RoundHalfDown(scale))),
        new("abs", "n: number|duration", Abs),
        new("modulo", "dividend: number, divisor: number", Modulo),
        new("sqrt", "number: number", (call, a) => Checked(call, Transcendental.Sqrt(a[0].Number))),
        new("log", "number: number", (call, a) => Checked(call, Transcendental.Log(a[0].Number))),
        new("exp", "number: number", (call, a) => Checked(call, Transcendental.Exp(a[0].Number))),
        new("odd", "number: number", (call, a) => IsOdd(a[0].Number) is { } odd ? odd : call.Fail("it takes a whole number.")),
        new("even", "number: number", (call, a) => IsOdd(a[0].Number) is { } odd ? !odd : call.Fail("it takes a whole number.")),
    ];

    static BuiltInCode Rounding(Func<FeelNumber, int, FeelNumber?> round) => (call, a) =>
    {
        var scale = a[1].IsNull ? 0 : a[1].Number.Round(0, MidpointRounding.ToZero)?.ToInt64();
        return scale is >= FeelNumber.MinExponent and <= -FeelNumber.MinExponent and var digits && (digits >= -FeelNumber.MaxExponent)
            ? Checked(call, round(a[0].Number, (int)digits))
            : call.Fail("the scale lies between -6111 and 6176.");
    };

    static FeelValue Checked(Invoked call, FeelNumber? number) =>
        number is { } value ? value : call.Fail("the result is not a number of decimal128.");

    static FeelValue Abs(Invoked call, ReadOnlySpan<FeelValue> a) => a[0].Kind switch
    {
        FeelKind.Number => a[0].Number.Abs(),
        FeelKind.DaysAndTimeDuration => FeelValue.OfNanos(Int128.Abs(a[0].Nanos)),
        _ => FeelValue.OfMonths(Int128.Abs(a[0].Months)),
    };

    /// <summary>dividend − divisor × floor(dividend / divisor): the sign is the divisor's.</summary>
    static FeelValue Modulo(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var (dividend, divisor) = (a[0].Number, a[1].Number);
        if (divisor.Sign == 0)
            return call.Fail("the divisor is zero.");
        return FeelNumber.Divide(dividend, divisor) is { } quotient && FeelNumber.Multiply(divisor, quotient.Floor()) is { } whole
            ? Checked(call, FeelNumber.Subtract(dividend, whole))
            : Checked(call, null);
    }

    static bool? IsOdd(FeelNumber number)
    {
        if (!number.IsInteger)
            return null;
        var stripped = number.Stripped();
        return stripped.Exponent == 0 && Int128.IsOddInteger(stripped.Coefficient);
    }
}
