using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tongzheng.Tests.Node;

/// <summary>
/// Whether what an address answers is what the description of the API says of it (docs/openapi.json). Every answer that any
/// test gets is held against it.
/// </summary>
static class Described
{
    static readonly JsonElement Document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("docs", "openapi.json"))).RootElement;

    // An address with fewer places to fill in is the more exact: /api/cases/ex-officio before /api/cases/{id}.
    static readonly (string Method, Regex Path, JsonElement About)[] Addresses =
    [
        .. from path in Document.GetProperty("paths").EnumerateObject()
           orderby path.Name.Count(letter => letter == '{')
           from method in path.Value.EnumerateObject()
           select (method.Name.ToUpperInvariant(), new Regex("^" + Regex.Replace(path.Name, @"\{[^}]+\}", "[^/]+") + "$"), method.Value),
    ];

    /// <summary>Why an answer is not as described; null where it is, or where nothing was answered that is described.</summary>
    public static string? Wrong(HttpMethod method, string path, int status, string mediaType, ReadOnlyMemory<byte> body)
    {
        if (status is < 200 or >= 300 || !path.StartsWith("/api/", StringComparison.Ordinal)) return null;
        var about = Addresses.FirstOrDefault(each => each.Method == method.Method && each.Path.IsMatch(path.TrimEnd('/'))).About;
        if (about.ValueKind == JsonValueKind.Undefined) return "the address is not described";
        if (!about.GetProperty("responses").TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response)) return $"{status} is not described";
        if (body.Length == 0) return response.TryGetProperty("content", out _) ? "it should have a body" : null;
        if (!response.TryGetProperty("content", out var content)) return "its body is not described";
        if (mediaType != "application/json") return content.EnumerateObject().Any(each => each.Name == mediaType || each.Name == "application/octet-stream") ? null : $"{mediaType} is not described";
        return content.TryGetProperty(mediaType, out var json) ? Wrong(json.GetProperty("schema"), JsonDocument.Parse(body).RootElement, "$") : $"{mediaType} is not described";
    }

    static string? Wrong(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Wrong(Document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), value, at);
        if (schema.TryGetProperty("oneOf", out var choices)) return choices.EnumerateArray().Select(choice => Wrong(choice, value, at)).ToList() is var whys && whys.Contains(null) ? null : whys[^1];
        if (schema.TryGetProperty("enum", out var words) && words.EnumerateArray().All(word => word.ToString() != value.ToString())) return $"{at}: “{value}” is none of {words}";
        if (schema.TryGetProperty("type", out var type) && !(type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray()] : new[] { type }).Any(each => Is(each.GetString(), value))) return $"{at}: {value.ValueKind} is not {type}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)) return value.EnumerateArray().Select((item, place) => Wrong(items, item, $"{at}[{place}]")).FirstOrDefault(why => why is not null);
        if (value.ValueKind != JsonValueKind.Object) return null;
        var missing = schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).ToList() : [];
        if (missing.Count > 0) return $"{at}: {string.Join(", ", missing)} should be there";
        var isOpen = !schema.TryGetProperty("properties", out var properties);
        foreach (var member in value.EnumerateObject())
        {
            var inside = !isOpen && properties.TryGetProperty(member.Name, out var own) ? own : schema.TryGetProperty("additionalProperties", out var any) ? any : default;
            if (inside.ValueKind == JsonValueKind.Undefined && !isOpen) return $"{at}.{member.Name} is not described";
            if (inside.ValueKind == JsonValueKind.Object && Wrong(inside, member.Value, $"{at}.{member.Name}") is { } why) return why;
        }
        return null;
    }

    static bool Is(string? type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };
}
