using Tongzheng.Web;

namespace Tongzheng.Casework.Pages;

/// <summary>Where the cases of one matter wait and how long each step takes. Texts are in the reader's language.</summary>
public sealed record BottlenecksView
{
    public required string Matter { get; init; }
    public required string Offices { get; init; }
    public required IReadOnlyList<StepRow> Steps { get; init; }

    /// <summary>The step to look at first, in one sentence; null where nothing stands out.</summary>
    public string? Finding { get; init; }

    /// <summary>Address of the procedure's BPMN file.</summary>
    public string? DiagramHref { get; init; }

    public IReadOnlyList<NavLink> Periods { get; init; } = [];
    public string? CurrentPeriod { get; init; }
}

/// <summary>One step. <see cref="Heat"/> runs from 0, the quickest, to 4, the slowest of the procedure by median.</summary>
public sealed record StepRow(string Element, string Name, long Waiting, long Done, string Median, string Ninetieth, string LateText, int Heat)
{
    public double MedianHours { get; init; }
    public double NinetiethHours { get; init; }
}
