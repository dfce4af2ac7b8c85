using System.Globalization;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Kiosk;
using Tongzheng.Web;

namespace Tongzheng.Services.Queue;

/// <summary>
/// Hands out a number (取号): to somebody signed in, at the hall's own kiosk to anybody, and at the counter for whoever
/// stands there. Who has an appointment that day gets a number that is called at its time.
/// </summary>
static class DrawTicket
{
    /// <summary>A number as a program sees it.</summary>
    public sealed record Answer(string Hall, int Number, string Label, string Status, int? Window, int Before);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/halls/{hall}/tickets", Post).Public().ExcludeFromDescription(); // who may is asked in Draw: a kiosk has no account
        routes.MapGet("/halls/{hall}/tickets/{number:int}", Page).Public().ExcludeFromDescription();
        routes.MapPost("/api/halls/{hall}/tickets", Handle).Requires(Permission.SignedIn).WithTags("Halls").WithSummary("Draws a number for today").Produces<Answer>();
        routes.MapGet("/api/halls/{hall}/tickets/{number:int}", Read).Public().WithTags("Halls").WithSummary("Where a number of today stands").Produces<Answer>();
    }

    static async Task<IResult> Handle(string hall, HttpContext context, HallDesk desk, Appointments appointments, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.Of(new Refusal("hall.unknown"), context.Language());
        var drawn = await Draw(found, context, desk, appointments, false, stop);
        return drawn.Value is { } ticket ? Results.Ok(AnswerOf(found, ticket, await desk.Read(found, desk.Clock.Today, stop), desk)) : Problem.Of(drawn.Refusal ?? new Refusal("queue.busy"), context.Language());
    }

    static async Task<IResult> Post(string hall, HttpContext context, HallDesk desk, Appointments appointments, Kiosks kiosks, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.For(context, new Refusal("hall.unknown"));
        var drawn = await Draw(found, context, desk, appointments, kiosks.HallOf(context) == found, stop);
        return drawn.Value is { } ticket ? Results.Redirect($"/halls/{hall}/tickets/{ticket.Number}") : Problem.For(context, drawn.Refusal ?? new Refusal("queue.busy"));
    }

    static Task<Outcome<Ticket>> Draw(Hall hall, HttpContext context, HallDesk desk, Appointments appointments, bool atKiosk, CancellationToken stop)
    {
        var caller = context.Caller();
        if (!caller.IsSignedIn && !atKiosk) return Task.FromResult<Outcome<Ticket>>(new Refusal("sign-in.needed"));
        if (!hall.IsOpenAt(desk.Clock.Now, WorkCalendar.Shipped)) return Task.FromResult<Outcome<Ticket>>(new Refusal("queue.closed", ("hours", new Text(hall.Hours(Language.Chinese), hall.Hours(Language.English)))));
        var slot = caller.Person is { } person ? appointments.Of(person, desk.Clock.Today).FirstOrDefault(each => each.Hall == hall.Key && each.Day == desk.Clock.Today)?.Slot : null;
        return desk.Change(hall, context.Act(hall.Jurisdiction), "draw", day => day.Draw(caller.Person?.ToString(), slot), stop);
    }

    static async Task<IResult> Read(string hall, int number, HttpContext context, HallDesk desk, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.Of(new Refusal("hall.unknown"), context.Language());
        var day = await desk.Read(found, desk.Clock.Today, stop);
        return day.Find(number) is { } ticket ? Results.Ok(AnswerOf(found, ticket, day, desk)) : Problem.Of(new Refusal("queue.unknown-number"), context.Language());
    }

    static async Task<IResult> Page(string hall, int number, HttpContext context, HallDesk desk, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.For(context, new Refusal("hall.unknown"));
        var day = await desk.Read(found, desk.Clock.Today, stop);
        if (day.Find(number) is not { } ticket) return Problem.For(context, new Refusal("queue.unknown-number"));
        var language = context.Language();
        var frame = context.Frame("我的号", "My number", new Crumb(found.Name.In(language), "/halls/" + found.Key));
        return new DrawnPage<TicketPage>
        {
            Frame = frame with { Refresh = ticket.IsWaiting || ticket.Status == "called" ? RefreshSeconds : null },
            Model = new TicketView
            {
                Hall = found.Name.In(language),
                HallHref = "/halls/" + found.Key,
                Label = ticket.Label,
                Before = ticket.IsWaiting ? day.Before(ticket, desk.TimeNow) : null,
                Slot = ticket.Slot is { } slot ? Slots.Written(slot) : null,
                Window = ticket.Status == "called" ? ticket.Window : null,
                IsOver = ticket.Status is "served" or "absent",
                Printed = desk.Clock.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            },
        };
    }

    /// <summary>A number is called every few minutes; somebody who looks at the page should not have to ask.</summary>
    const int RefreshSeconds = 20;

    static Answer AnswerOf(Hall hall, Ticket ticket, HallDay day, HallDesk desk) =>
        new(hall.Key, ticket.Number, ticket.Label, ticket.Status, ticket.Window, ticket.IsWaiting ? day.Before(ticket, desk.TimeNow) : 0);
}
