namespace Tongzheng.Tests;

/// <summary>
/// Outside test data, read in place from the folder named by TONGZHENG_CONFORMANCE, else beside the repository.
/// Where it is absent the test says "not run"; in CI that is a failure.
/// </summary>
public static class Conformance
{
    public static string Root { get; } = Environment.GetEnvironmentVariable("TONGZHENG_CONFORMANCE") is { Length: > 0 } named
        ? named : Repository.PathOf("..", "shared", "conformance");

    /// <summary>A folder of the data; the test stops here, not run, where it is absent.</summary>
    public static string Folder(string name)
    {
        var folder = Path.Combine(Root, name);
        if (Directory.Exists(folder)) return folder;
        var missing = $"{folder} is absent: set TONGZHENG_CONFORMANCE to the folder of outside test data.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        Assert.Skip(missing);
        return folder;
    }
}
