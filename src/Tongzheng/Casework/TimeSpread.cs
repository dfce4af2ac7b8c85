namespace Tongzheng.Casework;

/// <summary>
/// A histogram of durations in buckets that grow by a quarter of a doubling, so that a few dozen numbers tell any share
/// of any number of durations to within a tenth of its value.
/// </summary>
/// <param name="Buckets">Durations by bucket; what is missing is nought.</param>
public sealed record TimeSpread(IReadOnlyDictionary<long, long> Buckets)
{
    // Four to a doubling: neighbours differ by 19 %, the middle of one is within 9.5 % of all in it.
    const double PerDoubling = 4;

    /// <summary>Nothing an office does is told apart below this.</summary>
    static readonly TimeSpan Smallest = TimeSpan.FromMinutes(1);

    public long Count => Buckets.Values.Sum();

    public static long BucketOf(TimeSpan spent) =>
        spent <= Smallest ? 0 : 1 + (long)Math.Floor(PerDoubling * Math.Log2(spent / Smallest));

    /// <summary>The duration that this share of all does not exceed; null where there are none.</summary>
    public TimeSpan? Share(double share)
    {
        var left = share * Count;
        foreach (var (bucket, tasks) in Buckets.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key))
        {
            if (left <= tasks) return bucket == 0 ? Smallest * (left / tasks) : From(bucket) + ((From(bucket + 1) - From(bucket)) * (left / tasks));
            left -= tasks;
        }
        return null;
    }

    public TimeSpan? Median => Share(0.5);

    /// <summary>The time that nine of ten do not exceed.</summary>
    public TimeSpan? Ninetieth => Share(0.9);

    static TimeSpan From(long bucket) => Smallest * Math.Pow(2, (bucket - 1) / PerDoubling);
}
