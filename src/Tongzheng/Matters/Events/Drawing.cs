using System.Xml.Linq;

namespace Tongzheng.Matters.Events;

/// <summary>
/// Where the elements of a compiled procedure stand (BPMN DI): columns from left to right, a lane of rows for each
/// component, and arrows with right angles.
/// </summary>
internal sealed class Drawing
{
    public static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI", Dc = "http://www.omg.org/spec/DD/20100524/DC", Lines = "http://www.omg.org/spec/DD/20100524/DI";
    public static readonly (int Width, int Height) Box = (120, 80), Diamond = (50, 50), Round = (36, 36);

    const int ColumnWidth = 170, RowHeight = 130, Left = 80, Top = 90;

    /// <summary>Columns before the components: start, letter, fork.</summary>
    const int FirstColumn = 3;

    readonly Dictionary<string, (int Column, int Row, int Width, int Height)> places = [];
    readonly List<(string Id, string From, string To)> arrows = [];
    readonly Dictionary<Part, int> next = [];
    readonly Dictionary<Part, int> rows = [];

    /// <summary>The column behind everything placed so far.</summary>
    public int Column() => places.Values.Max(place => place.Column) + 1;

    /// <summary>The lane of a component: two rows, the second for a question.</summary>
    public int Row(Part part) => rows.TryGetValue(part, out var row) ? row : rows[part] = rows.Count * 2;

    /// <summary>The next free column of a component, behind what it needs.</summary>
    public int NextColumn(Part part)
    {
        if (!next.TryGetValue(part, out var column))
            column = part.Needs.Select(need => next.GetValueOrDefault(need, FirstColumn)).Prepend(FirstColumn).Max();
        next[part] = column + 1;
        return column;
    }

    public void Place(string id, int column, int row, (int Width, int Height) size) => places[id] = (column, row, size.Width, size.Height);

    public void Connect(string id, string from, string to) => arrows.Add((id, from, to));

    public XElement Write(string process) => new(Di + "BPMNDiagram", new XAttribute("id", "diagram_" + process),
        new XElement(Di + "BPMNPlane", new XAttribute("id", "plane_" + process), new XAttribute("bpmnElement", process),
            places.Select(place => new XElement(Di + "BPMNShape", new XAttribute("id", place.Key + "_di"), new XAttribute("bpmnElement", place.Key),
                new XElement(Dc + "Bounds", new XAttribute("x", X(place.Key)), new XAttribute("y", Y(place.Key)), new XAttribute("width", place.Value.Width), new XAttribute("height", place.Value.Height)))),
            arrows.Select(arrow => new XElement(Di + "BPMNEdge", new XAttribute("id", arrow.Id + "_di"), new XAttribute("bpmnElement", arrow.Id),
                Way(arrow.From, arrow.To).Select(point => new XElement(Lines + "waypoint", new XAttribute("x", point.X), new XAttribute("y", point.Y)))))));

    int X(string id) => Left + places[id].Column * ColumnWidth + (Box.Width - places[id].Width) / 2;

    int Y(string id) => Top + places[id].Row * RowHeight + (Box.Height - places[id].Height) / 2;

    IEnumerable<(int X, int Y)> Way(string from, string to)
    {
        var (start, end) = (places[from], places[to]);
        var (x1, y1) = (X(from) + start.Width, Y(from) + start.Height / 2);
        var (x2, y2) = (X(to), Y(to) + end.Height / 2);
        yield return (x1, y1);
        var skips = start.Row == end.Row && end.Column > start.Column + 1;
        if (skips && places.Values.Any(place => place.Row == start.Row && place.Column > start.Column && place.Column < end.Column))
        {
            // Over the heads of what it passes by.
            var above = Top + start.Row * RowHeight - 20;
            yield return (x1 + 10, y1);
            yield return (x1 + 10, above);
            yield return (x2 - 15, above);
            yield return (x2 - 15, y2);
        }
        else if (y1 != y2)
        {
            yield return (x2 - 25, y1);
            yield return (x2 - 25, y2);
        }
        yield return (x2, y2);
    }
}
