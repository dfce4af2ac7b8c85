using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Exchange;

/// <summary>Does what a message asks, and records <see cref="Incoming.Received"/> in the same append. A refusal has written nothing.</summary>
public delegate Task<Refusal?> Receiver(Incoming message, CancellationToken stop);

/// <summary>A message that came in, and the act of taking it.</summary>
public sealed record Incoming(Envelope Envelope, Act Act)
{
    /// <summary>The record of its arrival, with the own case it came to.</summary>
    public StreamAppend Received(string? id, string? number, Func<MessageReceived, MessageReceived>? more = null) => Facts.To(SendMessages.StreamOf(Envelope.Message), StreamAppend.Any, (more ?? (fact => fact))(new MessageReceived
    {
        Message = Envelope.Message,
        From = Envelope.From,
        Name = Envelope.Name,
        Regarding = Envelope.Regarding,
        Case = id,
        Number = number,
        SenderCase = Envelope.Case,
        SenderNumber = Envelope.Number,
        By = Envelope.By,
        Post = Envelope.Post,
        Subject = Envelope.Subject,
        Hashes = Envelope.Files.Count > 0 ? [.. Envelope.Files.Select(file => file.File.Hash)] : null,
    }));
}

/// <summary>
/// Takes messages in. A message that came before is answered with what stands of it in the journal; what is refused is
/// recorded too, so that a repeat on its way cannot find it taken later.
/// </summary>
/// <param name="receivers">Each kind of message with what is done about it; there are no others.</param>
public sealed class Receive(Journal journal, Hosted hosted, Clock clock, IReadOnlyDictionary<string, Receiver> receivers)
{
    public async Task<ReadOnlyMemory<byte>> Handle(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var envelope = Envelope.Read(bytes);
        if (!hosted.Jurisdictions.Contains(envelope.To)) return Reply.No(new Refusal("region.not-served", ("region", envelope.To))).ToBytes();
        if (await Answered(envelope, stop) is { } before) return before.ToBytes();
        var message = new Incoming(envelope, new Act
        {
            Jurisdiction = JurisdictionId.Parse(envelope.To),
            Who = Actor.Parse(envelope.By),
            Post = PostId.TryParse(envelope.Post, out var post) ? post : null,
            Now = clock.Now,
            IdempotencyKey = SendMessages.StreamOf(envelope.Message),
        });
        if (await Take(message, stop) is { } refusal)
        {
            var reply = Reply.No(refusal);
            if (reply.IsNotNow) return reply.ToBytes();
            await journal.Append(new Append
            {
                Jurisdiction = envelope.To,
                Key = message.Act.IdempotencyKey,
                Time = message.Act.Now,
                Streams = [message.Received(null, null, fact => fact with { Refusal = reply.Refusal, Field = reply.Field, Words = reply.Words })],
            }, stop);
        }
        return (await Answered(envelope, stop) ?? throw new InvalidOperationException($"The message {envelope.Message} was taken, and there is no record of it.")).ToBytes();
    }

    Task<Refusal?> Take(Incoming message, CancellationToken stop) =>
        message.Envelope.Files.FirstOrDefault(file => !file.IsWhole) is { } broken ? Task.FromResult<Refusal?>(new Refusal("message.file-changed", ("name", broken.File.Name)))
        : receivers.TryGetValue(message.Envelope.Name, out var receiver) ? receiver(message, stop)
        : Task.FromResult<Refusal?>(new Refusal("message.no-such-kind", ("name", message.Envelope.Name)));

    async Task<Reply?> Answered(Envelope envelope, CancellationToken stop)
    {
        await foreach (var recorded in journal.ReadStream(envelope.To, SendMessages.StreamOf(envelope.Message), stop: stop))
            if (Facts.Read(recorded) is MessageReceived fact)
                return new Reply { Case = fact.Case, Number = fact.Number, Position = recorded.Position, At = recorded.Time, Hashes = fact.Hashes ?? [], Refusal = fact.Refusal, Field = fact.Field, Words = fact.Words };
        return null;
    }
}
