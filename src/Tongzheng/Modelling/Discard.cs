using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>A draft is given up. What was written stays in the journal; the live matter is as it was.</summary>
static class Discard
{
    /// <param name="Version">Of the draft, as the caller saw it.</param>
    public sealed record Request(long Version);

    /// <summary>The matter whose draft was given up.</summary>
    public sealed record Answer(string Slug);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/modelling/{slug}/discard", Page).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/api/modelling/{slug}/discard", Handle).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("Gives a draft up").Produces<Answer>();
    }

    static async Task<IResult> Handle(string slug, Request request, HttpContext context, Workshop workshop, CancellationToken stop) =>
        await GiveUp(slug, request, context, workshop, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : Results.Ok(new Answer(slug));

    static async Task<IResult> Page(string slug, HttpContext context, Workshop workshop, ModellingPages pages, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        return await GiveUp(slug, new Request(SaveFile.VersionOf(form)), context, workshop, stop) is { } refusal ? await pages.Draft(context, slug, [refusal], stop) : Results.Redirect("/modelling?notice=discarded");
    }

    static async Task<Refusal?> GiveUp(string slug, Request request, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var asked = context.Modeller();
        return asked.Value is not { } act ? asked.Refusal : await workshop.Change(slug, act, "discard " + request.Version, draft =>
            draft.Version != request.Version ? new Refusal("matter-draft.moved") : new Fact[] { new DraftDiscarded { Slug = slug, By = act.Who.ToString() } }, stop);
    }
}
