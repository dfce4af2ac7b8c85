using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Dmn;

/// <summary>A decision table, read but not yet compiled.</summary>
sealed record TableOf(
    At At, HitPolicy Policy, Aggregation Aggregation,
    IReadOnlyList<InputClause> Inputs, IReadOnlyList<OutputClause> Outputs, IReadOnlyList<Rule> Rules, IReadOnlyList<string> Annotations)
    : Extension(At)
{
    public override IEnumerable<Node> Children =>
        Inputs.Select(input => input.Expression)
            .Concat(Rules.SelectMany(rule => rule.Tests.Concat(rule.Outputs)))
            .Concat(Outputs.Select(output => output.Default).OfType<Node>());

    public override Code Compile(Compiler compiler) => CompiledTable.Make(this, compiler).Run;
}

/// <summary>A column of conditions.</summary>
sealed record InputClause(At At, string Label, string Text, Node Expression, FeelType Type, Tests? Allowed, string? AllowedText);

/// <summary>A column of results.</summary>
sealed record OutputClause(At At, string? Name, string Label, FeelType Type, Tests? Values, Node? Default);

/// <summary>A row.</summary>
sealed record Rule(
    At At, string Id, IReadOnlyList<Node> Tests, IReadOnlyList<Node> Outputs,
    IReadOnlyList<string> TestTexts, IReadOnlyList<string> OutputTexts, IReadOnlyList<string> Annotations);
