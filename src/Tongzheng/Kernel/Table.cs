using System.Text;

namespace Tongzheng.Kernel;

/// <summary>A table as a text file: a header line, then a line a row; cells may be quoted and then hold commas (RFC 4180 without line breaks in cells).</summary>
public static class Table
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(TextReader reader)
    {
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
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]); // "" inside quotes is one quote
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
