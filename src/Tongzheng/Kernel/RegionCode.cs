using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>A place of the administrative division (GB/T 2260, and below the county 9 and 12 digits).</summary>
[JsonConverter(typeof(WrittenJson<RegionCode>))]
public readonly record struct RegionCode : IWritten<RegionCode>, IComparable<RegionCode>
{
    /// <summary>The whole country.</summary>
    public static readonly RegionCode State = new("000000");

    readonly string? text;

    RegionCode(string text) => this.text = text;

    public RegionLevel Level => ToString() switch
    {
        { Length: 12 } => RegionLevel.Village,
        { Length: 9 } => RegionLevel.Town,
        "000000" => RegionLevel.State,
        var code when code.EndsWith("0000", StringComparison.Ordinal) => RegionLevel.Province,
        var code when code.EndsWith("00", StringComparison.Ordinal) => RegionLevel.City,
        _ => RegionLevel.County,
    };

    /// <summary>The place one level up; the state has none. A county directly under a province (90) has the province.</summary>
    public RegionCode? Parent
    {
        get
        {
            var code = ToString();
            return Level switch
            {
                RegionLevel.Village => new RegionCode(code[..9]),
                RegionLevel.Town => new RegionCode(code[..6]),
                RegionLevel.County when code[2..4] == "90" => new RegionCode(code[..2] + "0000"),
                RegionLevel.County => new RegionCode(code[..4] + "00"),
                RegionLevel.City => new RegionCode(code[..2] + "0000"),
                RegionLevel.Province => State,
                _ => null,
            };
        }
    }

    /// <summary>The six-digit place this one lies in: itself, or the county of a town or village.</summary>
    public RegionCode SixDigits => new(ToString()[..6]);

    /// <summary>True for the place itself and every place above it.</summary>
    public bool IsWithin(RegionCode other)
    {
        for (RegionCode? place = this; place is { } here; place = here.Parent)
            if (here == other)
                return true;
        return false;
    }

    public static RegionCode Parse(string text) => Written.Parse<RegionCode>(text);

    public static bool TryParse(string? text, out RegionCode value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out RegionCode value, out Refusal? why)
    {
        var plain = Written.Plain(text);
        why = WhatIsWrong(plain);
        value = why is null ? new RegionCode(plain) : default;
        return why is null;
    }

    public int CompareTo(RegionCode other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => text ?? "000000";

    // Compared by text, so that the default value is the state.
    public bool Equals(RegionCode other) => ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    static Refusal? WhatIsWrong(string plain)
    {
        if (plain.Length == 0)
            return new Refusal("text.empty");
        var wrong = Written.IndexOfFirstNot(plain, char.IsAsciiDigit);
        if (wrong >= 0)
            return new Refusal("region.character", ("position", wrong + 1), ("character", plain[wrong]));
        if (plain.Length is not (6 or 9 or 12))
            return new Refusal("region.length", ("length", plain.Length));
        if (plain == "000000")
            return null;
        var gap = plain[..2] == "00"
            || (plain[2..4] == "00" && plain[4..6] != "00")
            || (plain.Length >= 9 && (plain[4..6] == "00" || plain[6..9] == "000"))
            || (plain.Length == 12 && plain[9..12] == "000");
        return gap ? new Refusal("region.gap", ("code", plain)) : null;
    }
}

/// <summary>The level of a place, numbered as 行使层级 (1 state … 6 village).</summary>
public enum RegionLevel
{
    State = 1,
    Province = 2,
    City = 3,
    County = 4,
    Town = 5,
    Village = 6,
}
