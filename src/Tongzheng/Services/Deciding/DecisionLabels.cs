using Tongzheng.Casework;
using Tongzheng.Feel.Dmn;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Web;

namespace Tongzheng.Services.Deciding;

/// <summary>An explanation in the words of the form that asked: labels for names, options for codes, the region's parameters by what they are called.</summary>
static class DecisionLabels
{
    const string Parameter = "parameters.";

    /// <summary>What a table of instant approval gives; an official writes these two words in the file.</summary>
    static readonly Dictionary<string, Text> results = new()
    {
        ["grant"] = new("准予", "granted"),
        ["person"] = new("由工作人员决定", "left to a person"),
    };

    public static IReadOnlyList<string> Words(Explanation? explanation, RunningMatter version, Parameters? parameters, Language language)
    {
        if (explanation is null) return [];
        var labels = Of(version, parameters, language);
        return (language.IsEnglish ? explanation.InEnglish(labels) : explanation.InChinese(labels)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>A result as a person reads it.</summary>
    public static string Result(Feel.FeelValue value, Language language) =>
        value.AsString is { } code && results.TryGetValue(code, out var known) ? known.In(language) : Forms.Show.Plain(value);

    static ExplanationLabels Of(RunningMatter version, Parameters? parameters, Language language) => new(
        name => name == "parameters" ? ""
            : name.StartsWith(Parameter, StringComparison.Ordinal) ? parameters?.Find(name[Parameter.Length..])?.Label.In(language)
            : Find(version, name)?.Label.In(language),
        (source, value) => Find(version, source)?.Options.FirstOrDefault(option => option.Value == value)?.Label.In(language)
            ?? (version.FindModel(source) is not null && results.TryGetValue(value, out var known) ? known.In(language) : null)
            ?? value switch { "yes" => language.Of("是", "yes"), "no" => language.Of("否", "no"), _ => null });

    static Forms.Component? Find(RunningMatter version, string key) => version.ApplicationForm.All.FirstOrDefault(component => component.Key == key);
}
