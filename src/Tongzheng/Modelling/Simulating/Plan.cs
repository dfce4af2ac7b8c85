namespace Tongzheng.Modelling.Simulating;

/// <summary>
/// What is assumed of a simulated office: how many cases come, who is there, how long a step takes and which way people
/// choose. Everything a person can change; the rest is the matter's own.
/// </summary>
public sealed record Plan
{
    /// <summary>Cases of one run that are counted.</summary>
    public int Cases { get; init; } = 1000;

    /// <summary>Cases that come before them, so that what is counted finds an office at work and not an empty one.</summary>
    public int WarmUp { get; init; } = 100;

    /// <summary>Independent runs: the intervals say how much they differ.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>Cases that come on a working day, one at a time and independent of each other (a Poisson process in working hours).</summary>
    public double ArrivalsPerDay { get; init; } = 10;

    /// <summary>Hours worked on a day of the official calendar, from nine in the morning.</summary>
    public double HoursPerDay { get; init; } = 7;

    /// <summary>The day of the first application; today where it is left out.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The same number gives the same answer.</summary>
    public int Seed { get; init; } = 1;

    public IReadOnlyList<Staff> Staff { get; init; } = [];

    /// <summary>How long a step takes, by element: hours of work for an officer's step, calendar days for anybody else's.</summary>
    public IReadOnlyDictionary<string, Duration> Times { get; init; } = new Dictionary<string, Duration>();

    /// <summary>
    /// How often a choice is made, by <see cref="ShareKey"/>: weights beside the other choices of the same field. A choice
    /// that is not named weighs 1.
    /// </summary>
    public IReadOnlyDictionary<string, double> Shares { get; init; } = new Dictionary<string, double>();

    /// <summary>Officers of a post at an office. A row without an office speaks for every office that has no row of its own.</summary>
    public int OfficersOf(string post, string office) =>
        (Staff.FirstOrDefault(row => row.Post == post && row.Office == office) ?? Staff.FirstOrDefault(row => row.Post == post && row.Office is null))?.Officers ?? 0;

    /// <param name="element">The step whose form asks; empty for the application.</param>
    public static string ShareKey(string element, string field, string value) => $"{element}/{field}/{value}";

    public double ShareOf(string element, string field, string value) => Shares.GetValueOrDefault(ShareKey(element, field, value), 1);
}

/// <summary>So many officers do one post's work at one office.</summary>
/// <param name="Post">The role, as procedures name it: clerk, reviewer …</param>
/// <param name="Office">The office by its duty (市场监督管理); null: every office that has no row of its own.</param>
public sealed record Staff(string Post, string? Office, int Officers);

/// <summary>How durations of one kind differ from each other.</summary>
public enum Spread
{
    /// <summary>All take the same time.</summary>
    Fixed,

    /// <summary>Many short ones and few long ones; the standard deviation is the mean.</summary>
    Exponential,

    /// <summary>Most near the mean, a few much longer: what measurements of office work look like.</summary>
    LogNormal,

    /// <summary>Anything from half the mean to one and a half.</summary>
    Uniform,
}

/// <summary>How long something takes on average, and how it is spread.</summary>
public sealed record Duration(Spread Spread, double Mean)
{
    /// <summary>Standard deviation of the logarithm: nine of ten take less than about twice the median.</summary>
    const double LogDeviation = 0.55;

    public double Draw(Random chance) => Spread switch
    {
        Spread.Exponential => -Mean * Math.Log(1 - chance.NextDouble()),
        Spread.LogNormal => Mean * Math.Exp((LogDeviation * Normal(chance)) - (LogDeviation * LogDeviation / 2)),
        Spread.Uniform => Mean * (0.5 + chance.NextDouble()),
        _ => Mean,
    };

    // Box and Muller 1958.
    static double Normal(Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
