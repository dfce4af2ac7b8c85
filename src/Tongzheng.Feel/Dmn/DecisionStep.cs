namespace Tongzheng.Feel.Dmn;

/// <summary>One decision within an explanation.</summary>
public sealed class DecisionStep
{
    readonly Func<IReadOnlyList<NamedValue>> readGiven;
    List<TableStep>? tables;
    List<DecisionStep>? requires;
    IReadOnlyList<NamedValue>? given;

    internal DecisionStep(string id, string name, Func<IReadOnlyList<NamedValue>> readGiven)
    {
        Id = id;
        Name = name;
        this.readGiven = readGiven;
    }

    /// <summary>The decision's id.</summary>
    public string Id { get; }

    /// <summary>The decision's name.</summary>
    public string Name { get; }

    /// <summary>What it gave.</summary>
    public FeelValue Value { get; internal set; }

    /// <summary>The input data that it uses directly, with their values.</summary>
    public IReadOnlyList<NamedValue> Given => given ??= readGiven();

    /// <summary>The tables that were gone through; usually one, none for a decision without a table.</summary>
    public IReadOnlyList<TableStep> Tables => tables ?? (IReadOnlyList<TableStep>)[];

    /// <summary>The decisions that were taken for it, in order. One that several need stands where it was taken first.</summary>
    public IReadOnlyList<DecisionStep> Requires => requires ?? (IReadOnlyList<DecisionStep>)[];

    internal void Add(TableStep table) => (tables ??= []).Add(table);

    internal void Add(DecisionStep step) => (requires ??= []).Add(step);
}
