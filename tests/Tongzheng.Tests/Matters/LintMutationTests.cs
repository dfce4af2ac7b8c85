using Tongzheng.Feel;
using Tongzheng.Matters;
using Tongzheng.Matters.Linting;

namespace Tongzheng.Tests.Matters;

/// <summary>
/// The linter, by mutation: each mutant of a valid pack gets a finding that says where and what to do, or its stories go
/// exactly as before. A sample in the quick suite; all of them with <c>MUTANTS=all</c>.
/// </summary>
public sealed class LintMutationTests
{
    /// <summary>Every n-th mutant is looked at in the quick suite: about two hundred in all.</summary>
    const int Stride = 151;

    static readonly LintScope Scope = new(LintScope.StandardServices, Parameters.Load(Path.Combine(Packs.Region, "parameters.yaml"), []));

    static bool All => Environment.GetEnvironmentVariable("MUTANTS") == "all";

    public static TheoryData<string> Slugs => [.. Packs.Catalogue.Matters.Where(matter => matter.Event is null && (matter.Letters.Count > 0 || matter.Decisions.Count > 0)).Select(matter => matter.Slug)];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_mutant_of_a_pack_is_found_or_its_stories_go_as_before(string slug)
    {
        var matter = Packs.Catalogue.Find(slug) ?? throw new InvalidOperationException(slug);
        var missed = PackMutants.Of(matter).Where((_, at) => All || at % Stride == 0).Select(mutant => Missed(matter, mutant)).OfType<string>().ToList();
        Assert.Empty(missed);
    }

    static string? Missed(Matter matter, PackMutants.Mutant mutant)
    {
        var files = new PackFiles([.. matter.Files.Where(file => file.Path != mutant.File.Path), mutant.File]);
        var findings = Lint.Run(files, Scope);
        if (findings.Count > 0)
            return findings.All(finding => finding.Line > 0 && finding.File.Length > 0 && finding.Remedy.Zh.Length > 0 && finding.Remedy.En is { Length: > 0 }) ? null
                : $"{mutant.What}: a finding without place or remedy: {findings[0]}";
        if (Catalogue.Read(files).Find(matter.Slug) is not { } changed) return $"{mutant.What}: gone without a finding";
        return matter.Stories.Select(story => Walk.FaultOf(changed, story)).FirstOrDefault(fault => fault is not null) is { } fault ? $"{mutant.What}: no finding, but {fault}" : null;
    }
}
