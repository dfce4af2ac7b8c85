namespace Tongzheng.Kernel;

/// <summary>The language a page or answer is written in. Chinese comes first; English stands beside it at the point of use.</summary>
public readonly record struct Language
{
    public static readonly Language Chinese = default;
    public static readonly Language English = new(isEnglish: true);

    Language(bool isEnglish) => IsEnglish = isEnglish;

    public bool IsEnglish { get; }

    /// <summary>BCP 47 tag, as in <c>html lang</c>.</summary>
    public string Tag => IsEnglish ? "en" : "zh-Hans";

    public string Of(string zh, string en) => IsEnglish ? en : zh;

    public string Of(Text text) => text.In(this);

    /// <summary>English for <c>en</c> and its variants; Chinese for everything else.</summary>
    public static Language FromTag(string? tag) =>
        tag is not null && (tag.Equals("en", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("en-", StringComparison.OrdinalIgnoreCase))
            ? English : Chinese;

    public override string ToString() => Tag;
}
