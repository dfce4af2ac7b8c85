using Tongzheng.Bpmn;
using Tongzheng.Kernel;

namespace Tongzheng.Modelling.Simulating;

/// <summary>Plays the runs of a plan one after the other and says what they have in common.</summary>
public static class Simulate
{
    /// <summary>An office above this share of its time has no reserve: what waits grows as long as cases come.</summary>
    public const double Overloaded = 0.97;

    /// <param name="today">The first day where the plan names none.</param>
    /// <param name="progress">Called for each case that has come to an end or stands still.</param>
    public static SimulationResult Handle(Simulated matter, Plan plan, DateOnly today, Action progress, CancellationToken stop)
    {
        matter.Called.Clear();
        var runs = Enumerable.Range(0, plan.Runs).Select(number => new Run(matter, plan, plan.From ?? today, number, progress).Play(stop)).ToList();
        return Sum(matter, plan, runs);
    }

    static SimulationResult Sum(Simulated matter, Plan plan, IReadOnlyList<Run> runs)
    {
        var procedure = matter.Version.Procedure;
        var cases = runs.Select(run => run.Cases.Where(each => each.Counts).ToList()).ToList();
        var all = cases.SelectMany(each => each).ToList();
        var days = cases.Select(run => run.Where(each => each.Ended is not null).Select(each => ((each.Ended ?? each.Began) - each.Began).TotalDays).Order().ToList()).ToList();
        var steps = runs.SelectMany(run => run.Tallies.Select(tally => tally.Element)).Distinct()
            .OrderBy(element => procedure.Elements.TakeWhile(each => each.Id != element).Count()).Select(element => StepOf(element, runs)).ToList();
        var reached = runs.SelectMany(run => run.Reached).Concat(matter.Called.Keys).ToHashSet();
        return new SimulationResult
        {
            Matter = matter.Version.Matter.Slug,
            Version = matter.Version.Matter.Hash,
            Plan = plan,
            Came = all.Count,
            Closed = all.Count(each => each.Ended is not null),
            StoodStill = all.Count(each => each.Stuck is not null),
            Inside = all.Count(each => each.Ended is null && each.Stuck is null),
            EngineSteps = runs.Sum(run => run.Steps),
            Days = Estimate.Of(days.Select(run => run.Count == 0 ? double.NaN : run.Average())),
            DaysNinetieth = Estimate.Of(days.Select(run => Percentile(run, 0.9))),
            Late = Estimate.Of(cases.Select(run => Share(run, each => each.IsLate))),
            BreaksPromise = Estimate.Of(cases.Select(run => Share(run, each => each.BreaksPromise))),
            Outcomes = [.. all.Select(each => each.Outcome).OfType<string>().GroupBy(outcome => outcome).OrderByDescending(group => group.Count())
                .Select(group => new OutcomeShare(group.Key, group.Count(), Estimate.Of(cases.Select(run => (double)run.Count(each => each.Outcome == group.Key) / run.Count))))],
            Steps = steps,
            Posts = [.. runs.SelectMany(run => run.Floor.Pools.Select(pool => (pool.Post, pool.Office))).Distinct().Order().Select(key => PostOf(key, runs))],
            NeverTaken = Never(procedure, reached),
            StoodStillAt = [.. all.Select(each => each.Stuck).OfType<Stuck>().GroupBy(stuck => stuck with { Message = "" })
                .Select(group => new StuckCount(group.Key.Element, group.Key.Code, group.First().Message, group.Count())).OrderByDescending(stuck => stuck.Cases)],
            InsideAt = [.. all.Where(each => each.Ended is null && each.Stuck is null).SelectMany(each => each.StandsAt).GroupBy(element => element)
                .Select(group => new ElementCount(group.Key, group.Count())).OrderByDescending(element => element.Cases)],
        };
    }

    static StepResult StepOf(string element, IReadOnlyList<Run> runs)
    {
        var tallies = runs.Select(run => (Run: run, Tally: run.Tallies.FirstOrDefault(tally => tally.Element == element) ?? new StepTally(element, StepKind.Office))).ToList();
        return new StepResult
        {
            Element = element,
            Kind = runs.SelectMany(run => run.Tallies).First(tally => tally.Element == element).Kind,
            Visits = tallies.Sum(each => each.Tally.Visits),
            VisitsPerCase = Estimate.Of(tallies.Select(each => (double)each.Tally.Visits / each.Run.Cases.Count(one => one.Counts))),
            WaitingHours = Estimate.Of(tallies.Select(each => each.Tally.Waited is { Count: > 0 } waited ? waited.Average() : double.NaN)),
            WaitingHoursNinetieth = Estimate.Of(tallies.Select(each => Percentile([.. each.Tally.Waited.Order()], 0.9))),
            HandlingHours = Estimate.Of(tallies.Select(each => each.Tally.Handled is { Count: > 0 } handled ? handled.Average() : double.NaN)),
            Days = Estimate.Of(tallies.Select(each => each.Tally.Visits == 0 ? double.NaN : (each.Tally.WaitedInAll + each.Tally.HandledInAll).TotalDays / each.Tally.Visits)),
            QueueLength = Estimate.Of(tallies.Select(each => each.Run.Floor.Span <= 0 ? double.NaN : each.Tally.Area / each.Run.Floor.Span)),
            ShareOfTime = Estimate.Of(tallies.Select(each => Of(each.Tally.WaitedInAll + each.Tally.HandledInAll, each.Run))),
            ShareWaiting = Estimate.Of(tallies.Select(each => Of(each.Tally.WaitedInAll, each.Run))),
            Interrupted = tallies.Sum(each => each.Tally.Interrupted),
            Late = tallies.Sum(each => each.Tally.Late),
            Limited = tallies.Sum(each => each.Tally.Limited),
        };

        static double Of(TimeSpan time, Run run) => run.Tallies.Sum(tally => (tally.WaitedInAll + tally.HandledInAll).TotalHours) is var all && all <= 0 ? double.NaN : time.TotalHours / all;
    }

    static PostResult PostOf((string Post, string Office) key, IReadOnlyList<Run> runs)
    {
        var pools = runs.SelectMany(run => run.Floor.Pools.Where(pool => (pool.Post, pool.Office) == key).Select(pool => (Run: run, Pool: pool))).ToList();
        return new PostResult(key.Post, key.Office, pools[0].Pool.Officers,
            Estimate.Of(pools.Select(each => each.Pool.Officers == 0 || each.Run.Floor.Span <= 0 ? double.NaN : each.Pool.Busy / (each.Pool.Officers * each.Run.Floor.Span))), pools.Sum(each => each.Pool.Waiting.Count));
    }

    static double Share(IReadOnlyCollection<CaseInPlay> run, Func<CaseInPlay, bool?> of) =>
        run.Count(each => of(each) is not null) is var judged && judged == 0 ? double.NaN : (double)run.Count(each => of(each) == true) / judged;

    /// <summary>The value that a share of sorted values does not exceed.</summary>
    static double Percentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];

    // A flow out of a fork was never taken where no case came to any of the steps it leads to first. Steps that another way
    // leads to as well may hide one: what is said here is certain, not complete.
    static List<PathNeverTaken> Never(ProcessDefinition procedure, HashSet<string> reached) =>
    [
        .. procedure.Elements.Where(element => element.Kind is ElementKind.ExclusiveGateway or ElementKind.InclusiveGateway or ElementKind.EventBasedGateway or ElementKind.BoundaryEvent && (element.Kind == ElementKind.BoundaryEvent || element.Outgoing.Count > 1))
            .Where(element => element.Kind != ElementKind.BoundaryEvent || !reached.Contains(element.Id))
            .SelectMany(element => element.Outgoing).Where(flow => First(flow, []) is { Count: > 0 } first && !first.Overlaps(reached))
            .Select(flow => new PathNeverTaken(flow.Id, flow.Source.Id, flow.Target.Id)),
    ];

    static HashSet<string> First(SequenceFlow flow, HashSet<string> seen)
    {
        var target = flow.Target;
        if (!seen.Add(flow.Id)) return [];
        return target.Kind is ElementKind.UserTask or ElementKind.ServiceTask or ElementKind.BusinessRuleTask or ElementKind.EndEvent or ElementKind.ReceiveTask or ElementKind.IntermediateCatchEvent ? [target.Id]
            : [.. target.Outgoing.Concat(target.Children.SelectMany(child => child.Kind == ElementKind.StartEvent ? child.Outgoing : [])).SelectMany(next => First(next, seen))];
    }
}
