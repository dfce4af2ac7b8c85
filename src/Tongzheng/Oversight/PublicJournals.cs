using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Oversight;

/// <summary>
/// The public side of each journal (c2sp.org/tlog-tiles): <c>checkpoint</c>, <c>tile/…</c>. Tiles never change and may be
/// kept for ever; a checkpoint is fetched anew.
/// </summary>
static class PublicJournals
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/journal/{jurisdiction}/{**path}", Handle).Public().WithTags("Oversight").WithSummary("Checkpoint and tiles of a journal, as c2sp.org/tlog-tiles publishes them").Produces<Stream>(contentType: "application/octet-stream");

    static async Task<IResult> Handle(string jurisdiction, string path, HttpContext context, Journal journal, Hosted hosted, CancellationToken stop)
    {
        if (!hosted.Jurisdictions.Contains(jurisdiction) || await journal.Public(jurisdiction).Find(path, stop) is not { } published)
            return Problem.For(context, new Refusal("page.unknown"));
        context.Response.Headers.CacheControl = published.Immutable ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(published.Bytes, published.ContentType);
    }
}
