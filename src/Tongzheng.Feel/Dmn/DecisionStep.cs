using Tongzheng.Feel.Compile;

namespace Tongzheng.Feel.Dmn;

/// <summary>One decision within an explanation.</summary>
public sealed class DecisionStep
{
    readonly DecisionElement? decision;
    readonly Session? session;
    readonly ModelRun? run;
    IReadOnlyList<NamedValue>? given;
    TableStep? table;               // nearly always the only one
    List<TableStep>? furtherTables;
    List<DecisionStep>? requires;

    /// <summary>A step to be filled while the decision is taken.</summary>
    internal DecisionStep(DecisionElement decision, Session session, DecisionStep? outer)
    {
        (Id, Name, Outer) = (decision.Id, decision.Name, outer);
        (this.decision, this.session, run) = (decision, session, session.Run);
        if (outer is not null)
            (outer.requires ??= []).Add(this);
    }

    /// <summary>A step read back from text.</summary>
    internal DecisionStep(string id, string name, FeelValue value, IReadOnlyList<NamedValue> given, List<TableStep> tables, List<DecisionStep> requires)
    {
        (Id, Name, Value, this.given, furtherTables, this.requires) = (id, name, value, given, tables, requires);
    }

    /// <summary>The decision's id.</summary>
    public string Id { get; }

    /// <summary>The decision's name.</summary>
    public string Name { get; }

    /// <summary>What it gave.</summary>
    public FeelValue Value { get; internal set; }

    /// <summary>The input data that it uses directly, with their values.</summary>
    public IReadOnlyList<NamedValue> Given => given ??= ReadGiven();

    /// <summary>The tables that were gone through; usually one, none for a decision without a table.</summary>
    public IReadOnlyList<TableStep> Tables => table is null ? furtherTables ?? (IReadOnlyList<TableStep>)[] : [table, .. furtherTables ?? []];

    /// <summary>The decisions that were taken for it, in order. One that several need stands where it was taken first.</summary>
    public IReadOnlyList<DecisionStep> Requires => requires ?? (IReadOnlyList<DecisionStep>)[];

    internal DecisionStep? Outer { get; }

    /// <summary>What was decided, while the model is at hand; null for a step read back from text.</summary>
    internal DecisionElement? Element => decision;

    internal void Add(TableStep pass)
    {
        if (table is null)
            table = pass;
        else
            (furtherTables ??= []).Add(pass);
    }

    List<NamedValue> ReadGiven()
    {
        List<NamedValue> values = [];
        if (decision is null || session is null || run is null)
            return values;
        foreach (var input in decision.Requires.OfType<InputElement>())
            values.Add(new(input.Name, run.For(input.Model).Input(input, session.Again(run))));
        return values;
    }
}
