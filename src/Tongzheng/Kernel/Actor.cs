using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>Who did something: a person, an officer, or the node itself when a clock ran out or a table decided.</summary>
[JsonConverter(typeof(WrittenJson<Actor>))]
public readonly record struct Actor : IWritten<Actor>
{
    const string PersonPrefix = "person/";
    const string OfficerPrefix = "officer/";
    const string NodeText = "node";

    /// <summary>The node, unaided.</summary>
    public static readonly Actor Node = default;

    Actor(PersonId? person, OfficerId? officer) => (Person, Officer) = (person, officer);

    public PersonId? Person { get; }

    public OfficerId? Officer { get; }

    public static implicit operator Actor(PersonId person) => new(person, null);

    public static implicit operator Actor(OfficerId officer) => new(null, officer);

    public static Actor Parse(string text) => Written.Parse<Actor>(text);

    public static bool TryParse(string? text, out Actor value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out Actor value, out Refusal? why)
    {
        value = default;
        why = null;
        if (text is not null && text.StartsWith(PersonPrefix, StringComparison.Ordinal) && PersonId.TryParse(text[PersonPrefix.Length..], out var person, out why))
            value = person;
        else if (text is not null && text.StartsWith(OfficerPrefix, StringComparison.Ordinal) && OfficerId.TryParse(text[OfficerPrefix.Length..], out var officer, out why))
            value = officer;
        else if (text != NodeText)
            why ??= new Refusal("text.not-an-id", ("text", text));
        return why is null;
    }

    public override string ToString() =>
        Person is { } person ? PersonPrefix + person : Officer is { } officer ? OfficerPrefix + officer : NodeText;
}
