using System.Globalization;
using Tongzheng.Bpmn;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework.Verbs;

/// <summary>What a verb aims at, looked up: its written form stands in the fact, the rest is for the deed.</summary>
public sealed record Aim
{
    public static readonly Aim None = new();

    public string? Written { get; init; }
    public IReadOnlyList<Officer> Officers { get; init; } = [];
    public Case? Other { get; init; }
    public DateTimeOffset? At { get; init; }

    /// <summary>The version that is live now, where a case is moved to it.</summary>
    public RunningMatter? Version { get; init; }
}

/// <summary>A verb about to be done: all that the deed may look at.</summary>
public sealed record Doing(Verb Verb, Case Case, OpenedTask? Task, Aim Aim, Act Act, Surroundings Around)
{
    /// <summary>The task of a verb that is done to one.</summary>
    public OpenedTask TheTask => Task ?? throw new InvalidOperationException($"{Verb.Code} is done to a task.");

    /// <summary>The fact, with everything as it stood before.</summary>
    public CaseActed Fact => new()
    {
        Case = Case.Id,
        Party = Case.Opened.Party,
        Verb = Verb.Code,
        By = Act.Who.ToString(),
        Post = Act.Post?.ToString(),
        Task = Task?.Task,
        Target = Aim.Written,
        Reason = Act.Reason,
        Status = Case.Status,
        Clock = Case.Clock,
        Organisation = Case.Organisation,
        Pauses = Case.Pauses,
        Expedited = Case.IsExpedited,
        Urged = Case.IsUrged,
    };

    /// <summary>The beginning of a move of the procedure that the verb sets going.</summary>
    public CaseAdvanced Step(string trigger) => new()
    {
        Case = Case.Id,
        Party = Case.Opened.Party,
        Trigger = trigger,
        By = Act.Who.ToString(),
        Post = Act.Post?.ToString(),
        Remark = Act.Reason,
        Status = Case.Status,
    };

    /// <summary>The number of the next task that an act opens: below zero, so that it never meets one of the engine's.</summary>
    public long NextTask(int further = 0) => -1 - further - Case.History.Select(happening => happening.Fact).OfType<CaseActed>()
        .SelectMany(acted => acted.Tasks).Where(task => task.Task < 0).Select(task => task.Task).Distinct().Count();
}

/// <summary>What a verb came to.</summary>
/// <param name="Fact">The act itself.</param>
public sealed record Done(CaseActed Fact)
{
    /// <summary>The step of the procedure that it set going.</summary>
    public CaseAdvanced? Step { get; init; }

    /// <summary>Facts of other streams: another case, a letter.</summary>
    public IReadOnlyList<StreamAppend> Others { get; init; } = [];

    /// <summary>The case that it opened.</summary>
    public string? Made { get; init; }

    public static implicit operator Done(CaseActed fact) => new(fact);
}
