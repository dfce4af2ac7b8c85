using System.Collections.Concurrent;
using Tongzheng.Kernel;

namespace Tongzheng.Modelling.Simulating;

/// <summary>
/// Simulations that were asked for, each at an address of its own. They are played one at a time, so that the work of the
/// node goes first; they are nobody's record and are kept in memory only, the newest of them.
/// </summary>
public sealed class Simulations(IHostApplicationLifetime life, ILogger<Simulations> log)
{
    /// <summary>Asked for and not begun. Each takes seconds to minutes; a longer line helps nobody.</summary>
    const int MostWaiting = 4;

    /// <summary>Finished ones that can still be read.</summary>
    const int MostKept = 40;

    /// <summary>A simulation that takes longer than this is broken off and says so.</summary>
    static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, Simulation> all = new();
    readonly SemaphoreSlim one = new(1);

    /// <summary>Begins one, or says why not.</summary>
    /// <param name="home">The government whose leader or steward asked; nobody else reads it.</param>
    public Outcome<Simulation> Start(Simulated matter, Plan plan, JurisdictionId home, DateOnly today)
    {
        if (SimulationLimits.WhyNot(plan) is { } no) return no;
        if (all.Values.Count(each => each.State == SimulationState.Waiting) >= MostWaiting) return new Refusal("simulation.busy", ("most", MostWaiting));
        foreach (var old in all.Values.Where(each => each.Work.IsCompleted).OrderByDescending(each => each.Id).Skip(MostKept - 1)) all.TryRemove(old.Id, out _);
        var simulation = new Simulation(matter, plan, home);
        simulation.Work = Task.Run(() => Play(simulation, today), CancellationToken.None);
        simulation.Work.ContinueWith(broken => log.LogError(broken.Exception, "Simulation of {Matter}", simulation.Matter.Version.Matter.Slug), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return all[simulation.Id] = simulation;
    }

    public Simulation? Find(string id, JurisdictionId home) => all.GetValueOrDefault(id) is { } found && found.Home == home ? found : null;

    async Task Play(Simulation simulation, DateOnly today)
    {
        await one.WaitAsync(life.ApplicationStopping);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
            time.CancelAfter(LongestRun);
            simulation.Begins();
            simulation.Result = Simulate.Handle(simulation.Matter, simulation.Plan, today, simulation.OneMore, time.Token);
        }
        finally
        {
            one.Release();
        }
    }
}

/// <summary>Where a simulation stands.</summary>
public enum SimulationState
{
    /// <summary>Another one is played first.</summary>
    Waiting,
    Running,
    Done,

    /// <summary>It took too long, or the node went down.</summary>
    BrokenOff,

    /// <summary>It failed; the log says why.</summary>
    Failed,
}

/// <summary>One simulation that was asked for.</summary>
public sealed class Simulation(Simulated matter, Plan plan, JurisdictionId home)
{
    int done;
    bool begun;

    public string Id { get; } = Guid.CreateVersion7().ToString("N");
    public Simulated Matter => matter;
    public Plan Plan => plan;
    public JurisdictionId Home => home;
    public int Cases => (plan.Cases + plan.WarmUp) * plan.Runs;

    /// <summary>Cases that have come to their end.</summary>
    public int Done => Volatile.Read(ref done);
    public SimulationResult? Result { get; internal set; }
    internal Task Work { get; set; } = Task.CompletedTask;

    public SimulationState State =>
        Work.IsFaulted ? SimulationState.Failed
        : Work.IsCanceled ? SimulationState.BrokenOff
        : Result is not null ? SimulationState.Done
        : begun ? SimulationState.Running : SimulationState.Waiting;

    internal void Begins() => begun = true;

    internal void OneMore() => Interlocked.Increment(ref done);
}
