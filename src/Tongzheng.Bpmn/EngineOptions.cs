using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Bpmn;

/// <summary>What the engine asks of the outside while it advances. All of it is a function of its arguments.</summary>
public sealed record EngineOptions
{
    /// <summary>What <c>now()</c> and <c>today()</c> mean.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Takes a decision: id, variables. Unknown decisions are answered with diagnostics.</summary>
    public required Func<string, FeelContext, DecisionResult> Decide { get; init; }

    /// <summary>
    /// Finds a called procedure: by its id and no hash the version in force, by id and hash exactly that version; null when there is none.
    /// Processes of the same file are found without asking.
    /// </summary>
    public Func<string, string?, ProcessDefinition?> FindDefinition { get; init; } = static (_, _) => null;

    /// <summary>Sequence flows and loop turns in one trigger before a person is asked.</summary>
    public int MaximumSteps { get; init; } = Limits.StepsPerTrigger;
}
