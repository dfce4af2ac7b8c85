using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Queue;

/// <summary>Halls for everybody: where they are, how many wait, and the big screen with the numbers being called.</summary>
static class HallPages
{
    /// <summary>A hall as a program sees it.</summary>
    public sealed record Line(string Key, Text Name, Text Address, string Phone, string Hours, bool IsOpen);

    /// <summary>The numbers of a hall now.</summary>
    public sealed record Queue(int Waiting, IReadOnlyList<Called> Called);

    /// <summary>A number at a window.</summary>
    public sealed record Called(int Window, string Label);

    /// <summary>A screen is looked at from across a hall; older than this it would send people to the wrong window.</summary>
    const int ScreenRefreshSeconds = 8;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/halls", All).Public().ExcludeFromDescription();
        routes.MapGet("/halls/{hall}", One).Public().ExcludeFromDescription();
        routes.MapGet("/halls/{hall}/screen", Screen).Public().ExcludeFromDescription();
        routes.MapGet("/api/halls", (HttpContext context, HallDesk desk) => Results.Ok(desk.Halls.All.Select(hall => new Line(
            hall.Key, hall.Name, hall.Address, hall.Phone, hall.Hours(context.Language()), hall.IsOpenAt(desk.Clock.Now, WorkCalendar.Shipped)))))
            .Public().WithTags("Halls").WithSummary("The service halls").Produces<IReadOnlyList<Line>>();
        routes.MapGet("/api/halls/{hall}/queue", Read).Public().WithTags("Halls").WithSummary("How many wait, and the numbers being called").Produces<Queue>();
    }

    static async Task<IResult> Read(string hall, HttpContext context, HallDesk desk, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.Of(new Refusal("hall.unknown"), context.Language());
        var day = await desk.Read(found, desk.Clock.Today, stop);
        return Results.Ok(new Queue(day.Tickets.Count(ticket => ticket.IsWaiting), [.. day.Tickets.Where(ticket => ticket.Status == "called").Select(ticket => new Called(ticket.Window ?? 0, ticket.Label))]));
    }

    static DrawnPage<HallsPage> All(HttpContext context, HallDesk desk)
    {
        var language = context.Language();
        return new() { Frame = context.Frame("办事大厅", "Service halls"), Model = new HallsView([.. desk.Halls.All.Select(hall => View(hall, desk, language))]) };
    }

    static async Task<IResult> One(string hall, HttpContext context, HallDesk desk, Kiosk.Kiosks kiosks, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.For(context, new Refusal("hall.unknown"));
        var language = context.Language();
        var day = await desk.Read(found, desk.Clock.Today, stop);
        var mine = context.Caller().Person?.ToString() is { } person ? day.Tickets.LastOrDefault(ticket => ticket.Holder == person && ticket.Status is "waiting" or "called") : null;
        return new DrawnPage<HallPage> { Frame = context.Frame(found.Name.Zh, found.Name.In(language), new Crumb(language.Of("办事大厅", "Service halls"), "/halls")), Model = View(found, desk, language) with
        {
            Waiting = day.Tickets.Count(ticket => ticket.IsWaiting),
            Windows = [.. found.Windows.Select(window => new WindowView(window.Number, window.Name.In(language), day.AtWindow(window.Number)?.Label))],
            MayDraw = context.Caller().IsSignedIn || kiosks.HallOf(context) == found,
            MineHref = mine is { } held && mine.Holder is not null ? $"/halls/{found.Key}/tickets/{held.Number}" : null,
            MineLabel = mine?.Holder is null ? null : mine.Label,
            Hidden = [Frames.NewKey()],
        } };
    }

    static async Task<IResult> Screen(string hall, HttpContext context, HallDesk desk, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.For(context, new Refusal("hall.unknown"));
        var language = context.Language();
        var day = await desk.Read(found, desk.Clock.Today, stop);
        return new DrawnPage<ScreenPage> { Frame = context.Frame(found.Name.Zh, found.Name.In(language)) with { Refresh = ScreenRefreshSeconds }, Model = View(found, desk, language) with
        {
            Waiting = day.Tickets.Count(ticket => ticket.IsWaiting),
            Windows = [.. found.Windows.Select(window => new WindowView(window.Number, window.Name.In(language), day.AtWindow(window.Number)?.Label))],
            Time = Slots.Written(desk.TimeNow),
        } };
    }

    static HallView View(Hall hall, HallDesk desk, Language language) => new()
    {
        Key = hall.Key,
        Name = hall.Name.In(language),
        Address = hall.Address.In(language),
        Phone = hall.Phone,
        Hours = hall.Hours(language),
        IsOpen = hall.IsOpenAt(desk.Clock.Now, WorkCalendar.Shipped),
    };
}
