using System.Xml;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Cli.Conformance;

/// <summary>The models of a test folder and of the folders in it: by file name, and for imports by namespace.</summary>
sealed class DmnModels
{
    readonly Dictionary<string, DmnModel> parsed = [];
    readonly HashSet<string> atWork = [];
    readonly string folder;
    readonly string[] paths;
    readonly ILookup<string, string> byNamespace;

    public DmnModels(string folder)
    {
        this.folder = folder;
        paths = Directory.GetFiles(folder, "*.dmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        byNamespace = paths.ToLookup(NamespaceOf);
    }

    /// <summary>The model a test file names; where it names none, the only one, or the one of its own name.</summary>
    /// <exception cref="FileNotFoundException">There is no such model.</exception>
    public DmnModel Get(DmnTestFile test)
    {
        var name = test.ModelName.Replace('\\', '/');
        var exact = Path.Combine(folder, name);
        if (name.Length > 0 && File.Exists(exact))
            return ByPath(exact);
        var path = Array.Find(paths, each => string.Equals(Path.GetFileName(each), Path.GetFileName(name), StringComparison.OrdinalIgnoreCase))
            ?? (name.Length > 0 ? null : paths is [var only] ? only : Array.Find(paths, each => test.Name.StartsWith(Path.GetFileNameWithoutExtension(each), StringComparison.Ordinal)));
        return ByPath(path ?? throw new FileNotFoundException($"there is no model '{test.ModelName}'"));
    }

    DmnModel ByPath(string path)
    {
        path = Path.GetFullPath(path);
        if (parsed.TryGetValue(path, out var model))
            return model;
        atWork.Add(path);
        parsed[path] = model = DmnModel.Parse(File.ReadAllText(path), Import);
        atWork.Remove(path);
        return model;
    }

    /// <summary>An imported model; none where models import one another in a circle.</summary>
    DmnModel? Import(string space) =>
        byNamespace[space].FirstOrDefault(path => !atWork.Contains(Path.GetFullPath(path))) is { } other ? ByPath(other) : null;

    static string NamespaceOf(string path)
    {
        try
        {
            return (string?)DmnTestFile.Load(path).Attribute("namespace") ?? "";
        }
        catch (XmlException)
        {
            return ""; // no model by that text: the test that names it says so
        }
    }
}
