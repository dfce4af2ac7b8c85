using Tongzheng.Feel.Compile;

namespace Tongzheng.Feel.Syntax;

/// <summary>A type as FEEL names it; what a model defines is <see cref="Defined"/>.</summary>
abstract record FeelType
{
    public static FeelType Any { get; } = new Simple(null);

    /// <summary>A kind, or anything (null).</summary>
    public sealed record Simple(FeelKind? Kind) : FeelType;

    /// <summary>The type of null alone.</summary>
    public sealed record Nothing : FeelType;

    public sealed record ListOf(FeelType Item) : FeelType;

    public sealed record RangeOf(FeelType End) : FeelType;

    public sealed record ContextOf(IReadOnlyList<(string Name, FeelType Type)> Entries) : FeelType;

    public sealed record FunctionOf(IReadOnlyList<FeelType> Parameters, FeelType Result) : FeelType;

    /// <summary>A type by a name that a model defines, not yet looked up.</summary>
    public sealed record Named(string Name) : FeelType;

    /// <summary>A type that a model defines. It may lead to itself, so it is filled after it is made and compared by identity.</summary>
    public sealed record Defined(string Name) : FeelType
    {
        public FeelType Target { get; set; } = Any;

        /// <summary>The allowed values; all, where there is no such test.</summary>
        public Func<FeelValue, Session, bool>? Test { get; set; }

        /// <summary>The allowed values as they are written, for checks.</summary>
        public Tests? Allowed { get; set; }

        public bool Allows(in FeelValue value, Session session) => Test is null || Test(value, session);

        public bool Equals(Defined? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The type's name in FEEL, with the older spellings of DMN 1.1; null for a name that FEEL does not define.</summary>
    public static FeelType? BuiltIn(string name) => name switch
    {
        "Any" => Any,
        "Null" => new Nothing(),
        "number" => new Simple(FeelKind.Number),
        "string" => new Simple(FeelKind.String),
        "boolean" => new Simple(FeelKind.Boolean),
        "date" => new Simple(FeelKind.Date),
        "time" => new Simple(FeelKind.Time),
        "date and time" or "dateTime" => new Simple(FeelKind.DateTime),
        "days and time duration" or "dayTimeDuration" => new Simple(FeelKind.DaysAndTimeDuration),
        "years and months duration" or "yearMonthDuration" => new Simple(FeelKind.YearsAndMonthsDuration),
        "list" => new Simple(FeelKind.List),
        "context" => new Simple(FeelKind.Context),
        "range" => new Simple(FeelKind.Range),
        "function" => new Simple(FeelKind.Function),
        _ => null,
    };
}
