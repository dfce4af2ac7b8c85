using Tongzheng.Feel.Dmn;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// What people read of a decision, in both languages: its own words are Chinese, the English stands in the properties beside it
/// (<c>tz:name.en</c>, <c>tz:description.en</c>, <c>tz:column.LABEL.en</c>), and a code that it gives is called
/// <c>tz:value.CODE</c> and <c>tz:value.CODE.en</c>. Why a rule is as it is stands in its annotation column, in English in the
/// column of the same name with <c>.en</c>.
/// </summary>
public static class DecisionWords
{
    /// <summary>Before the code, the property that says what it is called.</summary>
    internal const string OfValue = "tz:value.";

    public static Text Title(this Decision decision) => new(decision.Name, decision.Properties.GetValueOrDefault("tz:name.en"));

    public static Text? Purpose(this Decision decision) =>
        decision.Description is { Length: > 0 } description ? new(description, decision.Properties.GetValueOrDefault("tz:description.en")) : null;

    public static Text Column(this Decision decision, string label) => new(label, decision.Properties.GetValueOrDefault($"tz:column.{label}.en"));

    /// <summary>What a code it gives is called; null where the file does not say.</summary>
    public static Text? Called(this Decision decision, string code) =>
        (decision.Properties.GetValueOrDefault(OfValue + code), decision.Properties.GetValueOrDefault(OfValue + code + ".en")) switch
        {
            (null, null) => null,
            var (chinese, english) => new(chinese ?? code, english),
        };

    /// <summary>Why a rule is as it is, in a reader's language; null where nobody wrote it.</summary>
    public static string? Reason(this TableRule rule, Language language)
    {
        var own = rule.Annotations.FirstOrDefault(text => text.Length > 0);
        return language.IsEnglish && rule.English.FirstOrDefault(text => text.Length > 0) is { } english ? english : own;
    }
}
