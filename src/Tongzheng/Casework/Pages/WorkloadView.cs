using Tongzheng.Web;

namespace Tongzheng.Casework.Pages;

/// <summary>What a leader's offices have to do. Texts are in the reader's language.</summary>
public sealed record WorkloadView
{
    /// <summary>The offices it is about.</summary>
    public required string Offices { get; init; }

    public required IReadOnlyList<LoadRow> Posts { get; init; }
    public IReadOnlyList<LoadRow> Officers { get; init; } = [];
    public required IReadOnlyList<MatterLoadRow> Matters { get; init; }

    /// <summary>近三个月, 近一年, 全部.</summary>
    public IReadOnlyList<NavLink> Periods { get; init; } = [];

    public string? CurrentPeriod { get; init; }
}

/// <summary>Open tasks of a post or an officer. <see cref="Href"/> opens them on the worklist, where the reader may see it.</summary>
public sealed record LoadRow(string Name, long Open, long Overdue, long DueSoon, string? Href = null);

/// <summary>A matter: what waits in it, and how its steps went in the period.</summary>
public sealed record MatterLoadRow(string Name, string Href, long Waiting, long Done, string LateText, string SlowestStep);
