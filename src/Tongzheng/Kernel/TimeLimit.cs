using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongzheng.Kernel;

/// <summary>How sure we are of a limit. What is not confirmed is a parameter of the region and shown as such.</summary>
public enum Certainty
{
    Confirmed,
    Secondary,
    Unconfirmed,
}

/// <summary>A time limit of law or of a service promise. There are four kinds, each with its own mechanism.</summary>
public abstract record TimeLimit
{
    private protected TimeLimit(IReadOnlyDictionary<string, string> row)
    {
        Id = row["id"];
        Procedure = row["procedure"];
        Step = row["step"];
        Actor = row["actor"];
        Event = Term(row["startEvent"]);
        Basis = new LegalBasis(row["basis"]);
        Certainty = Enum.Parse<Certainty>(row["status"], ignoreCase: true);
        Note = row["note"].Length > 0 ? row["note"] : null;
        Silence = Silence.After(Id);
    }

    public string Id { get; }

    /// <summary>行政许可, 行政处罚, 行政复议 …</summary>
    public string Procedure { get; }

    public Text Step { get; }

    /// <summary>Who has to keep it.</summary>
    public Text Actor { get; }

    /// <summary>What starts it.</summary>
    public Text Event { get; }

    public LegalBasis Basis { get; }

    public Certainty Certainty { get; }

    public string? Note { get; }

    /// <summary>What the law makes of silence when it has passed; null where nothing follows.</summary>
    public Silence? Silence { get; }

    /// <summary>A limit that is not confirmed is set by the region, and shown as such.</summary>
    public bool IsParameter => Certainty != Certainty.Confirmed;

    static readonly Lazy<Dictionary<string, string>> Terms = new(() => KernelFacts.Rows("terms.csv").ToDictionary(row => row["zh"], row => row["en"]));

    /// <summary>A term of the table with its English, where facts/terms.csv has it.</summary>
    internal static Text Term(string zh) => new(zh, Terms.Value.GetValueOrDefault(zh));
}

/// <summary>A period that runs from an event, or back from one.</summary>
public sealed record PeriodLimit : TimeLimit
{
    const string CountsBackMark = "前"; // 举行听证前, 有效期届满前

    internal PeriodLimit(IReadOnlyDictionary<string, string> row) : base(row)
    {
        Period = Period.Parse($"{row["limit"]} {row["unit"]}");
        MayExtend = row["extension"].Length == 0 ? null
            : new ExtensionRight(Period.Parse($"{row["extension"]} {row["extensionUnit"]}"), row["extensionApproval"] is { Length: > 0 } approver ? approver : null);
        CountsBack = row["startEvent"].EndsWith(CountsBackMark, StringComparison.Ordinal);
    }

    public Period Period { get; }

    public ExtensionRight? MayExtend { get; }

    public bool CountsBack { get; }

    /// <summary>Starts the clock.</summary>
    public Deadline Start(DateTimeOffset at) => new()
    {
        Event = Event,
        Start = at,
        Period = Period,
        Basis = Basis.Citation,
        Procedure = Procedure,
        MayExtend = MayExtend,
        CountsBack = CountsBack,
    };
}

/// <summary>A day of every year, such as 31 January; a rest day moves it on.</summary>
public sealed record YearlyDateLimit : TimeLimit
{
    internal YearlyDateLimit(IReadOnlyDictionary<string, string> row) : base(row)
    {
        var day = DateOnly.ParseExact($"2000-{row["limit"]}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        (Month, Day) = (day.Month, day.Day);
    }

    public int Month { get; }

    public int Day { get; }

    /// <summary>The last day in a year, by a calendar; it may be provisional.</summary>
    public WorkDay In(int year, WorkCalendar calendar)
    {
        var stated = new DateOnly(year, Month, Day);
        var worked = calendar[calendar.WorkedOnOrAfter(stated)];
        return worked with { IsProvisional = worked.IsProvisional || calendar[stated].IsProvisional };
    }

    /// <summary>When something known since an instant is due, and why.</summary>
    public Due On(DateTimeOffset since, WorkCalendar calendar)
    {
        var stated = new DateOnly(NextOn(China.DayOf(since), calendar).Day.Year, Month, Day);
        var last = In(stated.Year, calendar);
        return new Due
        {
            At = China.EndOf(last.Day),
            LastDay = last.Day,
            RawLastDay = stated,
            YellowFrom = China.StartOf(last.Day.AddMonths(-1)), // a month's warning of something that comes once a year
            RedFrom = China.StartOf(last.Day),
            IsProvisional = last.IsProvisional,
            IsStopped = false,
            Explanation = DueExplanation.OfYearly(this, stated, last),
        };
    }

    /// <summary>The next last day that is not over on a day.</summary>
    public WorkDay NextOn(DateOnly today, WorkCalendar calendar)
    {
        var thisYear = In(today.Year, calendar);
        return thisYear.Day >= today ? thisYear : In(today.Year + 1, calendar);
    }
}

/// <summary>Money added for each day of delay, up to the sum owed (行政处罚法 art.72; 行政强制法 art.45).</summary>
public sealed record RateLimit : TimeLimit
{
    internal RateLimit(IReadOnlyDictionary<string, string> row) : base(row) =>
        PercentPerDay = decimal.Parse(row["limit"], CultureInfo.InvariantCulture);

    public decimal PercentPerDay { get; }

    /// <summary>What is added when a sum that was due on a day is paid on another.</summary>
    public Money Added(Money principal, DateOnly due, DateOnly paid)
    {
        var daysLate = Math.Max(0, paid.DayNumber - due.DayNumber);
        var added = principal * (PercentPerDay / 100m * daysLate);
        return added > principal ? principal : added;
    }
}

/// <summary>A speed of answering, measured over many calls and owed to none alone.</summary>
public sealed partial record ServiceLevelLimit : TimeLimit
{
    internal ServiceLevelLimit(IReadOnlyDictionary<string, string> row) : base(row)
    {
        Within = Period.Parse($"{row["limit"]} {row["unit"]}");
        TargetPercent = Target().Match(row["note"]) is { Success: true } target
            ? decimal.Parse(target.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    public Period Within { get; }

    /// <summary>The share that has to be answered in time; null where the standard states none.</summary>
    public decimal? TargetPercent { get; }

    /// <summary>The share answered in time, in percent; null when nobody called.</summary>
    public decimal? Share(IReadOnlyCollection<TimeSpan> waits) =>
        waits.Count == 0 ? null : 100m * waits.Count(wait => wait <= Within.Length) / waits.Count;

    /// <summary>Whether the target is met; null where there is no target or nobody called.</summary>
    public bool? IsMet(IReadOnlyCollection<TimeSpan> waits) =>
        Share(waits) is { } share && TargetPercent is { } target ? share >= target : null;

    [GeneratedRegex(@">=\s*(\d+)\s*%")]
    private static partial Regex Target();
}

/// <summary>What silence means once a limit has passed.</summary>
/// <param name="Effect"><c>accepted</c>, <c>granted</c>, <c>consent</c> or <c>default</c>.</param>
/// <param name="Sentence">What people are told.</param>
/// <param name="Basis">Law and article.</param>
public sealed record Silence(string Effect, Text Sentence, LegalBasis Basis)
{
    static readonly Lazy<Dictionary<string, Silence>> ByLimit = new(() => KernelFacts.Rows("silence.csv").ToDictionary(
        row => row["limit"], row => new Silence(row["effect"], new Text(row["zh"], row["en"]), new LegalBasis(row["basis"]))));

    internal static Silence? After(string limit) => ByLimit.Value.GetValueOrDefault(limit);
}
