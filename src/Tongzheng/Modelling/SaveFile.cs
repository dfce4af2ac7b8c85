using System.Text;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>A file of a draft is written, made or removed. Who does it is an author of the draft from then on.</summary>
static class SaveFile
{
    /// <param name="Text">The whole file.</param>
    /// <param name="Version">Of the draft, as the caller saw it: what somebody else wrote since is not overwritten unseen.</param>
    public sealed record Request(string Text, long Version);

    public sealed record Removal(string File, long Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/modelling/{slug}/files/{file}", Page).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/modelling/{slug}/add", AddPage).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/modelling/{slug}/remove", RemovePage).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/api/modelling/{slug}/files/{file}", Handle).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("Writes a file of a draft").Produces<ReadDraft.DraftAnswer>();
        routes.MapPost("/api/modelling/{slug}/removal", Remove).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("Removes a file of a draft").Produces<ReadDraft.DraftAnswer>();
    }

    static async Task<IResult> Handle(string slug, string file, Request request, HttpContext context, Workshop workshop, CancellationToken stop) =>
        await Save(slug, file, request.Text ?? "", request.Version, context, workshop, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : await ReadDraft.Answer(slug, context, workshop, stop);

    static async Task<IResult> Remove(string slug, Removal request, HttpContext context, Workshop workshop, CancellationToken stop) =>
        await Save(slug, request.File ?? "", null, request.Version, context, workshop, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : await ReadDraft.Answer(slug, context, workshop, stop);

    static async Task<IResult> Page(string slug, string file, HttpContext context, Workshop workshop, ModellingPages pages, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        // Browsers send line breaks as CR LF; files have LF.
        var text = form["text"].ToString().ReplaceLineEndings("\n");
        return await Save(slug, file, text, VersionOf(form), context, workshop, stop) is { } refusal
            ? await pages.File(context, slug, file, text, [refusal], stop) : Results.Redirect($"/modelling/{slug}/files/{file}?notice=saved");
    }

    static async Task<IResult> AddPage(string slug, HttpContext context, Workshop workshop, ModellingPages pages, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var file = form["file"].ToString().Trim();
        var (draft, from) = (await workshop.Find(slug, stop), form["from"].ToString());
        if (draft is not null && draft.Files.ContainsKey(file)) return Results.Redirect($"/modelling/{slug}/files/{file}");
        var text = from.Length == 0 ? NewFile.Named(file, slug) : workshop.Versions.Catalogue.Shared.Files.FirstOrDefault(shared => shared.Path == from) is { } shared ? Encoding.UTF8.GetString(shared.Content.Span) : "";
        return await Save(slug, file, text, VersionOf(form), context, workshop, stop) is { } refusal ? await pages.Draft(context, slug, [refusal with { Field = "file" }], stop) : Results.Redirect($"/modelling/{slug}/files/{file}");
    }

    static async Task<IResult> RemovePage(string slug, HttpContext context, Workshop workshop, ModellingPages pages, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        return await Save(slug, form["file"].ToString(), null, VersionOf(form), context, workshop, stop) is { } refusal ? await pages.Draft(context, slug, [refusal], stop) : Results.Redirect("/modelling/" + slug);
    }

    internal static long VersionOf(IFormCollection form) => long.TryParse(form["version"], out var version) ? version : 0;

    static async Task<Refusal?> Save(string slug, string file, string? text, long version, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var asked = context.Modeller();
        return asked.Value is not { } act ? asked.Refusal
            : await workshop.Change(slug, act, $"save {file} {(text is null ? "-" : text)}", draft => Decide(draft, file, text, version, act), stop);
    }

    internal static Outcome<Fact[]> Decide(MatterDraft draft, string file, string? text, long version, Act act)
    {
        if (!MatterDraft.IsFileName(file)) return new Refusal("matter-draft.file-name", ("file", file)) { Field = "file" };
        var before = draft.Files.GetValueOrDefault(file);
        if (text is null && before is null) return new Refusal("matter-draft.file-unknown", ("file", file));
        if (text is not null && Encoding.UTF8.GetByteCount(text) > PackFiles.MaxBytes) return new Refusal("matter-draft.file-too-long", ("most", PackFiles.MaxBytes)) { Field = "text" };
        if (before is null && draft.Files.Count >= MatterDraft.MaxFiles) return new Refusal("matter-draft.too-many-files", ("most", MatterDraft.MaxFiles));
        if (before?.Text == text) return Array.Empty<Fact>();
        if (before is not null && before.Version > version && before.By != act.Who.ToString()) return new Refusal("matter-draft.file-moved", ("file", file)) { Field = "text" };
        return new Fact[] { new FileSaved { Slug = draft.Slug, File = file, Text = text, By = act.Who.ToString() } };
    }
}
