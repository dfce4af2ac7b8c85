using Tongzheng.Kernel;
using Tongzheng.Services.Queue;

namespace Tongzheng.Tests.Counters;

/// <summary>Whose turn it is, and when a hall is open: decided of values alone.</summary>
public sealed class HallDayTests
{
    static readonly DateOnly Thursday = new(2026, 3, 5);
    static readonly Halls Halls = Tongzheng.Services.Queue.Halls.Load(Repository.PathOf("regions", "yunlan", "halls.yaml"), []);
    static readonly Hall Lanyang = Halls.Find("lanyang") ?? throw new InvalidOperationException();

    [Fact]
    public void The_halls_as_shipped_have_no_finding()
    {
        var findings = new List<Tongzheng.Matters.Finding>();
        Assert.True(Tongzheng.Services.Queue.Halls.Load(Repository.PathOf("regions", "yunlan", "halls.yaml"), findings).All.Count >= 2);
        Assert.Empty(findings);
    }

    [Fact]
    public void Times_are_cut_from_the_opening_hours_of_working_days_and_none_reaches_past_closing()
    {
        var slots = Lanyang.SlotsOn(Thursday, WorkCalendar.Shipped);
        Assert.Equal(13, slots.Count); // six before noon, seven after
        Assert.Equal(new TimeOnly(9, 0), slots[0]);
        Assert.Equal(new TimeOnly(16, 30), slots[^1]);
    }

    [Theory]
    [InlineData("2026-03-07", 6)] // an ordinary Saturday
    [InlineData("2026-03-08", 0)] // a Sunday
    [InlineData("2026-02-17", 0)] // Spring Festival
    [InlineData("2026-02-21", 0)] // a Saturday within it
    [InlineData("2026-02-14", 13)] // a Saturday worked for it
    public void A_hall_keeps_the_official_calendar(string day, int slots) =>
        Assert.Equal(slots, Lanyang.SlotsOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), WorkCalendar.Shipped).Count);

    [Fact]
    public void People_with_an_appointment_come_first_once_their_time_has_begun_and_last_before()
    {
        var day = Drawn(null, null, new TimeOnly(9, 30), new TimeOnly(9, 0));
        Assert.Equal(1, day.Next(new TimeOnly(8, 59))?.Number);
        Assert.Equal(4, day.Next(new TimeOnly(9, 10))?.Number);
        Assert.Equal([4, 3, 1, 2], Order(day, new TimeOnly(9, 30)));
        Assert.Equal(2, day.Before(day.Tickets[0], new TimeOnly(9, 30)));
    }

    [Fact]
    public void Calling_the_next_closes_what_the_window_had_open()
    {
        var day = Drawn(null, null);
        day = day.Call(3, "officer/1", new TimeOnly(9, 0)).OrThrow().Aggregate(day, (before, fact) => before.After(fact));
        Assert.Equal(1, day.AtWindow(3)?.Number);
        day = day.Call(3, "officer/1", new TimeOnly(9, 5)).OrThrow().Aggregate(day, (before, fact) => before.After(fact));
        Assert.Equal(("served", 2), (day.Tickets[0].Status, day.AtWindow(3)?.Number));
        Assert.Equal("queue.nobody-waits", day.Call(1, "officer/2", new TimeOnly(9, 6)).Refusal?.Code);
        Assert.Equal("queue.nothing-open", day.Close(1, true, "officer/2").Refusal?.Code);
    }

    [Fact]
    public void A_hall_that_is_full_hands_out_no_more_numbers() =>
        Assert.Equal("queue.full", Drawn([.. new TimeOnly?[HallDay.MostWaiting]]).Draw(null, null).Refusal?.Code);

    static HallDay Drawn(params TimeOnly?[] slots) =>
        slots.Aggregate(HallDay.Empty("lanyang", Thursday), (day, slot) => day.After(day.Draw(null, slot).OrThrow()[0]));

    static IEnumerable<int> Order(HallDay day, TimeOnly now)
    {
        while (day.Next(now) is { } next)
        {
            yield return next.Number;
            day = day with { Tickets = [.. day.Tickets.Where(ticket => ticket.Number != next.Number)] };
        }
    }
}
