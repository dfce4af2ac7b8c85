using System.Text.Json;

namespace Tongzheng.Feel.Dmn;

/// <summary>
/// Why a decision came out as it did. What was tried is noted while the decision is taken and spelled out when it is asked
/// for; an explanation that nobody reads costs little.
/// </summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Hash">Its version.</param>
/// <param name="Now">The instant that was taken for now.</param>
/// <param name="Decision">The decision asked for, with those it builds on inside.</param>
public sealed record Explanation(string Model, string Hash, DateTimeOffset Now, DecisionStep Decision)
{
    /// <summary>The explanation as a stable JSON object.</summary>
    /// <param name="writer">What it is written to.</param>
    /// <param name="inBrief">Only what came of this time: values, and which rules were met. How names and rules are worded stands in the model.</param>
    public void WriteTo(Utf8JsonWriter writer, bool inBrief = false) => ExplanationJson.Write(this, writer, inBrief);

    /// <summary>The JSON object as text.</summary>
    public string ToJson() => ExplanationJson.Text(this);

    /// <summary>Reads what <see cref="WriteTo"/> wrote. Dates and durations come back as the texts they were written as.</summary>
    /// <param name="json">Whole, or in brief.</param>
    /// <param name="model">The model, for the words that a brief one leaves to it; another version of it is not taken, and ids stand for names.</param>
    public static Explanation FromJson(JsonElement json, DmnModel? model = null) => ExplanationJson.Read(json, model);

    /// <summary>In plain Chinese, a line for each reason.</summary>
    /// <param name="labels">What people know names and values by; as the model has them where it is null.</param>
    public string InChinese(ExplanationLabels? labels = null) => ExplanationText.Write(this, ExplanationWords.Chinese, labels ?? ExplanationLabels.None);

    /// <summary>In plain English, a line for each reason.</summary>
    /// <param name="labels">What people know names and values by; as the model has them where it is null.</param>
    public string InEnglish(ExplanationLabels? labels = null) => ExplanationText.Write(this, ExplanationWords.English, labels ?? ExplanationLabels.None);
}

/// <summary>A value by name.</summary>
/// <param name="Name">Label or name.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">The input or decision that a column reads, where its label is another; null where it reads an expression.</param>
public sealed record NamedValue(string Name, FeelValue Value, string? Source = null);

/// <summary>One rule that was tried.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Id">As the file has it.</param>
/// <param name="Hit">True when it was met.</param>
/// <param name="Conditions">Its cells of conditions, in FEEL.</param>
/// <param name="FailedColumn">Where it was not met: the first such column, from 0.</param>
/// <param name="Annotations">Such as the article of law.</param>
/// <param name="English">The annotations in English, place by place, empty where the model has none; no list where it has none at all.</param>
public sealed record RuleStep(
    int Number, string Id, bool Hit, IReadOnlyList<string> Conditions, int? FailedColumn, IReadOnlyList<string> Annotations, IReadOnlyList<string>? English = null);
