using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>A value with exactly one written form, such as a citizen number or a case id. It cannot exist unless it is valid.</summary>
public interface IWritten<TSelf> where TSelf : struct, IWritten<TSelf>
{
    /// <summary>Reads what a person typed; the reason says precisely what is wrong with it.</summary>
    static abstract bool TryParse(string? text, out TSelf value, out Refusal? why);
}

/// <summary>What the written values share.</summary>
public static class Written
{
    /// <summary>Reads a text that must be right: one of our own records, or a constant.</summary>
    /// <exception cref="FormatException">The text is not such a value.</exception>
    public static TValue Parse<TValue>(string? text) where TValue : struct, IWritten<TValue> =>
        TValue.TryParse(text, out var value, out var why) ? value : throw new FormatException($"{typeof(TValue).Name}: {why}");

    /// <summary>
    /// What people type, made plain: full-width letters and digits become ASCII, letters become capitals,
    /// and the blanks people put between groups are dropped.
    /// </summary>
    public static string Plain(string? typed)
    {
        var plain = new StringBuilder(typed?.Length ?? 0);
        foreach (var character in typed ?? "")
        {
            if (char.IsWhiteSpace(character))
                continue;
            plain.Append(character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character);
        }
        return plain.ToString().ToUpperInvariant();
    }

    /// <summary>
    /// A character that nobody sees and that changes what is seen: a control, or one that turns the direction of writing, with which a
    /// name on paper could read otherwise than it is kept.
    /// </summary>
    public static bool IsUnseen(char character) =>
        char.IsControl(character) || character is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F';

    internal static int IndexOfFirstNot(string text, Func<char, bool> allowed)
    {
        for (var i = 0; i < text.Length; i++)
            if (!allowed(text[i]))
                return i;
        return -1;
    }

    internal static bool IsDigitOrCapital(char character) => character is >= '0' and <= '9' or >= 'A' and <= 'Z';
}

/// <summary>A written value is a JSON string, also as the name of a property.</summary>
public sealed class WrittenJson<TValue> : JsonConverter<TValue> where TValue : struct, IWritten<TValue>
{
    public override TValue Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        TValue.TryParse(reader.GetString(), out var value, out var why) ? value : throw new JsonException(why?.ToString());

    public override void Write(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public override TValue ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        Read(ref reader, type, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString()!);
}
