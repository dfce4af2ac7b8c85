using Tongzheng.Web;

namespace Tongzheng.Services.Counter;

/// <summary>The counter: a clerk calls a number, and looks for the person who stands before it. Texts are in the reader's language.</summary>
public sealed record CounterView
{
    /// <summary>云州市政务服务中心 3 号窗口.</summary>
    public required string Place { get; init; }

    public string? Query { get; init; }

    /// <summary>The governments whose registers can be asked, the own one first.</summary>
    public IReadOnlyList<Choice> Registers { get; init; } = [];
    public string? At { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The queue at this window; null where the government has no hall.</summary>
    public WindowPanel? Window { get; init; }

    /// <summary>Cases taken in at this counter today, for every government.</summary>
    public IReadOnlyList<CounterCase> Today { get; init; } = [];
}

/// <summary>A case handed in here.</summary>
/// <param name="Href">Its receipt; empty while there is no case.</param>
public sealed record CounterCase(string Href, string Matter, string Party, string TimeText, string State)
{
    public string? Number { get; init; }

    /// <summary>The other government that decides; null for the own one.</summary>
    public string? Place { get; init; }

    /// <summary>For another government: whether it has been handed over.</summary>
    public string? Collection { get; init; }
}

/// <summary>One party at the counter: what is known, what is open, and beginning something new for them.</summary>
public sealed record CounterPartyView
{
    public required string Place { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<SummaryRow> Facts { get; init; }
    public IReadOnlyList<CounterCase> Cases { get; init; } = [];

    /// <summary>The firms this person stands for; each is a way to act for it.</summary>
    public IReadOnlyList<NavLink> Firms { get; init; } = [];
    public IReadOnlyList<Choice> Matters { get; init; } = [];

    /// <summary>The places whose office may have to decide: the party's own first.</summary>
    public IReadOnlyList<Choice> Places { get; init; } = [];

    /// <summary>It is a firm: its representative need not be a neighbour's to help.</summary>
    public bool IsFirm { get; init; }

    /// <summary>What was typed into the form, by field name: matter, region, presence, helper, helperNumber, proof, originals, note.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the form posts.</summary>
    public required string Action { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
