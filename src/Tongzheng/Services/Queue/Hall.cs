using Tongzheng.Kernel;

namespace Tongzheng.Services.Queue;

/// <summary>A service hall (政务服务大厅): where it is, when it is open, its windows, and how appointments are cut.</summary>
public sealed record Hall
{
    /// <summary>Its name in addresses: <c>lanyang</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The government whose hall it is, and whose journal holds its numbers and appointments.</summary>
    public required JurisdictionId Jurisdiction { get; init; }

    public required Text Name { get; init; }
    public required Text Address { get; init; }
    public required string Phone { get; init; }

    /// <summary>How long one appointment is, and how many people may have the same time.</summary>
    public required int SlotMinutes { get; init; }
    public required int Seats { get; init; }

    public required IReadOnlyList<Window> Windows { get; init; }
    public required IReadOnlyList<Opening> Opening { get; init; }

    public bool HasWindow(int number) => Windows.Any(window => window.Number == number);

    /// <summary>The times of a day at which an appointment may begin; none on a day the hall is shut.</summary>
    public IReadOnlyList<TimeOnly> SlotsOn(DateOnly day, WorkCalendar calendar)
    {
        var slots = new List<TimeOnly>();
        foreach (var open in Opening.Where(open => open.IsOn(day, calendar)))
            for (var at = open.From; at.AddMinutes(SlotMinutes) <= open.To && at.AddMinutes(SlotMinutes) > at; at = at.AddMinutes(SlotMinutes)) slots.Add(at);
        return slots;
    }

    public bool IsOpenAt(DateTimeOffset now, WorkCalendar calendar)
    {
        var (day, time) = (China.DayOf(now), TimeOnly.FromDateTime(now.ToOffset(China.Offset).DateTime));
        return Opening.Any(open => open.IsOn(day, calendar) && time >= open.From && time < open.To);
    }

    /// <summary>The opening hours in words: 工作日 09:00–12:00、13:30–17:00；星期六 09:00–12:00.</summary>
    public string Hours(Language language) => string.Join(language.Of("；", "; "), Opening.GroupBy(open => open.On)
        .Select(group => $"{Queue.Opening.Days[group.Key].In(language)} {string.Join(language.Of("、", ", "), group.Select(open => $"{open.From:HH\\:mm}–{open.To:HH\\:mm}"))}"));
}

/// <summary>A window of a hall.</summary>
public sealed record Window(int Number, Text Name);

/// <summary>Hours on days of a kind.</summary>
/// <param name="On"><c>working-day</c> by the official calendar (make-up days too), <c>saturday</c> or <c>sunday</c>.</param>
public sealed record Opening(string On, TimeOnly From, TimeOnly To)
{
    internal static readonly IReadOnlyDictionary<string, Text> Days = new Dictionary<string, Text>
    {
        ["working-day"] = new("工作日", "Working days"),
        ["saturday"] = new("星期六", "Saturdays"),
        ["sunday"] = new("星期日", "Sundays"),
    };

    // A Saturday that is worked in place of a holiday is a working day; a Saturday within a holiday is none at all.
    public bool IsOn(DateOnly day, WorkCalendar calendar) => calendar[day] switch
    {
        { IsWorked: true } => On == "working-day",
        { Holiday: not null } => false,
        _ => On == day.DayOfWeek switch { DayOfWeek.Saturday => "saturday", DayOfWeek.Sunday => "sunday", _ => null },
    };
}
