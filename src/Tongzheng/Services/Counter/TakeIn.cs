using System.Security.Cryptography;
using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Exchange;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Counter;

/// <summary>
/// Takes an application in at a counter. For the own government that opens the case. For another (异地代收代办) the counter
/// records in its own journal what it took into its hands, as a message to the government that decides: from then on it is
/// taken in. The door is tried at once; where it is open, case and number are there when this returns.
/// </summary>
public sealed class TakeIn(Cases cases, Journal journal, Exchanges exchanges, Door door)
{
    /// <param name="home">The government at whose counter the clerk stands.</param>
    /// <param name="originals">Papers the counter keeps to send on.</param>
    public async Task<Outcome<Receipt>> Handle(Open.Application application, Act act, JurisdictionId home, string? originals, CancellationToken stop)
    {
        if (act.Jurisdiction == home) return await Open.Handle(cases, application, act, stop);
        if (!application.Filled.IsComplete) return application.Filled.Errors[0];
        var sent = Sent(application, act, home, originals);
        var append = new Append
        {
            Jurisdiction = home.ToString(),
            Key = act.IdempotencyKey + "/handed-on",
            Time = act.Now,
            Streams = [Facts.To(SendMessages.StreamOf(sent.Message), StreamAppend.New, sent), .. application.Others],
            Request = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { sent.To, sent.Matter, sent.Subject, Seen = Open.SeenHash(application.Version, application.Filled.ToJson()) })),
        };
        if (await journal.Append(append, stop) is not Appended) return new Refusal("request.key-reused");
        await door.Kept(append);
        var handed = await exchanges.Find(home, sent.Message, stop);
        return handed switch
        {
            { Refused: { } no } => new Refusal("message.not-taken", ("place", handed.PlaceName), ("why", no.Words ?? new Text(no.Code))),
            { Delivered: { Case: { } id } there } => new Receipt { Case = id, Number = there.Number ?? "", Status = CaseStatus.Submitted, Position = there.Position },
            _ => new Receipt { Case = "", Number = "", Status = CaseStatus.Submitted, OnItsWay = sent.Message },
        };
    }

    MessageSent Sent(Open.Application application, Act act, JurisdictionId home, string? originals)
    {
        var answers = application.Filled.ToJson().ToElement();
        var files = SendMessages.UploadsIn(answers).ToDictionary(file => file.Id);
        if (application.ProofFile is { } proof) files[proof.Id] = proof;
        return new MessageSent
        {
            Message = SendMessages.Id(home, act.IdempotencyKey), // the same act is the same message
            To = act.Jurisdiction.ToString(),
            Name = Asking.Open,
            Matter = application.Version.Matter.Slug,
            By = act.Who.ToString(),
            Post = act.Post?.ToString(),
            Subject = application.Party.Subject,
            Body = new CaseAsked(application.Version.Matter.Slug, application.Place ?? act.Jurisdiction.ToString(), null, CarriedParty.Of(application.Party), application.Applicant, Channel.Counter, answers,
                application.Proof, application.ProofFile?.Id, string.IsNullOrWhiteSpace(originals) ? null : originals.Trim()).ToJson(),
            Files = [.. files.Values.OrderBy(file => file.Id, StringComparer.Ordinal)],
        };
    }
}
