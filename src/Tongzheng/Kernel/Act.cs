namespace Tongzheng.Kernel;

/// <summary>
/// One act of somebody, handed to every write: who, for whom, in which post, when, on which legal basis and why.
/// Time and new ids come only from it.
/// </summary>
public sealed record Act
{
    public required JurisdictionId Jurisdiction { get; init; }

    public required Actor Who { get; init; }

    /// <summary>The person for whom somebody else acts: at the counter, or as representative.</summary>
    public PersonId? OnBehalfOf { get; init; }

    /// <summary>The post an officer acts in; null for people and for the node.</summary>
    public PostId? Post { get; init; }

    public CreditCode? Organisation => Post?.Organisation;

    /// <summary>The instant of the act, in China's time.</summary>
    public required DateTimeOffset Now { get; init; }

    public DateOnly Today => China.DayOf(Now);

    /// <summary>Law and article, where the act needs one.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>In the words of the one who acts.</summary>
    public string? Reason { get; init; }

    /// <summary>The same key with the same content is the same act: a retry gets the first answer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The person whose affair it is: the one acted for, else the one who acts.</summary>
    public PersonId? Party => OnBehalfOf ?? Who.Person;
}
