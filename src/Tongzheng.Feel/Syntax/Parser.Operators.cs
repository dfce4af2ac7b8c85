namespace Tongzheng.Feel.Syntax;

/// <summary>This part: operators, from the loosest to the tightest.</summary>
sealed partial class Parser
{
    Node Expression() => Deeper(Disjunction);

    Node Disjunction()
    {
        var first = Conjunction();
        List<Link> rest = [];
        for (var where = Current.At; TakeWord("or"); where = Current.At)
            rest.Add(new(where, "or", Conjunction()));
        return Chained(first, rest);
    }

    Node Conjunction()
    {
        var first = Comparison();
        List<Link> rest = [];
        for (var where = Current.At; TakeWord("and"); where = Current.At)
            rest.Add(new(where, "and", Comparison()));
        return Chained(first, rest);
    }

    static Node Chained(Node first, List<Link> rest) => rest.Count == 0 ? first : new Chain(rest[0].At, first, rest);

    Node Comparison()
    {
        var left = Sum();
        for (var length = 0; ; length++)
        {
            var where = Current.At;
            if (length > DeepestNesting)
                throw new FeelSyntaxException(where.Line, where.Column, $"More than {DeepestNesting} comparisons in a row.");
            if (Current.Kind == TokenKind.Symbol && Current.Text is "=" or "!=" or "<" or "<=" or ">" or ">=")
            {
                var symbol = Current.Text;
                at++;
                // "a == b" would compare a with the range of what equals b: never what was meant.
                if (Current.Kind == TokenKind.Symbol && Current.Text is "=" or "!=" or "<" or "<=" or ">" or ">=")
                    throw new FeelSyntaxException(where.Line, where.Column, $"'{symbol}{Current.Text}' is no comparison: write '=' for equal, '!=' for unequal.");
                left = new Binary(where, symbol, left, Sum());
            }
            else if (TakeWord("between"))
            {
                var low = Sum();
                NeedWord("and");
                left = new Between(where, left, low, Sum());
            }
            else if (TakeWord("in"))
                left = new In(where, left, InTests());
            else
                return left;
        }
    }

    /// <summary>After "in": one test, or several in parentheses.</summary>
    List<Node> InTests()
    {
        if (!Current.Is("("))
            return [Test()];
        var mark = Mark;
        try
        {
            // "(1..3)" and "(a + b) * c" begin with a parenthesis too.
            retries++;
            at++;
            List<Node> tests = [Test()];
            while (Take(","))
                tests.Add(Test());
            Need(")");
            var goesOn = Current.Kind == TokenKind.Symbol && Current.Text is "+" or "-" or "*" or "/" or "**" or "." or "[" or "(";
            if (!goesOn)
                return tests;
        }
        catch (FeelSyntaxException) when (retries < MostRetries)
        {
        }

        Mark = mark;
        return [Test()];
    }

    Node Sum()
    {
        var first = Product();
        List<Link> rest = [];
        for (var link = Current; Take("+") || Take("-"); link = Current)
            rest.Add(new(link.At, link.Text, Product()));
        return Chained(first, rest);
    }

    Node Product()
    {
        var first = Power();
        List<Link> rest = [];
        for (var link = Current; Take("*") || Take("/"); link = Current)
            rest.Add(new(link.At, link.Text, Power()));
        return Chained(first, rest);
    }

    Node Power()
    {
        var first = Negation();
        List<Link> rest = [];
        for (var link = Current; Take("**"); link = Current)
            rest.Add(new(link.At, link.Text, Negation()));
        return Chained(first, rest);
    }

    Node Negation()
    {
        if (!Current.Is("-"))
            return Instance();
        var where = Current.At;
        at++;
        return new Negate(where, Deeper(Negation));
    }

    Node Instance()
    {
        var value = Postfix();
        while (Current.IsWord("instance") && Peek().IsWord("of"))
        {
            var where = Current.At;
            at += 2;
            value = new InstanceOf(where, value, Type());
        }

        return value;
    }
}
