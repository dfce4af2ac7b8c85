using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>One evaluation of a model: which inputs and decisions are known by now.</summary>
sealed class ModelRun(DmnModel model, FeelContext inputs)
{
    enum State : byte
    {
        Unknown,
        AtWork,
        Known,
    }

    struct Entry
    {
        public FeelValue Value;
        public State State;
    }

    /// <summary>Inputs, then decisions.</summary>
    readonly Entry[] known = new Entry[model.InputElements.Count + model.DecisionElements.Count];
    Dictionary<DmnModel, ModelRun>? imported;

    /// <summary>The run of an imported model on the same inputs.</summary>
    public ModelRun For(DmnModel other)
    {
        if (ReferenceEquals(other, model))
            return this;
        imported ??= [];
        if (!imported.TryGetValue(other, out var run))
        {
            imported[other] = run = new ModelRun(other, inputs);
            run.imported = imported;
            imported[model] = this;
        }

        return run;
    }

    /// <summary>Presets a value, for the parameters of a decision service.</summary>
    public void Give(Element element, in FeelValue value)
    {
        if (element is InputElement input)
            known[input.Index] = new() { Value = value, State = State.Known };
        else if (element is DecisionElement decision)
            Of(decision) = new() { Value = value, State = State.Known };
    }

    public FeelValue Input(InputElement input, Session session)
    {
        ref var entry = ref known[input.Index];
        if (entry.State == State.Known)
            return entry.Value;
        if (!inputs.TryGet(input.Name, out var value) && !inputs.TryGet(input.QualifiedName, out value))
            session.Fail(input.At, Codes.UnknownName, $"The input '{input.Name}' is not given.");
        entry.Value = Types.Coerce(value, input.Type, session, input.At);
        entry.State = State.Known;
        return entry.Value;
    }

    public FeelValue Decide(DecisionElement decision, Session session)
    {
        ref var entry = ref Of(decision);
        if (entry.State == State.Known)
            return entry.Value;
        if (entry.State == State.AtWork)
            return session.Fail(decision.At, Codes.Recursion, $"The decision '{decision.Name}' requires itself.");
        entry.State = State.AtWork;
        session.Enter(decision.At);
        var outer = session.Where;
        session.Where = decision.Name;
        session.Recording?.Begin(decision, session);
        var slots = decision.Layout.Count == 0 ? [] : new FeelValue[decision.Layout.Count];
        entry.Value = Types.Coerce(decision.Code(new Frame(session, slots, null)), decision.Type, session, decision.At);
        session.Recording?.End(entry.Value);
        session.Where = outer;
        session.Leave();
        entry.State = State.Known;
        return entry.Value;
    }

    ref Entry Of(DecisionElement decision) => ref known[model.InputElements.Count + decision.Index];
}
