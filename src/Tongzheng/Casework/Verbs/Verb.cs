using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>
/// One thing that can be done with a case: a row of the closed table. Who may do it, where the case must stand, what it
/// does to the clock and what the citizen is told are data; <see cref="Does"/> is the small rest.
/// </summary>
public sealed record Verb
{
    /// <summary>Name in addresses and facts: <c>claim</c>, <c>extend</c> ….</summary>
    public required string Code { get; init; }
    public required Text Name { get; init; }
    public required Who Who { get; init; }
    public required Stage Stage { get; init; }

    /// <summary>What it is done to.</summary>
    public On On { get; init; }

    /// <summary>What it aims at besides.</summary>
    public Target Target { get; init; }

    /// <summary>How the page asks for the words that go with it; null where none are needed.</summary>
    public Text? Words { get; init; }
    public required ClockEffect Clock { get; init; }

    /// <summary>The ground on which it stops the clock, where that is always the same (facts/stops.csv).</summary>
    public string? Ground { get; init; }

    /// <summary>What the citizen reads; <c>{places}</c> are filled from the act (see <see cref="Telling"/>).</summary>
    public required Text Told { get; init; }

    /// <summary>What is read on the page of the other case that it concerns; null where that is the same.</summary>
    public Text? ToldElsewhere { get; init; }

    /// <summary>The title of the letter in which they are told; null where the page of the case is enough.</summary>
    public Text? Letter { get; init; }

    /// <summary>What else must hold of the case; asked before a button is shown and again before it is done.</summary>
    public Func<Case, OpenedTask?, Act, Refusal?> Unless { get; init; } = (_, _, _) => null;

    /// <summary>What it comes to: a pure function. Null for a verb of the procedure, which has its own address.</summary>
    public Func<Doing, Outcome<Done>>? Does { get; init; }

    /// <summary>Where a verb of the procedure is done: the address of the page's form, and of the API.</summary>
    public string? PageOfProcedure { get; init; }
    public string? ApiOfProcedure { get; init; }

    public bool IsOfProcedure => Does is null;

    /// <summary>What it aims at is chosen from what there is; else it is typed, or there is nothing to say.</summary>
    public bool Chooses => Target is not (Target.None or Target.LiveVersion or Target.Instant or Target.Sum or Target.Receipt);

    /// <summary>The page that asks for it, for an officer and for the party.</summary>
    public IEnumerable<string> Pages => PageOfProcedure is { } own ? [own] :
    [
        .. (Who & ~Who.Party) != 0 ? new[] { "/desk/cases/{id}/acts/{verb}" } : [],
        .. Who.HasFlag(Who.Party) ? new[] { "/cases/{id}/acts/{verb}" } : [],
    ];

    public string Api => ApiOfProcedure ?? "/api/cases/{id}/acts/{verb}";
}

/// <summary>Who may: one of these, in the post they hold for it.</summary>
[Flags]
public enum Who
{
    /// <summary>The party, or who applied for them (申请人).</summary>
    Party = 1,

    /// <summary>Anybody who holds the post of the task, at the office the task is with (任务所属岗位).</summary>
    Post = 2,

    /// <summary>Who has the task; anybody of its post while nobody has (承办人).</summary>
    Handler = 4,

    /// <summary>Anybody of the office in charge who handles cases (主办单位).</summary>
    Office = 8,

    /// <summary>The head of the office: whom the law names to approve (本机关负责人).</summary>
    Head = 16,
}

/// <summary>Where a case must stand.</summary>
public enum Stage
{
    /// <summary>Not closed (未办结).</summary>
    Open,

    /// <summary>Not yet accepted (受理前).</summary>
    BeforeAcceptance,

    /// <summary>Accepted and not closed (受理后).</summary>
    Accepted,

    /// <summary>The clock of the law runs (计时中).</summary>
    Counting,

    /// <summary>An act keeps the clock still (暂停计时).</summary>
    Paused,

    /// <summary>Closed (已办结).</summary>
    Closed,

    /// <summary>Whenever.</summary>
    Any,
}

/// <summary>What a verb is done to.</summary>
public enum On
{
    /// <summary>The case as a whole.</summary>
    Case,

    /// <summary>An open task of the procedure.</summary>
    Task,

    /// <summary>An open task that another verb opened for this one.</summary>
    OwnTask,
}

/// <summary>What a verb aims at, chosen on the page or named by a program.</summary>
public enum Target
{
    None,

    /// <summary>An officer of the same post (<c>officer/{id}</c>).</summary>
    OfficerOfPost,

    /// <summary>An officer of the same office.</summary>
    OfficerOfOffice,

    /// <summary>One or more officers anywhere in the jurisdiction, separated by commas.</summary>
    Officers,

    /// <summary>Another office of the jurisdiction, by its credit code.</summary>
    Office,

    /// <summary>Another open case of the same party and matter, by its number.</summary>
    Case,

    /// <summary>A ground of the law that governs the matter.</summary>
    Ground,

    /// <summary>A day and time to come.</summary>
    Instant,

    /// <summary>A sum in yuan.</summary>
    Sum,

    /// <summary>The number of a receipt or of a payment (票据号、缴款码).</summary>
    Receipt,

    /// <summary><c>confirm</c> or <c>replace</c>.</summary>
    Verdict,

    /// <summary>An earlier step of the procedure, by its id.</summary>
    Step,

    /// <summary>The version of the matter that is live now; nothing is chosen.</summary>
    LiveVersion,
}

/// <summary>What a verb does to the clock of the law.</summary>
public enum ClockEffect
{
    None,
    Start,
    Stop,
    Restart,
    Extend,
    End,

    /// <summary>A new run begins with a clock of its own.</summary>
    Anew,
}
