using Dapper;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Notices;

/// <summary>
/// A letter was put on the public board (stream publications/{case}). What is published is a letter of the matter's own
/// written for everybody; it is text about its party all the same, and is forgotten with it.
/// </summary>
[Kind("notice.published")]
public sealed record NoticePublished : Fact
{
    public required string Publication { get; init; }
    public required string Case { get; init; }
    public required string Party { get; init; }
    public required Text Title { get; init; }
    public required string OrganisationName { get; init; }
    public required DateOnly Date { get; init; }
    [Personal(nameof(Party))] public IReadOnlyList<string>? Paragraphs { get; init; }
}

/// <summary>What a case had published was taken off the board: its time is over, or the decision was changed.</summary>
[Kind("notice.unpublished")]
public sealed record NoticeUnpublished : Fact
{
    public required string Case { get; init; }
    public required DateOnly Date { get; init; }
}

/// <summary>Performs <c>notice.publish</c> and <c>notice.unpublish</c>, and shows the board.</summary>
public sealed class Publish(Send letters)
{
    public const string Effect = "notice.publish", Ended = "notice.unpublish";

    const int PageSize = 50;

    /// <summary>A publication as it stands on the board.</summary>
    public sealed record Published(string Publication, Text Title, string OrganisationName, string Date, IReadOnlyList<string> Paragraphs);

    public Performed Perform(Call call)
    {
        var written = letters.Write(call);
        if (written.Value is not { } letter) return Performed.No(written.Refusal ?? new Refusal("notice.unknown-letter"));
        return new Performed(new FeelContext(), [Facts.To(StreamOf(call.Case.Id), StreamAppend.Any, new NoticePublished
        {
            Publication = letter.Notice,
            Case = letter.Case,
            Party = letter.Party,
            Title = letter.Title,
            OrganisationName = letter.OrganisationName,
            Date = letter.Date,
            Paragraphs = letter.Paragraphs,
        })]);
    }

    public static Performed End(Call call) =>
        new(new FeelContext(), [Facts.To(StreamOf(call.Case.Id), StreamAppend.Any, new NoticeUnpublished { Case = call.Case.Id, Date = call.Act.Today })]);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/publications", Board).Public().WithTags("Notices").WithSummary("What a government has published of its decisions, newest first").Produces<IReadOnlyList<Published>>();

    static async Task<IResult> Board(string jurisdiction, string? before, Journal journal, CancellationToken stop)
    {
        List<(string Case, string Publication)> rows;
        using (var connection = journal.OpenRead())
            rows = [.. connection.Query<(string, string)>("""
                SELECT case_id, publication FROM publication WHERE jurisdiction = @jurisdiction AND publication < @before ORDER BY publication DESC LIMIT @most
                """, new { jurisdiction, before = before ?? "~", most = PageSize })];
        var board = new List<Published>();
        foreach (var (id, publication) in rows)
            await foreach (var fact in journal.ReadStream(jurisdiction, StreamOf(id), stop: stop))
                if (Facts.Read(fact) is NoticePublished { Paragraphs: { } text } said && said.Publication == publication)
                    board.Add(new Published(publication, said.Title, said.OrganisationName, said.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), text));
        return Results.Ok(board);
    }

    static string StreamOf(string id) => "publications/" + id;
}

/// <summary>What stands on the board now; the words stay in the journal.</summary>
public sealed class PublicationTable : ReadModel
{
    public override string Name => "publications";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["publication"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE publication (
            jurisdiction text NOT NULL, publication text NOT NULL, case_id text NOT NULL, published_on text NOT NULL,
            PRIMARY KEY (jurisdiction, publication));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case NoticePublished published:
                writer.Execute("INSERT INTO publication (jurisdiction, publication, case_id, published_on) VALUES (@jurisdiction, @publication, @case, @on)",
                    ("@jurisdiction", fact.Jurisdiction), ("@publication", published.Publication), ("@case", published.Case), ("@on", fact.Time));
                break;
            case NoticeUnpublished ended:
                writer.Execute("DELETE FROM publication WHERE jurisdiction = @jurisdiction AND case_id = @case", ("@jurisdiction", fact.Jurisdiction), ("@case", ended.Case));
                break;
        }
    }
}
