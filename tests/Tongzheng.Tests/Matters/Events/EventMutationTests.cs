using System.Text;
using Tongzheng.Matters;
using Tongzheng.Matters.Events;
using Tongzheng.Matters.Linting;

namespace Tongzheng.Tests.Matters.Events;

/// <summary>
/// The event.yaml of each life event, by mutation: each mutant gets a finding with file, line and remedy, or its stories go
/// as before. One that is a life event of its own (another order, another rule) is told by a story. A sample in the quick
/// suite; all of them with <c>MUTANTS=all</c>.
/// </summary>
public sealed class EventMutationTests
{
    const int Stride = 3;

    static readonly LintScope Scope = new(LintScope.StandardServices, null);

    static bool All => Environment.GetEnvironmentVariable("MUTANTS") == "all";

    public static TheoryData<string> Slugs => [.. Packs.Catalogue.Matters.Where(matter => matter.Event is not null).Select(matter => matter.Slug)];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_mutant_of_a_life_event_is_found_or_goes_as_before(string slug)
    {
        var path = $"events/{slug}/{ReadEvent.FileName}";
        var folder = PackFiles.Load(Packs.Folder);
        var components = Packs.Catalogue.Find(slug)?.Event?.Components.Select(component => Packs.Catalogue.Find(component.Matter)?.Folder ?? "").ToList() ?? [];
        List<PackFile> files = [.. folder.Paths.Where(file => file != path && file != Powers.FileName && (!file.Contains('/', StringComparison.Ordinal) || file == ComponentTable.File
            || file.StartsWith("forms/", StringComparison.Ordinal) || file.StartsWith("procedures/", StringComparison.Ordinal) || file.StartsWith($"events/{slug}/", StringComparison.Ordinal)
            || components.Any(component => file.StartsWith(component, StringComparison.Ordinal)))).Select(folder.Get)];
        var original = folder.Get(path);
        Assert.Empty(Lint.Run(new PackFiles([.. files, original]), Scope).Select(finding => finding.ToString()));
        Assert.Empty(PackMutants.OfYaml(original).Where((_, at) => All || at % Stride == 0).Select(mutant => Missed(slug, files, mutant)).OfType<string>());
    }

    static string? Missed(string slug, List<PackFile> files, PackMutants.Mutant mutant)
    {
        List<PackFile> changed = [.. files, mutant.File];
        var findings = Lint.Run(new PackFiles(changed), Scope);
        if (findings.Count > 0)
            return findings.All(finding => finding.Line > 0 && finding.File.Length > 0 && finding.Remedy.Zh.Length > 0 && finding.Remedy.En is { Length: > 0 }) ? null
                : $"{mutant.What}: a finding without place or remedy: {findings[0]}";
        if (Catalogue.Read(changed).Find(slug) is not { } matter) return $"{mutant.What}: gone without a finding";
        // What is neither found nor told by a story must be the same life event.
        var told = matter.Stories.Any(story => Walk.FaultOf(matter, story) is not null);
        return told || Same(matter, Packs.Catalogue.Find(slug)) ? null : $"{mutant.What}: no finding, and no story tells";
    }

    static bool Same(Matter one, Matter? other) => one.Procedure?.Xml == other?.Procedure?.Xml && one.Form?.Json == other?.Form?.Json;
}
