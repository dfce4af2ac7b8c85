using System.Diagnostics;

namespace Tongzheng.Bench;

/// <summary>Slices of the same work, taken in turn with those it is compared with.</summary>
sealed class Series
{
    readonly List<double> perSecond = [];
    double processorSeconds, times;

    public IReadOnlyList<double> PerSecond => perSecond;

    public double Median => perSecond.Order().ElementAt(perSecond.Count / 2);

    public double ProcessorMicroseconds => processorSeconds * 1e6 / times;

    /// <summary>A slice that was taken elsewhere.</summary>
    public void Add(double rate) => perSecond.Add(rate);

    public void Slice(double seconds, Action action) => Slice(seconds, 1, () => { action(); return Task.CompletedTask; }).GetAwaiter().GetResult();

    /// <summary>As many callers, each waiting for its answer.</summary>
    public async Task Slice(double seconds, int callers, Func<Task> action)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var rate = callers == 1 ? Report.PerSecond(seconds, () => action().GetAwaiter().GetResult()) : await Report.PerSecond(seconds, callers, action);
        perSecond.Add(rate);
        processorSeconds += (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        times += rate * clock.Elapsed.TotalSeconds;
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
