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
    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>What <paramref name="write"/> writes, in the form facts have.</summary>
    public static JsonText Of(Action<Utf8JsonWriter> write)
    {
        var written = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(written, new JsonWriterOptions { Encoder = Facts.Json.Encoder }))
            write(writer);
        return new JsonText(written.WrittenMemory);
    }

    public JsonElement ToElement() => JsonElement.Parse(utf8.Span);

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
