using Tongzheng.Feel.Compile;

namespace Tongzheng.Feel.Dmn;

/// <summary>Notes taken while a model is evaluated with an explanation asked for.</summary>
sealed class Recording
{
    readonly Stack<DecisionStep> open = new(4);

    public DecisionStep? Outermost { get; private set; }

    public void Begin(DecisionElement decision, Session session)
    {
        var run = session.Run;
        var step = new DecisionStep(decision.Id, decision.Name, () => Given(decision, run, session));
        if (open.TryPeek(out var outer))
            outer.Add(step);
        Outermost ??= step;
        open.Push(step);
    }

    public void End(in FeelValue value) => open.Pop().Value = value;

    public void Tried(CompiledTable table, Frame frame)
    {
        if (open.TryPeek(out var step))
            step.Add(TableStep.Note(table, frame));
    }

    static List<NamedValue> Given(DecisionElement decision, ModelRun? run, Session session)
    {
        List<NamedValue> given = [];
        foreach (var input in decision.Requires.OfType<InputElement>())
        {
            if (run is not null)
                given.Add(new(input.Name, run.For(input.Model).Input(input, session.Again())));
        }

        return given;
    }
}
