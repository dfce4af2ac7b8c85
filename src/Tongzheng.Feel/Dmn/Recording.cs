using Tongzheng.Feel.Compile;

namespace Tongzheng.Feel.Dmn;

/// <summary>Notes taken while a model is evaluated with an explanation asked for.</summary>
sealed class Recording(DmnModel model)
{
    sealed class Note(DecisionElement decision)
    {
        public DecisionElement Decision => decision;

        public FeelValue Value { get; set; }

        public List<(CompiledTable Table, Frame Frame)> Tables { get; } = [];

        public List<Note> Inner { get; } = [];
    }

    readonly Stack<Note> open = new();
    Note? outermost;

    public void Begin(DecisionElement decision)
    {
        var note = new Note(decision);
        if (open.TryPeek(out var outer))
            outer.Inner.Add(note);
        outermost ??= note;
        open.Push(note);
    }

    public void End(in FeelValue value) => open.Pop().Value = value;

    public void Tried(CompiledTable table, Frame frame, int first)
    {
        if (open.TryPeek(out var note))
            note.Tables.Add((table, frame.Captured()));
    }

    public Explanation ToExplanation(DecisionElement decision, FeelValue value, EvaluationOptions options)
    {
        var note = outermost ?? new Note(decision) { Value = value };
        return new(model.Name, model.Hash, options.Now, Step(note));
    }

    static DecisionStep Step(Note note) => new(
        note.Decision.Id, note.Decision.Name, note.Value, Given(note), note.Tables.Select(pass => Step(pass.Table, pass.Frame)).ToList(),
        note.Inner.Select(Step).ToList());

    static List<NamedValue> Given(Note note) => [];

    static TableStep Step(CompiledTable compiled, Frame frame)
    {
        var table = compiled.Table;
        var inputs = table.Inputs.Select((input, column) => new NamedValue(input.Label, compiled.InputValue(frame, column))).ToList();
        List<RuleStep> tried = [];
        for (var i = 0; i < table.Rules.Count; i++)
        {
            var rule = table.Rules[i];
            var failing = compiled.FailingColumn(frame, i);
            tried.Add(failing < 0
                ? new(i + 1, rule.Id, true, null, null, rule.Annotations)
                : new(i + 1, rule.Id, false, table.Inputs[failing].Label, rule.TestTexts[failing], rule.Annotations));
            if (failing < 0 && table.Policy == HitPolicy.First)
                break;
        }

        return new(table.Policy, inputs, tried);
    }
}
