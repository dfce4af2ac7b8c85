using Tongzheng.Bpmn;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>Who does a task: taken, given, handed on, done for another; and sent back to a step before.</summary>
static class TaskVerbs
{
    public static Refusal? Taken(Case current, OpenedTask? task, Act act) =>
        task?.Assignee is { } assignee ? new Refusal(assignee == act.Who.ToString() ? "task.yours" : "task.assigned") : task is null ? null : Complete.Separated(current, task, act.Who.ToString());

    public static Refusal? NotMine(Case current, OpenedTask? task, Act act) => task?.Assignee == act.Who.ToString() ? null : new Refusal("task.not-taken");

    public static Refusal? DelegatedBefore(Case current, OpenedTask? task, Act act) => task?.Delegator is null ? null : new Refusal("delegate.again");

    public static Refusal? NotForeseen(Case current, OpenedTask? task, Act act) => task is not null && Before(current, task).Count > 0 ? null : new Refusal("return.not-foreseen");

    /// <summary>The steps of officers that a task can be sent back to: on a way of the procedure, and done before in this run.</summary>
    public static IReadOnlyList<Element> Before(Case current, OpenedTask task) => current.Version.Procedure.Find(task.Element) is not { } element ? []
        : [.. WayBack.From(element).Select(way => way.To).Where(to => !to.CandidateGroups.Contains(Case.Applicant) && current.DoersOf(to.Id).Any())];

    /// <summary>The name of a step of the procedure.</summary>
    public static Text NameOf(Element step) => new(step.Name, step.Properties.GetValueOrDefault("tz:name.en"));

    public static Outcome<Done> Claim(Doing doing) => Give(doing, doing.Act.Who.ToString(), null);

    /// <summary>What a delegate gives back is again with the one who delegated it.</summary>
    public static Outcome<Done> Release(Doing doing) => Give(doing, doing.TheTask.Delegator, null);

    public static Outcome<Done> GiveTo(Doing doing) => Give(doing, ((Actor)doing.Aim.Officers[0].Id).ToString(), null);

    public static Outcome<Done> Delegate(Doing doing) => Give(doing, ((Actor)doing.Aim.Officers[0].Id).ToString(), doing.Act.Who.ToString());

    static Done Give(Doing doing, string? assignee, string? delegator) =>
        doing.Fact with { Tasks = [doing.TheTask with { Assignee = assignee, Delegator = delegator }] };

    public static Outcome<Done> Return(Doing doing)
    {
        var moved = Move.Run(doing.Case, new SendBack(doing.TheTask.Task, doing.Aim.Written ?? ""), doing.Step("return"), doing.Act, doing.Around);
        return moved.Moved is { } step ? new Done(doing.Fact) { Step = step.Fact, Others = step.Others } : moved.Refusal ?? new Refusal("case.stopped");
    }

    /// <summary>The whole case goes to the office that has the power; its open tasks go with it, to nobody in particular.</summary>
    public static Outcome<Done> Forward(Doing doing)
    {
        var office = doing.Aim.Written ?? doing.Case.Organisation;
        return (Done)(doing.Fact with
        {
            Organisation = office,
            Tasks = [.. doing.Case.Tasks.Where(task => task.Organisation == doing.Case.Organisation).Select(task => task with { Organisation = office, Assignee = null, Delegator = null })],
        });
    }

    public static Outcome<Done> Expedite(Doing doing) => (Done)(doing.Fact with { Expedited = true });
}
