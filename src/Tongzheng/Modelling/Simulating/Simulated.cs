using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Modelling.Simulating;

/// <summary>A matter and the world its synthetic cases run in: the calendar and parameters are real, nothing is written and nothing leaves.</summary>
public sealed class Simulated
{
    /// <summary>Hours an officer's step takes where nobody has said or measured anything.</summary>
    public const double GuessedHours = 0.5;

    /// <summary>Days the party takes for a step of its own, or somebody outside for an answer.</summary>
    public const double GuessedDays = 3;

    /// <param name="performers">What service tasks answer by name. The facts they would write are dropped.</param>
    public Simulated(RunningMatter version, WorkCalendar calendar, Parameters parameters, IReadOnlyDictionary<string, Performer> performers)
    {
        Version = version;
        var effects = new Effects();
        foreach (var (name, performer) in performers) effects.Register(name, call =>
        {
            Called.TryAdd(call.Service.ElementId, true);
            return performer(call);
        });
        // Offices go by the duty they carry: a simulated procedure needs no directory.
        Around = new Surroundings(effects, () => calendar, _ => parameters, (_, department) => department);
    }

    public RunningMatter Version { get; }

    /// <summary>Not published yet.</summary>
    public bool IsDraft { get; init; }
    public Surroundings Around { get; }

    /// <summary>Service tasks that were called.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<string, bool> Called { get; } = [];

    /// <summary>The stated guess for a step.</summary>
    public static Duration GuessOf(Element? element) =>
        element?.Kind == ElementKind.UserTask && !element.CandidateGroups.Contains(Case.Applicant) ? new Duration(Spread.LogNormal, GuessedHours) : new Duration(Spread.LogNormal, GuessedDays);

    /// <summary>The posts and offices that the procedure names. An office that only the case can tell (an expression) is null: each of them.</summary>
    public IReadOnlyList<(string Post, string? Office)> Posts =>
    [
        .. Version.Procedure.Elements.Where(element => element.Kind == ElementKind.UserTask && !element.CandidateGroups.Contains(Case.Applicant))
            .Select(element => (element.CandidateGroups.FirstOrDefault() ?? Role.Clerk.ToString(), OfficeOf(element))).Distinct(),
    ];

    public string? OfficeOf(Element task) => task.Properties.GetValueOrDefault("tz:office") switch
    {
        "joint" => Version.Matter.JointDepartments.FirstOrDefault()?.Zh ?? Version.Matter.Office,
        ['=', ..] => null,
        _ => Version.Matter.Office,
    };

    /// <summary>A plan with everybody there and every step at its guess: what the form shows first.</summary>
    /// <param name="measured">Times of real cases by element, where there are some.</param>
    public Plan Propose(IReadOnlyDictionary<string, Duration> measured) => new()
    {
        Staff = [.. Posts.Select(post => new Staff(post.Post, post.Office, 2))],
        Times = Version.Procedure.Elements.Where(TakesTime).ToDictionary(element => element.Id, element => measured.GetValueOrDefault(element.Id) ?? GuessOf(element)),
    };

    /// <summary>A step whose time is the plan's to say: done by a person, or an answer from outside.</summary>
    public static bool TakesTime(Element element) => element.Kind is ElementKind.UserTask or ElementKind.ReceiveTask
        || (element.Kind == ElementKind.IntermediateCatchEvent && element.Events.Any(each => each.Kind == EventKind.Message));
}
