namespace Tongzheng.Journals;

/// <summary>Personal text of one subject within a fact: encrypted with the subject's own key, gone when the subject is forgotten.</summary>
/// <param name="Subject">An opaque id of the person (never a name or a number): it stays in the journal for ever.</param>
/// <param name="Json">UTF-8 JSON.</param>
public sealed record PersonalPart(string Subject, ReadOnlyMemory<byte> Json);

/// <summary>A fact to be recorded. It says what happened, never what should be computed again.</summary>
/// <param name="Kind">A stable name such as <c>case.opened</c>; public in the tree's entry.</param>
/// <param name="Payload">UTF-8 JSON without personal text.</param>
/// <param name="Personal">One part for each person the fact holds personal text of.</param>
public sealed record NewFact(string Kind, ReadOnlyMemory<byte> Payload, IReadOnlyList<PersonalPart> Personal)
{
    /// <summary>A fact that holds no personal text.</summary>
    public NewFact(string kind, ReadOnlyMemory<byte> payload) : this(kind, payload, []) { }

    /// <summary>What the caller wrote the JSON from, handed on to the read models so that they need not read it again; never stored.</summary>
    public object? Source { get; init; }
}

/// <summary>Facts to be added to the end of one stream.</summary>
/// <param name="Stream">The stream's id, such as <c>case/0197…</c>.</param>
/// <param name="ExpectedVersion">The version the caller decided upon; <see cref="New"/> or <see cref="Any"/>.</param>
/// <param name="Facts">At least one, in order.</param>
public sealed record StreamAppend(string Stream, long ExpectedVersion, IReadOnlyList<NewFact> Facts)
{
    /// <summary>The stream must not exist yet.</summary>
    public const long New = 0;

    /// <summary>The facts hold whatever the stream's version is.</summary>
    public const long Any = -1;

    /// <summary>
    /// What the caller knows of the stream at the expected version, handed on to the read models so that they need not read their
    /// own rows of it; never stored.
    /// </summary>
    public object? DecidedOn { get; init; }
}

/// <summary>One all-or-nothing write: facts for one or more streams of one jurisdiction.</summary>
public sealed record Append
{
    /// <summary>The jurisdiction whose journal is written.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The idempotency key: a second append with it is given the first one's answer.</summary>
    public required string Key { get; init; }

    /// <summary>When the facts happened, by the one clock; kept to the microsecond.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The facts, stream by stream.</summary>
    public required IReadOnlyList<StreamAppend> Streams { get; init; }

    /// <summary>Stored with the key and given back to a retry. Holds no personal text.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>
    /// What the caller was asked, when a retry may decide upon other ids or times than the first try did.
    /// The same key with another request is <see cref="KeyReused"/>. Left empty, the facts themselves are compared.
    /// Only a keyed digest of it is stored.
    /// </summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>The facts of its first stream as they stand in the journal, where it is kept.</summary>
    public IReadOnlyList<RecordedFact> RecordedAs(Appended kept)
    {
        var (stream, expected, facts) = Streams[0];
        var time = Entry.Time(Entry.Microseconds(Time));
        return [.. facts.Select((fact, at) => new RecordedFact(Jurisdiction, kept.FirstPosition + at, time, fact.Kind, stream, expected + 1 + at, fact.Payload, fact.Personal) { Source = fact.Source })];
    }
}

/// <summary>What became of an append. Anything but <see cref="Appended"/> has written nothing.</summary>
public abstract record AppendOutcome;

/// <summary>The facts are durable and provable.</summary>
/// <param name="FirstPosition">Position of the first fact; positions start at 1 and have no gaps.</param>
/// <param name="LastPosition">Position of the last fact.</param>
/// <param name="Answer">The answer stored with the key.</param>
/// <param name="Repeated">The key was known: this is the first try's answer and nothing new was written.</param>
public sealed record Appended(long FirstPosition, long LastPosition, ReadOnlyMemory<byte> Answer, bool Repeated) : AppendOutcome;

/// <summary>Somebody else was first: load the stream again and decide anew.</summary>
public sealed record VersionConflict(string Stream, long Actual) : AppendOutcome;

/// <summary>The idempotency key was used before for something else.</summary>
public sealed record KeyReused(string Key) : AppendOutcome;

/// <summary>A unique or check constraint of a read model refuses the facts.</summary>
/// <param name="Constraint">The name of the unique index or check constraint; <c>table_pkey</c> for a primary key.</param>
public sealed record Refused(string Constraint) : AppendOutcome;
