namespace Tongzheng.Feel.Dmn;

/// <summary>How an explanation calls things for people, where a form asked for them in other words than the model uses.</summary>
/// <param name="Name">The label of an input, or of a name such as <c>parameters.limit</c>; null keeps the name, empty leaves the input out.</param>
/// <param name="Value">The label of a text that an input or decision holds; null keeps it.</param>
public sealed record ExplanationLabels(Func<string, string?> Name, Func<string, string, string?> Value)
{
    /// <summary>Names and values as the model has them.</summary>
    public static ExplanationLabels None { get; } = new(_ => null, (_, _) => null);
}
