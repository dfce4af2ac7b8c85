using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Functions on true and false, and equality of kind and value.</summary>
static class Booleans
{
    public static readonly Entry[] All =
    [
        new("not", "negand: any", Not),
        new("is", "value1: any, value2: any", (_, a) => Is(a[0], a[1])),
    ];

    static FeelValue Not(Invoked call, ReadOnlySpan<FeelValue> a) => a[0].Kind switch
    {
        FeelKind.Boolean => !a[0].IsTrue,
        FeelKind.Null => default(FeelValue),
        _ => call.Fail($"it takes true or false, not a {Kinds.Name(a[0].Kind)}."),
    };

    /// <summary>The same element of the domain: also the same zone, where "=" only asks for the same moment.</summary>
    static bool Is(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind)
            return false;
        if (left.Kind is FeelKind.Time or FeelKind.DateTime)
            return left.Bits == right.Bits && left.Part == right.Part && Equals(left.Zone, right.Zone);
        return Comparison.Equal(left, right) is true;
    }
}
