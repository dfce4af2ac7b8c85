using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>A steward enters that a body was dissolved; its cases and open tasks have gone to whoever follows it when the answer goes out.</summary>
static class Dissolution
{
    /// <param name="Successor">Code of the body that takes its matters; left out where nobody has been named.</param>
    /// <param name="Reason">The document it follows from.</param>
    public sealed record Request(string? Successor, string Reason);

    /// <summary>The body that is no more, who follows it, and how many cases went over.</summary>
    public sealed record Answer(string Organisation, string? Successor, int Cases);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/organisations/{code}/dissolution", Handle).Requires(Permission.KeepCatalogue).WithTags("Directory").WithSummary("Enters that a body was dissolved; its cases go to the successor");

    static async Task<IResult> Handle(string code, Request request, HttpContext context, Journal journal, Offices offices, Successions successions, CancellationToken stop)
    {
        var language = context.Language();
        if (!CreditCode.TryParse(code, out var organisation, out var why)) return Problem.Of(why ?? new Refusal("organisation.unknown", ("code", code)), language);
        CreditCode? successor = null;
        if (!string.IsNullOrWhiteSpace(request.Successor))
        {
            if (!CreditCode.TryParse(request.Successor, out var named, out why)) return Problem.Of((why ?? new Refusal("organisation.unknown", ("code", request.Successor))) with { Field = "successor" }, language);
            successor = named;
        }
        var done = await DissolveOffice.Handle(journal, offices, new DissolveOffice.Request(organisation, successor, request.Reason ?? ""), context.Act(context.Caller().Home), stop);
        return done.Refusal is { } refusal ? Problem.Of(refusal, language)
            : Results.Ok(new Answer(organisation.ToString(), successor?.ToString(), await successions.All(stop)));
    }
}
