using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>An organisation code (组织机构代码, GB 11714-1997), nine characters; printed with a hyphen before the check character.</summary>
[JsonConverter(typeof(WrittenJson<OrganisationCode>))]
public readonly record struct OrganisationCode : IWritten<OrganisationCode>
{
    internal const int Length = 9;
    static ReadOnlySpan<byte> Weights => [3, 7, 9, 10, 5, 8, 4, 2];

    readonly string? text;

    OrganisationCode(string text) => this.text = text;

    /// <summary>As it is printed: <c>MB285591-8</c>.</summary>
    public string Printed => $"{ToString()[..8]}-{ToString()[8]}";

    public static OrganisationCode Parse(string text) => Written.Parse<OrganisationCode>(text);

    public static bool TryParse(string? text, out OrganisationCode value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out OrganisationCode value, out Refusal? why)
    {
        var plain = Written.Plain(text).Replace("-", "", StringComparison.Ordinal);
        why = WhatIsWrong(plain);
        value = why is null ? new OrganisationCode(plain) : default;
        return why is null;
    }

    /// <summary>The code of an eight-character body: its check character is computed.</summary>
    public static OrganisationCode Create(string body) => Parse(body + CheckOf(body));

    public override string ToString() => text ?? "";

    static Refusal? WhatIsWrong(string plain)
    {
        if (plain.Length == 0)
            return new Refusal("text.empty");
        if (plain.Length != Length)
            return new Refusal("organisation-code.length", ("length", plain.Length));
        var wrong = Written.IndexOfFirstNot(plain, Written.IsDigitOrCapital);
        if (wrong >= 0)
            return new Refusal("organisation-code.character", ("position", wrong + 1), ("character", plain[wrong]));
        return plain[^1] == CheckOf(plain) ? null : new Refusal("organisation-code.wrong-check");
    }

    static char CheckOf(string body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10) * Weights[i];
        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var check => (char)('0' + check) };
    }
}
