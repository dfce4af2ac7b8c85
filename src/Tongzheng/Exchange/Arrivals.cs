using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Exchange;

/// <summary>What receivers share.</summary>
static class Arrivals
{
    /// <summary>Somebody acts on the case at the same instant: rarely twice in a row. After that the message comes again.</summary>
    public const int MostTries = 5;

    /// <summary>Records that a message came in, where nothing is to be done about it.</summary>
    public static async Task<Refusal?> Record(Journal journal, Incoming message, StreamAppend received, CancellationToken stop) => await journal.Append(new Append
    {
        Jurisdiction = message.Envelope.To,
        Key = message.Act.IdempotencyKey,
        Time = message.Act.Now,
        Streams = [received],
    }, stop) is KeyReused ? new Refusal("request.key-reused") : null;
}
