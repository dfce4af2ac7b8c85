using Dapper;
using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Casework.Files;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using CaseStatus = Tongzheng.Casework.CaseStatus;

namespace Tongzheng.Exchange;

/// <summary>A message that is sent and not settled.</summary>
public sealed record Waiting(string Message, long Position, string Receiver, string? Case)
{
    /// <summary>Messages of one case go in their order.</summary>
    public string Line => Case ?? Message;
}

/// <summary>The sender's side: what waits in its journal, packed for the door, and what came back, recorded.</summary>
public sealed class Outbox(Cases cases, FileDesk files)
{
    const int PageSize = 100;

    Journal Journal => cases.Journal;

    /// <summary>What a government has sent that is not settled, oldest first, after a position.</summary>
    public IReadOnlyList<Waiting> Waiting(string jurisdiction, long after)
    {
        using var connection = Journal.OpenRead();
        return [.. connection.Query<Waiting>("""
            SELECT message AS Message, position AS Position, receiver AS Receiver, case_id AS "Case" FROM message_out
            WHERE jurisdiction = @jurisdiction AND state = 'waiting' AND position > @after ORDER BY position LIMIT @most
            """, new { jurisdiction, after, most = PageSize })];
    }

    /// <summary>The message with its files; null where its subject was forgotten meanwhile.</summary>
    public async Task<Envelope?> Pack(string jurisdiction, Waiting waiting, CancellationToken stop)
    {
        if (await Find(jurisdiction, waiting.Message, stop) is not { Body: { } body } sent) return null;
        var carried = new List<CarriedFile>();
        foreach (var file in sent.Files ?? [])
        {
            if (await files.Read(JurisdictionId.Parse(jurisdiction), file.Id, stop) is not { } content) return null;
            carried.Add(new CarriedFile(file, content));
        }
        await Journal.Durable();
        return new Envelope
        {
            Message = sent.Message, From = jurisdiction, To = sent.To, Name = sent.Name, Regarding = sent.Regarding, Case = sent.Case, Number = sent.Number, Element = sent.Element,
            By = sent.By, Post = sent.Post, Subject = sent.Subject, Body = body, Files = carried,
        };
    }

    /// <summary>Records the receiver's answer. What a case asked for and was refused stops there as an incident, for a person to settle.</summary>
    public async Task Settle(string jurisdiction, Waiting waiting, Reply reply, DateTimeOffset now, CancellationToken stop)
    {
        var sent = await Find(jurisdiction, waiting.Message, stop) ?? throw new InvalidOperationException($"There is no message {waiting.Message}.");
        var act = new Act { Jurisdiction = JurisdictionId.Parse(jurisdiction), Who = Actor.Node, Now = now, IdempotencyKey = SendMessages.StreamOf(sent.Message) + "/settled" };
        for (; ; )
        {
            if (reply.Refusal is { } code && sent is { Name: Asking.Open, Case: { } id } && await cases.Find(act.Jurisdiction, id, stop) is { IsClosed: false } current)
            {
                if ((await Stop(act, current, sent, code, reply, stop)).Refusal?.Code == "case.changed") continue;
                return;
            }
            await Journal.Append(new Append
            {
                Jurisdiction = jurisdiction,
                Key = act.IdempotencyKey,
                Time = now,
                Streams = [Facts.To(SendMessages.StreamOf(sent.Message), StreamAppend.Any, reply.Refusal is { } why ? Refused(sent, why, reply, null)
                    : new MessageDelivered { Message = sent.Message, Case = reply.Case, Number = reply.Number, Position = reply.Position, ReceivedAt = reply.At, Subject = sent.Subject, Hashes = reply.Hashes.Count > 0 ? reply.Hashes : null })],
            }, stop);
            return;
        }
    }

    Task<Outcome<Receipt>> Stop(Act act, Case current, MessageSent sent, string code, Reply reply, CancellationToken stop)
    {
        var incident = new RaisedIncident(Case.NextIncident(current.Incidents), sent.Element ?? "", Asking.Refused, reply.Words?.Zh ?? code);
        var fact = new CaseAdvanced
        {
            Case = current.Id, Party = current.Opened.Party, Trigger = "message", By = act.Who.ToString(), Status = CaseStatus.Incident,
            State = current.State is { } state ? JsonText.Of(writer => state.WriteTo(writer, current.OnRecord)) : null, Incidents = [incident],
        };
        return cases.Save(act, current, [fact], [Facts.To(SendMessages.StreamOf(sent.Message), StreamAppend.Any, Refused(sent, code, reply, incident.Incident))],
            new Receipt { Case = current.Id, Number = current.Opened.Number, Status = fact.Status }, stop);
    }

    static MessageRefused Refused(MessageSent sent, string code, Reply reply, long? incident) =>
        new() { Message = sent.Message, Code = code, Field = reply.Field, Incident = incident, Subject = sent.Subject, Words = reply.Words };

    async Task<MessageSent?> Find(string jurisdiction, string message, CancellationToken stop)
    {
        await foreach (var fact in Journal.ReadStream(jurisdiction, SendMessages.StreamOf(message), stop: stop))
            if (Facts.Read(fact) is MessageSent sent) return sent;
        return null;
    }
}
