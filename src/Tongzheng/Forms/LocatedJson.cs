using System.Text;
using System.Text.Json;

namespace Tongzheng.Forms;

/// <summary>A JSON value that remembers the line it stands on, so that a finding can name it.</summary>
public sealed class LocatedJson
{
    /// <summary>A file deeper than this is not a form: form-js itself nests a handful of groups.</summary>
    public const int MaxDepth = 32;

    LocatedJson(int line, JsonValueKind kind) => (Line, Kind) = (line, kind);

    /// <summary>1-based line of the value's first character.</summary>
    public int Line { get; }
    public JsonValueKind Kind { get; }
    public string? Scalar { get; private init; }
    public IReadOnlyDictionary<string, LocatedJson> Members { get; private init; } = new Dictionary<string, LocatedJson>();
    public IReadOnlyList<LocatedJson> Items { get; private init; } = [];

    public LocatedJson? this[string member] => Members.GetValueOrDefault(member);
    public string? Text(string member) => this[member] is { Kind: JsonValueKind.String } value ? value.Scalar : null;
    public bool Flag(string member) => this[member]?.Kind == JsonValueKind.True;
    public decimal? Number(string member) =>
        decimal.TryParse(this[member]?.Scalar, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads one JSON text. Throws <see cref="JsonException"/> with its line where it is not JSON.</summary>
    public static LocatedJson Parse(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        var lines = new LineIndex(bytes);
        reader.Read();
        var value = Read(ref reader, lines);
        reader.Read();
        return value;
    }

    static LocatedJson Read(ref Utf8JsonReader reader, LineIndex lines)
    {
        var line = lines.LineOf((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new Dictionary<string, LocatedJson>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString() ?? "";
                    reader.Read();
                    if (!members.TryAdd(name, Read(ref reader, lines)))
                        throw new JsonException($"\"{name}\" stands twice in one object", null, line - 1, null);
                }
                return new LocatedJson(line, JsonValueKind.Object) { Members = members };
            case JsonTokenType.StartArray:
                var items = new List<LocatedJson>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader, lines));
                return new LocatedJson(line, JsonValueKind.Array) { Items = items };
            case JsonTokenType.String: return new LocatedJson(line, JsonValueKind.String) { Scalar = reader.GetString() };
            case JsonTokenType.Number:
                return new LocatedJson(line, JsonValueKind.Number) { Scalar = Encoding.UTF8.GetString(reader.ValueSpan) };
            case JsonTokenType.True: return new LocatedJson(line, JsonValueKind.True) { Scalar = "true" };
            case JsonTokenType.False: return new LocatedJson(line, JsonValueKind.False) { Scalar = "false" };
            default: return new LocatedJson(line, JsonValueKind.Null);
        }
    }

    sealed class LineIndex(byte[] bytes)
    {
        int position, line = 1;

        // Tokens come in order, so the count goes on from the last one.
        public int LineOf(int offset)
        {
            for (; position < offset; position++) if (bytes[position] == (byte)'\n') line++;
            return line;
        }
    }
}
