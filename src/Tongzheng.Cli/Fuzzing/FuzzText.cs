using System.Text;

namespace Tongzheng.Cli.Fuzzing;

/// <summary>Makes text that is nearly FEEL: pieces of the language, random characters, changed examples, deep nests.</summary>
static class FuzzText
{
    static readonly string[] pieces =
    [
        "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "+", "-", "*", "/", "**", "<", ">", "=", "!=", "<=", "?", "@\"P1D\"", "@\"2024-02-29\"", "\"a\"", "\"(a|b)*c\"",
        "1", "0.5", "-1", "999999999999999999999999999999999999", "1E6000", "1E-6170", "null", "true", "if", "then", "else", "for", "in", "return", "some", "satisfies",
        "every", "function", "external", "instance of", "list<number>", "context<a: number>", "and", "or", "not", "between", "x", "item", "partial", "date(\"2024-01-31\")",
        "count", "sum", "sort", "substring", "replace", "matches", "split", "range", "context put", "context merge", "string", "number", "duration", "exp", "log", "sqrt",
        "decimal", "modulo", "round up", "date and time", "years and months duration", "list replace", "flatten", "string join", "now()", "//", "/*", "通政", "🐎", "\\U01F40E",
    ];

    static readonly string[] openings = ["(", "[", "{a:", "-", "not(", "if true then ", "for i in [1] return ", "function(x) ", "x[", "1 in (", "[1..", "count(", "some i in [1] satisfies "];

    public static string Make(Random random, IReadOnlyList<string> examples) => random.Next(20) switch
    {
        0 => Nest(random),
        < 3 => Characters(random),
        < 6 => Pieces(random),
        _ => Changed(random, examples),
    };

    static string Pieces(Random random) =>
        string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 16)).Select(_ => pieces[random.Next(pieces.Length)]));

    static string Characters(Random random)
    {
        var bytes = new byte[random.Next(1, 60)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Encoding.UTF8.GetString(bytes) : Encoding.Unicode.GetString(bytes);
    }

    static string Nest(Random random)
    {
        var several = random.Next(3) == 0;
        var opening = openings[random.Next(openings.Length)];
        return string.Concat(Enumerable.Range(0, random.Next(1, 3_000)).Select(_ => several ? openings[random.Next(openings.Length)] : opening)) + "1";
    }

    /// <summary>An example with characters taken out, put in and replaced, or spliced with another one.</summary>
    public static string Changed(Random random, IReadOnlyList<string> examples)
    {
        var text = new StringBuilder(examples[random.Next(examples.Count)]);
        for (var change = random.Next(3) == 0 ? random.Next(1, 5) : 1; change > 0 && text.Length > 0; change--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(6))
            {
                case 0: text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at)); break;
                case 1: text.Insert(at, "()[]{},.:\"+-*/<>=19a?@\\"[random.Next(23)]); break;
                case 2: text[at] = (char)random.Next(1, 0x3000); break;
                case 3: text.Insert(at, pieces[random.Next(pieces.Length)]); break;
                case 4: text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 30), text.Length - at))); break;
                default: text.Insert(at, examples[random.Next(examples.Count)]); break;
            }
        }

        return text.ToString();
    }
}
