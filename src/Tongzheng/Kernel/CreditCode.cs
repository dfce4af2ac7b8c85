using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>A unified social credit code (统一社会信用代码, GB 32100-2015) of a public body, enterprise or association.</summary>
[JsonConverter(typeof(WrittenJson<CreditCode>))]
public readonly record struct CreditCode : IWritten<CreditCode>
{
    internal const int Length = 18;
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    readonly string? text;

    CreditCode(string text) => this.text = text;

    /// <summary>Register and category, two characters: 11 public body, 12 institution, 91 enterprise, 92 individual business, 93 farmers' cooperative …</summary>
    public string Category => ToString()[..2];

    /// <summary>Region of the registering body, six digits; 100000 for the state.</summary>
    public string Region => ToString()[2..8];

    /// <summary>The organisation code inside; null where an early registration put something else there.</summary>
    public OrganisationCode? Organisation => OrganisationCode.TryParse(ToString()[8..17], out var code) ? code : null;

    public static CreditCode Parse(string text) => Written.Parse<CreditCode>(text);

    public static bool TryParse(string? text, out CreditCode value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out CreditCode value, out Refusal? why)
    {
        var plain = Written.Plain(text);
        why = WhatIsWrong(plain);
        value = why is null ? new CreditCode(plain) : default;
        return why is null;
    }

    /// <summary>The code of a registration: its check character is computed.</summary>
    /// <param name="category">Two characters: register and category.</param>
    /// <param name="region">Six digits.</param>
    /// <param name="organisation">The organisation code.</param>
    public static CreditCode Create(string category, string region, OrganisationCode organisation)
    {
        var body = $"{category}{region}{organisation}";
        return Parse(body + CheckOf(body));
    }

    public override string ToString() => text ?? "";

    static Refusal? WhatIsWrong(string plain)
    {
        if (plain.Length == 0)
            return new Refusal("text.empty");
        if (plain.Length != Length)
            return new Refusal("credit-code.length", ("length", plain.Length));
        var wrong = Written.IndexOfFirstNot(plain, character => Alphabet.Contains(character, StringComparison.Ordinal));
        if (wrong >= 0)
            return new Refusal("credit-code.character", ("position", wrong + 1), ("character", plain[wrong]));
        if (Written.IndexOfFirstNot(plain[2..8], char.IsAsciiDigit) >= 0)
            return new Refusal("credit-code.no-such-region", ("region", plain[2..8]));
        return plain[^1] == CheckOf(plain) ? null : new Refusal("credit-code.wrong-check");
    }

    // MOD 31 over the first 17 characters; a character's value is its place in the alphabet.
    static char CheckOf(string body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += Alphabet.IndexOf(body[i], StringComparison.Ordinal) * Weights[i];
        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
