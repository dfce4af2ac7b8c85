using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>
/// The person does not accept a decision, above all one that a table took. The head of the office looks at it again,
/// who had no part in it: it stands, or another run takes its place, in which persons decide and no table.
/// </summary>
public static class ContestVerbs
{
    public const string Confirm = "confirm", Replace = "replace";

    /// <summary>The link of a run that takes the place of a contested decision, and the one back.</summary>
    public const string Replaces = "replaces", ReplacedBy = "replaced-by";

    static readonly string[] Decisions = ["granted", "refused", "not-accepted"];

    public static Refusal? NothingToContest(Case current, OpenedTask? task, Act act) =>
        !Decisions.Contains(current.Outcome) ? new Refusal("contest.nothing")
        : current.History.Any(happening => happening.Fact is CaseActed { Verb: "contest" }) ? new Refusal("contest.again") : null;

    public static Outcome<Done> Contest(Doing doing) => (Done)(doing.Fact with
    {
        Tasks = [new OpenedTask(doing.NextTask(), VerbTable.ElementOf("review"), new Text("人工复核", "Review by a person"), null, Role.Leader.ToString(), doing.Case.Organisation, null, false, null) { Verb = "review" }],
    });

    public static Refusal? Involved(Case current, OpenedTask? task, Act act) =>
        current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().FirstOrDefault(step => step.Done is not null && (step.By == act.Who.ToString() || step.OnBehalfOf == act.Who.ToString())) is { } did
            ? new Refusal("task.separated", ("step", did.Done?.Name)) : null;

    public static Outcome<Done> Review(Doing doing)
    {
        var fact = doing.Fact with { ClosedTasks = [doing.TheTask.Task] };
        if (doing.Aim.Written != Replace) return (Done)fact;
        var replaced = LinkVerbs.Anew(doing, fact, Replaces, ReplacedBy);
        return replaced.Value is { } anew ? WithoutLicence(doing, anew) : replaced;
    }

    // A decision that no longer stands leaves no valid licence behind.
    static Outcome<Done> WithoutLicence(Doing doing, Done done)
    {
        var revoke = new CallService(0, "", Effects.Revoke, new FeelContext().Set("ground", "原决定经人工复核不再作数，由新的决定代替"), new Dictionary<string, string>());
        var revoked = doing.Around.Effects.Perform(new Call(doing.Case, revoke, doing.Act));
        return revoked.Refusal is { } no ? no : done with { Others = [.. done.Others, .. revoked.Appends] };
    }
}
