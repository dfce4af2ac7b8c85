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
            Write(explanation, writer, inBrief: false);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Explanation explanation, Utf8JsonWriter writer, bool inBrief)
    {
        writer.WriteStartObject();
        if (!inBrief)
            writer.WriteString("model", explanation.Model);
        writer.WriteString("hash", explanation.Hash);
        writer.WriteString("now", explanation.Now);
        writer.WritePropertyName("decision");
        if (inBrief)
            WriteBrief(explanation.Decision, explanation.Hash, writer);
        else
            Write(explanation.Decision, writer);
        writer.WriteEndObject();
    }

    // What stands elsewhere than in the model that the hash names is written whole.
    static void WriteBrief(DecisionStep step, string hash, Utf8JsonWriter writer)
    {
        if (step.Element is not { } decision || decision.Model.Hash != hash || !ReferenceEquals(decision, decision.Model.FindDecision(step.Id)))
        {
            Write(step, writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("id", step.Id);
        writer.WritePropertyName("value");
        step.Value.WriteTo(writer);
        if (step.Given.Count > 0)
        {
            writer.WriteStartObject("given");
            foreach (var given in step.Given)
            {
                writer.WritePropertyName(given.Name);
                given.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        if (step.Tables.Count > 0)
        {
            writer.WriteStartArray("tables");
            foreach (var table in step.Tables)
            {
                if (table.Table is { } own && ReferenceEquals(own, DecisionViews.TableIn(decision.Tree)))
                    WriteBrief(table, writer);
                else
                    Write(table, writer);
            }

            writer.WriteEndArray();
        }

        if (step.Requires.Count > 0)
        {
            writer.WriteStartArray("requires");
            foreach (var required in step.Requires)
                WriteBrief(required, hash, writer);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>The values tested, the numbers of the rules met, and for each other rule, in order, the column it was not met in.</summary>
    static void WriteBrief(TableStep table, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("inputs");
        foreach (var input in table.Inputs)
            input.Value.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("met");
        foreach (var rule in table.Tried)
        {
            if (rule.Hit)
                writer.WriteNumberValue(rule.Number);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("failedColumns");
        var misses = 0;
        foreach (var rule in table.Tried)
        {
            if (rule.FailedColumn is { } column && ++misses <= MostMisses)
                writer.WriteNumberValue(column);
        }

        writer.WriteEndArray();
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
                if (rule.English is { Count: > 0 } english)
                    Write("english", english, writer);
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

    public static Explanation Read(JsonElement json, DmnModel? model)
    {
        var hash = Text(json, "hash");
        if (model?.Hash != hash)
            model = null;
        return new(json.TryGetProperty("model", out var name) ? name.GetString() ?? "" : model?.Name ?? "", hash,
            DateTimeOffset.Parse(Text(json, "now"), CultureInfo.InvariantCulture), Step(json.GetProperty("decision"), model));
    }

    static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    static DecisionStep Step(JsonElement json, DmnModel? model)
    {
        var id = Text(json, "id");
        var decision = model?.FindDecision(id);
        return new(id, json.TryGetProperty("name", out var name) ? name.GetString() ?? "" : decision?.Name ?? id,
            FeelValue.FromJson(json.GetProperty("value")),
            json.TryGetProperty("given", out var given) ? Values(given) : [],
            [.. List(json, "tables").Select(table => Table(table, decision))], [.. List(json, "requires").Select(step => Step(step, model))]);
    }

    static IEnumerable<JsonElement> List(JsonElement json, string name) => json.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    static List<NamedValue> Values(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? [.. json.EnumerateObject().Select(one => new NamedValue(one.Name, FeelValue.FromJson(one.Value)))]
        : [.. json.EnumerateArray().Select(one => new NamedValue(Text(one, "name"), FeelValue.FromJson(one.GetProperty("value")),
            one.TryGetProperty("source", out var source) ? source.GetString() : null))];

    static TableStep Table(JsonElement json, DecisionElement? decision)
    {
        if (json.TryGetProperty("rules", out var rules))
            return new(Enum.Parse<HitPolicy>(Text(json, "hitPolicy")), Values(json.GetProperty("inputs")), rules.EnumerateArray().Select(Rule).ToList());
        var values = json.GetProperty("inputs").EnumerateArray().Select(FeelValue.FromJson).ToList();
        var tried = Tried(json).ToList();
        return DecisionViews.TableIn(decision?.Tree) is { } table ? new(table, values, tried)
            : new(HitPolicy.Unique, [.. values.Select(value => new NamedValue("", value))], [.. tried.Select(rule => new RuleStep(rule.Number, "", rule.FailedColumn is null, [], rule.FailedColumn, []))]);
    }

    static RuleStep Rule(JsonElement json) => new(
        json.GetProperty("number").GetInt32(), Text(json, "id"), json.GetProperty("hit").GetBoolean(), Texts(json, "conditions"),
        json.TryGetProperty("failedColumn", out var column) ? column.GetInt32() : null, Texts(json, "annotations"), Texts(json, "english"));

    // Rules are counted from 1: those that were met by their number, the others fill the gaps.
    static IEnumerable<(int Number, int? FailedColumn)> Tried(JsonElement json)
    {
        var met = new Queue<int>(json.GetProperty("met").EnumerateArray().Select(number => number.GetInt32()));
        var failed = new Queue<int>(json.GetProperty("failedColumns").EnumerateArray().Select(column => column.GetInt32()));
        for (var number = 1; met.Count + failed.Count > 0; number++)
        {
            if (met.TryPeek(out var next) && (next == number || failed.Count == 0))
                yield return (number = met.Dequeue(), null);
            else
                yield return (number, failed.Dequeue());
        }
    }

    static List<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var texts) ? texts.EnumerateArray().Select(one => one.GetString() ?? "").ToList() : [];
}
