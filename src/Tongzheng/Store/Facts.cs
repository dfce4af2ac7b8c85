using System.Collections;
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tongzheng.Journals;

namespace Tongzheng.Store;

/// <summary>
/// Typed facts ↔ the journal's. Personal properties go to the part of their subject and are joined again at reading;
/// where the subject was forgotten they are null.
/// </summary>
public static class Facts
{
    /// <summary>How facts are written: camel case, enumerations by name, no nulls, no empty lists and no "no", Chinese as it is.</summary>
    public static JsonSerializerOptions Json { get; } = Options(new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty } });

    // The same without the personal properties.
    internal static JsonSerializerOptions PayloadJson { get; } = Options(new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty, LeaveOutPersonal } });

    static readonly FrozenDictionary<string, FactKind> ByName;
    static readonly FrozenDictionary<Type, FactKind> ByType;

    // Several read models read the same fact one after another; they share one reading.
    [ThreadStatic] static (RecordedFact Recorded, Fact? Fact)? last;

    static Facts()
    {
        Kinds = [.. typeof(Facts).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact))).Select(FactKind.Of).OrderBy(kind => kind.Name, StringComparer.Ordinal)];
        ByName = Kinds.ToFrozenDictionary(kind => kind.Name);
        ByType = Kinds.ToFrozenDictionary(kind => kind.Type);
    }

    /// <summary>Every kind of fact this program writes.</summary>
    public static IReadOnlyList<FactKind> Kinds { get; }

    /// <summary>What the journal records of a fact.</summary>
    public static NewFact Write(Fact fact) => ByType[fact.GetType()].Write(fact);

    /// <summary>The facts as an addition to one stream.</summary>
    public static StreamAppend To(string stream, long expectedVersion, params IEnumerable<Fact> facts) =>
        new(stream, expectedVersion, [.. facts.Select(Write)]);

    /// <summary>A recorded fact; null for a kind this program does not know, such as one of a newer version.</summary>
    public static Fact? Read(RecordedFact recorded)
    {
        if (recorded.Source is Fact written)
            return written;
        if (last is { } known && ReferenceEquals(known.Recorded, recorded))
            return known.Fact;
        var fact = ByName.TryGetValue(recorded.Kind, out var kind) ? kind.Read(recorded) : null;
        last = (recorded, fact);
        return fact;
    }

    // What need not stand there is empty, or false, where it does not.
    static void LeaveOutEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.IsRequired || property.AssociatedParameter is { HasDefaultValue: true, DefaultValue: not false }) continue;
            else if (property.PropertyType == typeof(bool))
                property.ShouldSerialize = static (_, flag) => flag is true;
            else if (type.Type.IsSubclassOf(typeof(Fact)) && property.AssociatedParameter is null && property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                property.ShouldSerialize = static (_, list) => list is not (null or ICollection { Count: 0 });
    }

    static void LeaveOutPersonal(JsonTypeInfo type)
    {
        for (var at = type.Properties.Count - 1; at >= 0; at--)
            if (type.Properties[at].AttributeProvider?.IsDefined(typeof(PersonalAttribute), inherit: false) == true)
                type.Properties.RemoveAt(at);
    }

    static JsonSerializerOptions Options(IJsonTypeInfoResolver resolver)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = resolver,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            // Facts are never put into HTML as they are; escaping each Chinese character would triple them.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        options.MakeReadOnly();
        return options;
    }
}
