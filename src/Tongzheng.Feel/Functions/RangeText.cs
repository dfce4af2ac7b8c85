using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>The function <c>range("[1..10)")</c>: a range from its text, of literals only.</summary>
static class RangeText
{
    const int Longest = 200; // two literals and two brackets

    public static FeelValue Read(Invoked call, ReadOnlySpan<FeelValue> a)
    {
        var text = Strings.Of(a[0]).Trim();
        if (text.Length is < 4 or > Longest || text[0] is not ('[' or '(' or ']') || text[^1] is not (']' or ')' or '['))
            return call.Fail($"{a[0]} is no range.");
        var middle = text.IndexOf("..", StringComparison.Ordinal);
        if (middle < 0 || End(text[1..middle]) is not { } start || End(text[(middle + 2)..^1]) is not { } end)
            return call.Fail($"{a[0]} is no range of literals.");
        var (startIncluded, endIncluded) = (text[0] == '[', text[^1] == ']');
        if (start.IsNull && startIncluded || end.IsNull && endIncluded)
            return call.Fail("an absent end is not included.");
        if (Comparison.Compare(start, end) > 0)
            return call.Fail("the range starts after its end.");
        var range = Ranges.Make(startIncluded, start, end, endIncluded);
        return range.IsNull ? call.Fail("the ends of a range must be of one kind that has an order.") : range;
    }

    /// <summary>A literal, or one of the functions that make dates of a text; empty for no end. Null for anything else.</summary>
    static FeelValue? End(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return FeelValue.Null;
        try
        {
            var node = Parser.Expression(text, BuiltIns.Names, new Names(null));
            var literal = node is Literal or AtLiteral or Negate { Operand: Literal }
                || node is Call { Function: Name { Text: "date" or "time" or "date and time" or "duration" }, Arguments: [Literal { Value.Kind: FeelKind.String }] };
            if (!literal)
                return null;
            var code = new Compiler(new Scope(null, new Layout(null)), _ => null, null).Compile(node);
            var session = new Session(new EvaluationOptions { Now = default }, new FeelContext());
            var value = code(new Frame(session, [], null));
            return value.IsNull ? default(FeelValue?) : value;
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }
}
