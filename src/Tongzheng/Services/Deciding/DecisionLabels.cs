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

    /// <summary>A cell of a table in words: what its column tests, or the decision whose answer it gives, says what its codes are called.</summary>
    public static string Cell(string cell, string source, RunningMatter version, Parameters? parameters, Language language) =>
        Of(version, parameters, language) is var labels && language.IsEnglish ? labels.InEnglish(cell, source) : labels.InChinese(cell, source);

    /// <summary>A result as a person reads it.</summary>
    public static string Result(string decision, Feel.FeelValue value, RunningMatter version, Language language) => value switch
    {
        { AsList: { } list } => string.Join(language.Of("、", ", "), list.Select(item => Result(decision, item, version, language))),
        { AsString: { } code } => version.Called(decision, code)?.In(language) ?? code,
        _ => Forms.Show.Plain(value),
    };

    static ExplanationLabels Of(RunningMatter version, Parameters? parameters, Language language) => new(
        name => name == "parameters" ? ""
            : name.StartsWith(Parameter, StringComparison.Ordinal) ? parameters?.Find(name[Parameter.Length..])?.Label.In(language)
            : version.Called(name)?.In(language),
        (source, value) => version.Called(source, value)?.In(language)
            ?? value switch { "yes" => language.Of("是", "yes"), "no" => language.Of("否", "no"), _ => null });
}
