using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Forms;
using Tongzheng.Journals.Merkle;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>Completes a person's task: an officer's opinion or decision, or the party's own step.</summary>
public static class Complete
{
    /// <param name="Task">Counter of the task in its case.</param>
    /// <param name="Filled">Answers of the task's form, complete.</param>
    /// <param name="CorrectionFields">When correction is asked: the fields and documents that open again.</param>
    /// <param name="CorrectionNotes">What is missing or wrong, by field.</param>
    public sealed record Request(long Task, Filled Filled, IReadOnlyList<string> CorrectionFields, IReadOnlyDictionary<string, string> CorrectionNotes);

    public static async Task<Outcome<Receipt>> Handle(Cases cases, Case current, Request request, Act act, CancellationToken stop)
    {
        if (WhyNot(current, request.Task, act) is { } refusal) return refusal;
        if (!request.Filled.IsComplete) return request.Filled.Errors[0];
        var task = current.Tasks.First(open => open.Task == request.Task);
        if (current.IsCorrection(task)) return new Refusal("task.by-correction");
        if (request.CorrectionFields.FirstOrDefault(field => current.Version.ApplicationForm.All.All(component => component.Key != field)) is { } unknown)
            return new Refusal("correction.no-field", ("field", unknown)) { Field = "correctionFields" };
        var answers = request.Filled.Answers;
        var result = ResultOf(request.Filled);
        var start = new CaseAdvanced
        {
            Case = current.Id,
            Party = current.Opened.Party,
            Trigger = "task",
            By = act.Who.ToString(),
            Post = act.Post?.ToString(),
            OnBehalfOf = task.Delegator,
            Done = new DoneTask(task.Task, task.Element, task.Name.Zh, result),
            Remark = RemarkOf(request.Filled),
            Status = current.Status,
        };
        var moved = Move.Run(current, new CompleteTask(task.Task, answers), start, act, cases.Around);
        if (moved.Moved is not { } step) return moved.Refusal ?? new Refusal("case.stopped");
        if (request.CorrectionFields.Count > 0 && !step.Fact.Opened.Any(current.IsCorrection)) return new Refusal("correction.not-asked-for") { Field = "correctionFields" };
        List<Fact> facts = [];
        if (request.CorrectionFields.Count > 0)
            facts.Add(new CorrectionRequested { Case = current.Id, Party = current.Opened.Party, Fields = request.CorrectionFields, Notes = request.CorrectionNotes, By = act.Who.ToString() });
        facts.Add(step.Fact);
        return await cases.Save(act, current, facts, step.Others, ReceiptOf(current, step.Fact, request), stop);
    }

    /// <summary>Why somebody may not do a task; null where they may.</summary>
    public static Refusal? WhyNot(Case current, long taskId, Act act)
    {
        if (current.Tasks.FirstOrDefault(open => open.Task == taskId) is not { } task) return new Refusal("task.not-open");
        if (task.Post == Case.Applicant) return act.Who.Person is { } person && Speaks(current, person) ? null : new Refusal("task.not-yours");
        if (task.Verb is not null) return new Refusal("task.by-verb");
        if (task.Assignee is { } assignee && assignee != act.Who.ToString()) return new Refusal("task.assigned");
        if (!HoldsPost(task, act.Post)) return new Refusal("task.not-your-post");
        if (Separated(current, task, act.Who.ToString()) is { } separated) return separated;
        return current.Pauses.Count > 0 ? new Refusal("case.suspended") : null;
    }

    /// <summary>The post the procedure names, at the office the task is with; for a delegate, any post of that office.</summary>
    public static bool HoldsPost(OpenedTask task, PostId? post) =>
        post is { } held && held.Organisation.ToString() == task.Organisation && (task.Delegator is not null || held.Role.ToString() == task.Post);

    /// <summary>Separation of duties: who checked does not decide, in person or through a delegate.</summary>
    public static Refusal? Separated(Case current, OpenedTask task, string officer)
    {
        var apart = current.Version.Procedure.Find(task.Element)?.Properties.GetValueOrDefault("tz:separate");
        foreach (var element in (apart ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
            if (current.DoersOf(element).Any(doer => doer == officer || doer == task.Delegator)) return new Refusal("task.separated", ("step", current.Version.Procedure.Find(element)?.Name));
        return null;
    }

    /// <summary>May this person act for the party of the case?</summary>
    public static bool Speaks(Case current, PersonId person) =>
        current.Opened.Party == person.ToString() || current.Opened.Applicant == person.ToString();

    // The choice an officer made is public in the journal; what they wrote may name people and is personal text.
    static string? ResultOf(Filled filled) =>
        new[] { "decision", "outcome", "inspectionResult", "jointOpinion", "reviewOpinion" }
            .Select(key => filled.Answers.TryGet(key, out var value) ? value.AsString : null).FirstOrDefault(value => value is { Length: < 40 });

    static string? RemarkOf(Filled filled) =>
        new[] { "reason", "correctionItems", "decisionNote", "reviewNote", "remark" }
            .Select(key => filled.Answers.TryGet(key, out var value) ? value.AsString : null).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    static Receipt ReceiptOf(Case current, CaseAdvanced fact, Request request) => new()
    {
        Case = current.Id,
        Number = current.Opened.Number,
        Status = fact.Status,
        Outcome = fact.Outcome,
        Asked = Hash.Of(JsonSerializer.SerializeToUtf8Bytes(new { current.Id, request.Task, Answers = request.Filled.ToJson(), request.CorrectionFields, request.CorrectionNotes })).ToArray(),
    };
}
