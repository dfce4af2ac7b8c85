using Dapper;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Exchange;

/// <summary>A message as its own side knows it, with the other government's name.</summary>
/// <param name="Message">Its id.</param>
/// <param name="PlaceName">The other government.</param>
/// <param name="MatterName">The matter that is asked for.</param>
/// <param name="Name">Its kind.</param>
/// <param name="SentAt">When it was sent from here.</param>
public sealed record Handed(string Message, Text PlaceName, Text MatterName, string Name, DateTimeOffset SentAt, MessageSent Sent)
{
    public MessageDelivered? Delivered { get; init; }
    public MessageRefused? Refused { get; init; }

    /// <summary>With a case that was asked for: how and when it ended, once that has come back.</summary>
    public MessageReceived? Answer { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Why it has not gone yet, where it was tried.</summary>
    public Failing? Failing { get; init; }
    public string? Number => Delivered?.Number;
    public string? PartyName => Sent is { Name: Asking.Open, Body: { } body } ? CaseAsked.From(body).Party.Name : null;

    /// <summary>Somebody waits for something: it is not there yet, or its answer has not come.</summary>
    public bool IsOpen => Refused is null && (Delivered is null || (Name == Asking.Open && Answer is null));

    /// <summary>Where it stands, for who sent it.</summary>
    public string State(Language language) => Words.Sent(this).In(language);
}

/// <summary>What was said to and heard from other governments about a case, asked of its own journal alone.</summary>
public sealed class Exchanges(Journal journal, Hosted hosted, Versions versions, Door door)
{
    /// <summary>A case that has more to say to others than this is a mistake in its procedure.</summary>
    const int MostOfCase = 100;

    const int PageSize = 50;

    /// <summary>One line of a case's exchanges.</summary>
    /// <param name="Direction"><c>out</c> or <c>in</c>.</param>
    /// <param name="Kind"><c>case.open</c>, <c>case.closed</c>, <c>case.withdrawn</c>.</param>
    /// <param name="Place">The other government.</param>
    /// <param name="Matter">Slug of the matter that was asked for; null for what came in.</param>
    /// <param name="State"><c>waiting</c> to be delivered, <c>delivered</c>, <c>refused</c>, <c>answered</c>; <c>received</c> for what came in.</param>
    /// <param name="Waits">Somebody waits for something.</param>
    /// <param name="Words">Where it stands, in plain words.</param>
    /// <param name="Case">The other side's case.</param>
    /// <param name="Hashes">SHA-256 of the files that went or came with it.</param>
    public sealed record Line(
        string Message, string Direction, string Kind, string Jurisdiction, Text Place, string? Matter, string State, bool Waits, Text Words, DateTimeOffset At, DateTimeOffset? DeliveredAt, DateTimeOffset? AnsweredAt,
        string? Case, string? Number, string? Outcome, IReadOnlyList<string> Hashes);

    /// <summary>One message that is not settled, for who watches the door.</summary>
    public sealed record Held(string Message, long Position, string To, string Kind, string? Case, string? Matter, DateTimeOffset SentAt, int Tries, string? Why, DateTimeOffset? NextTry);

    /// <summary>All that a case has said to others and heard from them, in order.</summary>
    public async Task<IReadOnlyList<Line>> Of(Case current, CancellationToken stop)
    {
        var lines = new List<Line>();
        var home = JurisdictionId.Parse(current.Jurisdiction);
        foreach (var message in Arrived(current))
            if (await FindReceived(home, message, stop) is var (received, at) && received is { Name: Asking.Open })
                lines.Add(new Line(message, "in", received.Name, received.From, hosted.NameOf(received.From), null, "received", !current.IsClosed, Words.Asked(received, hosted.NameOf(received.From), current.IsClosed), at, null, null,
                    received.SenderCase, received.SenderNumber, null, received.Hashes ?? []));
        foreach (var message in SentBy(current))
            if (await Find(home, message, stop) is { } sent)
                lines.Add(new Line(message, "out", sent.Name, sent.Sent.To, sent.PlaceName, sent.Sent.Matter, sent.Refused is not null ? "refused" : sent.Answer is not null ? "answered" : sent.Delivered is not null ? "delivered" : "waiting", sent.IsOpen,
                    Words.Sent(sent), sent.SentAt, sent.Delivered?.ReceivedAt, sent.AnsweredAt, sent.Delivered?.Case, sent.Number, sent.Answer?.Outcome, [.. (sent.Sent.Files ?? []).Select(file => file.Hash)]));
        return lines;
    }

    /// <summary>A message this government has sent, with what became of it.</summary>
    public async Task<Handed?> Find(JurisdictionId home, string message, CancellationToken stop)
    {
        Handed? handed = null;
        await foreach (var recorded in journal.ReadStream(home.ToString(), SendMessages.StreamOf(message), stop: stop))
            handed = Facts.Read(recorded) switch
            {
                MessageSent sent => new Handed(message, hosted.NameOf(sent.To), versions.Catalogue.Find(sent.Matter ?? "")?.Name ?? sent.Matter ?? "", sent.Name, recorded.Time, sent) { Failing = door.FindFailing(message) },
                MessageDelivered delivered when handed is not null => handed with { Delivered = delivered },
                MessageRefused refused when handed is not null => handed with { Refused = refused },
                _ => handed,
            };
        if (handed is not { Name: Asking.Open, Delivered: not null } || AnswerTo(home, message) is not { } answer || await FindReceived(home, answer, stop) is not var (heard, at)) return handed;
        return handed with { Answer = heard, AnsweredAt = at };
    }

    /// <summary>The counter of another government through which a case came in; null where it did not.</summary>
    public (string Collecting, string Organisation)? FindCounter(Case current)
    {
        if (current.Opened.From is not { Relation: Asking.AskedBy, Case: "" }) return null;
        using var connection = journal.OpenRead();
        return connection.Query<(string Sender, string Post)>("SELECT sender, post FROM message_in WHERE jurisdiction = @jurisdiction AND case_id = @id AND name = 'case.open' AND post IS NOT NULL",
            new { jurisdiction = current.Jurisdiction, id = current.Id }).Select(row => ((string, string)?)(row.Sender, PostId.Parse(row.Post).Organisation.ToString())).FirstOrDefault();
    }

    /// <summary>What a government has sent that is not delivered, oldest first.</summary>
    public IReadOnlyList<Held> Waiting(JurisdictionId home, long after)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<(string Message, long Position, string To, string Name, string? Case, string? Matter, string SentAt)>("""
            SELECT message, position, receiver, name, case_id, matter, sent_at FROM message_out WHERE jurisdiction = @jurisdiction AND state = 'waiting' AND position > @after ORDER BY position LIMIT @most
            """, new { jurisdiction = home.ToString(), after, most = PageSize }).Select(row => (Row: row, Failing: door.FindFailing(row.Message))).Select(each =>
                new Held(each.Row.Message, each.Row.Position, each.Row.To, each.Row.Name, each.Row.Case, each.Row.Matter, DateTimeOffset.Parse(each.Row.SentAt, System.Globalization.CultureInfo.InvariantCulture),
                    each.Failing?.Tries ?? 0, each.Failing?.Why, each.Failing?.Next))];
    }

    IReadOnlyList<string> SentBy(Case current)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<string>("SELECT message FROM message_out WHERE jurisdiction = @jurisdiction AND case_id = @id ORDER BY position LIMIT @most",
            new { jurisdiction = current.Jurisdiction, id = current.Id, most = MostOfCase })];
    }

    IReadOnlyList<string> Arrived(Case current)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<string>("SELECT message FROM message_in WHERE jurisdiction = @jurisdiction AND case_id = @id ORDER BY position LIMIT @most",
            new { jurisdiction = current.Jurisdiction, id = current.Id, most = MostOfCase })];
    }

    string? AnswerTo(JurisdictionId home, string message)
    {
        using var connection = journal.OpenRead();
        return connection.Query<string>("SELECT message FROM message_in WHERE jurisdiction = @jurisdiction AND regarding = @message AND name = 'case.closed'", new { jurisdiction = home.ToString(), message }).FirstOrDefault();
    }

    async Task<(MessageReceived Fact, DateTimeOffset At)?> FindReceived(JurisdictionId home, string message, CancellationToken stop)
    {
        await foreach (var recorded in journal.ReadStream(home.ToString(), SendMessages.StreamOf(message), stop: stop))
            if (Facts.Read(recorded) is MessageReceived fact) return (fact, recorded.Time);
        return null;
    }
}
