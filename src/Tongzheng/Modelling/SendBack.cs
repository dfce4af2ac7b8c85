using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>The other officer sends a proposed draft back with a reason; its authors may take it back themselves.</summary>
static class SendBack
{
    /// <param name="Version">Of the draft, as the caller saw it.</param>
    public sealed record Request(string Reason, long Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/modelling/{slug}/send-back", Page).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/api/modelling/{slug}/return", Handle).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("Sends a proposed draft back with a reason").Produces<ReadDraft.DraftAnswer>();
    }

    static async Task<IResult> Handle(string slug, Request request, HttpContext context, Workshop workshop, CancellationToken stop) =>
        await Return(slug, request, context, workshop, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : await ReadDraft.Answer(slug, context, workshop, stop);

    static async Task<IResult> Page(string slug, HttpContext context, Workshop workshop, ModellingPages pages, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        return await Return(slug, new Request(form["reason"].ToString(), SaveFile.VersionOf(form)), context, workshop, stop) is { } refusal
            ? await pages.Draft(context, slug, [refusal], stop) : Results.Redirect($"/modelling/{slug}?notice=sent-back");
    }

    static async Task<Refusal?> Return(string slug, Request request, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var asked = context.Modeller();
        return asked.Value is not { } act ? asked.Refusal : await workshop.Change(slug, act, $"return {request.Version} {request.Reason}", draft => Decide(draft, request, act), stop);
    }

    internal static Outcome<Fact[]> Decide(MatterDraft draft, Request request, Act act)
    {
        var reason = (request.Reason ?? "").Trim();
        if (draft.State != DraftState.Proposed) return new Refusal("matter-draft.not-proposed");
        if (draft.Version != request.Version) return new Refusal("matter-draft.moved");
        if (reason.Length is 0 or > Propose.MaxNote) return new Refusal("matter-draft.reason-needed", ("most", Propose.MaxNote)) { Field = "reason" };
        return new Fact[] { new DraftSentBack { Slug = draft.Slug, Reason = reason, By = act.Who.ToString() } };
    }
}
