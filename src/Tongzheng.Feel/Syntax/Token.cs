namespace Tongzheng.Feel.Syntax;

enum TokenKind : byte
{
    End,
    Word,      // a run of name characters; keywords are words too
    Number,
    String,    // Text holds the unescaped content
    At,        // @"…"; Text holds the content
    Symbol,    // operators and punctuation
}

/// <summary>A piece of the text. <paramref name="Text"/> is what it says; two tokens are part of the same name when their texts match.</summary>
readonly record struct Token(TokenKind Kind, string Text, At At)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;
}
