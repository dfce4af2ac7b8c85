using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>
/// Values that stand for all values of a column: each constant of its tests, one value between any two, one below and one
/// above. Within such a region no test can tell one value from another.
/// </summary>
static class Samples
{
    /// <summary>The samples; null where a test is no plain comparison with constants, so that samples would prove nothing.</summary>
    public static List<FeelValue>? Of(InputClause input, IEnumerable<Node> tests)
    {
        if (Constants(input, tests) is not { } constants)
            return null;
        if (constants.Count == 0)
            return Kind(input) == FeelKind.Boolean ? [true, false] : [FeelValue.Null];
        return constants[0].Kind switch
        {
            FeelKind.Boolean => [true, false],
            FeelKind.String => Strings(constants),
            _ => Regions(constants).Where(sample => !sample.IsNull).ToList(),
        };
    }

    /// <summary>
    /// The constants of a column's tests, each once, in their order where they have one; null where a test is no plain comparison
    /// with constants or they are of several kinds.
    /// </summary>
    public static List<FeelValue>? Constants(InputClause input, IEnumerable<Node> tests)
    {
        List<FeelValue> all = [];
        var allowed = input.Allowed ?? AllowedBy(input.Type);
        foreach (var test in allowed is null ? tests : tests.Append(allowed))
        {
            if (!Collect(test, all))
                return null;
        }

        var constants = all.Where(constant => !constant.IsNull).Distinct().ToList();
        if (constants.Count == 0)
            return constants;
        var kind = Kind(input) ?? constants[0].Kind;
        if (constants.Exists(constant => constant.Kind != kind) || kind is FeelKind.Range or FeelKind.Function)
            return null;
        if (kind is FeelKind.Boolean or FeelKind.String)
            return constants;
        if (constants.Exists(constant => Comparison.Compare(constants[0], constant) is null))
            return null; // times with and without a zone
        constants.Sort((left, right) => Comparison.Compare(left, right) ?? 0);
        return constants;
    }

    /// <summary>For constants in order: a sample below the first, the first, one between it and the second, and so on; null where there is no value.</summary>
    public static IEnumerable<FeelValue> Regions(IReadOnlyList<FeelValue> constants)
    {
        yield return Beside(constants[0], -1);
        for (var i = 0; i < constants.Count; i++)
        {
            yield return constants[i];
            yield return i + 1 < constants.Count ? Middle(constants[i], constants[i + 1]) : Beside(constants[i], 1);
        }
    }

    static FeelKind? Kind(InputClause input) => Types.Plain(input.Type) is FeelType.Simple { Kind: { } kind } ? kind : null;

    /// <summary>True for a number that is not whole. A sample is one only where its region holds no whole number.</summary>
    public static bool IsFraction(FeelValue sample) => sample.AsNumber is { IsInteger: false };

    static Tests? AllowedBy(FeelType type) => type is FeelType.Defined defined ? defined.Allowed ?? AllowedBy(defined.Target) : null;

    static bool Collect(Node node, List<FeelValue> constants)
    {
        switch (node)
        {
            case Dash:
                return true;
            case Tests tests:
                return tests.Any.All(test => Collect(test, constants));
            case ListOf list:
                return list.Items.All(item => Collect(item, constants));
            case Comparing comparing:
                return Constant(comparing.Bound) is { } bound && bound.Kind != FeelKind.String && Add(bound)
                    || comparing.Operator is "=" or "!=" && Constant(comparing.Bound) is { } text && Add(text);
            case RangeOf { Start: { } start, End: { } end }:
                return Constant(start) is { } low && Constant(end) is { } high && low.Kind != FeelKind.String && Add(low) && Add(high);
            default:
                return Constant(node) is { } value && Add(value);
        }

        bool Add(FeelValue value)
        {
            constants.Add(value);
            return true;
        }
    }

    /// <summary>A constant without variables; null for anything else. Null itself is a constant.</summary>
    public static FeelValue? Constant(Node node)
    {
        var plain = node is Literal or AtLiteral or Negate { Operand: Literal }
            || node is Call { Function: Name { Text: "date" or "time" or "date and time" or "duration" } } call && call.Arguments.All(argument => argument is Literal);
        if (!plain)
            return null;
        var code = new Compiler(new Scope(null, new Layout(null)), _ => null, null).Compile(node);
        var value = code(new Frame(new Session(new EvaluationOptions { Now = default }, new FeelContext()), [], null));
        return value.IsNull && node is not Literal || value.Kind is FeelKind.List or FeelKind.Context ? default(FeelValue?) : value;
    }

    static List<FeelValue> Strings(List<FeelValue> constants)
    {
        var samples = constants.ToList();
        var other = "其他";
        while (samples.Contains(other))
            other += "其他";
        samples.Add(other);
        return samples;
    }

    /// <summary>A value just before or after; null where the day has no such time.</summary>
    static FeelValue Beside(in FeelValue value, int sign) => value.Kind switch
    {
        FeelKind.Number => FeelNumber.Add(value.Number, sign),
        FeelKind.Date => FeelValue.OfDate(value.Day + sign),
        FeelKind.DateTime => FeelValue.OfDateTime(value.Bits + sign, value.Part, value.Zone),
        FeelKind.Time => value.Bits / 1_000_000_000 + sign is >= 0 and < 86_400 and var second ? FeelValue.OfTime(second * 1_000_000_000, value.Zone) : default,
        FeelKind.DaysAndTimeDuration => FeelValue.OfNanos(value.Nanos + sign * 1_000_000_000L),
        _ => FeelValue.OfMonths((Int128)value.Months + sign),
    };

    /// <summary>A value strictly between, a whole number where there is one; null where there is no value.</summary>
    static FeelValue Middle(in FeelValue low, in FeelValue high)
    {
        if (low.Kind == FeelKind.Number)
        {
            if (FeelNumber.Add(low.Number, high.Number) is not { } sum || FeelNumber.Divide(sum, 2) is not { } middle)
                return default;
            var whole = middle.Floor();
            return whole.CompareTo(low.Number) > 0 && whole.CompareTo(high.Number) < 0 ? whole : middle;
        }

        var next = Beside(low, 1);
        return !next.IsNull && Comparison.Compare(next, high) < 0 ? next : default;
    }
}
