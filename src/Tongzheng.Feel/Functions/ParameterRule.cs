using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>A parameter of a built-in: its name and the kinds it takes.</summary>
/// <param name="Name">As used in calls with names.</param>
/// <param name="Kinds">One bit a kind.</param>
/// <param name="Expected">The kinds in words.</param>
/// <param name="IsOptional">Written <c>name?</c>.</param>
/// <param name="IsVariadic">Written <c>name...</c>.</param>
sealed record ParameterRule(string Name, int Kinds, string Expected, bool IsOptional, bool IsVariadic)
{
    const int List = 1 << (int)FeelKind.List;
    const int Null = 1 << (int)FeelKind.Null;
    const int AnyKind = (1 << (int)FeelKind.Function + 1) - 1;

    public static ParameterRule Parse(string text)
    {
        var colon = text.IndexOf(':');
        var (name, types) = (text[..colon], text[(colon + 2)..]);
        var kinds = types.Split('|').Aggregate(0, (all, type) => all | Bits(type));
        var optional = name.EndsWith('?');
        return new(name.TrimEnd('?', '.'), kinds, types.Replace("|", " or "), optional, name.EndsWith("...", StringComparison.Ordinal));
    }

    public bool Accepts(in FeelValue value) => (Kinds & 1 << (int)value.Kind) != 0;

    public bool MayAccept(FeelKind kind) => (Kinds & 1 << (int)kind) != 0 || Kinds == List;

    /// <summary>Converts as FEEL does by itself: one item of a list to the item, a value to a list of it.</summary>
    public bool Convert(in FeelValue value, out FeelValue converted)
    {
        converted = value;
        if (Accepts(value))
            return true;
        if (Kinds == List && !value.IsNull)
        {
            converted = new FeelList(value);
            return true;
        }

        if (value.AsList is not { Count: 1 } single || !Accepts(single[0]))
            return false;
        converted = single[0];
        return true;
    }

    static int Bits(string type) => type switch
    {
        "any" => AnyKind,
        "value" => AnyKind & ~Null,
        "duration" => 1 << (int)FeelKind.DaysAndTimeDuration | 1 << (int)FeelKind.YearsAndMonthsDuration,
        "days duration" => 1 << (int)FeelKind.DaysAndTimeDuration,
        "months duration" => 1 << (int)FeelKind.YearsAndMonthsDuration,
        "date and time" => 1 << (int)FeelKind.DateTime,
        _ => 1 << (int)Enum.Parse<FeelKind>(type, ignoreCase: true),
    };
}
