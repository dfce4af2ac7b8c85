using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services;

/// <summary>
/// The official calendars: which years the node knows, and the publishing of a new one. With it every provisional due
/// date of a running case gets its day before the answer goes out.
/// </summary>
static class OfficialCalendars
{
    /// <param name="Year">The year of the notice.</param>
    /// <param name="Notice">Where it was published.</param>
    /// <param name="RestDays">Days off, each with its holiday.</param>
    /// <param name="MakeUpDays">Weekend days that are worked, each with its holiday.</param>
    public sealed record Request(int Year, string Notice, IReadOnlyDictionary<DateOnly, string> RestDays, IReadOnlyDictionary<DateOnly, string>? MakeUpDays);

    /// <summary>What was published, and how many due dates moved with it.</summary>
    public sealed record Answer(int Year, int Moved);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/calendars", (Calendars calendars) => Results.Ok(calendars.Known.Years)).Public().WithTags("Calendars").WithSummary("The official calendars the node counts by");
        routes.MapPost("/api/calendars", Handle).Requires(Permission.KeepCatalogue).WithTags("Calendars").WithSummary("Publishes a year's holiday notice; provisional due dates are computed again");
    }

    static async Task<IResult> Handle(Request request, HttpContext context, Calendars calendars, MoveDues dues, CancellationToken stop)
    {
        if (context.Caller().Home != JurisdictionId.State) return Problem.Of(new Refusal("calendar.of-the-state"), context.Language());
        var year = new CalendarYear(request.Year, request.Notice, request.RestDays, request.MakeUpDays ?? new Dictionary<DateOnly, string>());
        var published = await calendars.Publish(year, context.Act(JurisdictionId.State), stop);
        return published.Refusal is { } refusal ? Problem.Of(refusal, context.Language())
            : Results.Ok(new Answer(request.Year, await dues.Of(request.Year, stop)));
    }
}
