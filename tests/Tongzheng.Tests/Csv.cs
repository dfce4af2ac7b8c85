namespace Tongzheng.Tests;

/// <summary>Reads the test vectors: a header line, then rows; a cell may be quoted and hold commas.</summary>
public static class Csv
{
    public static IEnumerable<Dictionary<string, string>> Rows(params string[] path)
    {
        var lines = File.ReadAllLines(Repository.PathOf(path)).Where(line => line.Length > 0).Select(Cells).ToList();
        return lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
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
