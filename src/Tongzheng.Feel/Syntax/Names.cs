namespace Tongzheng.Feel.Syntax;

/// <summary>
/// The names that are known at some place of the text. FEEL allows spaces and operator signs in names, so only this
/// tells whether <c>a-b</c> is one name or a difference: the longest known name wins (DMN 1.5, 10.3.1.4).
/// </summary>
sealed class Names(Names? outer)
{
    readonly Dictionary<string, List<(string[] Words, string Name)>> byFirstWord = new(StringComparer.Ordinal);

    public Names? Outer => outer;

    public void Add(string name)
    {
        if (Split(name) is not { Length: > 0 } words)
            return;
        if (!byFirstWord.TryGetValue(words[0], out var candidates))
            byFirstWord[words[0]] = candidates = [];
        if (!candidates.Exists(c => c.Name == name))
            candidates.Add((words, name));
    }

    /// <summary>The longest known name that starts at the token, here or further out, with its number of tokens.</summary>
    public (string Name, int Length)? Longest(List<Token> tokens, int at)
    {
        (string, int)? best = null;
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (!scope.byFirstWord.TryGetValue(tokens[at].Text, out var candidates))
                continue;
            foreach (var (words, name) in candidates)
            {
                if (words.Length > (best?.Item2 ?? 0) && Matches(words, tokens, at))
                    best = (name, words.Length);
            }
        }

        return best;
    }

    static bool Matches(string[] words, List<Token> tokens, int at)
    {
        if (at + words.Length >= tokens.Count)
            return false; // the last token is the end
        for (var i = 0; i < words.Length; i++)
        {
            if (tokens[at + i].Kind is TokenKind.String or TokenKind.At || tokens[at + i].Text != words[i])
                return false;
        }

        return true;
    }

    /// <summary>The name cut as the lexer would cut it; null for what can't be a name.</summary>
    static string[]? Split(string name)
    {
        try
        {
            return Lexer.Read(name, new At(1, 1)).SkipLast(1).Select(token => token.Text).ToArray();
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }
}
