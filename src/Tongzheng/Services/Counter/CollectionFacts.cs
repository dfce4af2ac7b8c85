using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Counter;

// An application taken in at a counter for another government (异地代收代办). Stream collection/{id}, under the same id in
// both journals: the collecting one says what it took into its hands and passed on, the competent one what arrived.

/// <summary>A counter took an application and its materials into custody, to hand them over.</summary>
[Kind("collection.received")]
public sealed record CollectionReceived : Fact
{
    public required string Collection { get; init; }

    /// <summary>The government that decides, and its office.</summary>
    public required string Competent { get; init; }
    public required string Organisation { get; init; }
    public required string Matter { get; init; }
    public required string Party { get; init; }
    [Personal(nameof(Party))] public string? PartyName { get; init; }
    public required string By { get; init; }
    public required string Post { get; init; }

    /// <summary>SHA-256 of each file as it was handed in, so that both sides can say it is the same. The files themselves are kept by the competent government alone.</summary>
    public required IReadOnlyList<string> Hashes { get; init; }

    /// <summary>Their names.</summary>
    [Personal(nameof(Party))] public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Papers kept at the counter until they are sent on, in the clerk's words.</summary>
    [Personal(nameof(Party))] public string? Originals { get; init; }
}

/// <summary>The competent government has opened the case; the files are with it.</summary>
[Kind("collection.handed-over")]
public sealed record CollectionHandedOver : Fact
{
    public required string Collection { get; init; }
    public required string Case { get; init; }
    public required string Number { get; init; }

    /// <summary>Position of the case's last fact in the competent journal: the receipt for the hand-over.</summary>
    public required long Position { get; init; }
}

/// <summary>The competent government did not take it; the party has everything back.</summary>
[Kind("collection.returned")]
public sealed record CollectionReturned : Fact
{
    public required string Collection { get; init; }

    /// <summary>Code of the refusal.</summary>
    public required string Reason { get; init; }
}

/// <summary>In the competent journal: a case came in through another government's counter, with these files.</summary>
[Kind("collection.arrived")]
public sealed record CollectionArrived : Fact
{
    public required string Collection { get; init; }
    public required string Case { get; init; }

    /// <summary>The government whose counter it was, the counter's body, post and officer.</summary>
    public required string Collecting { get; init; }
    public required string Organisation { get; init; }
    public required string Post { get; init; }
    public required string By { get; init; }
    public required string Party { get; init; }
    public required IReadOnlyList<string> Hashes { get; init; }
    [Personal(nameof(Party))] public string? Originals { get; init; }
}
