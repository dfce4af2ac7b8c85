using System.Text;

namespace Tongzheng.Kernel;

/// <summary>The tables in <c>Kernel/facts</c>, which travel inside the program. Their sources stand in its README.</summary>
static class KernelFacts
{
    public static Stream Open(string file) =>
        typeof(KernelFacts).Assembly.GetManifestResourceStream($"Tongzheng.Kernel.facts.{file}")
        ?? throw new InvalidOperationException($"Kernel/facts/{file} is not part of this build.");

    /// <summary>The rows of a table with a header line; cells may be quoted and then hold commas.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        using var reader = new StreamReader(Open(file));
        var header = Cells(reader.ReadLine() ?? "");
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.ReadLine() is { } line)
            if (line.Length > 0)
                rows.Add(header.Zip(Cells(line)).ToDictionary(pair => pair.First, pair => pair.Second));
        return rows;
    }

    static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"')
                quoted = !quoted;
            else if (character == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(character);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
