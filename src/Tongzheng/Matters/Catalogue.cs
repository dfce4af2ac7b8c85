using System.Collections.Frozen;
using Tongzheng.Kernel;
using Tongzheng.Matters.Events;

namespace Tongzheng.Matters;

/// <summary>
/// The matters of the packs (基本目录), read once and immutable: reference data, the same for every jurisdiction.
/// A matter with findings of its own is left out, so that what is wrong cannot be applied for.
/// </summary>
public sealed class Catalogue
{
    readonly FrozenDictionary<string, Matter> _byName;

    Catalogue(IReadOnlyList<Matter> matters, IReadOnlyList<Matter> drafts, Shared shared, IReadOnlyList<Finding> findings)
    {
        Matters = matters;
        Drafts = drafts;
        Shared = shared;
        Findings = findings;
        _byName = matters.SelectMany(Names).DistinctBy(name => name.Key).ToFrozenDictionary(name => name.Key, name => name.Value, StringComparer.Ordinal);
    }

    /// <summary>By id.</summary>
    public IReadOnlyList<Matter> Matters { get; }

    /// <summary>Every pack that could be read at all, those with findings too: what the linter looks at.</summary>
    internal IReadOnlyList<Matter> Drafts { get; }

    public Shared Shared { get; }
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Reads every pack below a folder (<c>packs/</c>).</summary>
    public static Catalogue Load(string folder) => Read(PackFiles.Load(folder).WithPowers());

    /// <summary>Reads packs from files in memory: those of a folder, or the ones a case is pinned to.</summary>
    public static Catalogue Read(IEnumerable<PackFile> files) => Read(new PackFiles(files));

    internal static Catalogue Read(PackFiles files)
    {
        var findings = new List<Finding>();
        var shared = Shared.Read(files, findings);
        var (matters, drafts) = (new List<Matter>(), new List<Matter>());
        foreach (var path in files.Paths.Where(path => path.EndsWith("/" + ReadMatter.FileName, StringComparison.Ordinal)))
        {
            var own = new List<Finding>();
            if (ReadMatter.From(path[..^ReadMatter.FileName.Length], files, shared, own) is { } matter)
            {
                drafts.Add(matter);
                if (own.Count == 0) matters.Add(matter with { Hash = PackFiles.Hash(matter.Files) });
            }
            findings.AddRange(own);
        }
        ReadEvents(files, shared, matters, drafts, findings);
        foreach (var (matter, other, what) in Twice(matters))
            findings.Add(TwiceFinding(matter, other, what));
        return new Catalogue([.. matters.OrderBy(matter => matter.Id, StringComparer.Ordinal)], drafts, shared, findings);
    }

    // A life event is compiled from matters that are right, and read like them; what is wrong with it is a finding of its event.yaml.
    static void ReadEvents(PackFiles files, Shared shared, List<Matter> matters, List<Matter> drafts, List<Finding> findings)
    {
        var folders = files.Paths.Where(path => path.EndsWith("/" + ReadEvent.FileName, StringComparison.Ordinal)).Select(path => path[..^ReadEvent.FileName.Length]).ToList();
        if (folders.Count == 0) return;
        var table = ComponentTable.Read(files, findings);
        var known = matters.DistinctBy(matter => matter.Slug).ToDictionary(matter => matter.Slug);
        foreach (var folder in folders)
        {
            var own = new List<Finding>();
            IReadOnlyList<PackFile> made = [];
            if (ReadEvent.From(folder, files, own) is { } draft && own.Count == 0)
            {
                made = Compile.From(draft, table, known.GetValueOrDefault, shared, own);
                if (made.Count > 0 && ReadMatter.From(folder, files.With(made), shared, own) is { } matter)
                {
                    drafts.Add(matter);
                    if (own.Count == 0) matters.Add(matter with { Hash = PackFiles.Hash(matter.Files) });
                }
                own = [.. own.Select(found => draft.Traced(found, made))];
            }
            findings.AddRange(own);
        }
    }

    /// <summary>This catalogue's own matters with imported ones behind them; those imported before are replaced.</summary>
    public Catalogue With(IEnumerable<Matter> imported) => new([.. Matters.Where(matter => matter.Folder != ""), .. imported], Drafts, Shared, Findings);

    /// <summary>This catalogue with other versions of some of its matters, or with matters the folder does not hold.</summary>
    public Catalogue Keeping(IReadOnlyCollection<Matter> before) => new(
        [.. Matters.Where(matter => before.All(kept => kept.Slug != matter.Slug)).Concat(before).OrderBy(matter => matter.Id, StringComparer.Ordinal)], Drafts, Shared, Findings);

    /// <summary>What a matter has that another one of this catalogue has already, and only one may: its id, its basic code, the name of a decision.</summary>
    internal IEnumerable<Finding> Clashes(Matter matter)
    {
        foreach (var (_, other, what) in Matters.Where(other => other.Slug != matter.Slug && other.Folder != "").SelectMany(other => Twice([other, matter])))
            yield return TwiceFinding(matter, other, what);
        foreach (var cases in matter.Cases)
            if (Matters.FirstOrDefault(other => other.Slug != matter.Slug && other.Cases.Any(theirs => theirs.Decision == cases.Decision)) is { } holder)
                yield return new("decision.twice", cases.File, 1, 1, new($"{holder.Name.Zh}已有名为“{cases.Decision}”的决策。", $"{holder.Name.En ?? holder.Name.Zh} has a decision “{cases.Decision}” already."),
                    new("给其中一个换名；算法登记簿按名登记。", "Rename one of them; the register of algorithms goes by name."));
    }

    static Finding TwiceFinding(Matter matter, Matter other, string what) => new("matter.twice", matter.Folder + ReadMatter.FileName, 1, 1,
        new($"与 {other.Slug} 的{what}相同。", $"Same {what} as {other.Slug}."), new("改正其中一个。", "Correct one of them."));

    /// <summary>The matter with this slug, basic code or id; null where there is none.</summary>
    public Matter? Find(string name) => _byName.GetValueOrDefault(name);

    static IEnumerable<KeyValuePair<string, Matter>> Names(Matter matter)
    {
        yield return new(matter.Slug, matter);
        yield return new(matter.Id, matter);
        if (matter.BasicCode is { } code) yield return new(code.ToString(), matter);
    }

    static IEnumerable<(Matter, Matter, string)> Twice(List<Matter> matters)
    {
        foreach (var (key, what) in new (Func<Matter, string>, string)[] { (m => m.Id, "id"), (m => m.Slug, "slug"), (m => m.BasicCode.ToString() ?? "", "basicCode") })
            foreach (var group in matters.GroupBy(key).Where(group => group.Count() > 1))
                yield return (group.Last(), group.First(), what);
    }
}
