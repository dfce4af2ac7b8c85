using System.Globalization;
using System.Text;

namespace Tongzheng.Kernel;

/// <summary>
/// A "no" with a stable code and its particulars. Its sentence in either language stands in <see cref="Refusals"/>.
/// </summary>
public sealed record Refusal
{
    public Refusal(string code, params (string Name, object? Value)[] arguments)
    {
        Code = code;
        Arguments = arguments;
    }

    public string Code { get; }

    /// <summary>Values for the <c>{names}</c> in the sentence. A <see cref="Text"/> is rendered in the reader's language.</summary>
    public IReadOnlyList<(string Name, object? Value)> Arguments { get; }

    /// <summary>The form field the mistake is in, where there is one.</summary>
    public string? Field { get; init; }

    public RefusalKind Kind => Refusals.Find(Code)?.Kind ?? RefusalKind.Invalid;

    /// <summary>The reason as a sentence for the person who asked.</summary>
    public string In(Language language)
    {
        var sentence = Refusals.Find(Code)?.Sentence.In(language) ?? Code;
        if (Arguments.Count == 0)
            return sentence;
        var filled = new StringBuilder(sentence);
        foreach (var (name, value) in Arguments)
            filled.Replace("{" + name + "}", Shown(value is Text text ? text.In(language) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        return filled.ToString();
    }

    // What was sent may be as long as a book; the sentence that repeats it is for reading.
    const int LongestShown = 300;

    static string Shown(string value) => value.Length <= LongestShown ? value : value[..(LongestShown - (char.IsHighSurrogate(value[LongestShown - 1]) ? 1 : 0))] + "…";

    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Field == other.Field && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Code, Field, Arguments.Count);

    public override string ToString() => $"{Code}: {In(Language.English)}";
}

/// <summary>What sort of "no" it is; the web edge turns it into a status.</summary>
public enum RefusalKind
{
    /// <summary>What was sent is wrong (422).</summary>
    Invalid,

    /// <summary>Nobody is signed in, or not strongly enough (401).</summary>
    Unauthenticated,

    /// <summary>The post, place or separation of duties does not allow it (403).</summary>
    Forbidden,

    /// <summary>There is no such thing (404).</summary>
    NotFound,

    /// <summary>The address is there, but not for this method (405).</summary>
    Method,

    /// <summary>The address takes no content of this type (415).</summary>
    MediaType,

    /// <summary>It does not fit the state things are in (409).</summary>
    Conflict,

    /// <summary>More than a stated limit (413).</summary>
    TooLarge,

    /// <summary>Too often (429).</summary>
    TooMany,

    /// <summary>It cannot be done now; nothing is lost and it may be tried again (503).</summary>
    Unavailable,
}
