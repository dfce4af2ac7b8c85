using Tongzheng.Casework;
using Tongzheng.Identity;

namespace Tongzheng.Exchange;

/// <summary>The exchanges of a case, for who may see the case; and what waits at the door, for who watches the government.</summary>
public static class WatchDoor
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/cases/{id}/messages", (string id, HttpContext context, FindCase find, Exchanges exchanges, CancellationToken stop) =>
                find.With(context, id, stop, async current => Results.Ok(await exchanges.Of(current, stop))))
            .Requires(Permission.SignedIn).WithTags("Exchange").WithSummary("What a case has asked of other governments and was asked for, and what each side waits for").Produces<IReadOnlyList<Exchanges.Line>>();
        routes.MapGet("/api/door/waiting", (HttpContext context, Exchanges exchanges, long? after) => Results.Ok(exchanges.Waiting(context.Caller().Home, after ?? 0)))
            .Requires(Permission.Audit).WithTags("Exchange").WithSummary("What this government has sent that is not delivered, oldest first: how often it was tried and why it failed").Produces<IReadOnlyList<Exchanges.Held>>();
    }
}
