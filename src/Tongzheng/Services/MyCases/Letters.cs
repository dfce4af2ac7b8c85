using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Licences;
using Tongzheng.Notices;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>The letters of a case as signed PDF, drawn from the words that were sent.</summary>
static class Letters
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id}/letters/{notice}.pdf", Pdf).Requires(Permission.SignedIn).ExcludeFromDescription();
        routes.MapGet("/api/cases/{id}/letters", List).Requires(Permission.SignedIn).WithTags("Cases").WithSummary("The letters of a case").Produces<IReadOnlyList<NoticeSent>>();
        routes.MapGet("/api/cases/{id}/letters/{notice}/pdf", Pdf).Requires(Permission.SignedIn).WithTags("Cases").WithSummary("A letter as signed PDF").Produces<Stream>(contentType: "application/pdf");
    }

    static Task<IResult> List(string id, HttpContext context, FindCase find, Journal journal, CancellationToken stop) =>
        find.With(context, id, stop, async current => Results.Ok(await Sent(journal, current, stop)));

    static Task<IResult> Pdf(string id, string notice, HttpContext context, FindCase find, Journal journal, Print print, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        return (await Sent(journal, current, stop)).FirstOrDefault(sent => sent.Notice == notice) is { } letter
            ? Results.File(print.Letter(current.Jurisdiction, letter), "application/pdf", $"{letter.Title.Zh}.pdf") : Problem.For(context, new Refusal("file.unknown"));
    });

    static async Task<List<NoticeSent>> Sent(Journal journal, Case current, CancellationToken stop)
    {
        var letters = new List<NoticeSent>();
        await foreach (var fact in journal.ReadStream(current.Jurisdiction, "notices/" + current.Id, stop: stop))
            if (Facts.Read(fact) is NoticeSent sent) letters.Add(sent);
        return letters;
    }
}
