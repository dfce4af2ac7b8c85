using System.Globalization;
using System.Numerics;

namespace Tongzheng.Feel.Values;

/// <summary>Roots, powers, exponentials and logarithms to 34 digits, computed in whole numbers scaled by 10^60.</summary>
static class Transcendental
{
    const int Scale = 60; // 26 digits beyond what is kept absorb every rounding of the series
    const int Halvings = 8;
    static readonly BigInteger one = BigInteger.Pow(10, Scale);
    static readonly BigInteger ln10 = BigInteger.Parse(
        "2302585092994045684017991454684364207601101488628772976033328", CultureInfo.InvariantCulture);

    /// <summary>The square root; null for a negative number.</summary>
    public static FeelNumber? Sqrt(FeelNumber value)
    {
        if (value.Sign < 0)
            return null;
        if (value.Sign == 0)
            return FeelNumber.Zero;
        var shift = 80 - (value.Exponent & 1); // an even exponent, and 40 digits of root at least
        if ((value.Exponent - shift & 1) != 0)
            shift++;
        var radicand = (BigInteger)value.Coefficient * BigInteger.Pow(10, shift);
        var root = Root(radicand);
        var exponent = (value.Exponent - shift) / 2;
        return root * root == radicand
            ? FeelNumber.Rounded(root, exponent)?.Stripped()
            : FeelNumber.Rounded(root * 10 + 1, exponent - 1);
    }

    /// <summary>e to the power; null when too large.</summary>
    public static FeelNumber? Exp(FeelNumber value)
    {
        const int Largest = 15000; // beyond it decimal128 overflows or is zero
        if (value.Sign == 0)
            return (FeelNumber)1L;
        if (value.Abs().CompareTo(Largest) > 0)
            return value.Sign < 0 ? FeelNumber.Zero : null;
        var fixedPoint = ToFixed(value);
        var tens = BigInteger.Divide(fixedPoint, ln10);
        return FeelNumber.Rounded(ExpFixed(fixedPoint - tens * ln10), (long)tens - Scale);
    }

    /// <summary>The natural logarithm; null unless positive.</summary>
    public static FeelNumber? Log(FeelNumber value)
    {
        if (value.Sign <= 0)
            return null;
        var tens = FeelNumber.CountDigits(value.Coefficient) - 1;
        var mantissa = (BigInteger)value.Coefficient * BigInteger.Pow(10, Scale - tens); // 1 ≤ m < 10
        return FeelNumber.Rounded(LogFixed(mantissa) + ln10 * (tens + value.Exponent), -Scale);
    }

    /// <summary>A number to any power; null where it is not real or not representable.</summary>
    public static FeelNumber? Power(FeelNumber number, FeelNumber power)
    {
        if (power.ToInt64() is { } whole && Math.Abs(whole) <= 999_999_999)
            return Power(number, (int)whole);
        if (number.Sign < 0)
            return null;
        if (number.Sign == 0)
            return power.Sign > 0 ? FeelNumber.Zero : null;
        if (power.Equals(new FeelNumber(5, -1)))
            return Sqrt(number);
        return Log(number) is { } log && FeelNumber.Multiply(log, power) is { } exponent ? Exp(exponent) : null;
    }

    static FeelNumber? Power(FeelNumber number, int power)
    {
        if (power == 0)
            return (FeelNumber)1L;
        if (number.Sign == 0)
            return power > 0 ? FeelNumber.Zero : null;
        (BigInteger Coefficient, long Exponent) result = (1, 0), square = ((BigInteger)number.Coefficient, number.Exponent);
        for (var n = Math.Abs((long)power); n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
                result = Shorten(result.Coefficient * square.Coefficient, result.Exponent + square.Exponent);
            square = Shorten(square.Coefficient * square.Coefficient, square.Exponent * 2);
            if (Math.Abs(square.Exponent) > 1_000_000_000_000)
                break;
        }

        if (power > 0)
            return FeelNumber.Rounded(result.Coefficient, result.Exponent);
        var digits = FeelNumber.CountDigits(result.Coefficient) + 50;
        var quotient = BigInteger.DivRem(BigInteger.Pow(10, digits), result.Coefficient, out var rest);
        return rest.IsZero
            ? FeelNumber.Rounded(quotient, -digits - result.Exponent)?.Stripped(0)
            : FeelNumber.Rounded(quotient * 10 + result.Coefficient.Sign, -digits - result.Exponent - 1);
    }

    static (BigInteger, long) Shorten(BigInteger coefficient, long exponent)
    {
        var drop = FeelNumber.CountDigits(coefficient) - Scale;
        return drop <= 0
            ? (coefficient, exponent)
            : (FeelNumber.DivideRounded(coefficient, BigInteger.Pow(10, drop), MidpointRounding.ToEven), exponent + drop);
    }

    static BigInteger ToFixed(FeelNumber value)
    {
        var shift = Scale + value.Exponent;
        return shift >= 0
            ? (BigInteger)value.Coefficient * BigInteger.Pow(10, shift)
            : (BigInteger)value.Coefficient / BigInteger.Pow(10, Math.Min(-shift, 200));
    }

    static BigInteger ExpFixed(BigInteger x)
    {
        x >>= Halvings;
        BigInteger sum = one, term = one;
        for (var n = 1; !term.IsZero; n++)
        {
            term = term * x / one / n;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
            sum = sum * sum / one;
        return sum;
    }

    static BigInteger LogFixed(BigInteger mantissa)
    {
        var start = Math.Log((double)mantissa / Math.Pow(10, Scale));
        var y = new BigInteger(start * 1e15) * BigInteger.Pow(10, Scale - 15);
        for (var i = 0; i < 3; i++) // Halley: correct digits triple each time, from 15
        {
            var e = ExpFixed(y);
            y += 2 * one * (mantissa - e) / (mantissa + e);
        }

        return y;
    }

    static BigInteger Root(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
