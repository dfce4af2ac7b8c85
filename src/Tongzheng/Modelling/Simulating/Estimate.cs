namespace Tongzheng.Modelling.Simulating;

/// <summary>A mean over independent runs with the half width of its 95 % confidence interval (Student's t); null after a single run.</summary>
public sealed record Estimate(double Mean, double? HalfWidth)
{
    // Two-sided 95 % points of Student's t for 1, 2, 3 … degrees of freedom: as many as a simulation may have runs.
    static readonly double[] T =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    public static readonly Estimate None = new(0, null);

    public double Low => Mean - (HalfWidth ?? 0);
    public double High => Mean + (HalfWidth ?? 0);

    public bool Covers(double value) => HalfWidth is { } half && Math.Abs(value - Mean) <= half;

    /// <param name="runs">The figure of each run; a run in which it could not be measured is left out.</param>
    public static Estimate Of(IEnumerable<double> runs)
    {
        var values = runs.Where(double.IsFinite).ToList();
        if (values.Count == 0) return None;
        var mean = values.Average();
        if (values.Count == 1) return new Estimate(mean, null);
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new Estimate(mean, PointOf(values.Count - 1) * deviation / Math.Sqrt(values.Count));
    }

    static double PointOf(int freedom) => T[Math.Min(freedom, T.Length) - 1];
}
