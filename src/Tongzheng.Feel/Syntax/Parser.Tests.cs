namespace Tongzheng.Feel.Syntax;

/// <summary>This part: the tests of decision table cells, and types.</summary>
sealed partial class Parser
{
    static readonly string[] typeNames =
    [
        "date and time", "days and time duration", "years and months duration",
    ];

    Tests UnaryTests()
    {
        var where = Current.At;
        if (Current.Is("-") && Peek().Kind == TokenKind.End)
        {
            at++;
            return new Tests(where, false, [new Dash(where)]);
        }

        // "not(...)" negates the tests; it is the function only where something follows the parenthesis.
        if (Current.IsWord("not") && Peek().Is("("))
        {
            var mark = Mark;
            at += 2;
            try
            {
                List<Node> negated = [Test()];
                while (Take(","))
                    negated.Add(Test());
                Need(")");
                if (Current.Kind == TokenKind.End)
                    return new Tests(where, true, negated);
            }
            catch (FeelSyntaxException) when (++retries < MostRetries)
            {
            }

            Mark = mark;
        }

        List<Node> tests = [Test()];
        while (Take(","))
            tests.Add(Test());
        return new Tests(where, false, tests);
    }

    Node Test() =>
        Current.Kind == TokenKind.Symbol && Current.Text is "<" or "<=" or ">" or ">=" or "=" or "!="
            ? Deeper(Compared)
            : Expression();

    FeelType Type()
    {
        if (++depth > DeepestNesting)
            throw Unexpected("A type nested less deeply is expected");
        var type = TypeInside();
        depth--;
        return type;
    }

    FeelType TypeInside()
    {
        if (Current.Kind != TokenKind.Word)
            throw Unexpected("A type is expected");
        if (Current.IsWord("list") && Peek().Is("<"))
            return Inside(item => new FeelType.ListOf(item));
        if (Current.IsWord("range") && Peek().Is("<"))
            return Inside(end => new FeelType.RangeOf(end));
        if (Current.IsWord("context") && Peek().Is("<"))
            return ContextType();
        if (Current.IsWord("function") && Peek().Is("<"))
            return FunctionType();
        foreach (var name in typeNames)
        {
            var words = name.Split(' ');
            if (!words.Select((word, i) => Peek(i).IsWord(word)).All(same => same))
                continue;
            at += words.Length;
            return FeelType.BuiltIn(name)!;
        }

        if (FeelType.BuiltIn(Current.Text) is { } builtIn && names.Longest(tokens, at) is not { Length: > 1 })
        {
            at++;
            return builtIn;
        }

        var text = UsedName(names);
        while (Current.Is(".") && Peek().Kind == TokenKind.Word)
        {
            at++;
            text += "." + UsedName(names);
        }

        return new FeelType.Named(text);
    }

    FeelType Inside(Func<FeelType, FeelType> make)
    {
        at++;
        Need("<");
        var inner = Type();
        Need(">");
        return make(inner);
    }

    FeelType.ContextOf ContextType()
    {
        at++;
        Need("<");
        List<(string, FeelType)> entries = [];
        if (!Take(">"))
        {
            do
            {
                var name = NewName(":");
                Need(":");
                entries.Add((name, Type()));
            }
            while (Take(","));
            Need(">");
        }

        return new(entries);
    }

    FeelType.FunctionOf FunctionType()
    {
        at++;
        Need("<");
        List<FeelType> parameters = [];
        if (!Take(">"))
        {
            do
                parameters.Add(Type());
            while (Take(","));
            Need(">");
        }

        Need("->");
        return new(parameters, Type());
    }
}
