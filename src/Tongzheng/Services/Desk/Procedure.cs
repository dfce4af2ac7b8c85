using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>The procedure a case runs under, as its BPMN file: what the diagram draws and Camunda Modeler opens.</summary>
static class Procedure
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk/cases/{id}/procedure", Read).Requires(Permission.SignedIn).ExcludeFromDescription();
        routes.MapGet("/api/cases/{id}/procedure", Read).Requires(Permission.SignedIn).WithTags("Cases").WithSummary("The procedure of a case (BPMN 2.0)").Produces<Stream>(contentType: "application/xml");
    }

    static async Task<IResult> Read(string id, HttpContext context, FindCase find, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        return found.Value is { } current ? Results.Text(current.Version.Matter.Procedure?.Xml ?? "", "application/xml") : Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
    }
}
