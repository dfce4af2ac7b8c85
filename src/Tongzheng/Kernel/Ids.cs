global using CaseId = Tongzheng.Kernel.Id<Tongzheng.Kernel.Named.Case>;
global using DocumentId = Tongzheng.Kernel.Id<Tongzheng.Kernel.Named.Document>;
global using DraftId = Tongzheng.Kernel.Id<Tongzheng.Kernel.Named.Draft>;
global using EnterpriseId = Tongzheng.Kernel.Id<Tongzheng.Kernel.Named.Enterprise>;
global using LicenceId = Tongzheng.Kernel.Id<Tongzheng.Kernel.Named.Licence>;
global using OfficerId = Tongzheng.Kernel.Id<Tongzheng.Kernel.Named.Officer>;
global using PersonId = Tongzheng.Kernel.Id<Tongzheng.Kernel.Named.Person>;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>What an id names: the ids of two kinds are two types, and one cannot be given for the other.</summary>
public static class Named
{
    /// <summary>A case (办件): one run of a matter's procedure for one party.</summary>
    public readonly struct Case;

    /// <summary>A letter or an upload.</summary>
    public readonly struct Document;

    /// <summary>An application that is being filled in.</summary>
    public readonly struct Draft;

    /// <summary>An enterprise or other body outside government.</summary>
    public readonly struct Enterprise;

    /// <summary>A licence as held in our records; the holder shows the e-licence identifier.</summary>
    public readonly struct Licence;

    /// <summary>Somebody who holds a post in government.</summary>
    public readonly struct Officer;

    /// <summary>A person as a jurisdiction's record knows them; not their citizen number, and it says nothing about them.</summary>
    public readonly struct Person;
}

/// <summary>
/// Names one thing of our records. It is made by <c>New(act.Now)</c> and written in 26 lower-case characters that sort by
/// the instant they were made at; see <see cref="TimeOrdered"/>.
/// </summary>
/// <typeparam name="TOf">What it names, of <see cref="Named"/>.</typeparam>
[JsonConverter(typeof(IdJson))]
public readonly record struct Id<TOf> : IWritten<Id<TOf>>, IComparable<Id<TOf>>
{
    readonly Guid id;

    Id(Guid id) => this.id = id;

    public static Id<TOf> New(DateTimeOffset now) => new(TimeOrdered.New(now));

    internal static Id<TOf> Fixed(DateTimeOffset instant, UInt128 seed) => new(TimeOrdered.Fixed(instant, seed));

    public static Id<TOf> Parse(string text) => Written.Parse<Id<TOf>>(text);

    public static bool TryParse(string? text, out Id<TOf> value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out Id<TOf> value, out Refusal? why)
    {
        var read = TimeOrdered.TryRead(text, out var id, out why);
        value = new Id<TOf>(id);
        return read;
    }

    public int CompareTo(Id<TOf> other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => TimeOrdered.Write(id);
}

/// <summary>The converter of each kind of id: <see cref="WrittenJson{TValue}"/>.</summary>
sealed class IdJson : JsonConverterFactory
{
    public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter? CreateConverter(Type type, JsonSerializerOptions options) =>
        Activator.CreateInstance(typeof(WrittenJson<>).MakeGenericType(type)) as JsonConverter;
}
