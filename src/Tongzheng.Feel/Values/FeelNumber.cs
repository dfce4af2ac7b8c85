using System.Globalization;
using System.Numerics;
using System.Text;

namespace Tongzheng.Feel;

/// <summary>
/// A decimal number of at most 34 significant digits with the arithmetic of IEEE 754-2008 decimal128:
/// results are rounded half to even, there is no infinity and no NaN (DMN 1.5, 10.3.2.3.1).
/// Operations answer null where the exact result is not representable (division by zero, overflow).
/// </summary>
public readonly struct FeelNumber : IEquatable<FeelNumber>, IComparable<FeelNumber>
{
    /// <summary>Significant digits kept.</summary>
    public const int Digits = 34;

    /// <summary>Largest exponent of the last digit (decimal128: emax 6144 − 33).</summary>
    internal const int MaxExponent = 6111;

    /// <summary>Smallest exponent of the last digit.</summary>
    internal const int MinExponent = -6176;

    static readonly Int128[] powers = PowersOfTen();
    static readonly Int128 limit = powers[Digits];

    internal Int128 Coefficient { get; }

    internal int Exponent { get; }

    internal FeelNumber(Int128 coefficient, int exponent)
    {
        Coefficient = coefficient;
        Exponent = exponent;
    }

    /// <summary>Zero.</summary>
    public static FeelNumber Zero => default;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Int128.Sign(Coefficient);

    /// <summary>True when the number has no fraction.</summary>
    public bool IsInteger => Exponent >= 0 || Coefficient == 0 || Stripped().Exponent >= 0;

    /// <summary>A whole number.</summary>
    public static implicit operator FeelNumber(long value) => new(value, 0);

    /// <summary>A decimal, exactly.</summary>
    public static implicit operator FeelNumber(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var magnitude = new Int128(0, (uint)parts[2]) << 64 | new Int128(0, (ulong)(uint)parts[1] << 32 | (uint)parts[0]);
        return new(parts[3] < 0 ? -magnitude : magnitude, -(parts[3] >> 16 & 0xff));
    }

    internal static Int128 PowerOfTen(int exponent) => powers[exponent];

    /// <summary>The sum, rounded to 34 digits.</summary>
    public static FeelNumber? Add(FeelNumber left, FeelNumber right)
    {
        if (left.Exponent == right.Exponent)
            return Rounded(left.Coefficient + right.Coefficient, left.Exponent);
        var (high, low) = left.Exponent > right.Exponent ? (left, right) : (right, left);
        if (high.Coefficient == 0)
            return low;
        if (low.Coefficient == 0)
            return high;
        var shift = high.Exponent - low.Exponent;
        if (CountDigits(high.Coefficient) + shift <= 38)
            return Rounded(high.Coefficient * powers[shift] + low.Coefficient, low.Exponent);
        const int FarApart = 100; // beyond it the smaller only says on which side of the larger the sum lies
        if (shift > FarApart)
            return Rounded((BigInteger)high.Coefficient * BigInteger.Pow(10, FarApart) + low.Sign, high.Exponent - FarApart);
        return Rounded((BigInteger)high.Coefficient * BigInteger.Pow(10, shift) + (BigInteger)low.Coefficient, low.Exponent);
    }

    /// <summary>The difference, rounded to 34 digits.</summary>
    public static FeelNumber? Subtract(FeelNumber left, FeelNumber right) => Add(left, -right);

    /// <summary>The product, rounded to 34 digits.</summary>
    public static FeelNumber? Multiply(FeelNumber left, FeelNumber right)
    {
        if (IsShort(left.Coefficient) && IsShort(right.Coefficient))
            return Rounded(left.Coefficient * right.Coefficient, left.Exponent + right.Exponent);
        return Rounded((BigInteger)left.Coefficient * (BigInteger)right.Coefficient, (long)left.Exponent + right.Exponent);
    }

    /// <summary>The quotient, rounded to 34 digits; null for a zero divisor.</summary>
    public static FeelNumber? Divide(FeelNumber left, FeelNumber right)
    {
        if (right.Coefficient == 0)
            return null;
        if (left.Coefficient == 0)
            return Zero;
        var exponent = left.Exponent - right.Exponent;
        if (IsShort(left.Coefficient))
        {
            var (whole, rest) = Int128.DivRem(left.Coefficient, right.Coefficient);
            if (rest == 0)
                return Rounded(whole, exponent);
            const int Lift = 18; // a coefficient below 2^63 times 10^18 still fits
            (whole, rest) = Int128.DivRem(left.Coefficient * powers[Lift], right.Coefficient);
            if (rest == 0)
                return Rounded(whole, exponent - Lift)?.Stripped(exponent);
        }

        var lift = Math.Max(0, Digits + 2 + CountDigits(right.Coefficient) - CountDigits(left.Coefficient));
        var quotient = BigInteger.DivRem(
            (BigInteger)left.Coefficient * BigInteger.Pow(10, lift), (BigInteger)right.Coefficient, out var remainder);
        if (remainder.IsZero)
            return Rounded(quotient, (long)exponent - lift)?.Stripped(exponent);
        var sticky = left.Sign * right.Sign; // one more digit keeps an inexact result off the tie
        return Rounded(quotient * 10 + sticky, (long)exponent - lift - 1);
    }

    /// <summary>The number with the other sign.</summary>
    public static FeelNumber operator -(FeelNumber value) => new(-value.Coefficient, value.Exponent);

    /// <summary>The magnitude.</summary>
    public FeelNumber Abs() => Coefficient < 0 ? -this : this;

    /// <summary>Rounds at <paramref name="scale"/> digits after the point (negative: before it).</summary>
    public FeelNumber? Round(int scale, MidpointRounding rounding)
    {
        var drop = -(long)scale - Exponent;
        if (drop <= 0)
            return this;
        if (drop > 40)
        {
            var away = rounding is MidpointRounding.ToPositiveInfinity && Sign > 0
                || rounding is MidpointRounding.ToNegativeInfinity && Sign < 0;
            return !away ? Zero : Rounded(Sign, -(long)scale);
        }

        var unit = drop < powers.Length ? (BigInteger)powers[drop] : BigInteger.Pow(10, (int)drop);
        return Rounded(DivideRounded((BigInteger)Coefficient, unit, rounding), -(long)scale);
    }

    /// <summary>Rounds away from zero at <paramref name="scale"/> digits.</summary>
    public FeelNumber? RoundUp(int scale) =>
        Round(scale, Sign < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);

    /// <summary>Rounds half towards zero at <paramref name="scale"/> digits.</summary>
    public FeelNumber? RoundHalfDown(int scale)
    {
        var truncated = Round(scale, MidpointRounding.ToZero);
        if (truncated is not { } low || Subtract(this, low) is not { } rest)
            return truncated;
        var half = new FeelNumber(5, -scale - 1);
        return rest.Abs().CompareTo(half) > 0 ? RoundUp(scale) : truncated;
    }

    /// <summary>The largest whole number that is not greater.</summary>
    public FeelNumber Floor() => Round(0, MidpointRounding.ToNegativeInfinity) ?? this;

    /// <inheritdoc/>
    public int CompareTo(FeelNumber other)
    {
        if (Exponent == other.Exponent)
            return Coefficient.CompareTo(other.Coefficient);
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        if (Sign == 0)
            return 0;
        var magnitude = CountDigits(Coefficient) + Exponent;
        var otherMagnitude = CountDigits(other.Coefficient) + other.Exponent;
        if (magnitude != otherMagnitude)
            return magnitude > otherMagnitude ? Sign : -Sign;
        var shift = Exponent - other.Exponent; // same magnitude: at most 34 apart
        return shift > 0
            ? ((BigInteger)Coefficient * BigInteger.Pow(10, shift)).CompareTo((BigInteger)other.Coefficient)
            : ((BigInteger)Coefficient).CompareTo((BigInteger)other.Coefficient * BigInteger.Pow(10, -shift));
    }

    /// <inheritdoc/>
    public bool Equals(FeelNumber other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is FeelNumber number && Equals(number);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var stripped = Stripped();
        return HashCode.Combine(stripped.Coefficient, stripped.Exponent);
    }

    /// <summary>The whole number, or null when it has a fraction or does not fit.</summary>
    public long? ToInt64()
    {
        if (Coefficient == 0)
            return 0;
        var whole = Stripped();
        if (whole.Exponent < 0 || whole.Exponent > 18)
            return null;
        var value = whole.Coefficient;
        if (CountDigits(value) + whole.Exponent > 19)
            return null;
        value *= powers[whole.Exponent];
        return value < long.MinValue || value > long.MaxValue ? null : (long)value;
    }

    /// <summary>As a .NET decimal (28 digits), or null when its range does not hold it.</summary>
    public decimal? ToDecimal()
    {
        var value = Exponent < -28 ? Round(28, MidpointRounding.ToEven) ?? this : this;
        return decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var result) ? result : null;
    }

    /// <summary>The nearest binary floating point number.</summary>
    public double ToDouble() =>
        double.Parse($"{Coefficient}E{Exponent}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Reads digits with an optional sign, point and exponent; null when the text is none of that or too large.</summary>
    public static FeelNumber? Parse(ReadOnlySpan<char> text)
    {
        const int LongestExponent = 5;
        var negative = false;
        var at = 0;
        if (at < text.Length && text[at] is '-' or '+')
            negative = text[at++] == '-';
        const int Kept = 36; // two more than are kept; of the rest it only matters whether they are all zero
        Int128 coefficient = 0;
        int digits = 0, seen = 0;
        long exponent = 0;
        var (point, rest) = (false, false);
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }

            if (!char.IsAsciiDigit(c))
                break;
            seen++;
            if (digits == Kept)
            {
                rest |= c != '0';
                exponent += point ? 0 : 1;
                continue;
            }

            exponent -= point ? 1 : 0;
            if (digits > 0 || c != '0')
                digits++;
            coefficient = coefficient * 10 + (c - '0');
        }

        if (seen == 0 || text[^1] == '.')
            return null;
        if (at < text.Length)
        {
            if (text[at] is not ('e' or 'E') || text.Length - at - 1 > LongestExponent + 1
                || !int.TryParse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
                return null;
            exponent += power;
        }

        if (rest)
            (coefficient, exponent) = (coefficient * 10 + 1, exponent - 1);
        return Rounded(negative ? -coefficient : coefficient, exponent);
    }

    /// <summary>Plain digits without an exponent, without trailing zeros after the point.</summary>
    public override string ToString()
    {
        if (Coefficient == 0)
            return "0";
        var stripped = Stripped();
        var digits = Int128.Abs(stripped.Coefficient).ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        if (Coefficient < 0)
            text.Append('-');
        if (stripped.Exponent >= 0)
            return text.Append(digits).Append('0', stripped.Exponent).ToString();
        var whole = digits.Length + stripped.Exponent;
        if (whole <= 0)
            return text.Append("0.").Append('0', -whole).Append(digits).ToString();
        return text.Append(digits, 0, whole).Append('.').Append(digits, whole, digits.Length - whole).ToString();
    }

    /// <summary>The same number with trailing zeros moved into the exponent, at most up to <paramref name="to"/>.</summary>
    internal FeelNumber Stripped(int to = MaxExponent)
    {
        if (Coefficient == 0)
            return Zero;
        var (coefficient, exponent) = (Coefficient, Exponent);
        while (exponent < to)
        {
            var (quotient, rest) = Int128.DivRem(coefficient, 10);
            if (rest != 0)
                break;
            coefficient = quotient;
            exponent++;
        }

        return new(coefficient, exponent);
    }

    internal static FeelNumber? Rounded(Int128 coefficient, long exponent)
    {
        if (coefficient < limit && coefficient > -limit && exponent is >= MinExponent and <= MaxExponent)
            return new(coefficient, (int)exponent);
        return Rounded((BigInteger)coefficient, exponent);
    }

    internal static FeelNumber? Rounded(BigInteger coefficient, long exponent)
    {
        if (coefficient.IsZero)
            return Zero;
        var digits = CountDigits(coefficient);
        var drop = Math.Max(digits - Digits, MinExponent - exponent);
        if (drop > digits + 1)
            return Zero;
        if (drop > 0)
        {
            coefficient = DivideRounded(coefficient, BigInteger.Pow(10, (int)drop), MidpointRounding.ToEven);
            exponent += drop;
            if (coefficient.IsZero)
                return Zero;
            if (CountDigits(coefficient) > Digits)
                (coefficient, exponent) = (coefficient / 10, exponent + 1);
        }

        if (exponent > MaxExponent)
        {
            var pad = exponent - MaxExponent;
            if (CountDigits(coefficient) + pad > Digits)
                return null;
            coefficient *= BigInteger.Pow(10, (int)pad);
            exponent = MaxExponent;
        }

        return new((Int128)coefficient, (int)exponent);
    }

    internal static BigInteger DivideRounded(BigInteger value, BigInteger unit, MidpointRounding rounding)
    {
        var quotient = BigInteger.DivRem(value, unit, out var rest);
        if (rest.IsZero)
            return quotient;
        var half = BigInteger.Abs(rest * 2).CompareTo(unit);
        var away = rounding switch
        {
            MidpointRounding.ToEven => half > 0 || half == 0 && !quotient.IsEven,
            MidpointRounding.AwayFromZero => half >= 0,
            MidpointRounding.ToPositiveInfinity => value.Sign > 0,
            MidpointRounding.ToNegativeInfinity => value.Sign < 0,
            _ => false,
        };
        return away ? quotient + value.Sign : quotient;
    }

    internal static int CountDigits(BigInteger value)
    {
        value = BigInteger.Abs(value);
        if (value < (BigInteger)powers[38])
            return CountDigits((Int128)value);
        var estimate = (int)(BigInteger.Log10(value) + 1e-9);
        var power = BigInteger.Pow(10, estimate);
        if (value < power)
            return estimate;
        return value >= power * 10 ? estimate + 2 : estimate + 1;
    }

    internal static int CountDigits(Int128 value)
    {
        value = Int128.Abs(value);
        var digits = 1;
        while (digits < powers.Length && value >= powers[digits])
            digits++;
        return digits;
    }

    static bool IsShort(Int128 value) => value >= long.MinValue && value <= long.MaxValue;

    static Int128[] PowersOfTen()
    {
        var all = new Int128[39];
        all[0] = 1;
        for (var i = 1; i < all.Length; i++)
            all[i] = all[i - 1] * 10;
        return all;
    }
}
