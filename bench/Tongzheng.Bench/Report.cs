using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tongzheng.Bench;

/// <summary>A benchmark by name.</summary>
/// <param name="Name">What to call it by on the command line.</param>
/// <param name="What">What it compares.</param>
/// <param name="Run">Runs it; the argument scales the time spent.</param>
sealed record Benchmark(string Name, string What, Func<double, Task> Run);

/// <summary>
/// Prints ratios. Absolute figures drift by several times within a minute on shared machines, so only ratios between
/// interleaved slices of one run count.
/// </summary>
static class Report
{
    public static int BarsMissed { get; private set; }

    public static void Machine()
    {
        Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}; ./dev bench {string.Join(' ', Environment.GetCommandLineArgs().Skip(1))}");
    }

    /// <summary>The median of the rounds' ratios with its range, against the bar that must be met and the reach.</summary>
    public static void Ratio(string what, IReadOnlyList<double> product, IReadOnlyList<double> limit, double bar, double? reach = null)
    {
        var ratios = product.Zip(limit, (ours, theirs) => ours / theirs).Order().ToList();
        var median = ratios[ratios.Count / 2];
        var met = median >= bar;
        if (!met)
            BarsMissed++;
        Console.WriteLine($"{what,-60} {median,7:0.00} [{ratios[0]:0.00}..{ratios[^1]:0.00}]  bar {bar:0.##}{(reach is { } wish ? $", reach {wish:0.##}" : "")}: {(met ? "met" : "MISSED")}");
    }

    public static void Rate(string what, IReadOnlyList<double> perSecond)
    {
        var sorted = perSecond.Order().ToList();
        Console.WriteLine($"  {what,-58} {sorted[sorted.Count / 2],12:#,0}/s [{sorted[0]:#,0}..{sorted[^1]:#,0}]");
    }

    /// <summary>The rate, and what of the processors' time each took in the least disturbed slice and in the middle one: that drifts less than the rate.</summary>
    public static void Rate(string what, Series series) =>
        Console.WriteLine($"  {what,-58} {series.Median,12:#,0}/s [{series.PerSecond.Min():#,0}..{series.PerSecond.Max():#,0}], {series.ProcessorMicroseconds.Least:0}–{series.ProcessorMicroseconds.Median:0} µs of processor each");

    /// <summary>One slice of something that answers others, at so many in a second for so many seconds: what of the processors' time each took here.</summary>
    public static void ProcessorTime(string what, double seconds, Func<double> perSecond)
    {
        var before = Environment.CpuUsage.TotalTime;
        var rate = perSecond();
        Console.WriteLine($"  {what,-58} {rate,12:#,0}/s, {(Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (rate * seconds):0} µs of processor each");
    }

    /// <summary>How often an action runs in a second.</summary>
    public static double PerSecond(double seconds, Action action)
    {
        var count = 0L;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            action();
            count++;
        }
        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>How often callers who each wait for their answer are served in a second.</summary>
    public static async Task<double> PerSecond(double seconds, int callers, Func<Task> action)
    {
        var count = 0L;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                await action();
                Interlocked.Increment(ref count);
            }
        })));
        return count / clock.Elapsed.TotalSeconds;
    }
}
