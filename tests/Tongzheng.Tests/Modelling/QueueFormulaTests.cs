using Tongzheng.Kernel;
using Tongzheng.Modelling.Simulating;

namespace Tongzheng.Tests.Modelling;

/// <summary>The simulation against closed formulas: the same figures within the interval it prints, and intervals that are honest.</summary>
public sealed class QueueFormulaTests
{
    const double Arrivals = 1; // an hour

    static readonly Duration HalfAnHour = new(Spread.Exponential, 0.5);

    [Fact]
    public void One_queue_with_one_officer_agrees_with_the_formula_of_Erlang()
    {
        var found = SmallMatter.Play(SmallMatter.InARow(1), SmallMatter.OneAnHour(HalfAnHour, ("p1", 1)));
        var (load, served) = (0.5, 2.0);
        Covers(load / (served - Arrivals), found.Steps[0].WaitingHours, "waiting");
        Covers(load * load / (1 - load), found.Steps[0].QueueLength, "queue");
        Covers(load, found.Posts[0].Utilisation, "utilisation");
        Covers(0.5, found.Steps[0].HandlingHours, "handling");
    }

    [Fact]
    public void Three_officers_at_one_queue_agree_with_Erlang_C()
    {
        var found = SmallMatter.Play(SmallMatter.InARow(1), SmallMatter.OneAnHour(new Duration(Spread.Exponential, 2.1), ("p1", 3)));
        var waiting = ErlangC(servers: 3, offered: 2.1) * 2.1 / (3 - 2.1);
        Covers(waiting, found.Steps[0].WaitingHours, "waiting");
        Covers(waiting * Arrivals, found.Steps[0].QueueLength, "queue");
        Covers(0.7, found.Posts[0].Utilisation, "utilisation");
    }

    [Fact]
    public void Steps_that_all_take_the_same_time_agree_with_Pollaczek_and_Khinchin()
    {
        var found = SmallMatter.Play(SmallMatter.InARow(1), SmallMatter.OneAnHour(new Duration(Spread.Fixed, 0.6), ("p1", 1)));
        Covers(0.6 * 0.6 / (2 * (1 - 0.6)), found.Steps[0].WaitingHours, "waiting");
        Assert.Equal(0.6, found.Steps[0].HandlingHours.Mean, 6);
    }

    [Fact]
    public void Two_steps_in_a_row_each_wait_as_if_they_were_alone()
    {
        var plan = SmallMatter.OneAnHour(HalfAnHour, ("p1", 1), ("p2", 1)) with { Times = new Dictionary<string, Duration> { ["step1"] = new(Spread.Exponential, 0.5), ["step2"] = new(Spread.Exponential, 0.6) } };
        var found = SmallMatter.Play(SmallMatter.InARow(2), plan);
        Covers(0.5, found.Steps[0].WaitingHours, "first");
        Covers(0.6 * 0.6 / (1 - 0.6), found.Steps[1].WaitingHours, "second, by Burke's theorem");
    }

    [Fact]
    public void Of_a_hundred_simulations_about_ninety_five_intervals_hold_the_true_wait()
    {
        var held = Enumerable.Range(1, 100).Count(seed => Estimate.Of(Enumerable.Range(0, 10).Select(run => MeanWait(new Random((seed * 100) + run)))).Covers(0.5));
        // 95 expected; the number that hold is itself by chance, with a standard deviation of 2.2.
        Assert.InRange(held, 88, 100);
    }

    // The floor alone, without procedures: arrivals, one officer, exponential work.
    static double MeanWait(Random chance)
    {
        const int warmUp = 300, counted = 1500;
        var work = new WorkTime(WorkCalendar.Shipped, new DateOnly(2026, 1, 5), 8);
        var agenda = new Agenda();
        var floor = new Floor(work, agenda, China.StartOf(new DateOnly(2026, 1, 5)), China.StartOf(new DateOnly(2040, 1, 1)), (_, _) => 1);
        var tally = new StepTally("one", StepKind.Office);
        var hours = 0.0;
        for (var i = 0; i < warmUp + counted; i++)
        {
            var counts = i >= warmUp;
            agenda.At(work.At(hours += new Duration(Spread.Exponential, 1).Draw(chance)), () =>
                floor.Put(new Job(floor.PoolOf("p", "o"), tally, HalfAnHour.Draw(chance), _ => { }) { Counts = counts }));
        }
        agenda.Run(DateTimeOffset.MaxValue, TestContext.Current.CancellationToken);
        return tally.Waited.Average();
    }

    static double ErlangC(int servers, double offered)
    {
        var term = 1.0;
        var sum = 1.0;
        for (var k = 1; k < servers; k++) sum += term *= offered / k;
        var all = term * offered / servers * (servers / (servers - offered));
        return all / (sum + all);
    }

    static void Covers(double formula, Estimate found, string what) =>
        Assert.True(found.Covers(formula), $"{what}: the formula says {formula:0.0000}, the simulation {found.Low:0.0000} to {found.High:0.0000}");
}
