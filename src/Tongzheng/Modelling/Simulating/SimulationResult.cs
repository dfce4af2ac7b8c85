namespace Tongzheng.Modelling.Simulating;

/// <summary>What a simulation found. Figures are means over the runs with their 95 % confidence intervals; counts are of all runs together.</summary>
public sealed record SimulationResult
{
    public required string Matter { get; init; }

    /// <summary>Hash of the version that was played.</summary>
    public required string Version { get; init; }
    public required Plan Plan { get; init; }

    /// <summary>Counted cases that came: those that closed, that stand still, and that are still inside.</summary>
    public required int Came { get; init; }
    public required int Closed { get; init; }
    public required int StoodStill { get; init; }
    public required int Inside { get; init; }
    public required long EngineSteps { get; init; }

    /// <summary>From application to close, in calendar days.</summary>
    public required Estimate Days { get; init; }
    public required Estimate DaysNinetieth { get; init; }

    /// <summary>Share of the closed cases that were answered after the statutory limit, of those that had one.</summary>
    public required Estimate Late { get; init; }

    /// <summary>The same of what the office promised.</summary>
    public required Estimate BreaksPromise { get; init; }
    public required IReadOnlyList<OutcomeShare> Outcomes { get; init; }
    public required IReadOnlyList<StepResult> Steps { get; init; }
    public required IReadOnlyList<PostResult> Posts { get; init; }

    /// <summary>Ways of the procedure that certainly no case went.</summary>
    public required IReadOnlyList<PathNeverTaken> NeverTaken { get; init; }
    public required IReadOnlyList<StuckCount> StoodStillAt { get; init; }

    /// <summary>Where the cases are that are still inside when time is up: a step nobody staffs, an answer nobody gives.</summary>
    public required IReadOnlyList<ElementCount> InsideAt { get; init; }
}

/// <summary>One step. Waiting and handling are in hours of work, <see cref="Days"/> in calendar days of one visit.</summary>
public sealed record StepResult
{
    public required string Element { get; init; }
    public required StepKind Kind { get; init; }
    public required long Visits { get; init; }
    public required Estimate VisitsPerCase { get; init; }
    public required Estimate WaitingHours { get; init; }
    public required Estimate WaitingHoursNinetieth { get; init; }
    public required Estimate HandlingHours { get; init; }
    public required Estimate Days { get; init; }

    /// <summary>Tasks that wait for an officer, on average over working hours.</summary>
    public required Estimate QueueLength { get; init; }

    /// <summary>Share of all the time that cases spend in steps; and the part of it that is waiting.</summary>
    public required Estimate ShareOfTime { get; init; }
    public required Estimate ShareWaiting { get; init; }

    /// <summary>Visits cut short by a limit or the end of the case.</summary>
    public required long Interrupted { get; init; }

    /// <summary>Visits done after their last day, of those that had one.</summary>
    public required long Late { get; init; }
    public required long Limited { get; init; }
}

/// <summary>Officers of a post: the share of their time that is taken, and what is left waiting at the end.</summary>
public sealed record PostResult(string Post, string Office, int Officers, Estimate Utilisation, long LeftWaiting)
{
    public bool IsUnstaffed => Officers == 0;
    public bool IsOverloaded => !IsUnstaffed && Utilisation.Mean >= Simulate.Overloaded;
}

/// <summary>How cases ended, by the id of the end event.</summary>
public sealed record OutcomeShare(string Outcome, int Cases, Estimate Share);

/// <summary>A flow that no case took.</summary>
public sealed record PathNeverTaken(string Flow, string From, string To);

/// <summary>Cases that stand still for one reason at one place.</summary>
public sealed record StuckCount(string Element, string Code, string Message, int Cases);

/// <summary>Cases at one place.</summary>
public sealed record ElementCount(string Element, int Cases);
