using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>
/// Bodies of requests: what their record says is always there must be sent and not null, so that no handling meets a null
/// its type denies. What is wrong is said with the name of the field.
/// </summary>
static partial class Requests
{
    public static void Require(JsonSerializerOptions options)
    {
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatIsNeverNull } };
    }

    static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if ((!property.PropertyType.IsValueType && !property.IsSetNullable || property.PropertyType == typeof(JsonElement)) && property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false }) property.IsRequired = true;
    }

    /// <summary>Content in an encoding nobody here knows, or compressed: to read it all the same would be to take down other words than were sent.</summary>
    public static Refusal? Unreadable(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString() is { Length: > 0 } coding && !Is(coding, "identity") ? new Refusal("request.media-type")
        : MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && HeaderUtilities.RemoveQuotes(type.Charset).Value is { Length: > 0 } charset && !IsKnown(charset)
            ? new Refusal("request.charset", ("charset", charset)) : null;

    static bool IsKnown(string charset) => Is(charset, "utf-8") || Is(charset, "utf8") || Encoding.GetEncodings().Any(known => Is(charset, known.Name));

    static bool Is(string charset, string name) => charset.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why a body could not be read.</summary>
    public static Refusal WhyNot(BadHttpRequestException fault)
    {
        if (fault.StatusCode == StatusCodes.Status413PayloadTooLarge) return new Refusal("request.too-large");
        if (fault.InnerException is not JsonException json) return OfAddress(fault.Message);
        if (json.Message.Contains("missing required", StringComparison.Ordinal) && Names().Matches(json.Message) is { Count: > 1 } names)
            return new Refusal("request.missing", ("fields", string.Join(", ", names.Skip(1).Select(name => name.Groups[1].Value)))) { Field = names[1].Groups[1].Value };
        return json.Path is ['$', '.', .. var field] ? new Refusal("request.field", ("field", field)) { Field = field } : new Refusal("request.malformed");
    }

    // 'Required parameter "string jurisdiction" was not provided from query string.', 'Failed to bind parameter "long task" from "first".'
    static Refusal OfAddress(string message)
    {
        if (Parameter().Match(message) is not { Success: true } parameter || message.Contains("body", StringComparison.Ordinal)) return new Refusal("request.malformed");
        var name = parameter.Groups[1].Value;
        return message.StartsWith("Required", StringComparison.Ordinal) ? new Refusal("request.missing", ("fields", name)) { Field = name } : new Refusal("request.field", ("field", name)) { Field = name };
    }

    [GeneratedRegex("parameter \"\\S+ (\\w+)\"")]
    private static partial Regex Parameter();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Names();
}
