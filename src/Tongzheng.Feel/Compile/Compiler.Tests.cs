using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>This part: <c>in</c> and the unary tests of decision table cells, which ask about the value named <c>?</c>.</summary>
sealed partial class Compiler
{
    Code Member(In node)
    {
        var value = Compile(node.Value);
        var outer = scope;
        scope = new Scope(outer, outer.Layout);
        var slot = scope.AddSlot(Input);
        var tests = node.Tests.Select(test => TestOf(test, isCell: false)).ToArray();
        scope = outer;
        return frame =>
        {
            frame.Slots[slot] = value(frame);
            return AnyOf(tests, frame);
        };
    }

    Code TestsOf(Tests node)
    {
        var tests = node.Any.Select(test => TestOf(test, isCell: true)).ToArray();
        if (node.Negated)
            return frame => AnyOf(tests, frame) is { IsNull: false } met ? !met.IsTrue : default(FeelValue);
        return tests.Length == 1 ? tests[0] : frame => AnyOf(tests, frame);
    }

    static FeelValue AnyOf(Code[] tests, Frame frame)
    {
        var unknown = false;
        foreach (var test in tests)
        {
            var met = test(frame);
            if (met.IsTrue)
                return true;
            unknown |= met.IsNull;
        }

        return unknown ? default(FeelValue) : false;
    }

    /// <summary>One test. In a cell an expression that speaks of ? or gives true is met by that alone.</summary>
    Code TestOf(Node node, bool isCell)
    {
        var input = Compile(new Name(node.At, Input));
        if (node is Dash)
            return Constant(true);
        if (node is Comparing comparing)
        {
            var bound = Compile(comparing.Bound);
            return comparing.Operator is "=" or "!="
                ? Compared(new Binary(node.At, comparing.Operator, new Name(node.At, Input), comparing.Bound))
                : Ordering(comparing.Operator, input, bound, node.At);
        }

        var test = Compile(node);
        if (isCell && Mentions.Name(node, Input))
            return frame => test(frame) is { Kind: FeelKind.Boolean } met ? met : default;
        if (node is Literal { Value.Kind: not (FeelKind.List or FeelKind.Range) } literal)
            return frame => Comparison.Equal(input(frame), literal.Value) is true;
        var at = node.At;
        return frame =>
        {
            var (value, tested) = (input(frame), test(frame));
            frame.Session.Walk(tested, at);
            return Meets(value, tested, isCell);
        };
    }

    static FeelValue Meets(in FeelValue input, in FeelValue test, bool isCell)
    {
        switch (test.Kind)
        {
            case FeelKind.Range:
                if (input.Kind == FeelKind.Range)
                    return Comparison.Equal(input, test) is true;
                return FeelValue.Of(Ranges.Contains((FeelRange)test.Reference!, input));
            case FeelKind.List:
                if (Comparison.Equal(input, test) is true)
                    return true;
                foreach (var item in ((FeelList)test.Reference!).Items)
                {
                    if (item.Kind == FeelKind.List ? Comparison.Equal(input, item) is true : Meets(input, item, false).IsTrue)
                        return true;
                }

                return false;
            case FeelKind.Boolean when isCell && input.Kind != FeelKind.Boolean:
                return test.IsTrue;
            default:
                return FeelValue.Of(Comparison.Equal(input, test));
        }
    }
}
