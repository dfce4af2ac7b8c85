using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tongzheng.Feel.Values;

/// <summary>Values from JSON and back.</summary>
static class Json
{
    /// <summary>Chinese stays readable; what could leave a script element is still escaped.</summary>
    static readonly JsonWriterOptions readable = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    public static FeelValue Read(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.String: return json.GetString();
            case JsonValueKind.Number:
                return json.TryGetInt64(out var whole) ? whole : FeelNumber.Parse(json.GetRawText());
            case JsonValueKind.Array:
                var items = new FeelValue[json.GetArrayLength()];
                var at = 0;
                foreach (var item in json.EnumerateArray())
                    items[at++] = Read(item);
                return items;
            case JsonValueKind.Object:
                var context = new FeelContext();
                foreach (var property in json.EnumerateObject())
                    context.Set(property.Name, Read(property.Value));
                return context;
            default: return FeelValue.Null;
        }
    }

    public static void Write(FeelValue value, Utf8JsonWriter writer)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
            case FeelKind.Function:
                writer.WriteNullValue();
                break;
            case FeelKind.Boolean:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case FeelKind.Number when value.IsShortNumber && value.Part == 0:
                writer.WriteNumberValue(value.Bits);
                break;
            case FeelKind.Number:
                WriteNumber(value.Number, writer);
                break;
            case FeelKind.List:
                writer.WriteStartArray();
                foreach (var item in ((FeelList)value.Reference!).Items)
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case FeelKind.Context:
                Write((FeelContext)value.Reference!, writer);
                break;
            default:
                writer.WriteStringValue(Values.Text.Plain(value));
                break;
        }
    }

    public static void Write(FeelContext context, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (var i = 0; i < context.Count; i++)
        {
            writer.WritePropertyName(context.KeyAt(i));
            Write(context.ValueAt(i), writer);
        }

        writer.WriteEndObject();
    }

    public static string Text(FeelValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, readable))
            Write(value, writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void WriteNumber(FeelNumber number, Utf8JsonWriter writer)
    {
        const int PlainExponent = 100; // beyond it zeros would only fill the page
        if (Math.Abs(number.Exponent) <= PlainExponent)
            writer.WriteRawValue(number.ToString());
        else
            writer.WriteRawValue($"{number.Coefficient}E{number.Exponent}");
    }
}
