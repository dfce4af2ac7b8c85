using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters.Importing;
using Tongzheng.Web;

namespace Tongzheng.Services.Finding;

/// <summary>A steward imports a published list; its matters can be found and read at once, and after every restart.</summary>
static class ImportMatters
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/imports/{source}", Handle).Requires(Permission.KeepCatalogue).WithTags("Matters")
            .WithSummary("Imports a district's published list of matters, and reports row by row what could not be mapped").Produces<Answer>();

    /// <summary>A row of which something could not be mapped.</summary>
    public sealed record IncompleteRow(int Number, string Name, IReadOnlyList<Text> Problems);

    /// <param name="Left">Rows that could not be read at all.</param>
    public sealed record Answer(int Rows, IReadOnlyList<IncompleteRow> Incomplete, IReadOnlyList<IncompleteRow> Left);

    static async Task<IResult> Handle(string source, HttpContext context, Journal journal, Versions versions, ReadyPages pages, CancellationToken stop)
    {
        var file = await Receive(context.Request, stop);
        var act = context.Act(context.Caller().Home, context.Caller().Posts.FirstOrDefault(post => post.Role == Role.Steward));
        var imported = await Import.Handle(journal, source, file, versions.Catalogue.Shared, act, stop);
        if (imported.Value is not { } list) return Problem.Of(imported.Refusal ?? new Refusal("list.unreadable"), context.Language());
        versions.Add(await All(journal, stop));
        pages.Drop();
        return Results.Ok(new Answer(list.Rows.Count, [.. list.Incomplete.Select(row => new IncompleteRow(row.Number, row.Matter.Name.Zh, row.Problems))],
            [.. list.Unusable.Select(row => new IncompleteRow(row.Number, "", row.Problems))]));
    }

    /// <summary>Every imported matter of every jurisdiction of this node.</summary>
    public static async Task<IReadOnlyList<Matters.Matter>> All(Journal journal, CancellationToken stop = default)
    {
        var all = new List<Matters.Matter>();
        foreach (var jurisdiction in await journal.Jurisdictions())
            all.AddRange(await ImportedTable.All(journal, JurisdictionId.Parse(jurisdiction), stop));
        return all;
    }

    // One byte more than may be: the refusal then says that it is too long, and the rest is never read.
    static async Task<byte[]> Receive(HttpRequest request, CancellationToken stop)
    {
        var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while (file.Length <= Import.MaxBytes && (read = await request.Body.ReadAsync(buffer, stop)) > 0) file.Write(buffer, 0, read);
        return file.ToArray();
    }
}
