using System.Globalization;
using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>
/// A citizen number (公民身份号码, GB 11643-1999). The region part is checked for form only: it is the region of first
/// registration, which may have been abolished since.
/// </summary>
[JsonConverter(typeof(WrittenJson<CitizenId>))]
public readonly record struct CitizenId : IWritten<CitizenId>
{
    const int Length = 18;
    const int AbolishedLength = 15;
    const string CheckCharacters = "10X98765432";
    static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    readonly string? text;

    CitizenId(string text) => this.text = text;

    public DateOnly BirthDate => DateOnly.ParseExact(ToString().AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    public Sex Sex => (ToString()[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>The county of first registration, six digits.</summary>
    public string FirstRegion => ToString()[..6];

    /// <summary>For lists: the first three and the last four characters.</summary>
    public string Masked => string.Concat(ToString().AsSpan(0, 3), "***********", ToString().AsSpan(14));

    /// <summary>Whole years of age on a day. A person of 29 February grows older on 1 March of a common year.</summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - BirthDate.Year;
        return (day.Month, day.Day).CompareTo((BirthDate.Month, BirthDate.Day)) < 0 ? years - 1 : years;
    }

    public static CitizenId Parse(string text) => Written.Parse<CitizenId>(text);

    public static bool TryParse(string? text, out CitizenId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out CitizenId value, out Refusal? why)
    {
        var plain = Written.Plain(text);
        why = WhatIsWrong(plain);
        value = why is null ? new CitizenId(plain) : default;
        return why is null;
    }

    /// <summary>The number of a birth: its check character is computed.</summary>
    /// <param name="region">Six digits.</param>
    /// <param name="birthDate">Day of birth.</param>
    /// <param name="sequence">0 to 999; odd for men and boys.</param>
    public static CitizenId Create(string region, DateOnly birthDate, int sequence)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{region}{birthDate:yyyyMMdd}{sequence:000}");
        return Parse(body + CheckOf(body));
    }

    public override string ToString() => text ?? "";

    static Refusal? WhatIsWrong(string plain)
    {
        if (plain.Length == 0)
            return new Refusal("text.empty");
        var wrong = Written.IndexOfFirstNot(plain, char.IsAsciiDigit);
        if (wrong >= 0 && !(wrong == Length - 1 && plain[wrong] == 'X'))
            return new Refusal("citizen-id.character", ("position", wrong + 1), ("character", plain[wrong]));
        if (plain.Length == AbolishedLength)
            return new Refusal("citizen-id.old-form");
        if (plain.Length != Length)
            return new Refusal("citizen-id.length", ("length", plain.Length));
        if (plain[0] == '0')
            return new Refusal("citizen-id.no-such-region", ("region", plain[..6]));
        if (!DateOnly.TryParseExact(plain.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return new Refusal("citizen-id.no-such-date", ("date", $"{plain[6..10]}-{plain[10..12]}-{plain[12..14]}"));
        return plain[^1] == CheckOf(plain) ? null : new Refusal("citizen-id.wrong-check");
    }

    // ISO 7064 MOD 11-2 over the first 17 characters.
    static char CheckOf(string digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (digits[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }
}

/// <summary>Sex as the register states it (GB/T 2261.1: 1 male, 2 female).</summary>
public enum Sex
{
    Male = 1,
    Female = 2,
}
