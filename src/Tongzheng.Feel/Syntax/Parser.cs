using System.Runtime.CompilerServices;

namespace Tongzheng.Feel.Syntax;

/// <summary>Tokens to a tree (DMN 1.5, 10.3.1.2). This part: the entry points and how tokens are read.</summary>
sealed partial class Parser
{
    /// <summary>Levels of nesting. An official's rule has ten; a stack of 1 MB holds several times this many.</summary>
    const int DeepestNesting = 200;

    /// <summary>Second attempts while trying whether "[" opens a filter or closes a range, in one text.</summary>
    const int MostRetries = 1_000;

    static readonly HashSet<string> stopWords =
        ["and", "or", "in", "between", "then", "else", "return", "satisfies", "instance", "true", "false", "null"];

    readonly List<Token> tokens;
    readonly Names members;
    Names names;
    int at;
    int depth;
    int retries;
    int filters;

    Parser(string text, Names names, Names members, At? origin)
    {
        tokens = Lexer.Read(text, origin ?? new At(1, 1));
        this.names = new Names(names);
        this.members = members;
    }

    Token Current => tokens[at];

    Token Peek(int ahead = 1) => tokens[Math.Min(at + ahead, tokens.Count - 1)];

    /// <param name="text">An expression.</param>
    /// <param name="names">Variables in scope.</param>
    /// <param name="members">Names known to occur inside values, such as components of types.</param>
    /// <param name="origin">Where the text begins in its file.</param>
    public static Node Expression(string text, Names names, Names members, At? origin = null)
    {
        var parser = new Parser(text, names, members, origin);
        return parser.Whole(parser.Expression());
    }

    /// <summary>The tests of a decision table's cell.</summary>
    public static Node UnaryTests(string text, Names names, Names members, At? origin = null)
    {
        var parser = new Parser(text, names, members, origin);
        return parser.Whole(parser.UnaryTests());
    }

    /// <summary>A type by name.</summary>
    public static FeelType Type(string text, Names names)
    {
        var parser = new Parser(text, names, names, null);
        var type = parser.Type();
        parser.Whole(new Literal(default, default));
        return type;
    }

    Node Whole(Node node) =>
        Current.Kind == TokenKind.End ? node : throw Unexpected("The expression should end here");

    FeelSyntaxException Unexpected(string expectation) => new(
        Current.At.Line, Current.At.Column,
        Current.Kind == TokenKind.End ? $"{expectation}, but the text ends." : $"{expectation}, not '{Current.Text}'.");

    bool Take(string symbol)
    {
        if (!Current.Is(symbol))
            return false;
        at++;
        return true;
    }

    bool TakeWord(string word)
    {
        if (!Current.IsWord(word))
            return false;
        at++;
        return true;
    }

    void Need(string symbol)
    {
        if (!Take(symbol))
            throw Unexpected($"'{symbol}' is expected");
    }

    void NeedWord(string word)
    {
        if (!TakeWord(word))
            throw Unexpected($"'{word}' is expected");
    }

    /// <summary>Runs a rule one level deeper, and says so clearly when that is too deep.</summary>
    Node Deeper(Func<Node> rule)
    {
        if (++depth > DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new FeelSyntaxException(Current.At.Line, Current.At.Column, $"Nested deeper than {DeepestNesting} levels.");
        var node = rule();
        depth--;
        return node;
    }

    /// <summary>A new name being defined: all words up to one of the ends.</summary>
    string NewName(params ReadOnlySpan<string> ends)
    {
        var start = at;
        var text = new System.Text.StringBuilder();
        var lastEnd = -1;
        while (Current.Kind != TokenKind.End && !IsEnd(Current, ends, at > start))
        {
            if (Current.Kind is not (TokenKind.Word or TokenKind.Number or TokenKind.Symbol)
                || Current.Kind == TokenKind.Symbol && Current.Text is not ("." or "/" or "-" or "'" or "+" or "*" or "**" or ".."))
                throw Unexpected("A name is expected");
            // Spaces are kept where the author has them, but only one.
            if (lastEnd >= 0 && Current.At.Column + Current.At.Line * 100_000 > lastEnd)
                text.Append(' ');
            text.Append(Current.Text);
            lastEnd = Current.At.Column + Current.At.Line * 100_000 + Current.Text.Length;
            at++;
        }

        if (at == start || tokens[start].Kind != TokenKind.Word)
            throw Unexpected("A name is expected");
        return text.ToString();
    }

    static bool IsEnd(Token token, ReadOnlySpan<string> ends, bool started)
    {
        foreach (var end in ends)
        {
            if (token.Text == end && (token.Kind == TokenKind.Symbol || token.Kind == TokenKind.Word && started))
                return true;
        }

        return false;
    }

    /// <summary>A name in use: the longest known one, else all plain words up to a keyword.</summary>
    string UsedName(Names known)
    {
        if (Longest(known) is { } found)
        {
            at += found.Length;
            return found.Name;
        }

        var text = Current.Text;
        at++;
        while (Current.Kind == TokenKind.Word && !stopWords.Contains(Current.Text)
            || Current.Kind == TokenKind.Number && Current.Text.All(char.IsAsciiDigit))
        {
            text += " " + Current.Text;
            at++;
        }

        return text;
    }

    /// <summary>Inside a filter the members of the items are names too.</summary>
    (string Name, int Length)? Longest(Names known)
    {
        var found = known.Longest(tokens, at);
        if (filters == 0 || ReferenceEquals(known, members) || members.Longest(tokens, at) is not { } member)
            return found;
        return found is { } name && name.Length >= member.Length ? name : member;
    }

    /// <summary>Where a second attempt starts again.</summary>
    (int At, Names Names, int Depth, int Filters, int OpenRanges) Mark
    {
        get => (at, names, depth, filters, openRanges);
        set => (at, names, depth, filters, openRanges) = value;
    }
}
