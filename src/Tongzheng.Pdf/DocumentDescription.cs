namespace Tongzheng.Pdf;

/// <summary>What a document says of itself in its metadata.</summary>
public sealed record DocumentDescription
{
    /// <summary>The title shown by readers in place of the file name.</summary>
    public required string Title { get; init; }

    /// <summary>The body that issues the document.</summary>
    public required string Author { get; init; }

    /// <summary>The instant of creation, with the offset it is told in.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>BCP 47 tag of the main language.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>The identifier by which the issuer knows the document, such as an e-licence identifier.</summary>
    public string? Identifier { get; init; }
}
