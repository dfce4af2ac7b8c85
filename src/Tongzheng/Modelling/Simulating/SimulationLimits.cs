namespace Tongzheng.Modelling.Simulating;

/// <summary>What one simulation may use. Each limit is said in words where it is met.</summary>
public static class SimulationLimits
{
    /// <summary>Cases of one run, those of the beginning included: an office's work of several years.</summary>
    public const int Cases = 10_000;

    /// <summary>Runs: with more the intervals hardly get narrower.</summary>
    public const int Runs = 30;

    /// <summary>Cases of all runs together: some minutes of one processor.</summary>
    public const int CasesInAll = 60_000;

    /// <summary>Steps of one case. The longest real ways have some dozens; beyond it the procedure goes round without end.</summary>
    public const int StepsPerCase = 300;

    /// <summary>Simulated time after the last arrival. What is still open then is said.</summary>
    public const int YearsAfterLastArrival = 3;

    /// <summary>Officers of one post at one office.</summary>
    public const int Officers = 1_000;

    /// <summary>Rounds of making answers again until a form accepts them.</summary>
    public const int RoundsOfAnswers = 60;

    /// <summary>What is wrong with a plan; null where it can be simulated.</summary>
    public static Kernel.Refusal? WhyNot(Plan plan)
    {
        if (plan.Cases < 1 || plan.WarmUp < 0 || plan.Cases + plan.WarmUp > Cases) return Wrong("simulation.cases", "cases", ("most", Cases));
        if (plan.Runs is < 1 or > Runs) return Wrong("simulation.runs", "runs", ("most", Runs));
        if ((plan.Cases + plan.WarmUp) * plan.Runs > CasesInAll) return Wrong("simulation.too-much", "cases", ("most", CasesInAll));
        if (!(plan.ArrivalsPerDay is > 0 and <= Cases)) return Wrong("simulation.arrivals", "arrivals");
        if (!(plan.HoursPerDay is > 0 and <= 24)) return Wrong("simulation.hours", "hours");
        if (plan.From is { Year: < 2000 or > 2100 }) return Wrong("simulation.from", "from");
        if (plan.Staff.Any(row => row.Officers is < 0 or > Officers)) return Wrong("simulation.officers", "staff", ("most", Officers));
        if (plan.Times.Values.Any(time => !(time.Mean is >= 0 and <= 10_000))) return Wrong("simulation.times", "times");
        return plan.Shares.Values.Any(share => !(share is >= 0 and <= 1_000_000)) ? Wrong("simulation.shares", "shares") : null;
    }

    static Kernel.Refusal Wrong(string code, string field, params (string, object?)[] more) => new(code, more) { Field = field };
}
