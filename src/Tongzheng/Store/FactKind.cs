using System.Buffers;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
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

    internal NewFact Write(Fact fact) =>
        new(Name, JsonSerializer.SerializeToUtf8Bytes(fact, Type, Facts.PayloadJson), Personal.Count == 0 ? [] : [.. Parts(fact)]) { Source = fact };

    internal Fact? Read(RecordedFact recorded) => (Fact?)JsonSerializer.Deserialize(Joined(recorded).Span, Type, Facts.Json);

    IEnumerable<PersonalPart> Parts(Fact fact)
    {
        foreach (var ofSubject in Personal.GroupBy(personal => personal.Subject))
        {
            var present = ofSubject.Select(personal => (personal.JsonName, personal.Property.PropertyType, Value: personal.Property.GetValue(fact)))
                .Where(personal => personal.Value is not null).ToList();
            if (present.Count == 0)
                continue;
            var subject = ofSubject.Key.GetValue(fact)?.ToString();
            if (string.IsNullOrEmpty(subject))
                throw new InvalidOperationException($"{Name} holds personal text, but {ofSubject.Key.Name} names nobody.");
            yield return new PersonalPart(subject, JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                foreach (var (name, type, value) in present)
                {
                    writer.WritePropertyName(name);
                    JsonSerializer.Serialize(writer, value, type, Facts.Json);
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
public sealed record PersonalProperty(PropertyInfo Property, string JsonName, PropertyInfo Subject);
