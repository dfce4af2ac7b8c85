using Tongzheng.Feel.Compile;

namespace Tongzheng.Feel.Dmn;

/// <summary>What to do next when a decision is taken question by question.</summary>
public abstract record GuideStep
{
    /// <summary>This input must be known.</summary>
    /// <param name="Input">Its name.</param>
    /// <param name="Label">The column it is asked for; the input's name where there is no table.</param>
    /// <param name="Type">Its type by name; null where none is stated.</param>
    /// <param name="AllowedValues">The values that the column takes, in FEEL; null where none are stated.</param>
    public sealed record Ask(string Input, string Label, string? Type, string? AllowedValues) : GuideStep;

    /// <summary>No further answer can change this.</summary>
    /// <param name="Value">What the decision gives.</param>
    /// <param name="Rules">The rules met, from 1; empty where there is no table.</param>
    /// <param name="Diagnostics">What went wrong on the way.</param>
    public sealed record Certain(FeelValue Value, IReadOnlyList<int> Rules, IReadOnlyList<Diagnostic> Diagnostics) : GuideStep;
}

/// <summary>
/// Asks the inputs of a decision one at a time, in the order of its table, and stops as soon as the answer is certain:
/// a rule that the answers so far exclude is never asked about again.
/// </summary>
sealed class Guide(DmnModel model, DecisionElement decision, FeelContext answers, EvaluationOptions options)
{
    public GuideStep Next()
    {
        if (DecisionViews.ImplicitInputs(decision).FirstOrDefault(name => !answers.Contains(name)) is { } undeclared)
            return new GuideStep.Ask(undeclared, undeclared, null, null);
        if (DecisionViews.TableIn(decision.Tree) is not { Compiled: { } compiled })
            return Unanswered(decision.Requires) is { } input ? Ask(input, null) : Evaluate([]);
        var table = compiled.Table;
        var session = new Session(options, answers) { Run = new ModelRun(model, answers) };
        var frame = new Frame(session, new FeelValue[decision.Layout.Count], null);
        var open = table.Inputs.Select(input => Unanswered(Used(input.Expression))).ToArray();
        for (var column = 0; column < open.Length; column++)
        {
            if (open[column] is null && !compiled.TakeInput(frame, column))
                return Evaluate([]); // a value that is not allowed: no answer can mend it
        }

        List<int> candidates = [];
        for (var rule = 0; rule < table.Rules.Count; rule++)
        {
            if (!Enumerable.Range(0, open.Length).Any(column => open[column] is null && !compiled.Meets(frame, rule, column)))
                candidates.Add(rule);
        }

        foreach (var rule in candidates)
        {
            if (FirstOpen(compiled, rule, open) is >= 0 and var column)
                return Ask(open[column] ?? throw new InvalidOperationException("An open column lacks an input."), table.Inputs[column]);
            if (table.Policy == HitPolicy.First)
                return Finish(table, compiled, [rule]);
        }

        return Finish(table, compiled, candidates);
    }

    /// <summary>The first column that a rule asks about and that is not answered yet; −1 when there is none.</summary>
    static int FirstOpen(CompiledTable compiled, int rule, InputElement?[] open)
    {
        for (var column = 0; column < open.Length; column++)
        {
            if (open[column] is not null && !compiled.IsAny(rule, column))
                return column;
        }

        return -1;
    }

    /// <summary>The rules are certain; their outputs may still need inputs that no column asked for.</summary>
    GuideStep Finish(TableOf table, CompiledTable compiled, IReadOnlyList<int> rules)
    {
        var outputs = rules.Count > 0
            ? rules.SelectMany(rule => table.Rules[rule].Outputs)
            : table.Outputs.Select(output => output.Default).OfType<Syntax.Node>();
        foreach (var output in outputs)
        {
            if (Unanswered(Used(output)) is { } input)
                return Ask(input, null);
        }

        var session = new Session(options, answers) { Run = new ModelRun(model, answers) };
        var frame = new Frame(session, new FeelValue[decision.Layout.Count], null);
        FeelValue value;
        try
        {
            for (var column = 0; column < table.Inputs.Count; column++)
            {
                if (Unanswered(Used(table.Inputs[column].Expression)) is null)
                    compiled.TakeInput(frame, column);
            }

            value = Values.Types.Coerce(compiled.Combine(frame, rules), decision.Type, session, decision.At);
        }
        catch (LimitReached)
        {
            value = default;
        }

        return new GuideStep.Certain(value, rules.Select(rule => rule + 1).ToList(), session.Diagnostics);
    }

    GuideStep.Certain Evaluate(IReadOnlyList<int> rules)
    {
        var result = model.Evaluate(decision.Id, answers, options);
        return new(result.Value, rules, result.Diagnostics);
    }

    static GuideStep.Ask Ask(InputElement input, InputClause? column) => new(
        input.Name, column?.Label ?? input.Name,
        input.Type is Syntax.FeelType.Simple { Kind: null } ? null : Values.Types.Describe(input.Type), column?.AllowedText);

    IEnumerable<Element> Used(Syntax.Node tree) => decision.Requires.Where(required => Mentions.Name(tree, required.VariableName));

    /// <summary>The first input that is needed, directly or by a decision on the way, and not answered.</summary>
    InputElement? Unanswered(IEnumerable<Element> needed)
    {
        foreach (var element in needed)
        {
            if (element is InputElement input && !answers.Contains(input.Name) && !answers.Contains(input.QualifiedName))
                return input;
            if (element is not InputElement && DecisionViews.Inputs(element).Find(inner => !answers.Contains(inner.Name) && !answers.Contains(inner.QualifiedName)) is { } deeper)
                return deeper;
        }

        return null;
    }
}
