using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.Queue;

/// <summary>
/// At a window of the own government's hall: calls the next number (叫号), closes the open one, and tells who did not come.
/// Two windows that call at once call two numbers.
/// </summary>
static class CallNumbers
{
    /// <param name="Window">Number of the window.</param>
    /// <param name="Do"><c>call</c> the next, <c>served</c>, or <c>absent</c>.</param>
    public sealed record Request(int Window, string Do);

    /// <summary>What the window has open now.</summary>
    public sealed record Answer(int Number, string Label, string Status, int? Window);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/counter/queue", Post).Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapPost("/api/halls/{hall}/calls", Handle).Requires(Permission.ActAtCounter).WithTags("Halls").WithSummary("At a window: calls the next number, or closes the open one").Produces<Answer>();
    }

    static async Task<IResult> Handle(string hall, Request request, HttpContext context, HallDesk desk, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.Of(new Refusal("hall.unknown"), context.Language());
        var done = await Do(found, request, context, desk, stop);
        return done.Value is { } ticket ? Results.Ok(new Answer(ticket.Number, ticket.Label, ticket.Status, ticket.Window)) : Problem.Of(done.Refusal ?? new Refusal("queue.busy"), context.Language());
    }

    static async Task<IResult> Post(HttpContext context, HallDesk desk, CancellationToken stop)
    {
        if (desk.Halls.Of(context.Caller().Home) is not { } hall) return Problem.For(context, new Refusal("hall.unknown"));
        var form = await context.Request.ReadFormAsync(stop);
        _ = int.TryParse(form["window"], NumberStyles.None, CultureInfo.InvariantCulture, out var window);
        var done = await Do(hall, new Request(window, form["do"].ToString()), context, desk, stop);
        return Results.Redirect($"/counter?window={window}" + (done.Refusal is { } refusal ? "&queue=" + refusal.Code : ""));
    }

    static Task<Outcome<Ticket>> Do(Hall hall, Request request, HttpContext context, HallDesk desk, CancellationToken stop)
    {
        var caller = context.Caller();
        if (caller.Home != hall.Jurisdiction) return Task.FromResult<Outcome<Ticket>>(new Refusal("queue.not-your-hall"));
        if (!hall.HasWindow(request.Window)) return Task.FromResult<Outcome<Ticket>>(new Refusal("queue.no-window") { Field = "window" });
        var by = caller.Who?.ToString() ?? "";
        var post = caller.Posts.First(each => each.Role == Role.Counter);
        return desk.Change(hall, context.Act(hall.Jurisdiction, post), $"{request.Do} {request.Window}", day => request.Do switch
        {
            "call" => day.Call(request.Window, by, desk.TimeNow),
            "served" => day.Close(request.Window, true, by),
            "absent" => day.Close(request.Window, false, by),
            _ => new Refusal("request.malformed"),
        }, stop);
    }
}
