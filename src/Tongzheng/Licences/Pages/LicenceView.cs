using Tongzheng.Web;

namespace Tongzheng.Licences.Pages;

/// <summary>The licences a person holds. Texts are in the reader's language.</summary>
public sealed record WalletView
{
    public required IReadOnlyList<LicenceCard> Licences { get; init; }

    /// <summary>Governments that were asked and did not answer.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];
}

/// <summary>A licence in the wallet.</summary>
public sealed record LicenceCard
{
    public required string Href { get; init; }
    public required string Name { get; init; }
    public required string Number { get; init; }
    public required string Holder { get; init; }
    public required string Issuer { get; init; }

    /// <summary>2026年3月1日至2031年2月28日, or 长期.</summary>
    public required string Validity { get; init; }

    public required LicenceState State { get; init; }
}

/// <summary>What a licence is worth on the day it is looked at.</summary>
public enum LicenceState
{
    Valid,
    ExpiresSoon,
    Expired,
    Suspended,
    Revoked,
}

/// <summary>One licence with all its entries.</summary>
public sealed record LicenceView
{
    public required LicenceCard Card { get; init; }

    /// <summary>The entries of the sheet, in its order.</summary>
    public required IReadOnlyList<SummaryRow> Entries { get; init; }

    public required string IssuedText { get; init; }

    /// <summary>电子证照标识.</summary>
    public required string Identifier { get; init; }

    public required string PdfHref { get; init; }

    /// <summary>Our own SVG of the QR code that leads to the check page.</summary>
    public required string QrSvg { get; init; }

    /// <summary>The address in the QR code, for who cannot scan.</summary>
    public required string CheckHref { get; init; }

    /// <summary>The case it came from.</summary>
    public string? CaseHref { get; init; }

    /// <summary>Why it is not valid any more, with its day.</summary>
    public string? StateReason { get; init; }
}

/// <summary>The public check: the question, and after it was asked the answer.</summary>
public sealed record CheckView
{
    public string? Number { get; init; }
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public CheckResult? Result { get; init; }
}

/// <summary>What the check found. <see cref="Facts"/> are only those that may be shown to anybody.</summary>
public sealed record CheckResult(CheckVerdict Verdict, string Headline, IReadOnlyList<SummaryRow> Facts)
{
    /// <summary>What was looked at: 签名, 时间戳, 原件哈希, 登记状态 — each with its own outcome.</summary>
    public IReadOnlyList<CheckStep> Steps { get; init; } = [];

    /// <summary>The instant of the answer.</summary>
    public required string AsOfText { get; init; }
}

/// <summary>One thing the check looked at. A null outcome was not possible, for the reason in <see cref="Note"/>.</summary>
public sealed record CheckStep(string What, bool? Holds, string? Note = null);

public enum CheckVerdict
{
    /// <summary>Issued by us and valid now.</summary>
    Genuine,

    /// <summary>Issued by us but expired, suspended or revoked.</summary>
    NotValidNow,

    /// <summary>The file is not what we issued.</summary>
    Altered,

    /// <summary>We know no such licence.</summary>
    Unknown,
}
