using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>Writes plain YAML, a key a line, so that a line of what was compiled can be traced to its key.</summary>
internal sealed class PlainYaml
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly StringBuilder text = new();

    public void Add(string key, JsonNode? value) => text.Append(key).Append(": ").Append(Flow(value)).Append('\n');

    public void Word(string key, string word) => Add(key, JsonValue.Create(word));

    public void Both(string key, Text both) => Add(key, Json(both));

    public void Words(string key, IEnumerable<string> words) => Add(key, new JsonArray([.. words.Select(word => JsonValue.Create(word))]));

    public static JsonObject Json(Text both)
    {
        var json = new JsonObject { ["zh"] = both.Zh };
        if (both.En is { } en) json["en"] = en;
        return json;
    }

    static string Flow(JsonNode? value) => value switch
    {
        JsonObject map => "{ " + string.Join(", ", map.Select(entry => $"{Quoted(entry.Key)}: {Flow(entry.Value)}")) + " }",
        JsonArray list => "[" + string.Join(", ", list.Select(Flow)) + "]",
        null => "~",
        _ => value.ToJsonString(Readable),
    };

    static string Quoted(string key) => JsonSerializer.Serialize(key, Readable);

    public override string ToString() => text.ToString();
}
