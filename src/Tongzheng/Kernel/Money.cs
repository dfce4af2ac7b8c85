using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>An amount of renminbi in fen (分), so that sums are exact. In JSON it is the integer number of fen.</summary>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = default;

    /// <summary>In yuan, with two decimals.</summary>
    public decimal Yuan => Fen / 100m;

    /// <summary>An amount in yuan; half a fen is rounded away from zero.</summary>
    public static Money OfYuan(decimal yuan) => new(checked((long)Math.Round(yuan * 100m, MidpointRounding.AwayFromZero)));

    public static bool TryParse(string? text, out Money value) => TryParse(text, out value, out _);

    /// <summary>Reads yuan as people type them: <c>1,234.50</c>, <c>¥20</c>, <c>20元</c>.</summary>
    public static bool TryParse(string? text, out Money value, out Refusal? why)
    {
        value = default;
        why = null;
        var plain = Written.Plain(text).TrimStart('¥', '￥').TrimEnd('元').Replace(",", "", StringComparison.Ordinal);
        if (plain.Length == 0)
            why = new Refusal("text.empty");
        else if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            || decimal.Round(yuan, 2) != yuan)
            why = new Refusal("money.form", ("text", text));
        else if (Math.Abs(yuan) > long.MaxValue / 100)
            why = new Refusal("money.range", ("text", text));
        else
            value = OfYuan(yuan);
        return why is null;
    }

    public string In(Language language)
    {
        var amount = Yuan.ToString("#,0.00", CultureInfo.InvariantCulture);
        return language.Of($"{amount}元", $"CNY {amount}");
    }

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    public override string ToString() => Yuan.ToString("0.00", CultureInfo.InvariantCulture);

    public static Money operator +(Money left, Money right) => new(checked(left.Fen + right.Fen));

    public static Money operator -(Money left, Money right) => new(checked(left.Fen - right.Fen));

    public static Money operator *(Money amount, decimal factor) => OfYuan(amount.Yuan * factor);

    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;

    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;

    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;

    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;
}

/// <summary>Money as an integer number of fen.</summary>
public sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Fen);
}
