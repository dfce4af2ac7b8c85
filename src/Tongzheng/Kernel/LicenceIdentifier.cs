using System.Globalization;
using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>An e-licence identifier (电子证照标识, GB/T 36904-2018).</summary>
[JsonConverter(typeof(WrittenJson<LicenceIdentifier>))]
public readonly record struct LicenceIdentifier : IWritten<LicenceIdentifier>
{
    /// <summary>The object identifier under which all e-licences are numbered.</summary>
    public const string Root = "1.2.156.3005.2";
    const int PartCount = 5;
    const int LongestSerial = 32; // the longest seen in published identifiers
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    readonly string? text;

    LicenceIdentifier(string text) => this.text = text;

    /// <summary>Credit code of the body that defines the type, and a three-digit sequence.</summary>
    public string LicenceType => Part(0);

    /// <summary>Credit code of the issuer, or the six-digit region some issuers write here.</summary>
    public string Issuer => Part(1);

    public string Serial => Part(2);

    /// <summary>From 1; one more at each re-issue or change.</summary>
    public int Version => int.Parse(Part(3), CultureInfo.InvariantCulture);

    public static LicenceIdentifier Create(string licenceType, CreditCode issuer, string serial, int version)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{licenceType}.{issuer}.{serial}.{version:000}");
        return Parse($"{Root}.{body}.{CheckOf(body)}");
    }

    public static LicenceIdentifier Parse(string text) => Written.Parse<LicenceIdentifier>(text);

    public static bool TryParse(string? text, out LicenceIdentifier value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out LicenceIdentifier value, out Refusal? why)
    {
        var plain = Written.Plain(text);
        why = WhatIsWrong(plain);
        value = why is null ? new LicenceIdentifier(plain) : default;
        return why is null;
    }

    public override string ToString() => text ?? "";

    string Part(int index) => ToString()[(Root.Length + 1)..].Split('.')[index];

    static Refusal? WhatIsWrong(string plain)
    {
        if (plain.Length == 0)
            return new Refusal("text.empty");
        if (!plain.StartsWith(Root + ".", StringComparison.Ordinal))
            return new Refusal("licence-id.root", ("root", Root));
        var rest = plain[(Root.Length + 1)..];
        var parts = rest.Split('.');
        if (parts.Length != PartCount)
            return new Refusal("licence-id.parts", ("count", parts.Length));
        var (type, issuer, serial, version) = (parts[0], parts[1], parts[2], parts[3]);
        if (type.Length != CreditCode.Length + 3 || !CreditCode.TryParse(type[..CreditCode.Length], out _) || !type[^3..].All(char.IsAsciiDigit))
            return new Refusal("licence-id.type", ("text", type));
        if (!CreditCode.TryParse(issuer, out _) && !(issuer.Length == 6 && RegionCode.TryParse(issuer, out _)))
            return new Refusal("licence-id.issuer", ("text", issuer));
        if (serial.Length is 0 or > LongestSerial || !serial.All(Written.IsDigitOrCapital))
            return new Refusal("licence-id.serial", ("text", serial));
        if (version.Length != 3 || !version.All(char.IsAsciiDigit) || version == "000")
            return new Refusal("licence-id.version", ("text", version));
        return parts[4] == CheckOf(rest[..rest.LastIndexOf('.')]).ToString() ? null : new Refusal("licence-id.wrong-check");
    }

    // ISO 7064 MOD 37,36 over type, issuer, serial and version, without the dots.
    static char CheckOf(string body)
    {
        var product = 36;
        foreach (var character in body)
        {
            if (character == '.')
                continue;
            product = (product + Alphabet.IndexOf(character, StringComparison.Ordinal)) % 36;
            product = (product == 0 ? 36 : product) * 2 % 37;
        }
        return Alphabet[(37 - product) % 36];
    }
}
