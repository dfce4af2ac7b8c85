using Tongzheng.Feel.Compile;

namespace Tongzheng.Feel.Dmn;

/// <summary>One pass through a table.</summary>
public sealed class TableStep
{
    readonly CompiledTable? compiled;
    readonly Session? session;
    readonly ModelRun? run;
    readonly FeelValue[] slots = [];
    readonly Frame? outer;
    IReadOnlyList<NamedValue>? inputs;
    IReadOnlyList<RuleStep>? tried;

    /// <summary>A note of a pass. The local values are copied, so the tests can be asked again later what each rule failed on.</summary>
    internal TableStep(CompiledTable compiled, Frame frame)
    {
        HitPolicy = compiled.Table.Policy;
        this.compiled = compiled;
        (session, run, outer) = (frame.Session, frame.Session.Run, frame.Outer);
        slots = (FeelValue[])frame.Slots.Clone();
    }

    /// <summary>A pass read back from text.</summary>
    internal TableStep(HitPolicy hitPolicy, IReadOnlyList<NamedValue> inputs, IReadOnlyList<RuleStep> tried)
    {
        (HitPolicy, this.inputs, this.tried) = (hitPolicy, inputs, tried);
    }

    /// <summary>A pass read back with the table at hand: what is not said stands there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="values">What its columns tested.</param>
    /// <param name="tried">Number of each rule that was tried, with the column that it was not met in; null where it was met.</param>
    internal TableStep(TableOf table, IReadOnlyList<FeelValue> values, IEnumerable<(int Number, int? FailedColumn)> tried)
    {
        HitPolicy = table.Policy;
        inputs = [.. table.Inputs.Take(values.Count).Select((input, column) => new NamedValue(input.Label, values[column], SourceOf(input)))];
        this.tried = [.. tried.Where(rule => rule.Number <= table.Rules.Count).Select(rule => StepOf(table, rule.Number - 1, rule.FailedColumn))];
    }

    /// <summary>The table, while it is at hand.</summary>
    internal TableOf? Table => compiled?.Table;

    /// <summary>The table's policy.</summary>
    public HitPolicy HitPolicy { get; }

    /// <summary>The columns of conditions with the values that were tested.</summary>
    public IReadOnlyList<NamedValue> Inputs => inputs ??= ReadInputs();

    /// <summary>The rules that were tried, in order; a first-hit table stops at the hit.</summary>
    public IReadOnlyList<RuleStep> Tried => tried ??= ReadTried();

    /// <summary>The rules that were met.</summary>
    public IEnumerable<RuleStep> Hits => Tried.Where(rule => rule.Hit);

    NamedValue[] ReadInputs() =>
        compiled is null ? [] : compiled.Table.Inputs.Select((input, column) => new NamedValue(input.Label, compiled.InputValue(slots, column), SourceOf(input))).ToArray();

    static string? SourceOf(InputClause input) => input.Expression is Syntax.Name { Text: var name } && name != input.Label ? name : null;

    static RuleStep StepOf(TableOf table, int at, int? failed) =>
        new(at + 1, table.Rules[at].Id, failed is null, table.Rules[at].TestTexts, failed, table.Rules[at].Annotations, table.Rules[at].English);

    List<RuleStep> ReadTried()
    {
        List<RuleStep> rules = [];
        if (compiled is null || session is null)
            return rules;
        var frame = new Frame(session.Again(run), slots, outer);
        for (var i = 0; i < compiled.Table.Rules.Count; i++)
        {
            var failing = compiled.FailingColumn(frame, i);
            rules.Add(StepOf(compiled.Table, i, failing < 0 ? null : failing));
            if (failing < 0 && HitPolicy == HitPolicy.First)
                break;
        }

        return rules;
    }
}
