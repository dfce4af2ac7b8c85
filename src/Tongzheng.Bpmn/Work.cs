namespace Tongzheng.Bpmn;

/// <summary>What an activity does and with which values: its extension elements, compiled.</summary>
sealed record Work
{
    internal static readonly Work None = new();

    internal Mapping[] Inputs { get; init; } = [];
    internal Mapping[] Outputs { get; init; } = [];
    internal Template? TaskType { get; init; }
    internal Template? CandidateGroups { get; init; }
    internal Template? Assignee { get; init; }
    internal Template? Form { get; init; }
    internal Template? Decision { get; init; }
    internal Template? Called { get; init; }
    internal Expression? Script { get; init; }
    internal string? ResultVariable { get; init; }
    internal bool PassesAllDown { get; init; } = true;
    internal bool PassesAllUp { get; init; } = true;
}

/// <summary>One line of an ioMapping: an expression and the variable (or a.b.c path) that takes its value.</summary>
sealed record Mapping(Expression Source, string[] Target);

/// <summary>How often an activity runs: a standard loop, or one instance for each item.</summary>
sealed record Loop
{
    internal required bool IsMultiInstance { get; init; }
    internal bool IsSequential { get; init; }
    internal Expression? Cardinality { get; init; }
    internal Expression? Items { get; init; }
    internal string? ItemVariable { get; init; }
    internal string? ResultList { get; init; }
    internal Expression? Result { get; init; }
    internal Expression? Until { get; init; }
    internal Expression? While { get; init; }
    internal bool TestsBefore { get; init; }
    internal int? Maximum { get; init; }
    internal LoopSignal Behaviour { get; init; } = LoopSignal.All;
    internal EventDefinition? Thrown { get; init; }
    internal (Expression Condition, EventDefinition Event)[] Complex { get; init; } = [];
}

/// <summary>Which completed instances throw the event of a multi-instance activity (BPMN 2.0.2, table 10.30).</summary>
enum LoopSignal { All, One, None, Complex }
