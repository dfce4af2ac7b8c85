using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>Whose case it is: a person or an enterprise, with what the directory knows of them.</summary>
/// <param name="Subject">The opaque id that personal text is kept under.</param>
/// <param name="Name">As the directory has it.</param>
/// <param name="IsPerson">A natural person, not an enterprise.</param>
/// <param name="Facts">Known facts by data element (<c>person.name</c>, <c>organisation.code</c> …), each with its source.</param>
public sealed record Party(string Subject, string Name, bool IsPerson, IReadOnlyDictionary<string, Forms.Known> Facts)
{
    /// <summary>The name in <see cref="ToVariables"/> of what it is: <c>person</c>, <c>enterprise</c> or <c>office</c>.</summary>
    public const string Kind = "kind";

    const string Age = "age", BirthDate = "person.birthDate";

    // 有限责任公司 in the register is no kind of party, though both are called kind.
    const string KindOfEnterprise = "organisation.kind";

    /// <summary>
    /// The variable <c>applicant</c>: the facts without the prefix of their element (<c>name</c>, <c>number</c>,
    /// <c>birthDate</c>, <c>region</c> …), <c>kind</c> and, for a person whose birth date is known, <c>age</c> in whole years.
    /// </summary>
    /// <param name="today">The day that an age is told for.</param>
    /// <param name="read">The names that anybody reads; null where it is not known.</param>
    public FeelContext ToVariables(DateOnly today, IReadOnlySet<string>? read = null)
    {
        var variables = new FeelContext(read?.Count ?? Facts.Count + 2);
        variables.Set(Kind, IsPerson ? "person" : "enterprise");
        foreach (var (element, known) in Facts)
            if (element != KindOfEnterprise && element[(element.IndexOf('.') + 1)..] is var name && IsRead(name)) variables.Set(name, known.Value);
        if (IsRead(Age) && Facts.TryGetValue(BirthDate, out var birth) && birth.Value.AsDate is { } born) variables.Set(Age, AgeOn(born, today));
        return variables;

        bool IsRead(string name) => read is null || read.Contains(name);
    }

    static int AgeOn(DateOnly born, DateOnly today) =>
        today.Year - born.Year - ((today.Month, today.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
}
