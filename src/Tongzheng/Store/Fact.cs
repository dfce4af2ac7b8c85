namespace Tongzheng.Store;

/// <summary>
/// Something that happened, as a module states it: a sealed record with its <see cref="KindAttribute"/>.
/// <see cref="Facts"/> turns it into what the journal keeps and back.
/// </summary>
public abstract record Fact;

/// <summary>The stable name a fact has in the journal, such as <c>person.registered</c>. It never changes once it was used.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KindAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// Text about a person: it is kept apart, encrypted for that person, and is null after they are forgotten. So the
/// property is nullable.
/// </summary>
/// <param name="subject">The property of the same fact that names the person by an opaque id.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute(string subject) : Attribute
{
    public string Subject { get; } = subject;
}
