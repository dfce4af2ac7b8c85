namespace Tongzheng.Bpmn;

/// <summary>Something in a procedure that will not do what its author means.</summary>
/// <param name="Severity">Whether it may be published.</param>
/// <param name="Code">Stable, such as <c>path.dead</c>.</param>
/// <param name="ElementId">The element.</param>
/// <param name="Line">Its line in the file, counted from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(Severity Severity, string Code, string ElementId, int Line, string Message, string Remedy)
{
    /// <summary>What the message names, in its order (elements, a missing name, the way taken), so that it can be said in another language.</summary>
    public IReadOnlyList<string> Particulars { get; init; } = [];
}

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Notice,
    /// <summary>Probably not meant.</summary>
    Warning,
    /// <summary>Cases would get stuck or be wrong: not to be published.</summary>
    Error,
}

/// <summary>What a procedure may refer to; a set that is null is not checked.</summary>
public sealed record KnownNames
{
    /// <summary>Ids or names of decisions.</summary>
    public IReadOnlySet<string>? Decisions { get; init; }

    /// <summary>Ids of forms.</summary>
    public IReadOnlySet<string>? Forms { get; init; }

    /// <summary>Ids of procedures that can be called.</summary>
    public IReadOnlySet<string>? Procedures { get; init; }

    /// <summary>Types of services that are performed.</summary>
    public IReadOnlySet<string>? Services { get; init; }

    /// <summary>Names of posts and roles that somebody can hold.</summary>
    public IReadOnlySet<string>? Groups { get; init; }

    /// <summary>Codes of statutory limits, as <c>tz:limit</c> names them; with it, a timer that names neither limit nor basis is a finding.</summary>
    public IReadOnlySet<string>? Limits { get; init; }

    /// <summary>Names of messages that something sends to a case.</summary>
    public IReadOnlySet<string>? Messages { get; init; }
}
