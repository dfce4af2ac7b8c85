using Dapper;
using System.Globalization;
using Tongzheng.Casework.Verbs;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>
/// Hands over what a dissolved body was doing: its cases and open tasks go to the successor. Where none was named they go
/// to the body above, with an incident: a person there takes them on or forwards them. Doing it twice changes nothing.
/// </summary>
public sealed class Successions(Cases cases, Hosted hosted, Clock clock)
{
    public const string Verb = "succeed";

    /// <summary>The incident of a case whose office was dissolved without a successor. It is the node's, not the engine's: its number is below zero.</summary>
    public const string NoSuccessor = "office.no-successor";

    /// <summary>A body that follows one that followed one …: more links than any reform of government has made.</summary>
    const int MostLinks = 20;

    /// <summary>A case that somebody acts on at the same moment is read again so often.</summary>
    const int MostTries = 5;

    /// <summary>Hands over all that dissolved bodies still hold. Returns how many cases.</summary>
    public async Task<int> All(CancellationToken stop)
    {
        var handed = 0;
        foreach (var jurisdiction in hosted.Jurisdictions)
            foreach (var (id, organisation) in Held(jurisdiction))
                if (await HandOver(JurisdictionId.Parse(jurisdiction), id, organisation, stop)) handed++;
        return handed;
    }

    List<(string Case, string Organisation)> Held(string jurisdiction)
    {
        using var connection = cases.Journal.OpenRead();
        return [.. connection.Query<(string, string)>("""
            SELECT t.case_id, o.organisation FROM directory_organisation o
            JOIN case_task t ON t.jurisdiction = o.jurisdiction AND t.organisation = o.organisation
            WHERE o.jurisdiction = @jurisdiction AND o.dissolved = 1
            UNION
            SELECT c.case_id, o.organisation FROM directory_organisation o
            JOIN case_index c ON c.jurisdiction = o.jurisdiction AND c.organisation = o.organisation AND c.status <> @closed
            WHERE o.jurisdiction = @jurisdiction AND o.dissolved = 1
            """, new { jurisdiction, closed = nameof(CaseStatus.Closed) })];
    }

    async Task<bool> HandOver(JurisdictionId jurisdiction, string id, string from, CancellationToken stop)
    {
        if (await FollowerOf(jurisdiction, from, stop) is not { } follower) return false;
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await cases.Find(jurisdiction, id, stop) is not { IsClosed: false } current || Decide(current, from, follower.Code, follower.Named) is not { Count: > 0 } facts) return false;
            var act = new Act
            {
                Jurisdiction = jurisdiction, Who = Actor.Node, Now = clock.Now,
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"succeed/{id}/{from}/{current.StreamVersion}"),
            };
            if ((await cases.Save(act, current, facts, [], new Receipt { Case = id, Number = current.Opened.Number, Status = current.Status }, stop)).Refusal is null) return true;
        }
        return false;
    }

    /// <summary>The body that does a dissolved one's work now, and whether it was named; null where there is none at all.</summary>
    async Task<(string Code, bool Named)?> FollowerOf(JurisdictionId jurisdiction, string from, CancellationToken stop)
    {
        var (code, named) = (CreditCode.Parse(from), true);
        for (var link = 0; link < MostLinks; link++)
        {
            if (await Organisation.Find(cases.Journal, jurisdiction, code, stop) is not { } body) return null;
            if (!body.IsDissolved) return (body.Code.ToString(), named);
            named &= body.Successor is not null;
            if ((body.Successor ?? body.Parent) is not { } next) return null;
            code = next;
        }
        return null;
    }

    internal static IReadOnlyList<Fact> Decide(Case current, string from, string to, bool named)
    {
        var tasks = current.Tasks.Where(task => task.Organisation == from).Select(task => task with { Organisation = to, Assignee = null, Delegator = null }).ToList();
        if (tasks.Count == 0 && current.Organisation != from) return [];
        List<Fact> facts =
        [
            new CaseActed
            {
                Case = current.Id, Party = current.Opened.Party, Verb = Verb, By = Actor.Node.ToString(), Target = to, Status = current.Status, Clock = current.Clock,
                Organisation = current.Organisation == from ? to : current.Organisation, Tasks = tasks, Pauses = current.Pauses, Expedited = current.IsExpedited, Urged = current.IsUrged,
            },
        ];
        if (!named && current.Organisation == from)
            facts.Add(new CaseAdvanced
            {
                Case = current.Id, Party = current.Opened.Party, Trigger = Verb, By = Actor.Node.ToString(), Status = CaseStatus.Incident,
                State = current.State is { } state ? JsonText.Of(writer => state.WriteTo(writer, current.OnRecord)) : null,
                Incidents = [new RaisedIncident(Case.NextIncident(current.Incidents), "", NoSuccessor, "承办机关已撤销，没有确定继续行使其职权的机关；现由上级机关接办，请接办或转送。")],
            });
        return facts;
    }
}
