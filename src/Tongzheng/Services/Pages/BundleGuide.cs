namespace Tongzheng.Services.Pages;

/// <summary>What the guide of a life event says besides that of a matter: what it is made of, what it saves, in which order, how long.</summary>
public sealed record BundleGuide
{
    public required string ListNumber { get; init; }

    /// <summary>来源未确认, where the national list's entry was not read at its source.</summary>
    public string? Certainty { get; init; }

    /// <summary>How many offices take part.</summary>
    public required int Offices { get; init; }

    /// <summary>Documents one by one, and together.</summary>
    public required int OneByOne { get; init; }
    public required int Together { get; init; }

    /// <summary>Names of the components by the order they can begin in.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Ranks { get; init; }
    public required IReadOnlyList<BundlePart> Parts { get; init; }
    public IReadOnlyList<string> Covered { get; init; } = [];

    /// <summary>The limits along the longest way, added.</summary>
    public required string Longest { get; init; }
    public required IReadOnlyList<string> LongestWay { get; init; }
    public int LongestUnknown { get; init; }
    public required IReadOnlyList<OfficeFees> Fees { get; init; }
    public string? DiagramHref { get; init; }
}

public sealed record BundlePart
{
    public required string Name { get; init; }
    public required string Href { get; init; }
    public required string Department { get; init; }
    public required string Limit { get; init; }
    public bool LimitIsPromised { get; init; }

    /// <summary>来源未确认, 依据待核实; null where the cited article was read.</summary>
    public string? Doubt { get; init; }

    /// <summary>The question it is chosen by; null where it always belongs.</summary>
    public string? Choice { get; init; }
    public IReadOnlyList<string> After { get; init; } = [];
    public string? Result { get; init; }
    public string? OnFailure { get; init; }
    public IReadOnlyList<BundleMaterial> Materials { get; init; } = [];
}

/// <param name="Note">Why it need not be handed in for this component.</param>
public sealed record BundleMaterial(string Name, bool IsAsked, string? Note);

public sealed record OfficeFees(string Office, IReadOnlyList<string> Lines);
