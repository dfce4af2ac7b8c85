using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>True when a cell's test is met. What most cells hold, constants and ranges of constants, is compared at once.</summary>
delegate bool CellTest(Frame frame);

/// <summary>Makes the tests of cells.</summary>
static class CellTests
{
    /// <summary>The test of a cell; null for one that any value meets.</summary>
    public static CellTest? Make(Node node, Code general, int slot)
    {
        if (node is not Tests { Negated: false } tests)
            return node is Dash ? null : frame => general(frame).IsTrue;
        if (tests.Any is [Dash])
            return null;
        if (tests.Any is [var only])
            return One(only, general, slot);
        var texts = tests.Any.Select(test => test is Literal { Value.Kind: FeelKind.String } literal ? literal.Value.AsString : null).ToArray();
        return Array.TrueForAll(texts, text => text is not null) ? OneOf(texts, slot) : frame => general(frame).IsTrue;
    }

    static CellTest One(Node test, Code general, int slot)
    {
        switch (test)
        {
            case Literal { Value: { Kind: FeelKind.String } value }:
                return OneOf([value.AsString], slot);
            case Literal { Value: { Kind: FeelKind.Boolean } value }:
                return value.IsTrue ? frame => frame.Slots[slot].IsTrue : frame => frame.Slots[slot].IsFalse;
            case Literal or Negate { Operand: Literal } when Whole(test) is { } number:
                return Between(number, number, general, slot);
            case Comparing comparing when Whole(comparing.Bound) is { } bound && bound is > long.MinValue and < long.MaxValue:
                return comparing.Operator switch
                {
                    "<" => Between(long.MinValue, bound - 1, general, slot),
                    "<=" => Between(long.MinValue, bound, general, slot),
                    ">" => Between(bound + 1, long.MaxValue, general, slot),
                    ">=" => Between(bound, long.MaxValue, general, slot),
                    "=" => Between(bound, bound, general, slot),
                    _ => frame => general(frame).IsTrue,
                };
            case RangeOf { Start: { } start, End: { } end } range
                when Whole(start) is { } low && Whole(end) is { } high && low < long.MaxValue && high > long.MinValue:
                return Between(range.StartIncluded ? low : low + 1, range.EndIncluded ? high : high - 1, general, slot);
            default:
                return frame => general(frame).IsTrue;
        }
    }

    /// <summary>A whole number that fits in 64 bits.</summary>
    static long? Whole(Node node) =>
        Samples.Constant(node) is { Kind: FeelKind.Number } value ? value.Number.ToInt64() : null;

    static CellTest OneOf(string?[] texts, int slot)
    {
        if (texts is [var only])
            return frame => frame.Slots[slot] is { Kind: FeelKind.String } value && string.Equals((string?)value.Reference, only);
        return frame =>
        {
            if (frame.Slots[slot] is not { Kind: FeelKind.String } value)
                return false;
            foreach (var text in texts)
            {
                if (string.Equals((string?)value.Reference, text))
                    return true;
            }

            return false;
        };
    }

    /// <summary>Whole numbers are compared here, all else (fractions, null and its diagnostic) by the general code.</summary>
    static CellTest Between(long low, long high, Code general, int slot) => frame =>
    {
        ref readonly var value = ref frame.Slots[slot];
        return value.IsShortNumber && value.Part == 0 ? value.Bits >= low && value.Bits <= high : general(frame).IsTrue;
    };
}
