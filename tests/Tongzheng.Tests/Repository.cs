namespace Tongzheng.Tests;

/// <summary>Where the tests find the files of this repository.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Tongzheng.slnx")) ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository."));
}
