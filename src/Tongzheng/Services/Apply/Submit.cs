using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Casework.Files;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Apply;

/// <summary>An application handed in whole, as programs do and as the last page does.</summary>
public static class Submit
{
    /// <param name="Matter">Slug, basic code or id.</param>
    /// <param name="Region">Place of the matter, 6 to 12 digits; the applicant's residence where it is left out.</param>
    /// <param name="For">Id of the enterprise applied for; the caller's own application where it is left out.</param>
    /// <param name="OnBehalfOf">At the counter: id of the person who stands there.</param>
    /// <param name="Proof">At the counter: how identity and will were proved.</param>
    /// <param name="Answers">By form key; a file as <c>[{"upload": id}]</c>.</param>
    /// <param name="ProofFile">At the counter: id of the upload that shows it.</param>
    /// <param name="At">At the counter: the government whose register knows the person; the counter's own where it is left out.</param>
    /// <param name="Originals">At the counter, for another government: papers kept to be sent on.</param>
    public sealed record Request(string Matter, string? Region, string? For, string? OnBehalfOf, string? Proof, JsonElement Answers, string? ProofFile = null, string? At = null, string? Originals = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/cases", Handle).Requires(Permission.SignedIn).WithTags("Cases").WithSummary("Opens a case from a complete application").Produces<Receipt>(StatusCodes.Status201Created).Produces<Receipt>(StatusCodes.Status202Accepted);

    static async Task<IResult> Handle(Request request, HttpContext context, Desk desk, FiledBefore filed, CancellationToken stop)
    {
        var language = context.Language();
        var begun = await desk.Begin(context, request.Matter, request.Region, request.For, request.OnBehalfOf, request.At, stop);
        if (begun.Value is not { } application) return Problem.Of(begun.Refusal ?? new Refusal("matter.unknown"), language);
        if (Unread.In(application.Version.ApplicationForm.Components, request.Answers) is { Count: > 0 } unread) return Problem.Of(unread, language);
        var values = Typed.FromJson(request.Answers);
        var uploads = new Dictionary<string, Upload>();
        foreach (var id in values.Values.SelectMany(value => value).OfType<string>().Where(value => DocumentId.TryParse(value, out _)))
            if (await desk.Files.Find(application.Keeper, id, application.Party.Subject, stop) is { } upload) uploads[id] = upload;
        var filled = desk.Fill(application, new Typed(values, uploads), context.Act(application.Keeper), true);
        if (!filled.IsComplete) return Problem.Of(filled.Errors, language);
        var proofFile = request.ProofFile is { } scan ? await desk.Files.Find(application.Keeper, scan, application.Party.Subject, stop) : null;
        var receipt = await desk.Open(context, application, filled, request.Proof, proofFile, await filed.Custody(application, filled, stop), [], stop, request.Originals);
        return receipt.Value is { OnItsWay: { } message } sent ? Results.Accepted("/api/counter/handed-on/" + message, sent)
            : receipt.Value is { } done ? Results.Created($"/api/cases/{done.Case}", done) : Problem.Of(receipt.Refusal ?? new Refusal("case.stopped"), language);
    }
}
