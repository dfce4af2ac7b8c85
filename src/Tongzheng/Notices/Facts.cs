using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Notices;

/// <summary>
/// A letter went to a party (stream notices/{case}): its words as they were sent. They never change afterwards; the PDF
/// is drawn from them.
/// </summary>
[Kind("notice.sent")]
public sealed record NoticeSent : Fact
{
    public required string Notice { get; init; }
    public required string Case { get; init; }

    /// <summary>Number of the letter: the case's number with the place of the letter among its letters.</summary>
    public required string Number { get; init; }
    public required string Party { get; init; }
    public required LetterKind Letter { get; init; }

    /// <summary>Key of a letter of the matter's own.</summary>
    public string? Key { get; init; }
    public required Text Title { get; init; }

    /// <summary>The verb that is told of, in the letter of an act.</summary>
    public string? Verb { get; init; }
    public required string Organisation { get; init; }
    public required string OrganisationName { get; init; }
    public required DateOnly Date { get; init; }
    public string? LegalBasis { get; init; }
    [Personal(nameof(Party))] public string? Addressee { get; init; }
    [Personal(nameof(Party))] public IReadOnlyList<string>? Paragraphs { get; init; }

    /// <summary>How the decision can be contested, and by when; null where there is nothing to contest.</summary>
    public string? Remedy { get; init; }
}

/// <summary>The letters of a procedure (行政许可法 art.32, 38, 44), and of acts beside it (docs/verbs.md); <c>Own</c> is one that the matter brings along.</summary>
public enum LetterKind { Accepted, Correction, NotAccepted, Granted, Refused, Receipt, Act, Own }
