using System.Buffers;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tongzheng.Journals;

namespace Tongzheng.Store;

/// <summary>A kind of fact: its name, its record, and which of its properties hold personal text.</summary>
public sealed record FactKind(string Name, Type Type, IReadOnlyList<PersonalProperty> Personal)
{
    internal static FactKind Of(Type type)
    {
        var name = type.GetCustomAttribute<KindAttribute>()?.Name
            ?? throw new UnreachableException($"{type.Name} is a fact without a [Kind].");
        return new FactKind(name, type, [.. type.GetProperties()
            .Select(property => (Property: property, Mark: property.GetCustomAttribute<PersonalAttribute>()))
            .Where(pair => pair.Mark is not null)
            .Select(pair => new PersonalProperty(pair.Property, JsonNamingPolicy.CamelCase.ConvertName(pair.Property.Name),
                type.GetProperty(pair.Mark!.Subject) ?? throw new UnreachableException($"{type.Name}.{pair.Mark.Subject} does not exist.")))]);
    }

    // Asked for with every fact that is written.
    readonly JsonTypeInfo payload = Facts.PayloadJson.GetTypeInfo(Type);
    readonly (PropertyInfo Subject, PersonalProperty[] Texts)[] ofSubjects = [.. Personal.GroupBy(personal => personal.Subject).Select(group => (group.Key, group.ToArray()))];

    internal NewFact Write(Fact fact) =>
        new(Name, JsonSerializer.SerializeToUtf8Bytes(fact, payload), ofSubjects.Length == 0 ? [] : [.. Parts(fact)]) { Source = fact };

    internal Fact? Read(RecordedFact recorded) => (Fact?)JsonSerializer.Deserialize(Joined(recorded).Span, Type, Facts.Json);

    IEnumerable<PersonalPart> Parts(Fact fact)
    {
        foreach (var (named, texts) in ofSubjects)
        {
            if (Array.TrueForAll(texts, text => text.Property.GetValue(fact) is null))
                continue;
            var subject = named.GetValue(fact)?.ToString();
            if (string.IsNullOrEmpty(subject))
                throw new InvalidOperationException($"{Name} holds personal text, but {named.Name} names nobody.");
            yield return new PersonalPart(subject, JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                foreach (var text in texts)
                    if (text.Property.GetValue(fact) is { } value)
                    {
                        writer.WritePropertyName(text.JsonName);
                        JsonSerializer.Serialize(writer, value, text.Form);
                    }
                writer.WriteEndObject();
            }).Utf8);
        }
    }

    // The payload and its parts are objects without a name in common, so joining them is joining their bytes.
    static ReadOnlyMemory<byte> Joined(RecordedFact recorded)
    {
        if (recorded.Personal.Count == 0)
            return recorded.Payload;
        var joined = new ArrayBufferWriter<byte>(recorded.Payload.Length + recorded.Personal.Sum(part => part.Json.Length));
        joined.Write("{"u8);
        foreach (var json in recorded.Personal.Select(part => part.Json).Prepend(recorded.Payload))
        {
            var inner = json[1..^1];
            if (inner.IsEmpty)
                continue;
            if (joined.WrittenCount > 1)
                joined.Write(","u8);
            joined.Write(inner.Span);
        }
        joined.Write("}"u8);
        return joined.WrittenMemory;
    }
}

/// <summary>A property with personal text and the property that names whose it is.</summary>
public sealed record PersonalProperty(PropertyInfo Property, string JsonName, PropertyInfo Subject)
{
    internal JsonTypeInfo Form { get; } = Facts.Json.GetTypeInfo(Property.PropertyType);
}
