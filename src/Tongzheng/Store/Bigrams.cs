using System.Text;

namespace Tongzheng.Store;

/// <summary>
/// Search text for stores whose full-text engines cannot cut Chinese into words: every run of letters and digits
/// becomes its overlapping pairs, and its last single one (食品经营 → 食品 品经 经营 营). A query is the same pairs as a
/// phrase, so that results are exactly the texts that contain it; case, width and punctuation do not matter.
/// One text serves both dialects: an FTS5 table (unicode61) and <c>to_tsvector('simple', …)</c>.
/// </summary>
public static class Bigrams
{
    /// <summary>A search box is a few words; a longer query is cut, so that it cannot become a thousand terms.</summary>
    public const int MaxQueryCharacters = 100;

    /// <summary>The text to index.</summary>
    public static string Of(string text)
    {
        var tokens = new StringBuilder(text.Length * 3);
        foreach (var run in Runs(text))
            Pairs(run, closed: true, tokens);
        return tokens.ToString();
    }

    /// <summary>An FTS5 MATCH expression: every blank-separated term, anywhere; null where the query has no letter or digit.</summary>
    public static string? Fts5(string query) =>
        Join(Terms(query).Select(term => term.Prefix ? $"\"{term.Tokens}\" *" : $"\"{term.Tokens}\""), " AND ");

    /// <summary>A <c>to_tsquery('simple', …)</c> text with the same meaning; null where the query has no letter or digit.</summary>
    public static string? TsQuery(string query) =>
        Join(Terms(query).Select(term =>
            "(" + string.Join(" <-> ", term.Tokens.Split(' ').Select(token => $"'{token}'")) + (term.Prefix ? ":*" : "") + ")"), " & ");

    /// <summary>Full-width forms to half-width, capitals to small letters; everything else as it is.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) folded.Append(Fold(rune).ToString());
        return folded.ToString();
    }

    static Rune Fold(Rune rune) => Rune.ToLowerInvariant(rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new Rune(rune.Value - 0xFEE0),
        0x3000 => new Rune(' '),
        _ => rune,
    });

    // The last run of a term is open: the text may go on behind it, so a single last letter is a prefix.
    static IEnumerable<(string Tokens, bool Prefix)> Terms(string query)
    {
        var cut = query.Length > MaxQueryCharacters ? query[..MaxQueryCharacters] : query;
        foreach (var word in Fold(cut).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var runs = Runs(word).ToList();
            if (runs.Count == 0) continue;
            var tokens = new StringBuilder();
            foreach (var run in runs.SkipLast(1)) Pairs(run, closed: true, tokens);
            Pairs(runs[^1], closed: false, tokens);
            yield return (tokens.ToString(), Prefix: runs[^1].Count == 1);
        }
    }

    static void Pairs(List<Rune> run, bool closed, StringBuilder tokens)
    {
        for (var i = 0; i + 1 < run.Count; i++)
            Add(run[i].ToString() + run[i + 1]);
        if (closed || run.Count == 1) Add(run[^1].ToString());

        void Add(string token)
        {
            if (tokens.Length > 0) tokens.Append(' ');
            tokens.Append(token);
        }
    }

    static IEnumerable<List<Rune>> Runs(string text)
    {
        var run = new List<Rune>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                run.Add(Fold(rune));
                continue;
            }
            if (run.Count > 0) yield return run;
            run = [];
        }
        if (run.Count > 0) yield return run;
    }

    static string? Join(IEnumerable<string> terms, string with)
    {
        var all = string.Join(with, terms);
        return all.Length == 0 ? null : all;
    }
}
