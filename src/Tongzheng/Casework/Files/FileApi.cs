using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Casework.Files;

/// <summary>Files for programs: hand one in before the application names it, and read one of a case.</summary>
public static class FileApi
{
    /// <summary>A file that was received, as answers name it.</summary>
    public sealed record Answer(string Upload, string Name, string MediaType, long Bytes, string Hash);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Files");
        api.MapPost("/files", Receive).Requires(Permission.SignedIn).WithSummary("Takes a file in (multipart, part \"file\"); answers with the upload to name in an application")
            .Accepts<IFormFile>("multipart/form-data").Produces<Answer>();
        api.MapGet("/cases/{id}/files/{file}", Read).Requires(Permission.SignedIn).WithSummary("A file of a case").Produces<Stream>(contentType: "application/octet-stream");
        routes.MapGet("/cases/{id}/files/{file}", Read).Requires(Permission.SignedIn).ExcludeFromDescription();
    }

    static async Task<IResult> Receive(HttpContext context, FileDesk files, Hosted hosted, string jurisdiction, string? owner, CancellationToken stop)
    {
        var language = context.Language();
        if (!JurisdictionId.TryParse(jurisdiction, out var where, out var why)) return Problem.Of(why ?? new Refusal("region.needed"), language);
        if (!hosted.Jurisdictions.Contains(jurisdiction)) return Problem.Of(new Refusal("region.not-served", ("region", jurisdiction)) { Field = "jurisdiction" }, language);
        if (!context.Request.HasFormContentType || (await context.Request.ReadFormAsync(stop)).Files is not [var file, ..]) return Problem.Of(new Refusal("file.missing"), language);
        // The owner is whom the application is for; the submission checks that the caller may speak for them.
        var subject = owner ?? context.Caller().Person?.ToString();
        if (subject is null || !PersonId.TryParse(subject, out _)) return Problem.Of(new Refusal("person.unknown"), language);
        await using var content = file.OpenReadStream();
        var received = await files.Receive(context.Act(where), subject, file.FileName, content, file.Length, stop);
        return received.Value is { } upload ? Results.Ok(new Answer(upload.Id, upload.Name, upload.MediaType, upload.Bytes, upload.Hash)) : Problem.Of(received.Refusal ?? new Refusal("file.kind"), language);
    }

    static async Task<IResult> Read(string id, string file, HttpContext context, FindCase find, FileDesk files, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        if (TaskDesk.FindFile(current, file) is not { } upload) return Problem.For(context, new Refusal("file.unknown"));
        var bytes = await files.Read(JurisdictionId.Parse(current.Jurisdiction), upload.Id, stop);
        // Never shown inside our own pages: what people upload is not ours.
        return bytes is null ? Problem.For(context, new Refusal("file.unknown")) : Results.File(bytes, upload.MediaType, upload.Name);
    }
}
