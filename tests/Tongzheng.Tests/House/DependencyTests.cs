using System.Text.RegularExpressions;

namespace Tongzheng.Tests.House;

/// <summary>Which way the house depends (docs/architecture.md): a module names only what lies below it.</summary>
public sealed partial class DependencyTests
{
    // From the ground up. A module may name modules of lower rows; two of one row do not name each other.
    static readonly string[][] Rows =
    [
        ["Kernel"], ["Store"], ["Web"], ["Directories"], ["Identity"], ["Data"], ["Forms"], ["Matters"], ["Casework"], ["Licences", "Notices", "Exchange"],
        ["Services", "Supervision", "Society", "Emergency", "Environment", "Economy", "Office", "Openness", "Oversight"], ["Modelling"], ["Gallery"],
    ];

    // file → module it should not name, with the reason. A line that is no longer true fails the last test.
    static readonly Dictionary<(string File, string Module), string> Exceptions = new()
    {
        [("Licences/Print.cs", "Notices")] = "letters and licences are printed, signed and checked by one press",
    };

    static readonly Dictionary<string, string[]> Engines = new()
    {
        ["Tongzheng.Feel"] = [],
        ["Tongzheng.Bpmn"] = ["Tongzheng.Feel"],
        ["Tongzheng.Journal"] = [],
        ["Tongzheng.Pdf"] = [],
        ["Tongzheng"] = ["Tongzheng.Bpmn", "Tongzheng.Feel", "Tongzheng.Journal", "Tongzheng.Pdf"],
    };

    static readonly IReadOnlyList<(string File, string Module, string Names)> Uses = [.. Find()];

    [Fact]
    public void A_module_names_only_modules_below_it() =>
        Assert.All(Uses.Where(use => !Exceptions.ContainsKey((use.File, use.Names))), use =>
            Assert.True(RowOf(use.Names) < RowOf(use.Module),
                $"{use.File} names {use.Names}, because-rule: {use.Module} must be movable, testable and readable without it. Hand in what it needs, or register it by name."));

    [Fact]
    public void The_web_components_know_the_kernel_alone_so_that_every_module_can_use_them() =>
        Assert.All(Uses.Where(use => use.Module == "Web"), use => Assert.Equal("Kernel", use.Names));

    [Fact]
    public void Every_folder_of_the_node_has_its_place_in_the_order() =>
        Assert.All(Directory.EnumerateDirectories(Repository.PathOf("src", "Tongzheng")).Select(folder => Path.GetFileName(folder)).Where(folder => char.IsUpper(folder[0]) && folder != "Frontend" && HasCode(folder)),
            folder => Assert.True(RowOf(folder) >= 0, $"{folder} is new: give it a row."));

    [Fact]
    public void The_engines_know_nothing_of_ours() =>
        Assert.All(Engines, engine => Assert.Equal(engine.Value.Order(), Reference().Matches(File.ReadAllText(Repository.PathOf("src", engine.Key, engine.Key + ".csproj")))
            .Select(match => match.Groups["name"].Value).Order()));

    [Fact]
    public void No_exception_is_stale() =>
        Assert.All(Exceptions.Keys, key => Assert.Contains(Uses, use => (use.File, use.Names) == key));

    static int RowOf(string module) => Array.FindIndex(Rows, row => row.Contains(module));

    static bool HasCode(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf("src", "Tongzheng", folder), "*.cs", SearchOption.AllDirectories).Any() && folder is not ("Properties");

    static IEnumerable<(string, string, string)> Find()
    {
        var root = Repository.PathOf("src", "Tongzheng");
        foreach (var path in Source.Files("src/Tongzheng"))
        {
            var file = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            if (!file.Contains('/')) continue; // the root knows all
            var module = file.Split('/')[0];
            foreach (var name in Named().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value).Distinct())
                if (name != module && RowOf(name) >= 0) yield return (file, module, name);
        }
    }

    [GeneratedRegex(@"\bTongzheng\.(?<name>[A-Z]\w+)")]
    private static partial Regex Named();

    [GeneratedRegex("""<ProjectReference Include="[^"]*[\\/](?<name>[\w.]+)\.csproj""")]
    private static partial Regex Reference();
}
