using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>A draft is handed to another officer: only one in which the linter finds nothing, and which changes something.</summary>
static class Propose
{
    /// <summary>The note is read on one screen beside the differences.</summary>
    public const int MaxNote = 500;

    /// <param name="Note">What was changed and why.</param>
    /// <param name="Version">Of the draft, as the caller saw it.</param>
    public sealed record Request(string Note, long Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/modelling/{slug}/propose", Page).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/api/modelling/{slug}/proposal", Handle).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("Hands a draft without findings to another officer").Produces<ReadDraft.DraftAnswer>();
    }

    static async Task<IResult> Handle(string slug, Request request, HttpContext context, Workshop workshop, CancellationToken stop) =>
        await Hand(slug, request, context, workshop, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : await ReadDraft.Answer(slug, context, workshop, stop);

    static async Task<IResult> Page(string slug, HttpContext context, Workshop workshop, ModellingPages pages, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        return await Hand(slug, new Request(form["note"].ToString(), SaveFile.VersionOf(form)), context, workshop, stop) is { } refusal
            ? await pages.Draft(context, slug, [refusal], stop) : Results.Redirect($"/modelling/{slug}?notice=proposed");
    }

    static async Task<Refusal?> Hand(string slug, Request request, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var asked = context.Modeller();
        return asked.Value is not { } act ? asked.Refusal
            : await workshop.Change(slug, act, "propose " + request.Version, draft => Decide(draft, request, workshop.Check(draft), workshop.MatterOf(draft), workshop.LiveFiles(slug), act), stop);
    }

    internal static Outcome<Fact[]> Decide(MatterDraft draft, Request request, IReadOnlyList<Finding> findings, Matter? matter, IReadOnlyDictionary<string, string> live, Act act)
    {
        var note = (request.Note ?? "").Trim();
        if (draft.State == DraftState.Proposed) return new Refusal("matter-draft.proposed-already");
        if (draft.Version != request.Version) return new Refusal("matter-draft.moved");
        if (note.Length is 0 or > MaxNote) return new Refusal("matter-draft.note-needed", ("most", MaxNote)) { Field = "note" };
        if (findings.Count > 0 || matter is null) return new Refusal("matter-draft.findings", ("count", findings.Count));
        if (Fingerprint.Of(draft.Files.Values.Select(file => (file.Name, file.Text))) == Fingerprint.Of(live.Select(file => (file.Key, file.Value)))) return new Refusal("matter-draft.unchanged");
        return new Fact[] { new DraftProposed { Slug = draft.Slug, Hash = matter.Hash, Note = note, By = act.Who.ToString() } };
    }
}
