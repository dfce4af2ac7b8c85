using System.IO.Compression;
using System.Text;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>A draft as a zip of its folder, out to other tools and back. What comes in takes the place of all its files.</summary>
static class ExchangePack
{
    /// <summary>A zip of a pack is some 30 kB; the largest file of a pack is <see cref="PackFiles.MaxBytes"/> unpacked.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Unpacked in all, so that a small zip cannot fill the memory.</summary>
    public const int MaxUnpacked = 8 * 1024 * 1024;

    // Editors leave folders and marks of their system in a zip; what is named so is passed over.
    const string SystemFolder = "__MACOSX/";

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/modelling/{slug}/pack.zip", Export).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/modelling/{slug}/import", Page).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapGet("/api/modelling/{slug}/pack.zip", Export).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("A draft as a zip of its folder; the live matter where there is no draft").Produces<Stream>(contentType: "application/zip");
        routes.MapPost("/api/modelling/{slug}/pack", Handle).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("Takes a zip of a folder as the files of a draft").Produces<ReadDraft.DraftAnswer>();
    }

    static async Task<IResult> Export(string slug, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var files = await workshop.Find(slug, stop) is { } draft ? draft.Files.ToDictionary(file => file.Key, file => file.Value.Text) : workshop.LiveFiles(slug);
        if (files.Count == 0) return Problem.For(context, new Refusal("matter-draft.unknown", ("matter", slug)));
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry($"{slug}/{name}");
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same files give the same bytes
                await using var content = entry.Open();
                await content.WriteAsync(Utf8.GetBytes(text), stop);
            }
        return Results.File(zip.ToArray(), "application/zip", slug + ".zip");
    }

    static async Task<IResult> Handle(string slug, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        // One byte more than may be: the refusal then says that it is too long, and the rest is never read.
        for (int read; file.Length <= MaxBytes && (read = await context.Request.Body.ReadAsync(buffer, stop)) > 0;) file.Write(buffer, 0, read);
        return await Import(slug, file.ToArray(), null, context, workshop, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : await ReadDraft.Answer(slug, context, workshop, stop);
    }

    static async Task<IResult> Page(string slug, HttpContext context, Workshop workshop, ModellingPages pages, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var zip = new MemoryStream();
        if (form.Files.FirstOrDefault() is { } upload) await upload.CopyToAsync(zip, stop);
        return await Import(slug, zip.ToArray(), SaveFile.VersionOf(form), context, workshop, stop) is { } refusal ? await pages.Draft(context, slug, [refusal with { Field = "pack" }], stop) : Results.Redirect($"/modelling/{slug}?notice=imported");
    }

    static async Task<Refusal?> Import(string slug, byte[] zip, long? version, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var asked = context.Modeller();
        if (asked.Value is not { } act) return asked.Refusal;
        var read = Read(zip);
        return read.Value is not { } files ? read.Refusal : await workshop.Change(slug, act, "import " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(zip)), draft => Decide(draft, files, version, act), stop);
    }

    internal static Outcome<Fact[]> Decide(MatterDraft draft, IReadOnlyDictionary<string, string> files, long? version, Act act) =>
        version is { } seen && seen != draft.Version ? new Refusal("matter-draft.moved")
            : files.Where(file => draft.Files.GetValueOrDefault(file.Key)?.Text != file.Value).Select(file => (file.Key, Text: (string?)file.Value))
                .Concat(draft.Files.Keys.Where(name => !files.ContainsKey(name)).Select(name => (Key: name, Text: (string?)null)))
                .Select(file => (Fact)new FileSaved { Slug = draft.Slug, File = file.Key, Text = file.Text, By = act.Who.ToString() }).ToArray();

    /// <summary>The files of a zip by name: a folder's own, with the folder or without it. A name that leads elsewhere is refused.</summary>
    internal static Outcome<Dictionary<string, string>> Read(byte[] zip)
    {
        if (zip.Length > MaxBytes) return new Refusal("pack.too-large", ("most", MaxBytes));
        var files = new Dictionary<string, string>();
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
            if (archive.Entries.Count > 4 * MatterDraft.MaxFiles) return new Refusal("matter-draft.too-many-files", ("most", MatterDraft.MaxFiles));
            string? folder = null;
            var unpacked = 0;
            foreach (var entry in archive.Entries.Where(entry => !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith(SystemFolder, StringComparison.Ordinal)))
            {
                var parts = entry.FullName.Split('/');
                var name = parts[^1];
                if (name.StartsWith('.') && parts.All(part => part != "..")) continue;
                if (parts.Length > 2 || !MatterDraft.IsFileName(name) || (parts.Length == 2 && (!MatterDraft.IsSlug(parts[0]) || (folder ?? parts[0]) != parts[0]))) return new Refusal("pack.entry", ("file", entry.FullName));
                if (parts.Length == 2) folder = parts[0];
                if (entry.Length > PackFiles.MaxBytes || (unpacked += (int)entry.Length) > MaxUnpacked) return new Refusal("matter-draft.file-too-long", ("most", PackFiles.MaxBytes));
                if (Text(entry) is not { } text) return new Refusal("pack.entry", ("file", entry.FullName));
                files[name] = text;
            }
        }
        catch (InvalidDataException)
        {
            return new Refusal("pack.unreadable");
        }
        if (files.Count > MatterDraft.MaxFiles) return new Refusal("matter-draft.too-many-files", ("most", MatterDraft.MaxFiles));
        return files.ContainsKey(ReadMatter.FileName) ? files : new Refusal("pack.no-matter", ("file", ReadMatter.FileName));
    }

    // The length a zip declares can be a lie: no more is read than was declared.
    static string? Text(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length + 1];
        using var content = entry.Open();
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length != entry.Length) return null;
        try
        {
            return Utf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
