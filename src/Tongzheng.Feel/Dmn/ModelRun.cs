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

    readonly FeelValue[] given = new FeelValue[model.InputElements.Count];
    readonly State[] givenStates = new State[model.InputElements.Count];
    readonly FeelValue[] decided = new FeelValue[model.DecisionElements.Count];
    readonly State[] states = new State[model.DecisionElements.Count];
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
            (given[input.Index], givenStates[input.Index]) = (value, State.Known);
        else if (element is DecisionElement decision)
            (decided[decision.Index], states[decision.Index]) = (value, State.Known);
    }

    public FeelValue Input(InputElement input, Session session)
    {
        if (givenStates[input.Index] == State.Known)
            return given[input.Index];
        if (!inputs.TryGet(input.QualifiedName, out var value) && !inputs.TryGet(input.Name, out value))
            session.Fail(input.At, Codes.UnknownName, $"The input '{input.Name}' is not given.");
        (given[input.Index], givenStates[input.Index]) = (Types.Coerce(value, input.Type, session, input.At), State.Known);
        return given[input.Index];
    }

    public FeelValue Decide(DecisionElement decision, Session session)
    {
        ref var state = ref states[decision.Index];
        if (state == State.Known)
            return decided[decision.Index];
        if (state == State.AtWork)
            return session.Fail(decision.At, Codes.Recursion, $"The decision '{decision.Name}' requires itself.");
        state = State.AtWork;
        session.Enter(decision.At);
        var outer = session.Where;
        session.Where = decision.Name;
        session.Recording?.Begin(decision, session);
        var slots = decision.Layout.Count == 0 ? [] : new FeelValue[decision.Layout.Count];
        var value = Types.Coerce(decision.Code(new Frame(session, slots, null)), decision.Type, session, decision.At);
        session.Recording?.End(value);
        session.Where = outer;
        session.Leave();
        decided[decision.Index] = value;
        state = State.Known;
        return value;
    }
}
