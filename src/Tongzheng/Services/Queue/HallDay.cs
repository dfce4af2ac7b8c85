using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Queue;

/// <summary>A number with where it stands.</summary>
/// <param name="Status"><c>waiting</c>, <c>called</c>, <c>served</c>, <c>absent</c>.</param>
public sealed record Ticket(int Number, TimeOnly? Slot, string? Holder, string Status, int? Window = null, string? By = null)
{
    public bool IsWaiting => Status == "waiting";

    /// <summary>As it is printed and called: A012; Y012 with an appointment.</summary>
    public string Label => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(Slot is null ? 'A' : 'Y')}{Number:000}");
}

/// <summary>The queue of a hall on one day, from its facts. What comes of an act is decided here; two at once are parted by the stream's version.</summary>
public sealed record HallDay(string Hall, DateOnly Day, long Version, IReadOnlyList<Ticket> Tickets)
{
    /// <summary>A hall that has so many people waiting hands out no more numbers: they could not be served that day.</summary>
    public const int MostWaiting = 300;

    public static string StreamOf(string hall, DateOnly day) => $"queue/{hall}/{Slots.Written(day)}";

    public static HallDay Empty(string hall, DateOnly day) => new(hall, day, 0, []);

    /// <summary>The queue after one more fact.</summary>
    public HallDay After(Fact? fact) => fact switch
    {
        TicketDrawn drawn => this with { Version = Version + 1, Tickets = [.. Tickets, new Ticket(drawn.Number, drawn.Slot, drawn.Holder, "waiting")] },
        TicketCalled called => With(called.Number, ticket => ticket with { Status = "called", Window = called.Window, By = called.By }),
        TicketClosed closed => With(closed.Number, ticket => ticket with { Status = closed.Served ? "served" : "absent" }),
        _ => this with { Version = Version + 1 },
    };

    public Ticket? Find(int number) => Tickets.FirstOrDefault(ticket => ticket.Number == number);

    HallDay With(int number, Func<Ticket, Ticket> change) =>
        this with { Version = Version + 1, Tickets = [.. Tickets.Select(ticket => ticket.Number == number ? change(ticket) : ticket)] };

    /// <summary>The next number of the day.</summary>
    public Outcome<Fact[]> Draw(string? holder, TimeOnly? slot)
    {
        if (Tickets.Count(ticket => ticket.IsWaiting) >= MostWaiting) return new Refusal("queue.full");
        return new Fact[] { new TicketDrawn { Hall = Hall, Day = Day, Number = Tickets.Count + 1, Holder = holder, Slot = slot } };
    }

    /// <summary>Who is next: people whose appointment has begun, in its order; then those who came, in the order they came; then who came early.</summary>
    public Ticket? Next(TimeOnly now) => Tickets.Where(ticket => ticket.IsWaiting)
        .OrderBy(ticket => ticket.Slot is { } slot ? slot <= now ? 0 : 2 : 1).ThenBy(ticket => ticket.Slot).ThenBy(ticket => ticket.Number).FirstOrDefault();

    /// <summary>How many are called before a number.</summary>
    public int Before(Ticket ticket, TimeOnly now)
    {
        var waiting = this with { Tickets = [.. Tickets.Where(each => each.IsWaiting)] };
        var before = 0;
        while (waiting.Next(now) is { } next && next.Number != ticket.Number)
        {
            before++;
            waiting = waiting with { Tickets = [.. waiting.Tickets.Where(each => each.Number != next.Number)] };
        }
        return before;
    }

    /// <summary>A window calls: what it had open is done with, and the next number is called.</summary>
    public Outcome<Fact[]> Call(int window, string by, TimeOnly now)
    {
        if (Next(now) is not { } next) return new Refusal("queue.nobody-waits");
        var facts = new List<Fact>();
        if (AtWindow(window) is { } open) facts.Add(new TicketClosed { Hall = Hall, Day = Day, Number = open.Number, Served = true, By = by });
        facts.Add(new TicketCalled { Hall = Hall, Day = Day, Number = next.Number, Window = window, By = by });
        return facts.ToArray();
    }

    /// <summary>The window's number is done with.</summary>
    public Outcome<Fact[]> Close(int window, bool served, string by) => AtWindow(window) is { } open
        ? new Fact[] { new TicketClosed { Hall = Hall, Day = Day, Number = open.Number, Served = served, By = by } }
        : new Refusal("queue.nothing-open");

    /// <summary>The number a window has open.</summary>
    public Ticket? AtWindow(int window) => Tickets.LastOrDefault(ticket => ticket.Status == "called" && ticket.Window == window);
}
