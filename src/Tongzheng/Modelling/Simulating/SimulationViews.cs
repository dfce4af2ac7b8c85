using Tongzheng.Web;

namespace Tongzheng.Modelling.Simulating;

/// <summary>The plan as a form. Texts are in the reader's language, figures as typed.</summary>
public sealed record PlanView
{
    public required string Matter { get; init; }
    public required string Action { get; init; }
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public required string Cases { get; init; }
    public required string WarmUp { get; init; }
    public required string Runs { get; init; }
    public required string Arrivals { get; init; }
    public required string Hours { get; init; }
    public required string From { get; init; }
    public required string Seed { get; init; }
    public required IReadOnlyList<PlanRow> Staff { get; init; }
    public required IReadOnlyList<TimeRow> Times { get; init; }
    public required IReadOnlyList<ShareGroup> Shares { get; init; }

    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}

/// <summary>One figure of a table: its name, what it is called, what stands in it.</summary>
public sealed record PlanRow(string Name, string Label, string Value);

/// <summary>How long one step takes. <paramref name="Source"/> says where the figure comes from.</summary>
public sealed record TimeRow(string Name, string SpreadName, string Label, string Value, string Spread, string Unit, string Source);

/// <summary>The choices of one field, each with its weight.</summary>
public sealed record ShareGroup(string Step, string Field, IReadOnlyList<PlanRow> Choices);

/// <summary>A simulation on its way, or what it found.</summary>
public sealed record SimulationView
{
    public required string Matter { get; init; }
    public required SimulationState State { get; init; }
    public required int Done { get; init; }
    public required int Cases { get; init; }
    public required string AskHref { get; init; }
    public FoundView? Found { get; init; }
}

/// <summary>What a simulation found, in words and figures ready to be read.</summary>
public sealed record FoundView
{
    /// <summary>The result in sentences, the first one first.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>What is wrong: nobody there, too few there, cases that stand still.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
    public required IReadOnlyList<FoundStep> Steps { get; init; }
    public required IReadOnlyList<FoundPost> Posts { get; init; }
    public required IReadOnlyList<FoundOutcome> Outcomes { get; init; }
    public required IReadOnlyList<string> NeverTaken { get; init; }
    /// <summary>The procedure that was played, drafts included.</summary>
    public string DiagramHref { get; init; } = "";

    /// <summary>What was assumed, for whoever reads it later.</summary>
    public required string Assumed { get; init; }
}

/// <summary>One step; shares run from 0 to 1, <see cref="Heat"/> from 0 to 4.</summary>
public sealed record FoundStep(string Element, string Name, string Share, double ShareOfTime, double ShareWaiting, string Visits, string Waiting, string Ninetieth, string Handling, string Queue, string Days, string Late, int Heat);

public sealed record FoundPost(string Name, string Officers, string Utilisation, double Used);

public sealed record FoundOutcome(string Name, string Share, double Of, string Cases);
