using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tongzheng.Matters;

/// <summary>Examples of one decision (*.cases.yaml), all evaluated as of the same day.</summary>
/// <param name="Decision">Id of the decision.</param>
/// <param name="Model">Name of the DMN file in the same folder.</param>
public sealed record DecisionCases(string File, string Decision, string Model, DateOnly Today, IReadOnlyList<DecisionCase> Cases);

/// <summary>One example: the variables given, the region's parameters among them, and the answer; null is "unknown".</summary>
public sealed record DecisionCase(string Name, JsonElement Given, JsonElement Then)
{
    internal int Line { get; init; }
}

internal static class ReadCases
{
    public static DecisionCases? From(string path, PackFiles files, ICollection<Finding> findings)
    {
        if (files.Text(path, findings) is not { } text || Section.Read(path, text, findings) is not { } root) return null;
        var parameters = root.Find("parameters") is { } node ? ReadStory.Json(node) : null;
        var today = root.Required("today");
        if (!DateOnly.TryParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && today.Length > 0)
            root.Report("cases.today", "today", new("today 应为 年-月-日。", "“today” should be a date."), new("例如 \"2026-03-02\"。", "For example \"2026-03-02\"."));
        var cases = new DecisionCases(path, root.Required("decision"), root.Required("model"), day,
            [.. root.Subs("cases").Select(section => Read(section, parameters))]);
        root.Close();
        return cases;
    }

    static DecisionCase Read(Section section, JsonNode? parameters)
    {
        var given = section.Find("given") is { } node && ReadStory.Json(node) is JsonObject map ? map : [];
        if (parameters is not null && !given.ContainsKey("parameters")) given["parameters"] = parameters.DeepClone();
        if (section.Find("then") is null) section.Required("then");
        var one = new DecisionCase(section.Required("name"), Element(given), Element(section.Find("then") is { } then ? ReadStory.Json(then) : null)) { Line = section.Line };
        section.Close();
        return one;
    }

    static JsonElement Element(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }
}
