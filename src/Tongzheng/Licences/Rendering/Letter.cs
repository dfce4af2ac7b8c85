using Tongzheng.Kernel;

namespace Tongzheng.Licences.Rendering;

/// <summary>What a letter or notice of an office says: acceptance, correction, refusal, decision, receipt.</summary>
public sealed record Letter
{
    /// <summary>Its kind, which is its title; <see cref="LetterTitle"/> has those of administrative licensing.</summary>
    public required Text Title { get; init; }

    /// <summary>The document number (文号), such as 云翠市监许受〔2026〕12号.</summary>
    public required string Number { get; init; }

    /// <summary>To whom it goes.</summary>
    public required string Addressee { get; init; }

    /// <summary>The body of the letter.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>Facts listed beneath: matter, case number, day of receipt.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>A numbered list, such as the materials received or to be corrected, with what each lacks.</summary>
    public LetterList? List { get; init; }

    /// <summary>The articles the act rests on.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>How to have the act reviewed. Every refusal has it (Administrative Licensing Law art. 38).</summary>
    public string? Remedy { get; init; }

    /// <summary>The body that writes.</summary>
    public required Text Issuer { get; init; }

    /// <summary>The day it is written.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Where the reader may ask: address and telephone.</summary>
    public string? Contact { get; init; }

    /// <summary>Address of a page that answers whether the letter is genuine, or shows the case.</summary>
    public Uri? CheckAddress { get; init; }

    /// <summary>Written by a demonstration node: the letter says so.</summary>
    public required bool Demonstration { get; init; }
}

/// <summary>A table in a letter; its rows are numbered.</summary>
public sealed record LetterList(string Item, string Remark, IReadOnlyList<(string Item, string Remark)> Rows);

/// <summary>Titles of the letters of administrative licensing (Administrative Licensing Law arts. 32, 38, 44).</summary>
public static class LetterTitle
{
    /// <summary>Art. 32: the application has been accepted.</summary>
    public static readonly Text Acceptance = new("行政许可申请受理通知书", "Notice of Acceptance");

    /// <summary>Art. 32 (4): everything to be corrected, said once.</summary>
    public static readonly Text Correction = new("补正材料一次性告知书", "Notice of Required Corrections");

    /// <summary>Art. 32 (1, 2): no licence is needed, or another office is competent.</summary>
    public static readonly Text NotAccepted = new("行政许可申请不予受理决定书", "Decision of Non-acceptance");

    /// <summary>Art. 38: granted.</summary>
    public static readonly Text Granted = new("准予行政许可决定书", "Decision to Grant");

    /// <summary>Art. 38: refused, with reasons and remedies.</summary>
    public static readonly Text Refused = new("不予行政许可决定书", "Decision to Refuse");

    /// <summary>The receipt for what was handed in.</summary>
    public static readonly Text Receipt = new("申请材料接收回执", "Receipt of Application");
}
