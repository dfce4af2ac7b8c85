using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using CaseStatus = Tongzheng.Casework.CaseStatus;

namespace Tongzheng.Exchange;

/// <summary>
/// Receives <c>case.closed</c>: the case that asked hears how what it asked for has ended, and goes on. If it does not wait
/// for it yet, it keeps the message; if it is over itself, the answer is only recorded.
/// </summary>
public sealed class HearClosed(Cases cases)
{
    public async Task<Refusal?> Handle(Incoming message, CancellationToken stop)
    {
        var ended = CaseEnded.From(message.Envelope.Body);
        StreamAppend Received(Case? current) => message.Received(current?.Id, current?.Opened.Number, fact => fact with { Outcome = ended.Outcome });
        for (var tried = 1; ; tried++)
        {
            if (ended.Case is not { } id || await cases.Find(message.Act.Jurisdiction, id, stop) is not { IsClosed: false } current)
                return await Arrivals.Record(cases.Journal, message, Received(ended.Case is { } over ? await cases.Find(message.Act.Jurisdiction, over, stop) : null), stop);
            var refusal = await Hear(message, current, ended, Received(current), stop);
            if (refusal?.Code != "case.changed" || tried == Arrivals.MostTries) return refusal;
        }
    }

    async Task<Refusal?> Hear(Incoming message, Case current, CaseEnded ended, StreamAppend received, CancellationToken stop)
    {
        var name = Asking.ClosedAt(ended.Element ?? "");
        var start = new CaseAdvanced { Case = current.Id, Party = current.Opened.Party, Trigger = "message", By = Actor.Node.ToString(), Status = current.Status };
        var moved = Move.Run(current, new ReceiveMessage(name, ended.ToVariables()), start, message.Act, cases.Around).Moved;
        Fact fact = moved is not null ? moved.Fact
            : new MessageKept { Case = current.Id, Party = current.Opened.Party, Message = message.Envelope.Message, Name = name, Variables = JsonText.Of(ended.ToVariables().WriteTo) };
        var receipt = new Receipt { Case = current.Id, Number = current.Opened.Number, Status = moved?.Fact.Status ?? current.Status, Outcome = moved?.Fact.Outcome };
        return (await cases.Save(message.Act, current, [fact], [received, .. moved?.Others ?? []], receipt, stop)).Refusal;
    }
}
