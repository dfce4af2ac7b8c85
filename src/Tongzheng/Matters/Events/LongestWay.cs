namespace Tongzheng.Matters.Events;

/// <summary>
/// The way through a life event that takes longest when every component takes the whole of its own limit. It is computed,
/// not promised by any law: each component keeps the limit of its own.
/// </summary>
/// <param name="Components">In order.</param>
/// <param name="Sum">The limits added, each unit by itself: working days and days are not the same.</param>
/// <param name="Unknown">How many of them have no published limit, and are not in the sum.</param>
public sealed record LongestWay(IReadOnlyList<EventComponent> Components, IReadOnlyList<TimeLimit> Sum, int Unknown)
{
    // To tell which of two ways is longer: five working days are a week, a month is thirty days.
    const decimal DaysOfWorkingDay = 7m / 5m, DaysOfMonth = 30m;

    public static LongestWay Of(LifeEvent life)
    {
        var longest = new Dictionary<string, (decimal Days, IReadOnlyList<EventComponent> Way)>();
        foreach (var component in life.Ranks.SelectMany(rank => rank))
        {
            var before = component.Needs.Select(need => longest[need]).OrderByDescending(way => way.Days).ThenByDescending(way => way.Way.Count).FirstOrDefault();
            longest[component.Matter] = (before.Days + DaysOf(component.Limit), [.. before.Way ?? [], component]);
        }
        var way = longest.Values.OrderByDescending(each => each.Days).ThenByDescending(each => each.Way.Count).First().Way;
        return new LongestWay(way,
            [.. way.Select(component => component.Limit).OfType<TimeLimit>().Where(limit => limit.Value > 0).GroupBy(limit => limit.Unit).Select(unit => new TimeLimit(unit.Sum(limit => limit.Value), unit.Key))],
            way.Count(component => component.Limit is null));
    }

    static decimal DaysOf(TimeLimit? limit) => limit switch
    {
        null => 0,
        { Unit: "working-day" } => limit.Value * DaysOfWorkingDay,
        { Unit: "month" } => limit.Value * DaysOfMonth,
        _ => limit.Value,
    };
}
