using System.Security.Cryptography;
using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>
/// A step that stopped because the procedure could not tell how to go on is tried again, with variables put right where
/// they were wrong. Whoever does it says why; it stands in the case's history.
/// </summary>
public static class Resolve
{
    /// <summary>Putting a variable right can change what is decided, so it takes a post that decides.</summary>
    static readonly Role[] MayCorrect = [Role.Decider, Role.Leader];

    /// <param name="Incident">Counter of the incident in its case.</param>
    /// <param name="Variables">Variables to set before it is tried again; none for a plain retry.</param>
    /// <param name="Reason">Why, in the words of the one who does it.</param>
    public sealed record Request(long Incident, FeelContext Variables, string Reason);

    public static async Task<Outcome<Receipt>> Handle(Cases cases, Case current, Request request, Act act, CancellationToken stop)
    {
        if (current.Incidents.All(raised => raised.Incident != request.Incident))
            return await cases.Answered(act, current, stop) is { } first ? first : new Refusal("incident.unknown");
        if (WhyNot(current, act, request.Variables.Count > 0) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(request.Reason)) return new Refusal("incident.reason-needed") { Field = "reason" };
        var start = new CaseAdvanced
        {
            Case = current.Id,
            Party = current.Opened.Party,
            Trigger = "resolve",
            By = act.Who.ToString(),
            Post = act.Post?.ToString(),
            Remark = request.Reason,
            ClosedIncidents = [request.Incident],
            Status = current.Status,
        };
        var raised = current.Incidents.First(incident => incident.Incident == request.Incident);
        // What could not be sent is sent again; or the office goes on without an answer, by saying what the answer would be.
        var goesOn = raised.Code == Asking.Refused && request.Variables.Contains(Asking.Component);
        if (request.Incident < 0 && !goesOn) return await TakeOn(cases, current, raised, request, start, act, stop);
        Trigger trigger = goesOn ? new ReceiveMessage(Asking.ClosedAt(raised.Element), request.Variables) : new Bpmn.Resolve(request.Incident, request.Variables);
        var moved = Move.Run(current, trigger, start, act, cases.Around);
        if (moved.Moved is not { } step) return moved.Refusal ?? new Refusal("case.stopped");
        return await cases.Save(act, current, [step.Fact], step.Others, new Receipt
        {
            Case = current.Id,
            Number = current.Opened.Number,
            Status = step.Fact.Status,
            Outcome = step.Fact.Outcome,
            Asked = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { current.Id, request.Incident, Variables = request.Variables.ToJson(), request.Reason })),
        }, stop);
    }

    /// <summary>
    /// An incident of the node, not of the engine: the procedure stands where it stood. The office takes on a case that came
    /// to it; or what the receiver refused is sent again, with what was put right.
    /// </summary>
    static async Task<Outcome<Receipt>> TakeOn(Cases cases, Case current, RaisedIncident raised, Request request, CaseAdvanced start, Act act, CancellationToken stop)
    {
        var again = raised.Code == Asking.Refused
            ? cases.Around.Effects.Perform(new Call(current, new CallService(raised.Incident, raised.Element, Effects.SendAgain, request.Variables, new Dictionary<string, string>()), act)) : Performed.Nothing;
        if (again.Refusal is { } no) return no;
        var others = current.Incidents.Any(incident => incident.Incident != request.Incident);
        var fact = start with
        {
            State = current.State is { } state ? JsonText.Of(writer => state.WriteTo(writer, current.OnRecord)) : null,
            Status = others ? CaseStatus.Incident : current.Clock.IsStopped ? CaseStatus.Correcting : current.Clock.StartedOn is not null ? CaseStatus.Accepted : CaseStatus.Submitted,
        };
        return await cases.Save(act, current, [fact], again.Appends, new Receipt
        {
            Case = current.Id,
            Number = current.Opened.Number,
            Status = fact.Status,
            Asked = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { current.Id, request.Incident, request.Reason })),
        }, stop);
    }

    /// <summary>Why somebody may not settle an incident of a case; null where they may.</summary>
    public static Refusal? WhyNot(Case current, Act act, bool withVariables) =>
        act.Post is not { } post || post.Organisation.ToString() != current.Organisation ? new Refusal("task.not-your-post")
        : withVariables && !MayCorrect.Contains(post.Role) ? new Refusal("incident.post-needed")
        : null;

    /// <summary>The caller's post that may do most with the incidents of a case; null where none has to do with it.</summary>
    public static PostId? PostOf(IReadOnlyList<PostId> posts, Case current) =>
        posts.Where(post => post.Organisation.ToString() == current.Organisation && post.Role != Role.Auditor && post.Role != Role.Steward)
            .OrderByDescending(post => MayCorrect.Contains(post.Role)).Select(post => (PostId?)post).FirstOrDefault();
}
