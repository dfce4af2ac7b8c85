using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>Where a journal lives and what is computed from it.</summary>
public sealed record JournalOptions
{
    /// <summary>A SQLite file, or a PostgreSQL connection string.</summary>
    public required string Database { get; init; }

    /// <summary>The key store: another SQLite file or another PostgreSQL database, backed up apart from the data.</summary>
    public required string Keys { get; init; }

    /// <summary>The folder of uploads; null where facts name none.</summary>
    public string? Blobs { get; init; }

    /// <summary>The name under which checkpoints are signed, as a schema-less address; the jurisdiction's id is added to it.</summary>
    public string Origin { get; init; } = "tongzheng.example/journal";

    /// <summary>The read models written with the facts.</summary>
    public IReadOnlyList<ReadModel> Models { get; init; } = [];

    /// <summary>Put around each writing connection to the facts; tests let writes fail here.</summary>
    internal Func<Session, Session> Around { get; init; } = session => session;

    /// <summary>Put around each writing connection to the keys.</summary>
    internal Func<Session, Session> AroundKeys { get; init; } = session => session;

    /// <summary>The one clock; asked only for the time of a forgetting that a crash interrupted.</summary>
    public Func<DateTimeOffset> Clock { get; init; } = () => DateTimeOffset.UtcNow;

    /// <summary>Told of the progress of work that takes long while the journal opens.</summary>
    public Action<Progress>? Progress { get; init; }
}

/// <summary>How far a long piece of work is.</summary>
/// <param name="Work">What is being done.</param>
/// <param name="Done">Facts done.</param>
/// <param name="Total">Facts in all.</param>
public readonly record struct Progress(string Work, long Done, long Total);
