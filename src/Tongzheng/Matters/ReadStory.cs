using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>Reads a *.story.yaml file.</summary>
internal static class ReadStory
{
    static readonly string[] Applicants = ["person", "organisation", "elder", "office"];
    static readonly string[] Acts = ["apply", "open", "complete", "correct", "withdraw", "rate", "wait", "look", "succeed"];
    static readonly string[] Clocks = ["running", "stopped", "none"];

    /// <summary>Who may act in a story: the applicant and the posts of the procedures.</summary>
    internal static readonly string[] Posts = ["applicant", "clerk", "reviewer", "inspector", "decider", "counter", "leader"];

    static readonly JsonElement NoAnswers = JsonDocument.Parse("{}").RootElement;

    public static Story? From(string path, PackFiles files, ICollection<Finding> findings)
    {
        if (files.Text(path, findings) is not { } text || Section.Read(path, text, findings) is not { } root) return null;
        var story = new Story(root.RequiredBoth("story"), path, root.OneOf("applicant", Applicants), [.. root.Subs("steps").Select(Step)]);
        if (story.Steps.Count == 0) root.Required("steps");
        root.Close();
        return story;
    }

    static StoryStep Step(Section section)
    {
        var files = section.Sub("files");
        var step = new StoryStep
        {
            Line = section.Line,
            Day = section.Number("day") ?? 0,
            By = section.Word("by") is { } ? section.OneOf("by", Posts) : null,
            Does = section.OneOf("does", Acts),
            Task = section.Word("task"),
            Component = section.Word("component"),
            Answers = section.Find("answers") is { } answers ? JsonDocument.Parse(Json(answers)?.ToJsonString() ?? "{}").RootElement : NoAnswers,
            Files = files?.All().ToDictionary(entry => entry.Key, entry => files.Word(entry.Key) ?? "") ?? [],
            Then = section.Sub("then") is { } then ? Expectation(then) : StoryExpectation.Nothing,
        };
        section.Close();
        return step;
    }

    static StoryExpectation Expectation(Section then)
    {
        var expectation = new StoryExpectation(
            then.Find("tasks") is null ? null : then.Words("tasks"),
            then.Word("end"),
            then.Word("refused"),
            then.Words("letters"),
            then.Word("result"),
            then.Word("due") is { } due && !DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? then.OneOf("due", Clocks) : then.Word("due"),
            then.Find("components") is null ? null : then.Words("components"));
        then.Close();
        return expectation;
    }

    /// <summary>Plain YAML as JSON: unquoted numbers, true, false and null are themselves; everything else is text.</summary>
    internal static JsonNode? Json(YamlNode node) => node switch
    {
        YamlList list => new JsonArray([.. list.Items.Select(Json)]),
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Value, Json(entry.Value)))),
        YamlScalar { Quoted: false, Value: "null" or "~" or "" } => null,
        YamlScalar { Quoted: false, Value: "true" } => JsonValue.Create(true),
        YamlScalar { Quoted: false, Value: "false" } => JsonValue.Create(false),
        YamlScalar { Quoted: false } scalar when IsNumber(scalar.Value, out var number) => JsonValue.Create(number),
        YamlScalar scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    // A leading zero is a code, not a number: 0102 stays text.
    static bool IsNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && !(text.TrimStart('-') is ['0', not '.', ..]);
}
