using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongzheng.Store;

/// <summary>
/// JSON within a fact that is written once and carried as it is: an engine's state, an explanation. It is taken apart
/// only where somebody asks for what it says.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class JsonText(ReadOnlyMemory<byte> utf8)
{
    // What a thread keeps for its next text; a longer one is rare.
    const int MostKept = 64 * 1024;

    [ThreadStatic] static Pen? idle;

    object? element;            // parsed by whoever asks first; a second at the same time parses too

    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>What it was written from, where reading it would give the same again; null where it was read.</summary>
    public object? Source { get; init; }

    /// <summary>What <paramref name="write"/> writes, in the form facts have.</summary>
    public static JsonText Of(Action<Utf8JsonWriter> write)
    {
        var pen = idle ?? new Pen();
        idle = null;            // a text may be written within another
        write(pen.Writer);
        pen.Writer.Flush();
        var text = new JsonText(pen.Written.WrittenSpan.ToArray());
        pen.Written.ResetWrittenCount();
        pen.Writer.Reset();
        if (pen.Written.Capacity <= MostKept)
            idle = pen;
        return text;
    }

    public JsonElement ToElement() => (JsonElement)(element ??= JsonElement.Parse(utf8.Span));

    /// <summary>A writer with its buffer: what it wrote is copied out once, in its own size.</summary>
    sealed class Pen
    {
        public Pen() => Writer = new Utf8JsonWriter(Written, new JsonWriterOptions { Encoder = Facts.Json.Encoder });

        public ArrayBufferWriter<byte> Written { get; } = new(4096);
        public Utf8JsonWriter Writer { get; }
    }

    sealed class Converter : JsonConverter<JsonText>
    {
        public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new JsonText(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
        }

        public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
