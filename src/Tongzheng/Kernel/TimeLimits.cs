using System.Globalization;

namespace Tongzheng.Kernel;

/// <summary>The table of time limits (facts/time-limits.csv), with the rows of law that has been replaced.</summary>
public static class TimeLimits
{
    /// <summary>The limits as they stand now.</summary>
    public static IReadOnlyList<TimeLimit> All { get; } = [.. WithoutDitto(KernelFacts.Rows("time-limits.csv")).Select(Read)];

    /// <summary>Limits of law that has been replaced; they apply to what happened before.</summary>
    public static IReadOnlyList<TimeLimit> Earlier { get; } = [.. KernelFacts.Rows("time-limits-earlier.csv").Select(Read)];

    /// <summary>The limit in force on the day of the event; null for an unknown id or a day before any law we know.</summary>
    public static TimeLimit? Find(string id, DateOnly day) =>
        All.Concat(Earlier).FirstOrDefault(limit => limit.Id == id && limit.Basis.IsInForceOn(day));

    /// <summary>The period limit in force on the day of an event, or the reason why none applies.</summary>
    public static Outcome<PeriodLimit> PeriodOf(string id, DateOnly day) => Find(id, day) switch
    {
        PeriodLimit period => period,
        null when All.Any(limit => limit.Id == id) => new Refusal("limit.not-in-force", ("id", id), ("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        null => new Refusal("limit.unknown", ("id", id)),
        _ => new Refusal("limit.not-a-period", ("id", id)),
    };

    // 同上 means: as in the row above.
    static IEnumerable<IReadOnlyDictionary<string, string>> WithoutDitto(IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        IReadOnlyDictionary<string, string>? above = null;
        foreach (var row in rows)
            yield return above = row.ToDictionary(cell => cell.Key, cell => cell.Value == "同上" && above is not null ? above[cell.Key] : cell.Value);
    }

    // The unit tells the kind. Seconds and minutes are speeds of answering a hotline, measured over many calls.
    static TimeLimit Read(IReadOnlyDictionary<string, string> row) => row["unit"] switch
    {
        "fixed-date" => new YearlyDateLimit(row),
        "percent-per-day" => new RateLimit(row),
        "second" or "minute" => new ServiceLevelLimit(row),
        _ => new PeriodLimit(row),
    };
}
