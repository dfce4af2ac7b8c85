using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services;

/// <summary>In demo mode: moves the node's clock on, and does at once what fell due meanwhile. Outside it the clock refuses.</summary>
static class DemoClock
{
    /// <summary>Further than this no procedure of the demo reaches.</summary>
    const int MostDays = 366;

    /// <param name="To">The instant to move to; or</param>
    /// <param name="Days">how many days on.</param>
    public sealed record Request(DateTimeOffset? To, int? Days);

    /// <summary>Where the clock stands now, and how many limits ran out on the way.</summary>
    public sealed record Answer(DateTimeOffset Now, int Fired);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demo/clock", (HttpContext context, Clock clock, long? fired) => clock.CanMove ? Draw(context, clock, fired, []) : Problem.For(context, new Refusal("clock.not-movable")))
            .Requires(Permission.Demo).ExcludeFromDescription();
        routes.MapPost("/demo/clock", Post).Requires(Permission.Demo).ExcludeFromDescription();
        routes.MapPost("/api/demo/clock", Handle).Requires(Permission.Demo).WithTags("Session").WithSummary("In demo mode: moves the clock on and fires what fell due").Produces<Answer>();
    }

    static async Task<IResult> Handle(Request request, HttpContext context, Clock clock, Timers timers, CancellationToken stop) =>
        await Move(clock, timers, request, stop) is var (refusal, fired) && refusal is not null ? Problem.Of(refusal, context.Language()) : Results.Ok(new Answer(clock.Now, fired));

    static async Task<IResult> Post(HttpContext context, Clock clock, Timers timers, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var days = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : (int?)null;
        var to = DateOnly.TryParseExact(form["to"].ToString().Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? China.StartOf(day) + clock.Now.TimeOfDay : (DateTimeOffset?)null;
        var (refusal, fired) = await Move(clock, timers, new Request(to, days), stop);
        if (refusal is null) return Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"/demo/clock?fired={fired}"));
        return clock.CanMove ? Draw(context, clock, null, [refusal]) : Problem.For(context, refusal);
    }

    static async Task<(Refusal? Refusal, int Fired)> Move(Clock clock, Timers timers, Request request, CancellationToken stop)
    {
        if (!clock.CanMove) return (new Refusal("clock.not-movable"), 0);
        if ((request.To ?? (request.Days is > 0 and <= MostDays ? clock.Now.AddDays(request.Days.Value) : null)) is not { } to || to > clock.Now.AddDays(MostDays))
            return (new Refusal("clock.how-far", ("most", MostDays)) { Field = "days" }, 0);
        return clock.MoveTo(to) is { } refusal ? (refusal with { Field = "to" }, 0) : (null, await timers.FireDue(stop));
    }

    static DrawnPage<DemoClockPage> Draw(HttpContext context, Clock clock, long? fired, IReadOnlyList<Refusal> errors)
    {
        var language = context.Language();
        return new() { Frame = context.Frame("演示时钟", "Demo clock"), Model = new DemoClockView(
            clock.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), fired, [.. errors.Select(refusal => FieldError.Of(refusal, language))]), StatusCode = errors.Count > 0 ? Problem.StatusOf(errors[0]) : StatusCodes.Status200OK };
    }
}
