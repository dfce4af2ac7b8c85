using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>
/// Four eyes: a steward who wrote no part of a proposed draft, and did not propose it, publishes it. New cases begin
/// under it; those that run go on under the version they began with.
/// </summary>
static class PublishDraft
{
    /// <param name="Version">Of the draft, as the caller saw it.</param>
    /// <param name="Live">Hash of the version it replaces, as the caller saw it; left out for a new matter.</param>
    public sealed record Request(long Version, string? Live = null);

    /// <param name="Live">Hash of the version that is live now.</param>
    public sealed record Answer(string Slug, string? Live);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/modelling/{slug}/publish", Page).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/api/modelling/{slug}/publication", Handle).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("Publishes a proposed draft that the caller wrote no part of").Produces<Answer>();
    }

    static async Task<IResult> Handle(string slug, Request request, HttpContext context, Workshop workshop, ReadyPages ready, CancellationToken stop) =>
        await Publish(slug, request, context, workshop, ready, stop) is { } refusal ? Problem.Of(refusal, context.Language())
            : Results.Ok(new Answer(slug, workshop.Versions.HashOf(slug)));

    static async Task<IResult> Page(string slug, HttpContext context, Workshop workshop, ReadyPages ready, ModellingPages pages, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        return await Publish(slug, new Request(SaveFile.VersionOf(form), form["live"].ToString()), context, workshop, ready, stop) is { } refusal
            ? await pages.Draft(context, slug, [refusal], stop) : Results.Redirect($"/modelling/{slug}?notice=published");
    }

    static async Task<Refusal?> Publish(string slug, Request request, HttpContext context, Workshop workshop, ReadyPages ready, CancellationToken stop)
    {
        var asked = context.Modeller();
        if (asked.Value is not { } act) return asked.Refusal;
        Matter? goesLive = null;
        var refused = await workshop.Change(slug, act, $"publish {request.Version} {request.Live}", draft =>
        {
            goesLive = workshop.MatterOf(draft);
            return Decide(draft, request, workshop.Check(draft).Count, goesLive, workshop.Versions.HashOf(slug), act);
        }, stop, _ => Versions.Publication(goesLive ?? throw new InvalidOperationException("A draft without a matter was published."), MatterPublished.FromBrowser));
        if (refused is null && goesLive is not null && workshop.Versions.HashOf(slug) != goesLive.Hash)
        {
            workshop.Versions.Live(goesLive);
            ready.Drop();
        }
        return refused;
    }

    internal static Outcome<Fact[]> Decide(MatterDraft draft, Request request, int findings, Matter? matter, string? live, Act act)
    {
        if (draft.State != DraftState.Proposed) return new Refusal("matter-draft.not-proposed");
        if (MayNot(draft, act.Who.ToString())) return new Refusal("matter-draft.own-work");
        if (draft.Version != request.Version) return new Refusal("matter-draft.moved");
        if ((request.Live ?? "") != (live ?? "")) return new Refusal("matter-draft.live-moved");
        if (findings > 0 || matter is null) return new Refusal("matter-draft.findings", ("count", findings)); // the shared files have changed since it was proposed
        return new Fact[] { new DraftPublished { Slug = draft.Slug, Hash = matter.Hash, Replaced = live, By = act.Who.ToString() } };
    }

    /// <summary>Whoever wrote or removed a file of it, or proposed it.</summary>
    internal static bool MayNot(MatterDraft draft, string who) => draft.Authors.Contains(who) || draft.Proposed?.Fact.By == who;
}
