using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Functions on dates (DMN 1.5, table 77), and the instant handed in with the evaluation.</summary>
static class Dates
{
    static readonly string[] days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    static readonly string[] months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    public static readonly Entry[] All =
    [
        new("now", "", (call, _) => call.Session.Options.Now),
        new("today", "", (call, _) => FeelValue.OfDate(((FeelValue)call.Session.Options.Now).Day)),
        new("day of year", "date: date|date and time", (_, a) => Civil.DayOfYear(a[0].Day)),
        new("day of week", "date: date|date and time", (_, a) => days[Civil.DayOfWeek(a[0].Day) - 1]),
        new("month of year", "date: date|date and time", (_, a) => months[Civil.Split(a[0].Day).Month - 1]),
        new("week of year", "date: date|date and time", (_, a) => Civil.WeekOfYear(a[0].Day)),
    ];
}
