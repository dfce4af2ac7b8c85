using System.Text.Json.Serialization;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Casework;

/// <summary>
/// The clocks of one case: what the law allows, and what the office promised where it promised less. They start when the
/// case is accepted, or when its documents come in where the law knows no acceptance; they stand still while the law lets
/// them, and end with the case. The due date is stored with each fact, so that a list is one comparison; it is computed,
/// never typed.
/// </summary>
public sealed record CaseClock
{
    public static readonly CaseClock NotStarted = new();

    const string LicenceType = "01"; // 行政许可 in the list of item types

    public Deadline? Statutory { get; init; }
    public Deadline? Promised { get; init; }

    /// <summary>A matter decided on the spot: it is due on the day it comes in.</summary>
    public SameDay? OnTheSpot { get; init; }

    /// <summary>The earlier of the two last days.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The first day of the last quarter of that time: when a list begins to warn.</summary>
    public DateOnly? SoonFrom { get; init; }
    public bool IsProvisional { get; init; }
    public DateOnly? EndedOn { get; init; }

    /// <summary>The day of acceptance; null while nobody has accepted, a correction before it included.</summary>
    public DateOnly? StartedOn { get; init; }

    [JsonIgnore] public bool IsStopped => Statutory?.IsStopped == true || Promised?.IsStopped == true || OnTheSpot?.IsStopped == true;

    /// <summary>A period runs, or a day is set.</summary>
    [JsonIgnore] public bool IsRunning => Statutory is not null || Promised is not null || OnTheSpot is not null;

    /// <summary>The period begins, the day of the event itself not counted.</summary>
    /// <param name="rule">The limit of the table of law that counts here instead of the matter's own: a simple procedure has a shorter one.</param>
    public CaseClock Start(Beginning beginning, Matter matter, WorkCalendar calendar, DateTimeOffset now, string? rule = null)
    {
        var started = this with { StartedOn = beginning.IsAcceptance ? China.DayOf(beginning.At) : StartedOn };
        if ((rule ?? matter.StatutoryLimit?.Rule) is { } known && TimeLimits.PeriodOf(known, China.DayOf(beginning.At)).Value is { } limit)
            return (started with { Statutory = limit.Start(beginning.At) with { Event = beginning.IsDeemed ? beginning.Event : limit.Event }, Promised = rule is null ? Running(matter.PromisedLimit) : null }).Computed(calendar, now);
        if (matter.StatutoryLimit is { OnTheSpot: true })
            return (started with { OnTheSpot = new SameDay(beginning.Event, beginning.At, matter.Basis ?? "") }).Computed(calendar, now);
        return (started with { Statutory = Running(matter.StatutoryLimit), Promised = Running(matter.PromisedLimit) }).Computed(calendar, now);

        Deadline? Running(Matters.TimeLimit? stated) =>
            stated is null || !Period.TryParse($"{stated.Value} {stated.Unit}", out var period) ? null : new Deadline
            {
                Event = beginning.Event,
                Start = beginning.At,
                Period = period,
                Basis = matter.Basis ?? "",
                Procedure = ProcedureOf(matter),
                MayExtend = ExtensionOf(matter, period, China.DayOf(beginning.At)),
            };
    }

    public CaseClock Stop(string ground, DateTimeOffset at, WorkCalendar calendar) =>
        EndedOn is not null || IsStopped ? this
            : (this with { Statutory = Stopped(Statutory, ground, at), Promised = Stopped(Promised, ground, at), OnTheSpot = OnTheSpot is { } day ? day with { IsStopped = true } : null })
                .Computed(calendar, at);

    public CaseClock Restart(DateTimeOffset at, WorkCalendar calendar) =>
        EndedOn is not null || !IsStopped ? this
            : (this with
            {
                Statutory = Statutory is { IsStopped: true } s ? s.Restart(at).Value : Statutory,
                Promised = Promised is { IsStopped: true } p ? p.Restart(at).Value : Promised,
                OnTheSpot = OnTheSpot is { IsStopped: true } day ? day with { Start = at, IsStopped = false } : OnTheSpot,
            }).Computed(calendar, at);

    /// <summary>The one lawful extension. The promise goes with the law: it is never longer.</summary>
    public Outcome<CaseClock> Extend(WorkCalendar calendar, Act act, string approvedBy)
    {
        if (Statutory is null) return new Refusal("deadline.not-running");
        var extended = Statutory.Extend(calendar, act.Now, approvedBy, act.Reason ?? "");
        return extended.Value is { } longer ? (this with { Statutory = longer, Promised = null }).Computed(calendar, act.Now) : extended.Refusal ?? new Refusal("deadline.not-extendable");
    }

    public CaseClock End(DateOnly day) => EndedOn is null ? this with { EndedOn = day } : this;

    /// <summary>The same clocks by the calendar known now: what a provisional date becomes when the notice is published.</summary>
    public CaseClock Computed(WorkCalendar calendar, DateTimeOffset now)
    {
        if (OnTheSpot is { } spot) return this with { Due = spot.On(calendar).Day, SoonFrom = spot.On(calendar).Day, IsProvisional = spot.On(calendar).IsProvisional };
        var dues = new[] { Statutory, Promised }.OfType<Deadline>().Select(deadline => deadline.On(calendar, now)).ToList();
        if (dues.Count == 0) return this;
        var first = dues.MinBy(due => due.At);
        return this with { Due = first?.LastDay, SoonFrom = first is null ? null : China.DayOf(first.YellowFrom), IsProvisional = dues.Any(due => due.IsProvisional) };
    }

    /// <summary>Why it is due on its day, as one sentence; null where nothing runs.</summary>
    public Text? Explain(WorkCalendar calendar, DateTimeOffset now) =>
        (Statutory ?? Promised)?.On(calendar, now).Explanation ?? OnTheSpot?.Explain(calendar);

    /// <summary>The colour of the clock; green where nothing runs or all is over.</summary>
    public Light LightAt(WorkCalendar calendar, DateTimeOffset now)
    {
        if (EndedOn is not null) return Light.Green;
        if ((Statutory ?? Promised)?.On(calendar, now) is { } due) return due.LightAt(now);
        if (OnTheSpot is not { } spot) return Light.Green;
        var (last, today) = (spot.On(calendar).Day, China.DayOf(now));
        return spot.IsStopped ? Light.Stopped : today > last ? Light.Overdue : today == last ? Light.Red : Light.Green;
    }

    // Grounds to stop the clock are those of the law that governs the kind of matter, where there is one.
    static string ProcedureOf(Matter matter) =>
        Codes.ItemTypes.TryGetValue(matter.ItemType, out var type) && StopGround.Of(type.Zh).Any() ? type.Zh : StopGround.OtherMatters;

    // The extension is that of the article the matter cites, where the table of limits has it with the same period;
    // 行政许可法 art.42: the general period of a licence may be extended once. Any other is not ours to invent.
    static ExtensionRight? ExtensionOf(Matter matter, Period period, DateOnly day) =>
        TimeLimits.All.OfType<PeriodLimit>().FirstOrDefault(limit => limit.MayExtend is not null && limit.Period == period && limit.Basis.IsInForceOn(day) && Cites(matter.Basis, limit.Basis.Citation))?.MayExtend
        ?? (matter.ItemType == LicenceType && TimeLimits.PeriodOf("XK-02", day).Value is { } general && general.Period == period ? general.MayExtend : null);

    // "条例 art.19(材料齐全当场登记)" cites "条例 art.19"; "条例 art.190" does not.
    static bool Cites(string? basis, string citation) =>
        basis is not null && basis.StartsWith(citation, StringComparison.Ordinal) && (basis.Length == citation.Length || !char.IsAsciiDigit(basis[citation.Length]));

    /// <summary>A ground the law of the procedure does not know stops nothing: the clock runs on.</summary>
    static Deadline? Stopped(Deadline? deadline, string ground, DateTimeOffset at) => deadline?.Stop(ground, at).Value ?? deadline;
}

/// <summary>What set a clock running, in words, and when.</summary>
public sealed record Beginning(Text Event, DateTimeOffset At, bool IsAcceptance)
{
    /// <summary>Nobody accepted; the law did.</summary>
    public bool IsDeemed { get; private init; }

    /// <summary>The office accepted the application.</summary>
    public static Beginning Accepted(DateTimeOffset at) => new(new Text("受理", "acceptance"), at, true);

    /// <summary>The documents came in, for a matter that is dealt with without being accepted first.</summary>
    public static Beginning Received(DateTimeOffset at) => new(new Text("收到申请材料", "receipt of the documents"), at, false);

    /// <summary>The office said nothing in time, so the law takes the application as accepted on the day it was received (行政许可法 art.32).</summary>
    public static Beginning Deemed(Silence silence, DateTimeOffset received) => new(
        new Text($"{silence.Sentence.Zh}（{silence.Basis.In(Language.Chinese)}）", $"{silence.Sentence.In(Language.English)} ({silence.Basis.In(Language.English)})"), received, true) { IsDeemed = true };
}

/// <summary>A matter decided on the spot (当场办结): due on the day its documents came in, or the first day worked after.</summary>
public sealed record SameDay(Text Event, DateTimeOffset Start, string Basis)
{
    /// <summary>Waiting for the applicant; the day is that on which the documents come back.</summary>
    public bool IsStopped { get; init; }

    public WorkDay On(WorkCalendar calendar) => calendar[calendar.WorkedOnOrAfter(China.DayOf(Start))];

    public Text Explain(WorkCalendar calendar)
    {
        var (came, last) = (China.DayOf(Start), On(calendar));
        return new Text(In(Language.Chinese), In(Language.English));

        string In(Language l) => string.Concat(
            l.Of($"{Event.Zh} {came:yyyy-MM-dd}，当场办结", $"{Event.In(l)} {came:yyyy-MM-dd}, decided on the spot"),
            last.Day == came ? "" : l.Of("；当日不上班，顺延", "; no working day, so the first day worked after"),
            l.Of($" → {last.Day:yyyy-MM-dd}", $" → {last.Day:yyyy-MM-dd}"),
            last.IsProvisional ? l.Of("（暂定，放假安排尚未公布）", " (provisional: the holiday calendar is not yet published)") : "",
            l.Of("；", "; "), new LegalBasis(Basis).In(l));
    }
}
