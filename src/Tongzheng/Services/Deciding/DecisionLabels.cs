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

    /// <summary>Line by line: the answer, then each reason.</summary>
    public static IReadOnlyList<string> Words(Explanation? explanation, RunningMatter version, Parameters? parameters, Language language)
    {
        if (explanation is null) return [];
        var labels = Of(version, parameters, language);
        return (language.IsEnglish ? explanation.InEnglish(labels) : explanation.InChinese(labels)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()).ToList();
    }

    /// <summary>The reasons without the answer, which stands above them; where there is nothing else, the answer.</summary>
    public static IReadOnlyList<Reason> Reasons(Explanation? explanation, RunningMatter version, Parameters? parameters, Language language)
    {
        var lines = Words(explanation, version, parameters, language);
        var at = lines.Count > 1 ? 1 : 0;
        return Below(-1);

        // What stands further in belongs to the line before.
        List<Reason> Below(int outer)
        {
            var reasons = new List<Reason>();
            while (at < lines.Count && Depth(lines[at]) is var depth && depth > outer)
                reasons.Add(new Reason(lines[at++].TrimStart(Marks), Below(depth)));
            return reasons;
        }
    }

    static readonly char[] Marks = [' ', '·'];

    // A step's own line names what it decided; its reasons are marked and stand below it.
    static int Depth(string line) => line.Length - line.TrimStart(Marks).Length;

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
