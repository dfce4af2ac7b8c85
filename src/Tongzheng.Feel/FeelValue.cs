using System.Text.Json;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel;

/// <summary>
/// A value of FEEL. Booleans, short numbers, dates, times and durations live in the struct itself and cost no allocation.
/// The default is <see cref="Null"/>.
/// </summary>
public readonly struct FeelValue : IEquatable<FeelValue>
{
    readonly object? reference; // text, list, context, range, function, a number of more than 18 digits, or a zone
    readonly long bits;         // truth, coefficient, day, nanoseconds of the day, seconds, months
    readonly int part;          // exponent, or nanoseconds of the second

    FeelValue(FeelKind kind, object? reference, long bits = 0, int part = 0)
    {
        Kind = kind;
        this.reference = reference;
        this.bits = bits;
        this.part = part;
    }

    /// <summary>No value.</summary>
    public static FeelValue Null => default;

    /// <summary>What kind of value this is.</summary>
    public FeelKind Kind { get; }

    /// <summary>True for no value.</summary>
    public bool IsNull => Kind == FeelKind.Null;

    /// <summary>True or false, or null for another kind.</summary>
    public bool? AsBoolean => Kind == FeelKind.Boolean ? bits != 0 : null;

    /// <summary>The text, or null for another kind.</summary>
    public string? AsString => Kind == FeelKind.String ? (string?)reference : null;

    /// <summary>The number, or null for another kind.</summary>
    public FeelNumber? AsNumber => Kind == FeelKind.Number ? Number : null;

    /// <summary>The number as a .NET decimal, or null for another kind or a number beyond its range.</summary>
    public decimal? AsDecimal => Kind == FeelKind.Number ? Number.ToDecimal() : null;

    /// <summary>The list, or null for another kind.</summary>
    public FeelList? AsList => Kind == FeelKind.List ? (FeelList?)reference : null;

    /// <summary>The context, or null for another kind.</summary>
    public FeelContext? AsContext => Kind == FeelKind.Context ? (FeelContext?)reference : null;

    /// <summary>The range, or null for another kind.</summary>
    public FeelRange? AsRange => Kind == FeelKind.Range ? (FeelRange?)reference : null;

    /// <summary>The date, or the date of a date and time; null for another kind or a year outside 1–9999.</summary>
    public DateOnly? AsDate
    {
        get
        {
            if (Kind is not (FeelKind.Date or FeelKind.DateTime))
                return null;
            var day = Day + 719_162;
            return day >= 0 && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : null;
        }
    }

    internal FeelFunction? AsFunction => Kind == FeelKind.Function ? (FeelFunction?)reference : null;

    internal bool IsTrue => Kind == FeelKind.Boolean && bits != 0;

    internal bool IsFalse => Kind == FeelKind.Boolean && bits == 0;

    /// <summary>For a number: its coefficient where it is short.</summary>
    internal long Bits => bits;

    internal int Part => part;

    internal object? Reference => reference;

    /// <summary>A number whose coefficient lies in <see cref="Bits"/>.</summary>
    internal bool IsShortNumber => Kind == FeelKind.Number && reference is null;

    internal FeelNumber Number => reference is null ? new(bits, part) : (FeelNumber)reference;

    internal Zone? Zone => (Zone?)reference;

    /// <summary>Nanoseconds of a days and time duration.</summary>
    internal Int128 Nanos => (Int128)bits * 1_000_000_000 + part;

    /// <summary>Months of a years and months duration.</summary>
    internal long Months => bits;

    /// <summary>Nanoseconds since midnight of a time or of a date and time.</summary>
    internal long NanosOfDay => Kind == FeelKind.Time ? bits : (bits - Civil.FloorDivide(bits, 86_400) * 86_400) * 1_000_000_000 + part;

    /// <summary>The day of a date or of a date and time, from 1970-01-01.</summary>
    internal long Day => Kind == FeelKind.Date ? bits : Civil.FloorDivide(bits, 86_400);

    /// <summary>A truth value.</summary>
    public static implicit operator FeelValue(bool value) => new(FeelKind.Boolean, null, value ? 1 : 0);

    /// <summary>Text; null gives <see cref="Null"/>.</summary>
    public static implicit operator FeelValue(string? value) => value is null ? default : new(FeelKind.String, value);

    /// <summary>A whole number.</summary>
    public static implicit operator FeelValue(int value) => new(FeelKind.Number, null, value);

    /// <summary>A whole number.</summary>
    public static implicit operator FeelValue(long value) => new(FeelKind.Number, null, value);

    /// <summary>A decimal number.</summary>
    public static implicit operator FeelValue(decimal value) => (FeelNumber)value;

    /// <summary>A number.</summary>
    public static implicit operator FeelValue(FeelNumber value) =>
        value.Coefficient > long.MinValue && value.Coefficient <= long.MaxValue
            ? new(FeelKind.Number, null, (long)value.Coefficient, value.Exponent)
            : new(FeelKind.Number, value);

    /// <summary>A number, or <see cref="Null"/>.</summary>
    public static implicit operator FeelValue(FeelNumber? value) => value is { } number ? number : default(FeelValue);

    /// <summary>A date.</summary>
    public static implicit operator FeelValue(DateOnly value) => OfDate(value.DayNumber - 719_162);

    /// <summary>A date and time with its offset.</summary>
    public static implicit operator FeelValue(DateTimeOffset value)
    {
        var ticks = value.DateTime.Ticks - DateTime.UnixEpoch.Ticks;
        var seconds = Civil.FloorDivide(ticks, TimeSpan.TicksPerSecond);
        return OfDateTime(seconds, (int)(ticks - seconds * TimeSpan.TicksPerSecond) * 100, Zone.OfOffset((int)value.Offset.TotalSeconds));
    }

    /// <summary>A days and time duration.</summary>
    public static implicit operator FeelValue(TimeSpan value) => OfNanos((Int128)value.Ticks * 100);

    /// <summary>A list.</summary>
    public static implicit operator FeelValue(FeelList value) => new(FeelKind.List, value);

    /// <summary>A list.</summary>
    public static implicit operator FeelValue(FeelValue[] value) => new(FeelKind.List, new FeelList(value));

    /// <summary>A context.</summary>
    public static implicit operator FeelValue(FeelContext value) => new(FeelKind.Context, value);

    /// <summary>A range.</summary>
    public static implicit operator FeelValue(FeelRange value) => new(FeelKind.Range, value);

    internal static FeelValue Of(FeelFunction value) => new(FeelKind.Function, value);

    internal static FeelValue Of(bool? value) => value is { } truth ? truth : default(FeelValue);

    internal static FeelValue OfDate(long? day) => day is { } number ? new(FeelKind.Date, null, number) : default;

    internal static FeelValue OfTime(long nanosOfDay, Zone? zone) => new(FeelKind.Time, zone, nanosOfDay);

    internal static FeelValue OfDateTime(long localSeconds, int nanos, Zone? zone) =>
        new(FeelKind.DateTime, zone, localSeconds, nanos);

    internal static FeelValue OfDateTime(long? day, long nanosOfDay, Zone? zone) =>
        day is { } number
            ? new(FeelKind.DateTime, zone, number * 86_400 + nanosOfDay / 1_000_000_000, (int)(nanosOfDay % 1_000_000_000))
            : default;

    internal static FeelValue OfNanos(Int128 nanos)
    {
        var seconds = nanos / 1_000_000_000;
        var rest = (int)(nanos - seconds * 1_000_000_000);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + 1_000_000_000);
        return seconds >= long.MinValue && seconds <= long.MaxValue
            ? new(FeelKind.DaysAndTimeDuration, null, (long)seconds, rest)
            : default;
    }

    internal static FeelValue OfMonths(Int128 months) =>
        months >= long.MinValue && months <= long.MaxValue
            ? new(FeelKind.YearsAndMonthsDuration, null, (long)months)
            : default;

    /// <summary>Reads JSON: objects become contexts, arrays lists, numbers keep their digits.</summary>
    public static FeelValue FromJson(JsonElement json) => Json.Read(json);

    /// <summary>Writes JSON; dates, times, durations and ranges as the strings that FEEL would show.</summary>
    public void WriteTo(Utf8JsonWriter writer) => Json.Write(this, writer);

    /// <summary>Equal as FEEL's <c>=</c>; here two nulls are equal and values of different kinds are not.</summary>
    public bool Equals(FeelValue other) => Comparison.Equal(this, other) == true;

    /// <summary>
    /// The very same value, digit for digit; lists, contexts and ranges only where they are one object. It says no sooner than
    /// <see cref="Equals(FeelValue)"/>, and costs next to nothing.
    /// </summary>
    public bool IsSame(FeelValue other) => Kind == other.Kind && bits == other.bits && part == other.part
        && (ReferenceEquals(reference, other.reference) || (reference is string text && other.reference is string same && text == same));

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is FeelValue value && Equals(value);

    /// <inheritdoc/>
    public override int GetHashCode() => Comparison.Hash(this);

    /// <summary>Equal as FEEL's <c>=</c>.</summary>
    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    /// <summary>Not equal.</summary>
    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);

    /// <summary>The value as a FEEL literal, such as <c>"text"</c>, <c>12.5</c> or <c>@"2026-01-31"</c>.</summary>
    public override string ToString() => Text.Literal(this);
}
