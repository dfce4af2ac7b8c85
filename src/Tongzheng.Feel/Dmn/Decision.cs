namespace Tongzheng.Feel.Dmn;

/// <summary>A decision of a model, for lists, registers and forms.</summary>
/// <param name="Id">As the file has it.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Question">The question it answers, where the author wrote one.</param>
/// <param name="Description">What the author says about it.</param>
/// <param name="Type">The type of its result by name; null where none is stated.</param>
/// <param name="Inputs">Everything from outside that it needs, directly or through other decisions.</param>
/// <param name="Requires">Names of the decisions it builds on directly.</param>
/// <param name="Table">Its table, where its logic is one.</param>
/// <param name="Properties">Named texts beside it in the file (<c>extensionElements</c>, <c>property</c> with <c>name</c> and <c>value</c>), which mean nothing to the engine.</param>
public sealed record Decision(
    string Id, string Name, string? Question, string? Description, string? Type,
    IReadOnlyList<InputData> Inputs, IReadOnlyList<string> Requires, TableView? Table, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>Its line in the file, from 1: for who mends it, and in no answer.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Line { get; init; } = 1;
}

/// <summary>Something a decision needs from outside.</summary>
/// <param name="Name">The name under which it is given.</param>
/// <param name="Type">Its type by name; null where none is stated.</param>
public sealed record InputData(string Name, string? Type);

/// <summary>A decision table as its author wrote it.</summary>
/// <param name="HitPolicy">What happens when several rules are met.</param>
/// <param name="Aggregation">What a collecting table makes of its outputs.</param>
/// <param name="Inputs">The columns of conditions.</param>
/// <param name="Outputs">The columns of results.</param>
/// <param name="Rules">The rows.</param>
public sealed record TableView(
    HitPolicy HitPolicy, Aggregation Aggregation,
    IReadOnlyList<TableInput> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<TableRule> Rules);

/// <summary>A column of conditions.</summary>
/// <param name="Label">What people read.</param>
/// <param name="Expression">What is tested.</param>
/// <param name="Type">Its type by name; null where none is stated.</param>
/// <param name="AllowedValues">The input values in FEEL; null where none are stated.</param>
public sealed record TableInput(string Label, string Expression, string? Type, string? AllowedValues);

/// <summary>A row.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Id">As the file has it.</param>
/// <param name="Conditions">The cells of conditions in FEEL.</param>
/// <param name="Results">The cells of results in FEEL.</param>
/// <param name="Annotations">Such as the article of law.</param>
/// <param name="English">The annotations in English, place by place, empty where there is none; no item where the table has none at all.</param>
public sealed record TableRule(
    int Number, string Id, IReadOnlyList<string> Conditions, IReadOnlyList<string> Results, IReadOnlyList<string> Annotations, IReadOnlyList<string> English)
{
    /// <summary>Its line in the file, from 1: for who mends it, and in no answer.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Line { get; init; } = 1;
}
