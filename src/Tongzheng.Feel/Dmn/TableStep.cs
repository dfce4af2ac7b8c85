using Tongzheng.Feel.Compile;

namespace Tongzheng.Feel.Dmn;

/// <summary>One pass through a table.</summary>
public sealed class TableStep
{
    readonly Func<IReadOnlyList<RuleStep>> readTried;
    IReadOnlyList<RuleStep>? tried;

    internal TableStep(HitPolicy hitPolicy, IReadOnlyList<NamedValue> inputs, Func<IReadOnlyList<RuleStep>> readTried)
    {
        HitPolicy = hitPolicy;
        Inputs = inputs;
        this.readTried = readTried;
    }

    /// <summary>The table's policy.</summary>
    public HitPolicy HitPolicy { get; }

    /// <summary>The columns of conditions with the values that were tested.</summary>
    public IReadOnlyList<NamedValue> Inputs { get; }

    /// <summary>The rules that were tried, in order; a first-hit table stops at the hit.</summary>
    public IReadOnlyList<RuleStep> Tried => tried ??= readTried();

    /// <summary>The rules that were met.</summary>
    public IEnumerable<RuleStep> Hits => Tried.Where(rule => rule.Hit);

    /// <summary>A note of the pass. The frame is copied, so the tests can be asked again later what each rule failed on.</summary>
    internal static TableStep Note(CompiledTable compiled, Frame frame)
    {
        var table = compiled.Table;
        var values = new NamedValue[table.Inputs.Count];
        for (var column = 0; column < values.Length; column++)
            values[column] = new(table.Inputs[column].Label, compiled.InputValue(frame, column));
        var (slots, outer, session) = ((FeelValue[])frame.Slots.Clone(), frame.Outer, frame.Session);
        return new(table.Policy, values, () => Ask(compiled, new Frame(session.Again(), slots, outer)));
    }

    static List<RuleStep> Ask(CompiledTable compiled, Frame frame)
    {
        var table = compiled.Table;
        List<RuleStep> tried = [];
        for (var i = 0; i < table.Rules.Count; i++)
        {
            var rule = table.Rules[i];
            var failing = compiled.FailingColumn(frame, i);
            tried.Add(new(i + 1, rule.Id, failing < 0, rule.TestTexts, failing < 0 ? null : failing, rule.Annotations));
            if (failing < 0 && table.Policy == HitPolicy.First)
                break;
        }

        return tried;
    }
}
