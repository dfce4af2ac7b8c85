using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Tongzheng.Feel.Dmn;

/// <summary>Explanations as JSON, for the journal and for other programs. Member names and their order are stable.</summary>
static class ExplanationJson
{
    /// <summary>Rules not met that are written out for one table: a page, where the table may have thousands.</summary>
    const int MostMisses = 100;

    static readonly JsonWriterOptions readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Text(Explanation explanation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, readable))
            Write(explanation, writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Explanation explanation, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("model", explanation.Model);
        writer.WriteString("hash", explanation.Hash);
        writer.WriteString("now", explanation.Now);
        writer.WritePropertyName("decision");
        Write(explanation.Decision, writer);
        writer.WriteEndObject();
    }

    static void Write(DecisionStep step, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", step.Id);
        writer.WriteString("name", step.Name);
        writer.WritePropertyName("value");
        step.Value.WriteTo(writer);
        Write("given", step.Given, writer);
        writer.WriteStartArray("tables");
        foreach (var table in step.Tables)
            Write(table, writer);
        writer.WriteEndArray();
        writer.WriteStartArray("requires");
        foreach (var required in step.Requires)
            Write(required, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void Write(string name, IReadOnlyList<NamedValue> values, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            writer.WriteString("name", value.Name);
            if (value.Source is { } source)
                writer.WriteString("source", source);
            writer.WritePropertyName("value");
            value.Value.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    static void Write(TableStep table, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("hitPolicy", table.HitPolicy.ToString());
        Write("inputs", table.Inputs, writer);
        writer.WriteNumber("tried", table.Tried.Count);
        writer.WriteStartArray("rules");
        var misses = 0;
        foreach (var rule in table.Tried)
        {
            if (!rule.Hit && ++misses > MostMisses)
                continue;
            writer.WriteStartObject();
            writer.WriteNumber("number", rule.Number);
            writer.WriteString("id", rule.Id);
            writer.WriteBoolean("hit", rule.Hit);
            if (rule.FailedColumn is { } column)
                writer.WriteNumber("failedColumn", column);
            if (rule.Hit)       // how a rule that was not met is worded stands in the version that the hash names
            {
                Write("conditions", rule.Conditions, writer);
                Write("annotations", rule.Annotations, writer);
            }
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void Write(string name, IReadOnlyList<string> texts, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    public static Explanation Read(JsonElement json) => new(
        Text(json, "model"), Text(json, "hash"),
        DateTimeOffset.Parse(Text(json, "now"), CultureInfo.InvariantCulture), Step(json.GetProperty("decision")));

    static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    static DecisionStep Step(JsonElement json)
    {
        return new(
            Text(json, "id"), Text(json, "name"), FeelValue.FromJson(json.GetProperty("value")), Values(json.GetProperty("given")),
            json.GetProperty("tables").EnumerateArray().Select(Table).ToList(), json.GetProperty("requires").EnumerateArray().Select(Step).ToList());
    }

    static List<NamedValue> Values(JsonElement json) =>
        json.EnumerateArray().Select(one => new NamedValue(Text(one, "name"), FeelValue.FromJson(one.GetProperty("value")),
            one.TryGetProperty("source", out var source) ? source.GetString() : null)).ToList();

    static TableStep Table(JsonElement json)
    {
        var rules = json.GetProperty("rules").EnumerateArray().Select(rule => new RuleStep(
            rule.GetProperty("number").GetInt32(), Text(rule, "id"), rule.GetProperty("hit").GetBoolean(), Texts(rule, "conditions"),
            rule.TryGetProperty("failedColumn", out var column) ? column.GetInt32() : null, Texts(rule, "annotations"))).ToList();
        return new(Enum.Parse<HitPolicy>(Text(json, "hitPolicy")), Values(json.GetProperty("inputs")), rules);
    }

    static List<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var texts) ? texts.EnumerateArray().Select(one => one.GetString() ?? "").ToList() : [];
}
