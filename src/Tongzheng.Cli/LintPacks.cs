using Tongzheng.Matters;
using Tongzheng.Matters.Linting;

namespace Tongzheng.Cli;

/// <summary><c>tongzheng lint FOLDER [REGION]</c>: every finding on a line an editor can jump to; 0 where there is none.</summary>
public static class LintPacks
{
    /// <param name="folder">The packs.</param>
    /// <param name="region">The region whose parameters they use; where it has none, their keys are not checked.</param>
    public static int Run(string folder, string region, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"{folder} is no folder.");
            return 2;
        }
        var findings = new List<Finding>();
        var file = Path.Combine(region, "parameters.yaml");
        var parameters = File.Exists(file) ? Parameters.Load(file, findings) : null;
        findings.AddRange(Lint.Run(folder, new LintScope(LintScope.StandardServices, parameters)));
        foreach (var finding in findings) output.WriteLine($"{finding} / {finding.Message.En} — {finding.Remedy.En}");
        output.WriteLine(findings.Count == 0 ? "0 findings" : $"{findings.Count} findings");
        return findings.Count == 0 ? 0 : 1;
    }
}
