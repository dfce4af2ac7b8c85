using System.Text;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// A letter of a matter's own (letters.yaml). Paragraphs are text with FEEL in double braces, over the case's variables
/// and <c>letter</c> (number, openedOn, due, today, office); a paragraph that comes out empty is left out.
/// </summary>
/// <param name="Key">What <c>tz:letter</c> names it by.</param>
/// <param name="Basis">The law it is written under; null where it has none to name.</param>
/// <param name="Remedy">How it can be contested, and by when.</param>
public sealed record LetterTemplate(string Key, Text Title, IReadOnlyList<string> Paragraphs, string? Basis, string? Remedy, string File)
{
    /// <summary>Line in letters.yaml.</summary>
    internal int Line { get; init; }
}

/// <summary>Text with FEEL in double braces.</summary>
public static class Holes
{
    const string Opens = "{{", Closes = "}}";

    /// <summary>The expressions in a text, in order.</summary>
    public static IEnumerable<string> In(string text)
    {
        for (var at = text.IndexOf(Opens, StringComparison.Ordinal); at >= 0;)
        {
            var end = text.IndexOf(Closes, at, StringComparison.Ordinal);
            if (end < 0) throw new FormatException($"“{Opens}” has no “{Closes}”.");
            yield return text[(at + Opens.Length)..end].Trim();
            at = text.IndexOf(Opens, end, StringComparison.Ordinal);
        }
    }

    /// <summary>The text with its holes filled, or the expression that could not be told: nothing is guessed in a letter.</summary>
    public static (string? Text, string? Unknown) Fill(string text, FeelContext variables, EvaluationOptions options, Func<FeelValue, string> show)
    {
        var filled = new StringBuilder();
        var from = 0;
        foreach (var expression in In(text))
        {
            var at = text.IndexOf(Opens, from, StringComparison.Ordinal);
            filled.Append(text, from, at - from);
            var value = FeelExpression.Compile(expression).Evaluate(variables, options).Value;
            if (value.IsNull) return (null, expression);
            filled.Append(show(value));
            from = text.IndexOf(Closes, at, StringComparison.Ordinal) + Closes.Length;
        }
        return (filled.Append(text, from, text.Length - from).ToString(), null);
    }
}

internal static class ReadLetters
{
    public static IReadOnlyList<LetterTemplate> From(string file, string text, ICollection<Finding> findings)
    {
        if (Section.Read(file, text, findings) is not { } root) return [];
        var letters = root.Subs("letters").Select(section => Letter(section, file)).ToList();
        if (letters.Count == 0) root.Required("letters");
        foreach (var twice in letters.GroupBy(letter => letter.Key).Where(group => group.Count() > 1))
            root.Report("letter.twice", "letters", new($"两份文书的 key 都是 “{twice.Key}”。", $"Two letters have the key “{twice.Key}”."), new("给其中一份换一个 key。", "Give one of them another key."));
        root.Close();
        return letters;
    }

    static LetterTemplate Letter(Section section, string file)
    {
        var letter = new LetterTemplate(section.Required("key"), section.RequiredBoth("title"), section.Words("paragraphs"), section.Word("basis"), section.Word("remedy"), file) { Line = section.Line };
        if (letter.Paragraphs.Count == 0) section.Required("paragraphs");
        section.Close();
        return letter;
    }
}
