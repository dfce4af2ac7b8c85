using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Counter;

/// <summary>
/// Takes an application in at a counter. For the own government that opens the case. For another (异地代收代办) the counter
/// first records in its own journal what it took into its hands, then the case is opened in the competent one, and then
/// the hand-over is recorded here. Each step is asked of one journal alone, with a key of the same act: whatever a crash
/// leaves undone, doing the act again finishes, and until then the custody stands in the list as not handed over.
/// </summary>
public sealed class TakeIn(Cases cases, Journal journal)
{
    /// <param name="home">The government at whose counter the clerk stands.</param>
    /// <param name="originals">Papers the counter keeps to send on.</param>
    public async Task<Outcome<Receipt>> Handle(Open.Application application, Act act, JurisdictionId home, string? originals, CancellationToken stop)
    {
        if (act.Jurisdiction == home) return await Open.Handle(cases, application, act, stop);
        var id = IdOf(act);
        var received = Received(id, application, act, originals);
        if (await Record(home, act, "received", received, stop) is { } refusal) return refusal;
        var opened = await Open.Handle(cases, application with { Beside = fact => Facts.To(StreamOf(id), StreamAppend.New, Arrived(received, fact, home)) }, act, stop);
        if (opened.Value is not { } receipt)
        {
            var why = opened.Refusal ?? new Refusal("case.stopped");
            await Record(home, act, "returned", new CollectionReturned { Collection = id, Reason = why.Code }, stop);
            return why;
        }
        await Record(home, act, "handed-over", new CollectionHandedOver { Collection = id, Case = receipt.Case, Number = receipt.Number, Position = receipt.Position }, stop);
        return receipt;
    }

    /// <summary>The counter through which a case came in from another government; null where it did not.</summary>
    public (string Collecting, string Organisation)? FindArrival(Case current)
    {
        using var connection = journal.OpenRead();
        var rows = connection.Query<(string, string)>("SELECT collecting, organisation FROM counter_arrival WHERE jurisdiction = @jurisdiction AND case_id = @id",
            new { jurisdiction = current.Jurisdiction, id = current.Id }).ToList();
        return rows is [var row] ? row : null;
    }

    static CollectionReceived Received(string id, Open.Application application, Act act, string? originals)
    {
        var files = application.Filled.Typed.Uploads.Values.OrderBy(file => file.Id, StringComparer.Ordinal).ToList();
        return new CollectionReceived
        {
            Collection = id,
            Competent = act.Jurisdiction.ToString(),
            Organisation = application.Organisation,
            Matter = application.Version.Matter.Slug,
            Party = application.Party.Subject,
            PartyName = application.Party.Name,
            By = act.Who.ToString(),
            Post = act.Post?.ToString() ?? "",
            Hashes = [.. files.Select(file => file.Blob[(file.Blob.IndexOf('-') + 1)..])], // the digest alone: the file itself is not kept here
            Files = [.. files.Select(file => file.Name)],
            Originals = string.IsNullOrWhiteSpace(originals) ? null : originals.Trim(),
        };
    }

    static CollectionArrived Arrived(CollectionReceived received, CaseOpened opened, JurisdictionId home) => new()
    {
        Collection = received.Collection,
        Case = opened.Case,
        Collecting = home.ToString(),
        Organisation = PostId.Parse(received.Post).Organisation.ToString(),
        Post = received.Post,
        By = received.By,
        Party = received.Party,
        Hashes = received.Hashes,
        Originals = received.Originals,
    };

    // The first fact must be new; what follows holds whatever came between.
    async Task<Refusal?> Record(JurisdictionId home, Act act, string step, Fact fact, CancellationToken stop) => await journal.Append(new Append
    {
        Jurisdiction = home.ToString(),
        Key = $"{act.IdempotencyKey}/collection-{step}",
        Time = act.Now,
        Streams = [Facts.To(StreamOf(IdOf(act)), StreamAppend.Any, fact)],
        Request = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fact is CollectionReceived received ? new { received.Competent, received.Matter, received.Party, received.Hashes } : (object)step)),
    }, stop) is KeyReused ? new Refusal("request.key-reused") : null;

    static string StreamOf(string id) => "collection/" + id;

    // The same act has the same id, in both journals.
    static string IdOf(Act act) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(act.IdempotencyKey)).AsSpan(0, 16));
}
