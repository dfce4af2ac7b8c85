namespace Tongzheng.Kernel;

/// <summary>The tables in <c>Kernel/facts</c>, which travel inside the program. Their sources stand in its README.</summary>
static class KernelFacts
{
    public static Stream Open(string file) =>
        typeof(KernelFacts).Assembly.GetManifestResourceStream($"Tongzheng.Kernel.facts.{file}")
        ?? throw new InvalidOperationException($"Kernel/facts/{file} is not part of this build.");

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        using var reader = new StreamReader(Open(file));
        return Table.Rows(reader);
    }
}
