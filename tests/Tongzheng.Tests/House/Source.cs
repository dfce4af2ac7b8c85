namespace Tongzheng.Tests.House;

/// <summary>The source files that the house rules read.</summary>
static class Source
{
    static readonly string[] Made = ["obj", "bin", "node_modules", "wwwroot"];

    /// <summary>C# and Razor files below a folder of the repository, made ones left out.</summary>
    public static IEnumerable<string> Files(string folder) => All(folder).Where(file => Path.GetExtension(file) is ".cs" or ".razor");

    /// <summary>Files of text below a folder of the repository, made ones left out.</summary>
    public static IEnumerable<string> All(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder.Split('/')), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".md" or ".json" or ".js" or ".csv" or ".css" && !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Intersect(Made).Any());
}
