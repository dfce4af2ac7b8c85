using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Modelling.Simulating;

/// <summary>One run of a simulation: an office that opens in the morning with nothing on the table, and the cases that come.</summary>
sealed class Run
{
    // Each kind of chance has its own sequence, so that one more officer changes neither who comes nor what they answer.
    const int Sequences = 4;

    readonly Plan plan;
    readonly WorkTime work;
    readonly DateTimeOffset[] arrivals;
    readonly Dictionary<string, StepTally> tallies = [];
    readonly List<CaseInPlay> cases = [];
    readonly Action ended;

    public Run(Simulated matter, Plan plan, DateOnly from, int number, Action ended)
    {
        (Version, this.plan, Around, this.ended) = (matter.Version, plan, matter.Around, ended);
        work = new WorkTime(Around.Calendar, from, plan.HoursPerDay);
        var sequence = ((plan.Seed * SimulationLimits.Runs) + number) * Sequences;
        var coming = new Random(sequence);
        (Chance, Lengths) = (new Random(sequence + 1), new Random(sequence + 2));
        Answers = new SyntheticAnswers(Version, plan);
        arrivals = new DateTimeOffset[plan.WarmUp + plan.Cases];
        var hours = 0.0;
        for (var i = 0; i < arrivals.Length; i++) arrivals[i] = work.At(hours += new Duration(Spread.Exponential, plan.HoursPerDay / plan.ArrivalsPerDay).Draw(coming));
        Floor = new Floor(work, Agenda, plan.WarmUp == 0 ? China.StartOf(from) : arrivals[plan.WarmUp], arrivals[^1], plan.OfficersOf);
    }

    public RunningMatter Version { get; }
    public Surroundings Around { get; }
    public Agenda Agenda { get; } = new();
    public Floor Floor { get; }
    public SyntheticAnswers Answers { get; }

    /// <summary>What people answer.</summary>
    public Random Chance { get; }

    /// <summary>How long steps take.</summary>
    public Random Lengths { get; }
    public DateTimeOffset Now => Agenda.Now;
    public IReadOnlyList<CaseInPlay> Cases => cases;
    public IReadOnlyCollection<StepTally> Tallies => tallies.Values;

    /// <summary>Elements that at least one case came to.</summary>
    public HashSet<string> Reached { get; } = [];

    /// <summary>Triggers handed to the engine.</summary>
    public long Steps { get; private set; }

    public Run Play(CancellationToken stop)
    {
        for (var i = 0; i < arrivals.Length; i++)
        {
            var number = i;
            Agenda.At(arrivals[i], () =>
            {
                var coming = new CaseInPlay(this, number, counts: number >= plan.WarmUp);
                cases.Add(coming);
                coming.Begin();
            });
        }
        Agenda.Run(arrivals[^1].AddYears(SimulationLimits.YearsAfterLastArrival), stop);
        Floor.Close(cases.SelectMany(each => each.Jobs));
        foreach (var tally in tallies.Values) tally.Length(work.Worked(arrivals[^1]), 0);
        return this;
    }

    public Act Act() => new() { Jurisdiction = JurisdictionId.State, Who = Actor.Node, Now = Now, IdempotencyKey = "" };

    public Duration TimeOf(string element) => plan.Times.GetValueOrDefault(element) ?? Simulated.GuessOf(Version.Procedure.Find(element));

    public StepTally TallyOf(string element, StepKind kind = StepKind.Office) =>
        tallies.TryGetValue(element, out var tally) ? tally : tallies[element] = new StepTally(element, kind);

    public void Sees(CaseAdvanced fact)
    {
        Steps++;
        foreach (var task in fact.Opened) Reached.Add(task.Element);
        foreach (var decision in fact.Decisions ?? []) Reached.Add(decision.Element);
        if (fact.Outcome is { } outcome) Reached.Add(outcome);
    }

    public void Fires(string element) => Reached.Add(element);

    /// <summary>A case has come to its end, or stands still for good.</summary>
    public void Ends() => ended();

    /// <summary>What comes back from outside: of another case, that it was granted.</summary>
    public static FeelContext Outside(string message) => !message.StartsWith("case.closed:", StringComparison.Ordinal) ? new FeelContext()
        : new FeelContext().Set("component", new FeelContext().Set("outcome", "granted").Set("granted", true).Set("status", "closed"));
}
