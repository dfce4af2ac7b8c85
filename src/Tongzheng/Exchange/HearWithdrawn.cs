using Dapper;
using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Kernel;

namespace Tongzheng.Exchange;

/// <summary>Receives <c>case.withdrawn</c>: the case that was opened for the asker ends too, if it goes on.</summary>
public sealed class HearWithdrawn(Cases cases)
{
    public async Task<Refusal?> Handle(Incoming message, CancellationToken stop)
    {
        for (var tried = 1; ; tried++)
        {
            if (CaseOf(message) is not { } id || await cases.Find(message.Act.Jurisdiction, id, stop) is not { IsClosed: false } current)
                return await Arrivals.Record(cases.Journal, message, message.Received(CaseOf(message), null), stop);
            var done = await Withdraw.Take(cases, current, message.Act, [message.Received(current.Id, current.Opened.Number)], stop);
            if (done.Refusal?.Code != "case.changed" || tried == Arrivals.MostTries) return done.Refusal;
        }
    }

    string? CaseOf(Incoming message)
    {
        using var connection = cases.Journal.OpenRead();
        return connection.ExecuteScalar<string>("SELECT case_id FROM message_in WHERE jurisdiction = @to AND message = @asked", new { to = message.Envelope.To, asked = message.Envelope.Regarding });
    }
}
