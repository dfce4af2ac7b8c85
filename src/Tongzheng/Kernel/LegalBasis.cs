using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongzheng.Kernel;

/// <summary>
/// A law and its articles, kept as <c>行政许可法 art.42(1), art.82</c> and shown as 行政许可法第四十二条第一款、第八十二条.
/// </summary>
public readonly partial record struct LegalBasis(string Citation)
{
    static readonly Lazy<IReadOnlyDictionary<string, Law>> Laws = new(() => KernelFacts.Rows("laws.csv")
        .Select(row => new Law(row["name"], row["en"], Day(row["from"]), Day(row["until"]), row["status"]))
        .ToDictionary(law => law.Name));

    /// <summary>The laws it names that we know the dates of, in the order named.</summary>
    public IReadOnlyList<Law> Named
    {
        get
        {
            var citation = Citation;
            return [.. Laws.Value.Values.Where(law => citation.Contains(law.Name, StringComparison.Ordinal))
                .OrderBy(law => citation.IndexOf(law.Name, StringComparison.Ordinal))];
        }
    }

    /// <summary>In force on a day, as far as the dates of the first law named tell.</summary>
    public bool IsInForceOn(DateOnly day) => Named is not [var law, ..] || law.IsInForceOn(day);

    public string In(Language language) => language.IsEnglish ? English() : Chinese();

    public Text ToText() => new(Chinese(), English());

    public override string ToString() => Citation;

    string Chinese()
    {
        var shown = Article().Replace(Citation, match =>
        {
            var parts = match.Groups["part"].Captures;
            return string.Concat([
                Ordinal(match.Groups["article"].Value), "条",
                .. match.Groups["to"].Success ? ["至", Ordinal(match.Groups["to"].Value), "条"] : Array.Empty<string>(),
                .. parts.Count > 0 ? [Ordinal(parts[0].Value), "款"] : Array.Empty<string>(),
                .. parts.Count > 1 ? [Ordinal(parts[1].Value), "项"] : Array.Empty<string>()]);
        });
        // The list of matters marks what nobody has checked yet in English; a Chinese page says it in Chinese.
        return Separator().Replace(shown, "、第").Replace("; ", "；", StringComparison.Ordinal).Replace(",unconfirmed", "，待核实", StringComparison.Ordinal);
    }

    string English()
    {
        var shown = Citation;
        foreach (var law in Named)
            shown = shown.Replace(law.Name, law.English, StringComparison.Ordinal);
        return shown.Replace("art.", "art. ", StringComparison.Ordinal);
    }

    static string Ordinal(string number) => "第" + ChineseNumber.Of(int.Parse(number, CultureInfo.InvariantCulture));

    static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s*(?:art\.|(?<=\d,))(?<article>\d+)(?:-(?<to>\d+))?(?:\((?<part>\d{1,2})\))*")]
    private static partial Regex Article();

    [GeneratedRegex(@",\s*第")]
    private static partial Regex Separator();
}

/// <summary>A law, regulation or standard and the dates between which the cited text is in force.</summary>
public sealed record Law(string Name, string English, DateOnly? From, DateOnly? Until, string Status)
{
    public bool IsInForceOn(DateOnly day) => (From is null || day >= From) && (Until is null || day < Until);
}
