using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>This part: logic, arithmetic and comparison.</summary>
sealed partial class Compiler
{
    Code Chained(Chain chain)
    {
        if (chain.Rest[0].Operator is "and" or "or")
            return Logic(chain, isAnd: chain.Rest[0].Operator == "and");
        var first = Compile(chain.First);
        if (chain.Rest.Count == 1)
            return Step(first, chain.Rest[0].Operator, Compile(chain.Rest[0].Operand), chain.Rest[0].At);
        var rest = chain.Rest.Select(link => (Apply: Operation(link.Operator), Operand: Compile(link.Operand), link.At)).ToArray();
        return frame =>
        {
            var value = first(frame);
            foreach (var (apply, operand, at) in rest)
                value = apply(value, operand(frame), frame, at);
            return value;
        };
    }

    delegate FeelValue Applied(in FeelValue left, in FeelValue right, Frame frame, At at);

    static Applied Operation(string symbol) => symbol switch
    {
        "+" => Arithmetic.Add,
        "-" => Arithmetic.Subtract,
        "*" => Arithmetic.Multiply,
        "/" => Arithmetic.Divide,
        _ => Arithmetic.Power,
    };

    static Code Step(Code left, string symbol, Code right, At at) => symbol switch
    {
        "+" => frame => Arithmetic.Add(left(frame), right(frame), frame, at),
        "-" => frame => Arithmetic.Subtract(left(frame), right(frame), frame, at),
        "*" => frame => Arithmetic.Multiply(left(frame), right(frame), frame, at),
        "/" => frame => Arithmetic.Divide(left(frame), right(frame), frame, at),
        _ => frame => Arithmetic.Power(left(frame), right(frame), frame, at),
    };

    /// <summary>Three-valued: what is neither true nor false counts as unknown (DMN 1.5, table 38).</summary>
    Code Logic(Chain chain, bool isAnd)
    {
        var operands = chain.Rest.Select(link => Compile(link.Operand)).Prepend(Compile(chain.First)).ToArray();
        var at = chain.At;
        return frame =>
        {
            var unknown = false;
            foreach (var operand in operands)
            {
                var value = operand(frame);
                if (value.Kind != FeelKind.Boolean)
                {
                    unknown = true;
                    if (!value.IsNull)
                        frame.Fail(at, Codes.Type, $"'{(isAnd ? "and" : "or")}' takes true or false, not a {Kinds.Name(value.Kind)}.");
                }
                else if (value.IsTrue != isAnd)
                    return !isAnd;
            }

            return unknown ? default(FeelValue) : isAnd;
        };
    }

    Code Compared(Binary binary)
    {
        var (left, right, at) = (Compile(binary.Left), Compile(binary.Right), binary.At);
        if (binary.Operator is "=" or "!=")
        {
            var wanted = binary.Operator == "=";
            return frame =>
            {
                var (l, r) = (left(frame), right(frame));
                frame.Session.Walk(l, at);
                return Comparison.Equal(l, r) is { } equal ? equal == wanted : Incomparable(l, r, frame, at);
            };
        }

        return Ordering(binary.Operator, left, right, at);
    }

    static Code Ordering(string symbol, Code left, Code right, At at) => symbol switch
    {
        "<" => frame => Ordered(left(frame), right(frame), frame, at) is { } order ? order < 0 : default(FeelValue),
        "<=" => frame => Ordered(left(frame), right(frame), frame, at) is { } order ? order <= 0 : default(FeelValue),
        ">" => frame => Ordered(left(frame), right(frame), frame, at) is { } order ? order > 0 : default(FeelValue),
        _ => frame => Ordered(left(frame), right(frame), frame, at) is { } order ? order >= 0 : default(FeelValue),
    };

    static int? Ordered(in FeelValue left, in FeelValue right, Frame frame, At at)
    {
        var order = Comparison.Compare(left, right);
        if (order is null)
            Incomparable(left, right, frame, at);
        return order;
    }

    static FeelValue Incomparable(in FeelValue left, in FeelValue right, Frame frame, At at) =>
        frame.Fail(at, Codes.Type, $"A {Kinds.Name(left.Kind)} can't be compared with a {Kinds.Name(right.Kind)}.");

    Code BetweenEnds(Between node)
    {
        var (value, low, high, at) = (Compile(node.Value), Compile(node.Low), Compile(node.High), node.At);
        return frame =>
        {
            var (v, l, h) = (value(frame), low(frame), high(frame));
            return Ordered(v, l, frame, at) is { } fromLow && Ordered(v, h, frame, at) is { } fromHigh
                ? fromLow >= 0 && fromHigh <= 0
                : default(FeelValue);
        };
    }
}
