using System.Text.RegularExpressions;

namespace Tongzheng.Tests.House;

/// <summary>How the source reads: short files, names that say something, no habits that hide mistakes.</summary>
public sealed partial class ProseTests
{
    /// <summary>A file that one cannot hold in mind is two files.</summary>
    const int LongestFile = 400;

    // Files that catch every exception: the outermost edges, each with its reason.
    static readonly Dictionary<string, string> Edges = new()
    {
        ["src/Tongzheng/Web/Faults.cs"] = "the edge of every request",
        ["src/Tongzheng/Exchange/Door.cs"] = "the runner of deliveries: whatever fails on the way or over there, the message stays and is tried again",
    };

    static readonly IReadOnlyList<(string File, string Text)> Files = [.. new[] { "src", "tests" }.SelectMany(Source.Files)
        .Select(path => (Path.GetRelativePath(Repository.Root, path).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText(path)))];

    static IEnumerable<(string File, string Text)> Product => Files.Where(file => file.File.StartsWith("src/", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_longer_than_can_be_held_in_mind() =>
        Assert.Empty(Files.Where(file => file.Text.Count(character => character == '\n') > LongestFile).Select(file => file.File));

    [Fact]
    public void A_name_says_what_a_thing_is_for_because_a_manager_or_helper_could_be_anything() =>
        Assert.Empty(Files.SelectMany(file => Vague().Matches(file.Text).Select(match => $"{file.File}: {match.Value}")));

    [Fact]
    public void The_namespace_is_the_folder_because_a_change_has_one_address() => // of the node; the engines may keep one namespace
        Assert.Empty(Product.Where(file => file.File.StartsWith("src/Tongzheng/", StringComparison.Ordinal) && file.File.EndsWith(".cs", StringComparison.Ordinal) && Namespace().Match(file.Text) is { Success: true } match && match.Groups["name"].Value != NamespaceOf(file.File))
            .Select(file => file.File));

    [Fact]
    public void Nobody_swallows_what_nobody_foresaw_but_the_outermost_edges()
    {
        var catching = Product.Where(file => CatchAll().IsMatch(file.Text)).Select(file => file.File).ToList();
        Assert.Empty(catching.Except(Edges.Keys));
        Assert.Empty(Edges.Keys.Except(catching));
    }

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_is_folded_away() =>
        Assert.Empty(Product.SelectMany(file => Later().Matches(file.Text).Select(match => $"{file.File}: {match.Value}")));

    // src/Tongzheng/Licences/Rendering/x.cs → Tongzheng.Licences.Rendering.
    static string NamespaceOf(string file)
    {
        var parts = file.Split('/')[1..^1];
        return string.Join('.', parts);
    }

    [GeneratedRegex(@"\b(?:class|record|struct|interface) (?:struct )?\w*(?:Manager|Helper|Helpers|Util|Utils|Utility|Common|Impl)\b")]
    private static partial Regex Vague();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"catch\s*(?:\{|\(Exception(?: \w+)?\)\s*(?:\{|when \(!context\.Response\.HasStarted\)))")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|NotImplementedException|^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Later();
}
