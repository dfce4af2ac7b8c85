using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>What somebody should know before applying. What the source does not publish is null or empty, and the page says 来源未公布.</summary>
public sealed record GuideView
{
    public required string Name { get; init; }

    /// <summary>基本编码 or the item code of the list it came from.</summary>
    public string? Code { get; init; }

    public required string Department { get; init; }
    public IReadOnlyList<string> JointDepartments { get; init; } = [];

    /// <summary>个人, 企业法人 …</summary>
    public string? Audience { get; init; }

    public IReadOnlyList<CardTag> Tags { get; init; } = [];
    public IReadOnlyList<string> Conditions { get; init; } = [];
    public IReadOnlyList<GuideMaterial> Materials { get; init; } = [];
    public IReadOnlyList<GuideStep> Steps { get; init; } = [];

    /// <summary>法定办结时限, 承诺办结时限.</summary>
    public IReadOnlyList<GuideLimit> Limits { get; init; } = [];

    /// <summary>设定依据, with the article.</summary>
    public string? Basis { get; init; }

    /// <summary>False marks the basis 依据待核实.</summary>
    public bool BasisConfirmed { get; init; }

    /// <summary>免费, or the standard of the charge.</summary>
    public string? Fee { get; init; }

    public string? FeeBasis { get; init; }

    /// <summary>What one gets: 食品经营许可证.</summary>
    public string? Result { get; init; }

    /// <summary>The form on paper, blank and filled in; null where there is none.</summary>
    public string? BlankHref { get; init; }
    public string? SampleHref { get; init; }

    /// <summary>The lists of the office that handles it here.</summary>
    public string? OfficeHref { get; init; }

    public IReadOnlyList<CounterAddress> Counters { get; init; } = [];

    /// <summary>How somebody who lives elsewhere has it done (跨省通办), in plain words; null where that is not offered.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>The places that can decide, for who applies to another than their own; none where it cannot be applied for here.</summary>
    public IReadOnlyList<Choice> Places { get; init; } = [];
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>An office does it of its own motion: there is nothing to apply for or to prepare.</summary>
    public bool IsExOfficio { get; init; }

    /// <summary>Where to apply; null where that cannot be done here, with <see cref="WhyNot"/>.</summary>
    public string? ApplyHref { get; init; }

    public string? WhyNot { get; init; }
    public string? EligibilityHref { get; init; }

    /// <summary>Page of the list this was taken from.</summary>
    public string? SourceAddress { get; init; }

    public string? Note { get; init; }

    /// <summary>Of a life event: what it is made of; null for a matter of its own.</summary>
    public BundleGuide? Bundle { get; init; }
}

/// <param name="Required">null is 来源未公布.</param>
/// <param name="Note">免于提交（电子证照）, or what to look out for.</param>
public sealed record GuideMaterial(string Name, bool? Required = null, int? Copies = null, string? Note = null, string? BlankHref = null, string? SampleHref = null);

/// <param name="Who">Who acts: 您, 市场监管局.</param>
public sealed record GuideStep(string Name, string Who, string? Note = null);

/// <param name="Value">20 个工作日; null is 来源未公布.</param>
public sealed record GuideLimit(string Label, string? Value, string? Basis = null);

public sealed record CounterAddress(string Name, string Address, string? Hours = null, string? Phone = null, string? BookHref = null);

public sealed record Question(string Asked, string Answer);
