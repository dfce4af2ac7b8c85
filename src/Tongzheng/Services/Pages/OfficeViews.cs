using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>The offices of a government, and the ways to other governments'.</summary>
public sealed record OfficesView
{
    public required string Place { get; init; }
    public IReadOnlyList<Way> Places { get; init; } = [];
    public IReadOnlyList<Way> Offices { get; init; } = [];
}

/// <summary>An office with its four lists.</summary>
public sealed record OfficeView
{
    public required string Name { get; init; }
    public required string Address { get; init; }
    public required string Phone { get; init; }
    public required string Hours { get; init; }

    /// <summary>Who does its work since it was dissolved; null where it was not.</summary>
    public Way? Successor { get; init; }
    public IReadOnlyList<PowerLine> Powers { get; init; } = [];
    public IReadOnlyList<PowerLine> Duties { get; init; } = [];
    public IReadOnlyList<PowerLine> Intermediaries { get; init; } = [];
    public IReadOnlyList<PowerLine> Negative { get; init; } = [];
}

/// <param name="Href">The guide of the matter.</param>
/// <param name="IsExample">No published source was read.</param>
public sealed record PowerLine(string Name, string? Href, string? Type, string? Basis, bool IsExample);

/// <summary>The offices of a government, for the steward who enters that one was dissolved or merged into another.</summary>
public sealed record DissolutionView
{
    public required string Government { get; init; }
    public IReadOnlyList<Choice> Offices { get; init; } = [];
    public IReadOnlyList<DissolvedLine> Dissolved { get; init; } = [];
    public string? Office { get; init; }
    public string? Successor { get; init; }
    public string? Reason { get; init; }

    /// <summary>What was done a moment ago.</summary>
    public string? Done { get; init; }
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}

public sealed record DissolvedLine(string Office, string? Successor);

/// <summary>The years whose holiday notices the node counts by; a steward of the state enters the next.</summary>
public sealed record CalendarsView
{
    public IReadOnlyList<CalendarLine> Years { get; init; } = [];
    public bool MayPublish { get; init; }
    public string? Year { get; init; }
    public string? Notice { get; init; }
    public string? RestDays { get; init; }
    public string? MakeUpDays { get; init; }
    public string? Done { get; init; }
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}

public sealed record CalendarLine(string Year, string Notice, IReadOnlyList<string> RestDays, IReadOnlyList<string> MakeUpDays);

/// <summary>The figures the region sets.</summary>
public sealed record ParametersView(IReadOnlyList<ParameterLine> Lines);

public sealed record ParameterLine(string Label, string Value, bool IsExample, string? Note, bool IsLimit);

/// <summary>A form on paper.</summary>
public sealed record BlankFormView
{
    public required string Matter { get; init; }
    public required string MatterHref { get; init; }
    public required string Department { get; init; }

    /// <summary>Filled in with made-up answers, to show how.</summary>
    public required bool IsSample { get; init; }

    /// <summary>The same as PDF.</summary>
    public required string PdfHref { get; init; }

    /// <summary>The other one of the two; null where there is no example.</summary>
    public string? OtherHref { get; init; }
    public IReadOnlyList<BlankLine> Lines { get; init; } = [];
}

/// <param name="Kind"><c>heading</c>, <c>text</c>, <c>line</c>, <c>box</c>, <c>choices</c> or <c>file</c>.</param>
public sealed record BlankLine(string Kind, string Label)
{
    public bool Required { get; init; }
    public string? Value { get; init; }
    public string? Note { get; init; }
    public IReadOnlyList<BlankChoice> Choices { get; init; } = [];
}

public sealed record BlankChoice(string Label, bool Ticked);
