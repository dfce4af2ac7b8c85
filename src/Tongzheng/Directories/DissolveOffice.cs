using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories;

/// <summary>A body is dissolved. Its duties go to the successor; what it was doing is handed over by casework.</summary>
public static class DissolveOffice
{
    /// <param name="Organisation">Code of the body.</param>
    /// <param name="Successor">Code of the body that takes its matters; null where nobody has been named.</param>
    /// <param name="Reason">The document it follows from.</param>
    public sealed record Request(CreditCode Organisation, CreditCode? Successor, string Reason);

    public static async Task<Outcome<OrganisationDissolved>> Handle(Journal journal, Offices offices, Request request, Act act, CancellationToken stop)
    {
        if (await Organisation.Find(journal, act.Jurisdiction, request.Organisation, stop) is not { } body) return new Refusal("organisation.unknown", ("code", request.Organisation));
        var successor = request.Successor is { } code ? await Organisation.Find(journal, act.Jurisdiction, code, stop) : null;
        var decided = Decide(body, request.Successor, successor, request.Reason);
        if (decided.Value is not { } fact) return decided;
        if (body.IsDissolved) return fact;
        var done = await journal.Append(new Append
        {
            Jurisdiction = act.Jurisdiction.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [Facts.To($"organisation/{body.Code}", StreamAppend.Any, fact)],
        }, stop);
        if (done is KeyReused) return new Refusal("request.key-reused");
        offices.Refresh();
        return fact;
    }

    // The same act again, after an answer that was lost, is the same decision: a dissolved body stays dissolved.
    internal static Outcome<OrganisationDissolved> Decide(Organisation body, CreditCode? named, Organisation? successor, string reason) =>
        body.IsDissolved && body.Successor != named ? new Refusal("organisation.dissolved", ("office", body.Name))
        : string.IsNullOrWhiteSpace(reason) ? new Refusal("organisation.reason-needed") { Field = "reason" }
        : named is not null && successor is not { IsDissolved: false } || successor?.Code == body.Code ? new Refusal("organisation.no-successor", ("code", named)) { Field = "successor" }
        : named is null && body.Parent is null ? new Refusal("organisation.successor-needed") { Field = "successor" }
        : new OrganisationDissolved(body.Code, successor?.Code, reason);
}
