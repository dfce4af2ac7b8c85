using Tongzheng.Store;

namespace Tongzheng.Casework.Verbs;

/// <summary>
/// Somebody did something with a case that is no step of its procedure: took a task, stopped the clock, wrote a message.
/// One fact for all such verbs: who did which, on what, why — and how the case stands after it.
/// </summary>
[Kind("case.acted")]
public sealed record CaseActed : Fact
{
    public required string Case { get; init; }
    public required string Party { get; init; }

    /// <summary>Code of the row in the table of verbs (docs/verbs.md).</summary>
    public required string Verb { get; init; }
    public required string By { get; init; }
    public string? Post { get; init; }

    /// <summary>The task it was done to or with.</summary>
    public long? Task { get; init; }

    /// <summary>What it aims at, as the verb says: officers, an office, a case, an instant, a ground, a sum in fen, a choice.</summary>
    public string? Target { get; init; }

    /// <summary>The reason, the message or the opinion, in the words of the one who acts; of a payment the number of its receipt.</summary>
    [Personal(nameof(Party))] public string? Reason { get; init; }

    public required CaseStatus Status { get; init; }
    public required CaseClock Clock { get; init; }

    /// <summary>The office in charge from now on.</summary>
    public required string Organisation { get; init; }

    /// <summary>Tasks that opened or changed, as they are now.</summary>
    public IReadOnlyList<OpenedTask> Tasks { get; init; } = [];
    public IReadOnlyList<long> ClosedTasks { get; init; } = [];

    /// <summary>Timers that are due at another time now.</summary>
    public IReadOnlyList<StartedTimer> Timers { get; init; } = [];

    /// <summary>All that keeps the clock still now.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>Cases it has to do with since this act.</summary>
    public IReadOnlyList<CaseLink> Links { get; init; } = [];

    /// <summary>The version it runs under from now on; null where that stays.</summary>
    public string? Version { get; init; }
    public bool Expedited { get; init; }
    public bool Urged { get; init; }
}

/// <summary>Something that keeps the clock of a case still until it is over.</summary>
/// <param name="Verb">What stopped it: <c>suspend</c>, <c>hearing</c>, <c>expert</c>.</param>
/// <param name="Ground">The ground of the law, as in facts/stops.csv.</param>
public sealed record Pause(string Verb, string Ground, DateTimeOffset Since);
