using System.Globalization;
using System.Text;

namespace Tongzheng.Feel.Syntax;

/// <summary>Text to tokens. Names are only cut into words here; the parser knows which words belong together.</summary>
sealed class Lexer
{
    static readonly string[] symbols =
        ["..", "**", "<=", ">=", "!=", "->", "+", "-", "*", "/", "<", ">", "=", "(", ")", "[", "]", "{", "}", ",", ":", ".", "'", "|"];

    readonly string text;
    readonly List<Token> tokens = [];
    int at;
    int line;
    int lineStart;

    Lexer(string text, At origin)
    {
        this.text = text;
        line = origin.Line;
        lineStart = 1 - origin.Column;
    }

    /// <param name="text">An expression.</param>
    /// <param name="origin">Where it begins in the file that holds it.</param>
    public static List<Token> Read(string text, At origin)
    {
        var lexer = new Lexer(text, origin);
        lexer.Run();
        return lexer.tokens;
    }

    void Run()
    {
        while (true)
        {
            SkipSpace();
            if (at >= text.Length)
            {
                Add(TokenKind.End, "", Here);
                return;
            }

            var c = text[at];
            if (c == '"')
                Add(TokenKind.String, Here, ReadString);
            else if (c == '@')
                ReadAt();
            else if (char.IsAsciiDigit(c) || c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && !AfterDot())
                ReadNumber();
            else if (Rune.TryGetRuneAt(text, at, out var rune) && Characters.IsNameStart(rune))
                ReadWord();
            else
                ReadSymbol();
        }
    }

    At Here => new(line, at - lineStart + 1);

    bool AfterDot() => tokens.Count > 0 && tokens[^1].Kind == TokenKind.Symbol && at > 0 && text[at - 1] == '.';

    void Add(TokenKind kind, string value, At where) => tokens.Add(new(kind, value, where));

    void Add(TokenKind kind, At where, Func<At, string> read) => Add(kind, read(where), where);

    void SkipSpace()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\n')
            {
                at++;
                (line, lineStart) = (line + 1, at);
            }
            else if (Characters.IsSpace(c))
                at++;
            else if (c == '/' && Next('/'))
            {
                while (at < text.Length && text[at] != '\n')
                    at++;
            }
            else if (c == '/' && Next('*'))
                SkipComment();
            else
                return;
        }
    }

    void SkipComment()
    {
        var start = Here;
        at += 2;
        while (true)
        {
            if (at + 1 >= text.Length)
                throw new FeelSyntaxException(start.Line, start.Column, "This comment does not end.");
            if (text[at] == '*' && text[at + 1] == '/')
                break;
            if (text[at++] == '\n')
                (line, lineStart) = (line + 1, at);
        }

        at += 2;
    }

    bool Next(char c) => at + 1 < text.Length && text[at + 1] == c;

    void ReadAt()
    {
        var start = Here;
        at++;
        SkipSpace();
        if (at >= text.Length || text[at] != '"')
            throw new FeelSyntaxException(start.Line, start.Column, "After @ a text in quotes is expected.");
        Add(TokenKind.At, ReadString(start), start);
    }

    void ReadWord()
    {
        var (start, where) = (at, Here);
        while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && Characters.IsNamePart(rune))
            at += rune.Utf16SequenceLength;
        Add(TokenKind.Word, text[start..at], where);
    }

    void ReadNumber()
    {
        var (start, where) = (at, Here);
        Digits();
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            Digits();
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var digit = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (digit < text.Length && char.IsAsciiDigit(text[digit]))
            {
                at = digit;
                Digits();
            }
        }

        Add(TokenKind.Number, text[start..at], where);
    }

    void Digits()
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
    }

    string ReadString(At start)
    {
        at++;
        var value = new StringBuilder();
        while (at < text.Length && text[at] != '"')
        {
            if (text[at] == '\\')
            {
                value.Append(ReadEscape());
                continue;
            }

            value.Append(text[at]);
            if (text[at++] == '\n')
                (line, lineStart) = (line + 1, at);
        }

        if (at >= text.Length)
            throw new FeelSyntaxException(start.Line, start.Column, "This text does not end: a quote is missing.");
        at++;
        return value.ToString();
    }

    string ReadEscape()
    {
        var c = at + 1 < text.Length ? text[at + 1] : '\0';
        var hexDigits = c switch { 'u' => 4, 'U' => 6, _ => 0 };
        if (hexDigits > 0)
        {
            if (at + 2 + hexDigits <= text.Length
                && int.TryParse(text.AsSpan(at + 2, hexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && code <= 0x10FFFF)
            {
                at += 2 + hexDigits;
                return code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code);
            }

            throw new FeelSyntaxException(Here.Line, Here.Column, "After \\u four hexadecimal digits are expected, after \\U six.");
        }

        var plain = c switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '"' => "\"", '\\' => "\\", '\'' => "'", _ => null };
        if (plain is null)
        {
            at++;
            return "\\"; // any other backslash stands for itself, as in the pattern "\d"
        }

        at += 2;
        return plain;
    }

    void ReadSymbol()
    {
        foreach (var symbol in symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) != 0)
                continue;
            Add(TokenKind.Symbol, symbol, Here);
            at += symbol.Length;
            return;
        }

        throw new FeelSyntaxException(Here.Line, Here.Column, $"The character '{text[at]}' has no meaning here.");
    }
}
