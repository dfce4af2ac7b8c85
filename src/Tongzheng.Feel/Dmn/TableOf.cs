using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Dmn;

/// <summary>A decision table, read but not yet compiled.</summary>
sealed record TableOf(
    At At, HitPolicy Policy, Aggregation Aggregation,
    IReadOnlyList<InputClause> Inputs, IReadOnlyList<OutputClause> Outputs, IReadOnlyList<Rule> Rules)
    : Extension(At), TypeCheck.ITyped
{
    public override IEnumerable<Node> Children =>
        Inputs.Select(input => input.Expression)
            .Concat(Rules.SelectMany(rule => rule.Tests.Concat(rule.Outputs)))
            .Concat(Outputs.Select(output => output.Default).OfType<Node>());

    /// <summary>What the table was compiled to, for checks.</summary>
    public CompiledTable? Compiled { get; private set; }

    /// <summary>A test is of its column's type, an output of its own.</summary>
    public FeelType Check(TypeCheck check)
    {
        for (var column = 0; column < Inputs.Count; column++)
        {
            var type = check.Visit(Inputs[column].Expression);
            check.Fits(type, Inputs[column].Type, Inputs[column].At);
            if (TypeCheck.KindOf(type) is null)
                type = Inputs[column].Type;
            foreach (var rule in Rules)
                check.With(Compiler.Input, type, () => Test(rule.Tests[column], type, check));
        }

        foreach (var rule in Rules)
        {
            for (var column = 0; column < Outputs.Count; column++)
                check.Fits(check.Visit(rule.Outputs[column]), Outputs[column].Type, rule.Outputs[column].At);
        }

        return FeelType.Any;
    }

    static bool Test(Node test, FeelType input, TypeCheck check)
    {
        if (test is Tests tests)
            return tests.Any.All(one => Test(one, input, check));
        var type = check.Visit(test);
        if (Values.Types.Plain(type) is FeelType.RangeOf range)
            check.Comparable(input, range.End, test.At);
        else if (test is Literal or AtLiteral)
            check.Comparable(input, type, test.At);
        return true;
    }

    public override Code Compile(Compiler compiler)
    {
        Compiled = CompiledTable.Make(this, compiler);
        return Compiled.Run;
    }
}

/// <summary>A column of conditions.</summary>
sealed record InputClause(At At, string Label, string Text, Node Expression, FeelType Type, Tests? Allowed, string? AllowedText);

/// <summary>A column of results.</summary>
sealed record OutputClause(At At, string? Name, string Label, FeelType Type, Tests? Values, Node? Default);

/// <summary>A row.</summary>
sealed record Rule(
    At At, string Id, IReadOnlyList<Node> Tests, IReadOnlyList<Node> Outputs,
    IReadOnlyList<string> TestTexts, IReadOnlyList<string> OutputTexts, IReadOnlyList<string> Annotations, IReadOnlyList<string> English);
