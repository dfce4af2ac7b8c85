using Tongzheng.Casework;
using Tongzheng.Identity;

namespace Tongzheng.Services.Desk;

/// <summary>What a leader has been told of: tasks of the office, and of those below, that are due today or late.</summary>
static class Escalated
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/escalations", (HttpContext context, Lists lists, string? afterDue, string? afterCase, long? afterTask) =>
                Results.Ok(lists.Escalated(context.Caller().Home, context.Caller().Posts, afterDue is null ? null : new TaskKey(afterDue, afterCase ?? "", afterTask ?? 0))))
            .Requires(Permission.Lead).WithTags("Cases").WithSummary("Open tasks a leader was told of: due today, or late; the latest first").Produces<IReadOnlyList<TaskLine>>();
}
