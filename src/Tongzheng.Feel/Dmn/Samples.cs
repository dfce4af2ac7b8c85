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
        List<FeelValue> constants = [];
        var allowed = input.Allowed ?? AllowedBy(input.Type);
        foreach (var test in allowed is null ? tests : tests.Append(allowed))
        {
            if (!Collect(test, constants))
                return null;
        }

        var kinds = constants.Where(constant => !constant.IsNull).Select(constant => constant.Kind).Distinct().ToList();
        var stated = Types.Plain(input.Type) is FeelType.Simple { Kind: { } known } ? known : default(FeelKind?);
        if (kinds.Count > 1 || kinds.Count == 1 && stated is { } kind && kind != kinds[0])
            return null;
        return (kinds.Count == 1 ? kinds[0] : stated) switch
        {
            null => constants.Count == 0 ? [FeelValue.Null] : null,
            FeelKind.Boolean => [true, false],
            FeelKind.String => Strings(constants),
            FeelKind.Number or FeelKind.Date or FeelKind.DateTime or FeelKind.Time or FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration =>
                Ordered(constants),
            _ => null,
        };
    }

    /// <summary>True for a value that no whole number shares a region with: it lies between two neighbours.</summary>
    public static bool IsFraction(in FeelValue sample) => sample.AsNumber is { IsInteger: false };

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
        var samples = constants.Where(constant => !constant.IsNull).Distinct().ToList();
        var other = "其他";
        while (samples.Contains(other))
            other += "其他";
        samples.Add(other);
        return samples;
    }

    static List<FeelValue> Ordered(List<FeelValue> constants)
    {
        var sorted = constants.Where(constant => !constant.IsNull).Distinct().ToList();
        sorted.Sort((left, right) => Comparison.Compare(left, right) ?? 0);
        if (sorted.Count == 0)
            return [FeelValue.Null];
        List<FeelValue> samples = [];
        AddIf(samples, Beside(sorted[0], -1));
        for (var i = 0; i < sorted.Count; i++)
        {
            samples.Add(sorted[i]);
            AddIf(samples, i + 1 < sorted.Count ? Middle(sorted[i], sorted[i + 1]) : Beside(sorted[i], 1));
        }

        return samples;
    }

    static void AddIf(List<FeelValue> samples, FeelValue value)
    {
        if (!value.IsNull)
            samples.Add(value);
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
