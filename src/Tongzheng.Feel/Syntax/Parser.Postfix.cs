namespace Tongzheng.Feel.Syntax;

/// <summary>This part: what follows a value — members, filters, arguments.</summary>
sealed partial class Parser
{
    Node Postfix()
    {
        var value = Primary();
        for (var length = 0; ; length++)
        {
            var where = Current.At;
            if (length > DeepestNesting)
                throw new FeelSyntaxException(where.Line, where.Column, $"More than {DeepestNesting} members, filters and arguments in a row.");
            if (Current.Is(".") && Peek().Kind == TokenKind.Word)
            {
                at++;
                value = new MemberOf(where, value, UsedName(members));
            }
            else if (Current.Is("("))
                value = Invocation(value, where);
            else if (Current.Is("[") && ReadFilter(value) is { } filter)
                value = filter;
            else
                return value;
        }
    }

    /// <summary>A filter; null where "[" closes an open range, as in <c>]1..5[</c>.</summary>
    Node? ReadFilter(Node list)
    {
        var mark = Mark;
        try
        {
            at++;
            filters++;
            names = new Names(names);
            names.Add("item");
            var condition = Expression();
            Need("]");
            (names, filters) = (mark.Names, mark.Filters);
            return new Filter(tokens[mark.At].At, list, condition);
        }
        catch (FeelSyntaxException) when (mark.OpenRanges > 0 && ++retries < MostRetries)
        {
            Mark = mark;
            return null;
        }
    }

    Node Invocation(Node function, At where)
    {
        Need("(");
        List<string> argumentNames = [];
        List<Node> arguments = [];
        if (Take(")"))
            return new Call(where, function, argumentNames, arguments);
        var named = NamedArgumentAhead();
        do
        {
            if (named)
            {
                argumentNames.Add(NewName(":"));
                Need(":");
            }

            arguments.Add(Expression());
        }
        while (Take(","));
        Need(")");
        return new Call(where, function, argumentNames, arguments);
    }

    /// <summary>True when words and then a colon follow: a name, not an expression.</summary>
    bool NamedArgumentAhead()
    {
        if (Current.Kind != TokenKind.Word)
            return false;
        for (var i = at; ; i++)
        {
            var token = tokens[i];
            if (token.Is(":"))
                return true;
            if (token.Kind is not (TokenKind.Word or TokenKind.Number)
                && !(token.Kind == TokenKind.Symbol && token.Text is "." or "/" or "-" or "'" or "+" or "*"))
                return false;
        }
    }
}
