namespace Tongzheng.Feel.Dmn;

/// <summary>How an explanation calls things for people, where a form asked for them in other words than the model uses.</summary>
/// <param name="Name">The label of an input, a decision, a column, or of a name such as <c>parameters.limit</c>; null keeps the name, empty leaves the input out.</param>
/// <param name="Value">The label of a text that an input or decision holds; null keeps it.</param>
public sealed record ExplanationLabels(Func<string, string?> Name, Func<string, string, string?> Value)
{
    /// <summary>Names and values as the model has them.</summary>
    public static ExplanationLabels None { get; } = new(_ => null, (_, _) => null);

    /// <summary>A cell of a table in plain Chinese: <c>&gt;= 80</c> is 不低于80.</summary>
    /// <param name="cell">The cell, in FEEL.</param>
    /// <param name="source">The input that its column tests, or the decision that it gives the answer of.</param>
    public string InChinese(string cell, string source) => ExplanationCondition.Say(cell, source, ExplanationWords.Chinese, this);

    /// <summary>A cell of a table in plain English, as <see cref="InChinese"/>.</summary>
    public string InEnglish(string cell, string source) => ExplanationCondition.Say(cell, source, ExplanationWords.English, this);
}
