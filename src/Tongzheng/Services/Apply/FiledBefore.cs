using System.Runtime.CompilerServices;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Casework.Files;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.Apply;

/// <summary>A file that the party handed in with an earlier case of this government.</summary>
/// <param name="Key">Key of the slot it was handed in for.</param>
/// <param name="Label">Name of that slot.</param>
/// <param name="FirstCase">Number of the case that brought it here; this one may have used it again.</param>
public sealed record EarlierFile(Upload File, string Key, string Label, string Case, string CaseNumber, string FirstCase, Text Matter, DateTimeOffset At);

/// <summary>What the party has filed before and need not bring again: a slot of the same key or the same name takes it.</summary>
public sealed class FiledBefore(Casework.Cases cases, Desk desk, Journal journal)
{
    /// <summary>Older papers are rarely still right.</summary>
    const int MostCases = 10;

    /// <summary>A choice among more is no help.</summary>
    const int MostOfSlot = 3;

    // An id and a number each.
    const int MostRecent = 20_000;

    readonly Recent<(JurisdictionId, string), UsedAgain> recent = new(journal, MostRecent);

    public sealed record Line(string Upload, string Name, string Label, string CaseNumber, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/matters/{matter}/filed", Handle).Requires(Permission.SignedIn).WithTags("Files")
            .WithSummary("By slot of a matter's form: files the applicant handed in before, to be named in an application as they are").Produces<IReadOnlyDictionary<string, IReadOnlyList<Line>>>();

    static async Task<IResult> Handle(string matter, HttpContext context, Desk desk, FiledBefore filed, string? region, string? @for, string? onBehalfOf, CancellationToken stop)
    {
        var begun = await desk.Begin(context, matter, region, @for, onBehalfOf, null, stop);
        if (begun.Value is not { } application) return Problem.Of(begun.Refusal ?? new Refusal("matter.unknown"), context.Language());
        var earlier = await filed.Of(application, stop);
        return Results.Ok(application.Version.ApplicationForm.All.Where(component => component is { Type: "filepicker", Key: not null })
            .Select(slot => (slot.Key, Files: For(earlier, slot.Key ?? "", slot.Label.Zh))).Where(slot => slot.Files.Count > 0)
            .ToDictionary(slot => slot.Key ?? "", slot => slot.Files.Select(file => new Line(file.File.Id, file.File.Name, file.Label, file.CaseNumber, file.At)).ToList()));
    }

    /// <summary>Files of the party's latest cases here, the newest first.</summary>
    public async Task<IReadOnlyList<EarlierFile>> Of(Beginning application, CancellationToken stop)
    {
        var files = new List<EarlierFile>();
        await foreach (var file in Newest(application, "").WithCancellation(stop)) files.Add(file);
        return files;
    }

    /// <param name="since">An id: only cases opened after it was made.</param>
    async IAsyncEnumerable<EarlierFile> Newest(Beginning application, string since, [EnumeratorCancellation] CancellationToken stop = default)
    {
        foreach (var id in Latest(application, since))
        {
            if (await cases.Find(application.Keeper, id, stop) is not { Answers: { } answers } earlier) continue;
            var (values, uploads) = TaskDesk.Stored(answers);
            foreach (var slot in earlier.Version.ApplicationForm.All.Where(component => component is { Type: "filepicker", Key: not null }))
                foreach (var upload in (values.GetValueOrDefault(slot.Key ?? "").ToArray() ?? []).OfType<string>().Where(uploads.ContainsKey).Select(upload => uploads[upload]))
                    yield return new EarlierFile(upload, slot.Key ?? "", slot.Label.Zh, earlier.Id, earlier.Opened.Number, FirstOf(earlier, upload.Id), earlier.Version.Matter.Name, earlier.OpenedAt);
        }
    }

    static string FirstOf(Case earlier, string file) => earlier.Opened.UsedAgain?.FirstOrDefault(again => again.File == file)?.Number ?? earlier.Opened.Number;

    /// <summary>Those that fit a slot.</summary>
    public static IReadOnlyList<EarlierFile> For(IReadOnlyList<EarlierFile> earlier, string key, string label) =>
        [.. earlier.Where(file => file.Key == key || file.Label == label).DistinctBy(file => file.File.Hash).Take(MostOfSlot)];

    /// <summary>The earlier files among those handed in now.</summary>
    public async Task<IReadOnlyList<UsedAgain>> Custody(Beginning application, Filled filled, CancellationToken stop)
    {
        var used = filled.Typed.Values.Values.SelectMany(value => value).OfType<string>().Where(filled.Typed.Uploads.ContainsKey).ToHashSet();
        if (used.Count == 0) return [];
        var shelf = recent.Now();
        var custody = new List<UsedAgain>();
        foreach (var file in used)
            if (shelf.TryFind((application.Keeper, file), out var known)) custody.Add(known);
        used.ExceptWith(custody.Select(known => known.File));
        if (used.Count == 0) return custody;
        // A case that was opened before the oldest of these files came in holds none of them; whoever uses papers again mostly takes them from the last case.
        await foreach (var file in Newest(application, used.Min(StringComparer.Ordinal) ?? "", stop))
        {
            if (!used.Remove(file.File.Id)) continue;
            var again = new UsedAgain(file.File.Id, file.FirstCase);
            shelf.Keep((application.Keeper, again.File), again);
            custody.Add(again);
            if (used.Count == 0) break;
        }
        return custody;
    }

    /// <summary>The uploads among posted values that the party owns already.</summary>
    public async Task<IReadOnlyList<Upload>> Known(Beginning application, IEnumerable<string> posted, CancellationToken stop)
    {
        var known = new List<Upload>();
        foreach (var id in posted.Where(id => DocumentId.TryParse(id, out _)).Distinct())
            if (await desk.Files.Find(application.Keeper, id, application.Party.Subject, stop) is { } upload) known.Add(upload);
        return known;
    }

    List<string> Latest(Beginning application, string since)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<string>("""
            SELECT case_id FROM case_index WHERE jurisdiction = @jurisdiction AND party = @party AND case_id > @since ORDER BY case_id DESC LIMIT @most
            """, new { jurisdiction = application.Keeper.ToString(), party = application.Party.Subject, since, most = MostCases })];
    }
}
