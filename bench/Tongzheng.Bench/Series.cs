using System.Diagnostics;

namespace Tongzheng.Bench;

/// <summary>Slices of the same work, taken in turn with those it is compared with.</summary>
sealed class Series
{
    readonly List<double> perSecond = [];
    readonly List<double> processorMicroseconds = [];

    public IReadOnlyList<double> PerSecond => perSecond;

    public double Median => perSecond.Order().ElementAt(perSecond.Count / 2);

    /// <summary>Of the processors' time for one piece of work, the slice that was disturbed least, and the middle one.</summary>
    public (double Least, double Median) ProcessorMicroseconds => processorMicroseconds.Order().ToList() is var sorted && sorted.Count > 0 ? (sorted[0], sorted[sorted.Count / 2]) : default;

    /// <summary>A slice that was taken elsewhere.</summary>
    public void Add(double rate) => perSecond.Add(rate);

    public void Slice(double seconds, Action action) => Slice(seconds, 1, () => { action(); return Task.CompletedTask; }).GetAwaiter().GetResult();

    /// <summary>As many callers, each waiting for its answer.</summary>
    public async Task Slice(double seconds, int callers, Func<Task> action)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var rate = callers == 1 ? Report.PerSecond(seconds, () => action().GetAwaiter().GetResult()) : await Report.PerSecond(seconds, callers, action);
        perSecond.Add(rate);
        processorMicroseconds.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (rate * clock.Elapsed.TotalSeconds));
    }

    /// <summary>Runs so often that the runtime has compiled it for good.</summary>
    public static async Task Warm(long times, int callers, Func<Task> action)
    {
        var left = times;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await action();
        })));
    }
}
