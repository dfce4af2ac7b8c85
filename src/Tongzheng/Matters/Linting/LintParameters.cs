using System.Text.RegularExpressions;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>Every <c>parameters.key</c> in a decision, procedure, form or licence is a parameter the region sets.</summary>
static partial class LintParameters
{
    public const string Prefix = "parameter:";

    public static void Check(Catalogue catalogue, LintScope scope, ICollection<Finding> findings)
    {
        if (scope.Parameters is not { } parameters) return;
        foreach (var (file, text) in catalogue.Drafts.SelectMany(Texts).DistinctBy(text => text.File))
            foreach (Match use in Use().Matches(text))
                if (parameters.Find(use.Groups["key"].Value) is null)
                    findings.Add(new("parameter.unknown", file, text.AsSpan(0, use.Index).Count('\n') + 1, use.Index - text.LastIndexOf('\n', use.Index),
                        new($"没有名为 “{use.Groups["key"].Value}” 的地区参数。", $"The region has no parameter “{use.Groups["key"].Value}”."),
                        new("在 parameters.yaml 中加上它；没有出处的标“示例”。", "Add it to parameters.yaml; mark it 示例 where it has no source.")));
    }

    static IEnumerable<(string File, string Text)> Texts(Matter matter)
    {
        foreach (var decision in matter.Decisions) yield return (decision.File, decision.Xml);
        if (matter.Procedure is { } procedure) yield return (procedure.File, procedure.Xml);
        if (matter.Form is { Generated: false } form) yield return (form.File, form.Json);
    }

    [GeneratedRegex(@"\bparameters\.(?<key>[A-Za-z]\w{0,80})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Use();
}
