using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>What programs read: the drafts there are, one of them with what is wrong in it and what it changes, and its files.</summary>
static class ReadDraft
{
    public sealed record FileAnswer(string Name, bool ChangedSinceOpened, string? By, DateTimeOffset? At);

    public sealed record FindingAnswer(string Code, string File, int Line, int Column, string Message, string Remedy);

    public sealed record DifferenceAnswer(string File, Change Change, IReadOnlyList<string> Words);

    /// <param name="Fingerprint">Content hash after parsing, of the matter's own files.</param>
    /// <param name="LiveFingerprint">The same of the live version; null for a new matter.</param>
    /// <param name="Base">Hash of the version the draft began from.</param>
    /// <param name="Live">Hash of the version that is live now.</param>
    /// <param name="RunningOnLive">Open cases of the live version, in all governments of this node.</param>
    public sealed record DraftAnswer(string Slug, DraftState State, long Version, string OpenedBy, DateTimeOffset OpenedAt, IReadOnlyList<string> Authors, string? ProposedBy, string? Note, string? SentBack, string? Base, string? Live,
        long RunningOnLive, string Fingerprint, string? LiveFingerprint, IReadOnlyList<FileAnswer> Files, IReadOnlyList<FindingAnswer> Findings, IReadOnlyList<DifferenceAnswer> Differences);

    public sealed record FileText(string Name, string Text, long Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/modelling").WithTags("Modelling");
        api.MapGet("", (Workshop workshop) => Results.Ok(workshop.Open())).Requires(Permission.KeepCatalogue).WithSummary("The drafts that are open").Produces<IReadOnlyList<Workshop.Line>>();
        api.MapGet("/{slug}", Answer).Requires(Permission.KeepCatalogue).WithSummary("A draft, what is wrong in it, and what it changes").Produces<DraftAnswer>();
        api.MapGet("/{slug}/files/{file}", File).Requires(Permission.KeepCatalogue).WithSummary("A file of a draft").Produces<FileText>();
    }

    public static async Task<IResult> Answer(string slug, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        if (await workshop.Find(slug, stop) is not { } draft) return Problem.Of(new Refusal("matter-draft.unknown", ("matter", slug)), context.Language());
        var language = context.Language();
        var live = workshop.LiveFiles(slug);
        var liveHash = workshop.Versions.HashOf(slug);
        return Results.Ok(new DraftAnswer(slug, draft.State, draft.Version, draft.Opened.By, draft.OpenedAt, [.. draft.Authors.Order(StringComparer.Ordinal)], draft.Proposed?.Fact.By, draft.Proposed?.Fact.Note, draft.SentBack?.Fact.Reason,
            draft.Opened.Base, liveHash, liveHash is null ? 0 : (await workshop.Running(slug)).GetValueOrDefault(liveHash),
            Fingerprint.Of(draft.Files.Values.Select(file => (file.Name, file.Text))), live.Count == 0 ? null : Fingerprint.Of(live.Select(file => (file.Key, file.Value))),
            [.. draft.Files.Values.Select(file => new FileAnswer(file.Name, file.By is not null, file.By, file.At))],
            [.. workshop.Check(draft).Select(finding => new FindingAnswer(finding.Code, finding.File, finding.Line, finding.Column, finding.Message.In(language), finding.Remedy.In(language)))],
            [.. Differences.Between(live, draft.Files.ToDictionary(file => file.Key, file => file.Value.Text)).Select(difference => new DifferenceAnswer(difference.File, difference.Change, [.. difference.Words.Select(word => word.In(language))]))]));
    }

    static async Task<IResult> File(string slug, string file, HttpContext context, Workshop workshop, CancellationToken stop) =>
        await workshop.Find(slug, stop) is not { } draft ? Problem.Of(new Refusal("matter-draft.unknown", ("matter", slug)), context.Language())
            : draft.Files.GetValueOrDefault(file) is not { } found ? Problem.Of(new Refusal("matter-draft.file-unknown", ("file", file)), context.Language())
            : Results.Ok(new FileText(found.Name, found.Text, draft.Version));
}
