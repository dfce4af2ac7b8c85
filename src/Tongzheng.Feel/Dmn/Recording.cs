using Tongzheng.Feel.Compile;

namespace Tongzheng.Feel.Dmn;

/// <summary>Notes taken while a model is evaluated with an explanation asked for.</summary>
sealed class Recording
{
    DecisionStep? current;

    public DecisionStep? Outermost { get; private set; }

    public void Begin(DecisionElement decision, Session session)
    {
        current = new DecisionStep(decision, session, current);
        Outermost ??= current;
    }

    public void End(in FeelValue value)
    {
        if (current is null)
            return;
        current.Value = value;
        current = current.Outer;
    }

    public void Tried(CompiledTable table, Frame frame) => current?.Add(new TableStep(table, frame));
}
