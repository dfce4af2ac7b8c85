using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

/// <summary>What holds of every period, wherever it begins and however it was stopped.</summary>
public sealed class DeadlineProperties
{
    static readonly WorkCalendar Calendar = WorkCalendar.Shipped;
    static readonly DateTimeOffset Midnight = China.StartOf(new DateOnly(2024, 1, 2));

    // Hours after the first working day of 2024; a period of up to 60 days from there stays within 2026.
    static readonly Gen<DateTimeOffset> Instants = Gen.Choose(0, 900 * 24).Select(hours => Midnight.AddHours(hours));

    static Deadline Of(DateTimeOffset start, int amount, TimeUnit unit) =>
        new() { Event = "受理", Start = start, Period = new Period(amount, unit), Basis = "行政许可法 art.42", Procedure = "行政许可" };

    static void Holds(Gen<(DateTimeOffset Start, int Amount)> gen, Func<DateTimeOffset, int, bool> property) =>
        Prop.ForAll(gen.ToArbitrary(), pair => property(pair.Start, pair.Amount)).QuickCheckThrowOnFailure();

    static readonly Gen<(DateTimeOffset, int)> Periods = Instants.SelectMany(start => Gen.Choose(1, 60).Select(amount => (start, amount)));

    [Fact]
    public void A_period_of_working_days_has_so_many_of_them_after_the_day_of_the_event() => Holds(Periods, (start, amount) =>
    {
        var due = Of(start, amount, TimeUnit.WorkingDay).On(Calendar, start);
        return Calendar.IsWorked(due.LastDay) && Calendar.WorkedBetween(China.DayOf(start), due.LastDay) == amount;
    });

    [Fact]
    public void The_last_day_is_worked_and_only_rest_days_lie_between_it_and_the_day_counted() => Holds(Periods, (start, amount) =>
        new[] { TimeUnit.CalendarDay, TimeUnit.Month, TimeUnit.Year }.All(unit =>
        {
            var due = Of(start, unit == TimeUnit.CalendarDay ? amount : (amount % 3) + 1, unit).On(Calendar, start);
            return Calendar.IsWorked(due.LastDay) && Calendar.WorkedBetween(due.RawLastDay.AddDays(-1), due.LastDay) == 1;
        }));

    [Fact]
    public void One_day_more_never_ends_earlier() => Holds(Periods, (start, amount) =>
        Of(start, amount, TimeUnit.WorkingDay).On(Calendar, start).At < Of(start, amount + 1, TimeUnit.WorkingDay).On(Calendar, start).At
        && Of(start, amount, TimeUnit.CalendarDay).On(Calendar, start).At <= Of(start, amount + 1, TimeUnit.CalendarDay).On(Calendar, start).At);

    [Fact]
    public void Lights_come_in_their_order() => Holds(Periods, (start, amount) =>
    {
        var due = Of(start, amount, TimeUnit.WorkingDay).On(Calendar, start);
        return due.YellowFrom <= due.RedFrom && due.RedFrom < due.At;
    });

    [Fact]
    public void A_stop_moves_the_end_by_the_working_days_it_covers() => Holds(Periods, (start, amount) =>
    {
        var deadline = Of(start, amount + 5, TimeUnit.WorkingDay);
        var until = start.AddDays(3).AddHours(amount);
        var stopped = deadline.Stop("testing", start.AddDays(1)).OrThrow().Restart(until).OrThrow();
        var covered = Calendar.WorkedBetween(China.DayOf(start.AddDays(1)), China.DayOf(until));
        var due = stopped.On(Calendar, until);
        return Calendar.WorkedBetween(China.DayOf(start), due.LastDay) == amount + 5 + covered;
    });

    [Fact]
    public void A_clock_that_stands_still_loses_nothing_whenever_it_is_asked() => Holds(Periods, (start, amount) =>
    {
        var stopped = Of(start, amount, TimeUnit.WorkingDay).Stop("testing", start).OrThrow();
        var asked = start.AddDays(amount);
        return Calendar.WorkedBetween(China.DayOf(asked), stopped.On(Calendar, asked).LastDay) == amount;
    });

    [Theory]
    [InlineData(TimeUnit.WorkingDay)]
    [InlineData(TimeUnit.CalendarDay)]
    public void A_period_stopped_twice_ends_where_counting_on_the_fingers_ends(TimeUnit unit)
    {
        var holidays = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("src", "Tongzheng", "Kernel", "facts", "holidays.json"))).RootElement.GetProperty("years").EnumerateObject().Select(year => year.Value).ToList();
        var (off, madeUp) = (Listed("offDays"), Listed("makeupWorkdays"));
        var compared = 0;
        var gen = Gen.Choose(0, 60).ListOf(5).SelectMany(numbers => Instants.Select(start => (start, numbers)));
        Prop.ForAll(gen.ToArbitrary(), one =>
        {
            var (start, n) = (one.start, one.numbers);
            var amount = 10 + n[0];
            var first = start.AddHours(n[1] * 2);
            var second = first.AddHours(n[2] * 2).AddHours(n[3] * 2);
            (DateTimeOffset From, DateTimeOffset Until)[] stops = [(first, first.AddHours(n[2] * 2)), (second, second.AddHours(n[4] * 2))];
            var deadline = Of(start, amount, unit);
            foreach (var (from, until) in stops) deadline = deadline.Stop("testing", from).OrThrow().Restart(until).OrThrow();

            var (day, left) = (China.DayOf(start), amount);
            while (left > 0)
            {
                day = day.AddDays(1);
                if ((unit == TimeUnit.CalendarDay || IsWorked(day)) && !stops.Any(stop => day > China.DayOf(stop.From) && day <= China.DayOf(stop.Until))) left--;
            }
            var counted = day;
            while (!IsWorked(day)) day = day.AddDays(1);
            if (China.DayOf(stops[1].Until) >= counted) return true; // what is stopped when it would run out has rules of its own
            compared++;
            return deadline.On(Calendar, stops[1].Until).LastDay == day;
        }).QuickCheckThrowOnFailure();
        Assert.True(compared > 50);

        HashSet<DateOnly> Listed(string what) => [.. holidays.SelectMany(year => year.GetProperty(what).EnumerateArray()).Select(each => DateOnly.Parse(each.GetProperty("date").GetString() ?? "", CultureInfo.InvariantCulture))];
        bool IsWorked(DateOnly day) => madeUp.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !off.Contains(day));
    }
}
