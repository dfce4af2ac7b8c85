namespace Tongzheng.Feel.Syntax;

/// <summary>This part: literals, names, lists, contexts, ranges, and the forms that begin with a keyword.</summary>
sealed partial class Parser
{
    int openRanges;

    Node Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return FeelNumber.Parse(token.Text) is { } number
                    ? new Literal(token.At, number)
                    : throw new FeelSyntaxException(token.At.Line, token.At.Column, $"The number {token.Text} is too large.");
            case TokenKind.String:
                at++;
                return new Literal(token.At, token.Text);
            case TokenKind.At:
                at++;
                return new AtLiteral(token.At, token.Text);
            case TokenKind.Word:
                return Word(token);
        }

        return token.Text switch
        {
            "(" => Parenthesis(token.At),
            "[" => Bracket(token.At),
            "]" => OpenRange(token.At),
            "{" => Context(token.At),
            "<" or "<=" or ">" or ">=" or "=" or "!=" when token.Kind == TokenKind.Symbol => Compared(),
            _ => throw Unexpected("A value is expected"),
        };
    }

    Node Word(Token token)
    {
        if (Longest(names) is { Length: > 1 } known)
        {
            at += known.Length;
            return new Name(token.At, known.Name);
        }

        switch (token.Text)
        {
            case "true" or "false":
                at++;
                return new Literal(token.At, token.Text == "true");
            case "null":
                at++;
                return new Literal(token.At, FeelValue.Null);
            case "if": return IfThenElse(token.At);
            case "for": return ForReturn(token.At);
            case "some" or "every": return SomeOrEvery(token.At);
            case "function" when Peek().Is("("): return Function(token.At);
        }

        if (stopWords.Contains(token.Text))
            throw Unexpected("A value is expected");
        return new Name(token.At, UsedName(names));
    }

    Node Parenthesis(At where)
    {
        at++;
        var first = Expression();
        if (Take(".."))
            return RangeEnd(where, false, first);
        Need(")");
        return first;
    }

    Node Bracket(At where)
    {
        at++;
        List<Node> items = [];
        if (Take("]"))
            return new ListOf(where, items);
        items.Add(Expression());
        if (Take(".."))
            return RangeEnd(where, true, items[0]);
        while (Take(","))
            items.Add(Expression());
        Need("]");
        return new ListOf(where, items);
    }

    Node OpenRange(At where)
    {
        at++;
        var start = Expression();
        Need("..");
        return RangeEnd(where, false, start);
    }

    Node RangeEnd(At where, bool startIncluded, Node start)
    {
        openRanges++;
        var end = Expression();
        openRanges--;
        var closed = Current.Is("]");
        if (!closed && !Current.Is(")") && !Current.Is("["))
            throw Unexpected("The end of a range, ']' or ')', is expected");
        at++;
        return new RangeOf(where, startIncluded, start, end, closed);
    }

    /// <summary>A comparison with nothing before it: in a test, or a range without one end (DMN 1.4).</summary>
    Comparing Compared()
    {
        var (where, symbol) = (Current.At, Current.Text);
        at++;
        return new Comparing(where, symbol, Sum());
    }

    Node Context(At where)
    {
        at++;
        var outer = names;
        names = new Names(outer);
        List<(string, Node)> entries = [];
        if (!Take("}"))
        {
            do
            {
                string key;
                if (Current.Kind == TokenKind.String)
                {
                    key = Current.Text;
                    at++;
                }
                else
                    key = NewName(":");

                Need(":");
                entries.Add((key, Expression()));
                names.Add(key);
                members.Add(key);
            }
            while (Take(","));
            Need("}");
        }

        names = outer;
        return new ContextOf(where, entries);
    }

    Node IfThenElse(At where)
    {
        at++;
        var condition = Expression();
        NeedWord("then");
        var yes = Expression();
        NeedWord("else");
        return new If(where, condition, yes, Expression());
    }

    Node ForReturn(At where)
    {
        at++;
        var outer = names;
        var iterators = Iterators();
        NeedWord("return");
        names.Add("partial");
        var body = Expression();
        names = outer;
        return new For(where, iterators, body);
    }

    Node SomeOrEvery(At where)
    {
        var every = Current.Text == "every";
        at++;
        var outer = names;
        var iterators = Iterators();
        NeedWord("satisfies");
        var condition = Expression();
        names = outer;
        return new Quantified(where, every, iterators, condition);
    }

    List<Iterator> Iterators()
    {
        names = new Names(names);
        List<Iterator> iterators = [];
        do
        {
            var where = Current.At;
            var variable = NewName("in");
            NeedWord("in");
            var from = Expression();
            iterators.Add(new(where, variable, from, Take("..") ? Expression() : null));
            names.Add(variable);
        }
        while (Take(","));
        return iterators;
    }

    Node Function(At where)
    {
        at += 2;
        var outer = names;
        names = new Names(outer);
        List<(string, FeelType)> parameters = [];
        if (!Take(")"))
        {
            do
            {
                var name = NewName(":", ",", ")");
                parameters.Add((name, Take(":") ? Type() : FeelType.Any));
                names.Add(name);
            }
            while (Take(","));
            Need(")");
        }

        var external = TakeWord("external");
        var body = Expression();
        names = outer;
        return new FunctionOf(where, parameters, body, external);
    }
}
