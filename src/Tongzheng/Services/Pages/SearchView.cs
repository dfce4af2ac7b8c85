using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>What a search found, and the ways to narrow it.</summary>
public sealed record SearchView
{
    public required string Query { get; init; }

    /// <summary>How many were found in all; null where counting would cost more than it tells.</summary>
    public int? Total { get; init; }

    /// <summary>Life events that fit, before the single matters; on the first page only.</summary>
    public IReadOnlyList<MatterLink> LifeEvents { get; init; } = [];

    public IReadOnlyList<MatterLink> Results { get; init; } = [];
    public IReadOnlyList<Facet> Facets { get; init; } = [];

    /// <summary>Filters that are on, each with the address that takes it off.</summary>
    public IReadOnlyList<Way> Chosen { get; init; } = [];

    /// <summary>Filters that are on, to go along with a new search.</summary>
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    public string? PreviousHref { get; init; }
    public string? NextHref { get; init; }

    /// <summary>Where nothing was found: what might have been meant.</summary>
    public IReadOnlyList<Way> Suggestions { get; init; } = [];
}

/// <summary>One way to narrow a list: by theme, by department …; each choice is a link.</summary>
public sealed record Facet(string Label, IReadOnlyList<Way> Choices);
