using System.Text;
using System.Text.Json;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Queue;

/// <summary>Reads the queue of a hall and appends what is done at it.</summary>
public sealed class HallDesk(Journal journal, Halls halls, Clock clock)
{
    /// <summary>So many are at it at once that trying again would not help the person who waits.</summary>
    const int MostTries = 40;

    public Halls Halls => halls;
    public Clock Clock => clock;
    public TimeOnly TimeNow => TimeOnly.FromDateTime(clock.Now.DateTime);

    /// <summary>The queue of a day.</summary>
    public async Task<HallDay> Read(Hall hall, DateOnly day, CancellationToken stop)
    {
        var read = HallDay.Empty(hall.Key, day);
        await foreach (var fact in journal.ReadStream(hall.Jurisdiction.ToString(), HallDay.StreamOf(hall.Key, day), stop: stop)) read = read.After(Facts.Read(fact));
        return read;
    }

    /// <summary>
    /// Decides on the queue as it stands and appends; where somebody was quicker, decides anew. The answer is the number it
    /// was about; a retry of the same act gets the first answer.
    /// </summary>
    /// <param name="asked">What was asked, so that the same key with something else is refused.</param>
    public async Task<Outcome<Ticket>> Change(Hall hall, Act act, string asked, Func<HallDay, Outcome<Fact[]>> decide, CancellationToken stop)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var now = await Read(hall, act.Today, stop);
            var decided = decide(now);
            if (decided.Value is not { } facts)
                // A second click finds the queue as the first one left it; it is answered like the first.
                return await journal.FindAnswer(hall.Jurisdiction.ToString(), act.IdempotencyKey, stop) is { Answer.Length: > 0 } first ? Answer(first.Answer) : decided.Refusal ?? new Refusal("queue.busy");
            var ticket = TicketOf(now, facts);
            var outcome = await journal.Append(new Append
            {
                Jurisdiction = hall.Jurisdiction.ToString(),
                Key = act.IdempotencyKey,
                Time = act.Now,
                Streams = [Facts.To(HallDay.StreamOf(hall.Key, act.Today), now.Version, facts)],
                Answer = JsonSerializer.SerializeToUtf8Bytes(ticket),
                Request = Encoding.UTF8.GetBytes(asked),
            }, stop);
            if (outcome is Appended { Repeated: true } repeated) return Answer(repeated.Answer);
            if (outcome is Appended) return ticket;
            if (outcome is KeyReused) return new Refusal("request.key-reused");
            if (outcome is Refused { Constraint: QueueTable.OneNumber }) return new Refusal("queue.one-number");
        }
        return new Refusal("queue.busy");
    }

    static Ticket TicketOf(HallDay before, Fact[] facts)
    {
        var after = facts.Aggregate(before, (day, fact) => day.After(fact));
        var number = facts[^1] switch { TicketDrawn drawn => drawn.Number, TicketCalled called => called.Number, TicketClosed closed => closed.Number, _ => 0 };
        return after.Find(number) ?? throw new InvalidOperationException($"The facts are about no number of {before.Hall}.");
    }

    static Ticket Answer(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<Ticket>(bytes.Span) ?? throw new InvalidDataException("The stored answer is no number.");
}
