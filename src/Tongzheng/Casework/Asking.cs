namespace Tongzheng.Casework;

/// <summary>
/// How one case asks for another, in words that procedures use. A send task with <c>tz:message="case.open"</c> asks; when
/// the case that was opened ends, the asking procedure hears the message <see cref="ClosedAt"/> with the variable
/// <see cref="Component"/>.
/// </summary>
public static class Asking
{
    public const string Open = "case.open", Closed = "case.closed", Withdrawn = "case.withdrawn";

    /// <summary>The property of a send task or message event that says what kind of message it is.</summary>
    public const string Property = "tz:message";

    /// <summary>Relation of a case to the one, or the counter, that asked for it.</summary>
    public const string AskedBy = "asked-by";

    /// <summary>The variable with what became of the case that was asked for: outcome, granted, status, number, licence.</summary>
    public const string Component = "component";

    /// <summary>Code of the incident of a case whose message the receiver refused.</summary>
    public const string Refused = "message.refused";

    /// <summary>The message by which an asking procedure hears how what a step asked for has ended.</summary>
    public static string ClosedAt(string element) => $"{Closed}:{element}";
}
