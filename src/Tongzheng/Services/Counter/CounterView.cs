using Tongzheng.Web;

namespace Tongzheng.Services.Counter;

/// <summary>The counter: a clerk looks for the person who stands before it. Texts are in the reader's language.</summary>
public sealed record CounterView
{
    /// <summary>云州市政务服务中心 3 号窗口.</summary>
    public required string Place { get; init; }

    public string? Query { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    /// <summary>Null before anybody was looked for.</summary>
    public IReadOnlyList<FoundParty>? Found { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Cases begun at this counter today.</summary>
    public IReadOnlyList<CounterCase> Today { get; init; } = [];
}

/// <summary>A person or firm that was found; the number is masked.</summary>
public sealed record FoundParty(string Href, string Name, string MaskedNumber, string Address);

/// <summary>A case handed in here.</summary>
public sealed record CounterCase(string Href, string Matter, string Party, string TimeText, string State);

/// <summary>One party at the counter: what is known, what is open, and beginning something new for them.</summary>
public sealed record CounterPartyView
{
    public required string Place { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<SummaryRow> Facts { get; init; }
    public IReadOnlyList<CounterCase> Cases { get; init; } = [];
    public IReadOnlyList<Choice> Matters { get; init; } = [];

    /// <summary>What was typed into the form, by field name: matter, presence, helper, helperNumber, proof, note.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the form posts.</summary>
    public required string Action { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
