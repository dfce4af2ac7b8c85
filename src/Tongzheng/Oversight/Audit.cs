using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Oversight;

/// <summary>The journal as an auditor reads it: positions, kinds and streams of the own jurisdiction, newest first, without personal text.</summary>
public static class Audit
{
    /// <summary>Facts of one page.</summary>
    public const int PageSize = 50;

    /// <summary>A fact as it is shown and as the API gives it.</summary>
    public sealed record Line(long Position, DateTimeOffset Time, string Kind, string Stream, long Version, string? By, JsonElement Payload);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", Page).Requires(Permission.Audit).ExcludeFromDescription();
        routes.MapGet("/api/journal", Handle).Requires(Permission.Audit).WithTags("Oversight").WithSummary("Facts of the journal, newest first, without personal text").Produces<IReadOnlyList<Line>>();
    }

    static async Task<IResult> Handle(HttpContext context, Journal journal, string? stream, long? before, CancellationToken stop) =>
        Results.Ok(await Read(journal, context.Caller().Home.ToString(), stream, before, stop));

    static async Task<IResult> Page(HttpContext context, Journal journal, Hosted hosted, string? stream, long? before, CancellationToken stop)
    {
        var language = context.Language();
        var home = context.Caller().Home;
        var asked = string.IsNullOrWhiteSpace(stream) ? null : stream.Trim();
        if (asked is not null && CaseOf(journal, home.ToString(), asked) is { } numbered) asked = numbered;
        var lines = await Read(journal, home.ToString(), asked, before, stop);
        return new DrawnPage<AuditPage> { Frame = context.Frame("审计", "Audit") with { Wide = true }, Model = new AuditView
        {
            Place = hosted.NameOf(home.ToString()).In(language),
            Stream = asked,
            Lines = lines,
            Officers = await Officers(journal, home, lines, stop),
            CaseNumbers = Numbers(journal, home.ToString(), lines),
            Size = await journal.Size(home.ToString(), stop),
            Checkpoint = await journal.Public(home.ToString()).Note(stop),
            CheckpointHref = $"/journal/{home}/checkpoint",
            NextHref = asked is null && lines.Count == PageSize && lines[^1].Position > 1 ? string.Create(CultureInfo.InvariantCulture, $"/audit?before={lines[^1].Position}") : null,
            FirstHref = before is null && asked is null ? null : "/audit",
        } };
    }

    /// <summary>The stream of the case with a number.</summary>
    static string? CaseOf(Journal journal, string jurisdiction, string number)
    {
        using var connection = journal.OpenRead();
        return connection.ExecuteScalar<string>("SELECT case_id FROM case_index WHERE jurisdiction = @jurisdiction AND number = @number", new { jurisdiction, number }) is { } id ? "case/" + id : null;
    }

    /// <summary>The numbers people know cases by, by the id that streams name; of whatever else is named there, none.</summary>
    static IReadOnlyDictionary<string, string> Numbers(Journal journal, string jurisdiction, IReadOnlyList<Line> lines)
    {
        var ids = lines.Select(line => AuditView.IdOf(line.Stream)).OfType<string>().Distinct().ToArray();
        using var connection = journal.OpenRead();
        return connection.Query<(string Id, string Number)>(journal.Dialect.In("SELECT case_id, number FROM case_index WHERE jurisdiction = @jurisdiction AND case_id IN @ids"), new { jurisdiction, ids })
            .ToDictionary(row => row.Id, row => row.Number);
    }

    static async Task<IReadOnlyDictionary<string, string>> Officers(Journal journal, JurisdictionId home, IReadOnlyList<Line> lines, CancellationToken stop)
    {
        var known = new Dictionary<string, string>();
        foreach (var by in lines.Select(line => line.By).OfType<string>().Distinct())
            if (Actor.TryParse(by, out var actor) && actor.Officer is { } id && await Officer.Find(journal, home, id, stop) is { } officer) known[by] = officer.Name;
        return known;
    }

    static async Task<IReadOnlyList<Line>> Read(Journal journal, string jurisdiction, string? stream, long? before, CancellationToken stop)
    {
        var lines = new List<Line>();
        if (stream is not null)
        {
            await foreach (var fact in journal.ReadStream(jurisdiction, stream, stop: stop)) lines.Add(LineOf(fact));
            lines.Reverse();
            return lines;
        }
        var last = Math.Min(before - 1 ?? long.MaxValue, await journal.Size(jurisdiction, stop));
        for (var position = last; position > 0 && position > last - PageSize; position--)
            if (await journal.Read(jurisdiction, position, stop) is { } fact) lines.Add(LineOf(fact));
        return lines;
    }

    static Line LineOf(RecordedFact fact)
    {
        var payload = JsonDocument.Parse(fact.Payload).RootElement;
        return new Line(fact.Position, fact.Time, fact.Kind, fact.Stream, fact.Version, payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("by", out var by) ? by.ToString() : null, payload);
    }
}
