using Tongzheng.Kernel;

namespace Tongzheng.Tests;

/// <summary>Reads the test vectors of this repository.</summary>
public static class Csv
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(params string[] path)
    {
        using var file = File.OpenText(Repository.PathOf(path));
        return Table.Rows(file);
    }
}
