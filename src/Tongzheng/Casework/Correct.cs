using System.Security.Cryptography;
using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>The party answers a correction request: only the fields that were named can change.</summary>
public static class Correct
{
    /// <param name="filled">The application as it is now.</param>
    /// <param name="words">What the party says of it: the form of the correction itself.</param>
    public static async Task<Outcome<Receipt>> Handle(Cases cases, Case current, Filled filled, Filled words, Act act, CancellationToken stop)
    {
        if (current.CorrectionTask is not { } task)
        {
            if (await cases.Answered(act, current, stop) is { } earlier) return earlier;
            return new Refusal("task.not-open");
        }
        if (Complete.WhyNot(current, task.Task, act) is { } refusal) return refusal;
        if (!filled.IsComplete) return filled.Errors[0];
        var answers = filled.ToJson();
        var changed = Changed(current.Answers, answers.ToElement());
        if (Unasked(current, changed, act.Now) is { } field) return new Refusal("correction.not-asked", ("field", current.Version.ApplicationForm.All.FirstOrDefault(component => component.Key == field)?.Label ?? field)) { Field = field };
        var said = words.Answers.Select(answer => answer.Value.AsString).FirstOrDefault(text => !string.IsNullOrEmpty(text));
        if (changed.Count == 0 && said is null) return new Refusal("correction.unchanged");
        var start = new CaseAdvanced
        {
            Case = current.Id,
            Party = current.Opened.Party,
            Trigger = "task",
            By = act.Who.ToString(),
            Done = new DoneTask(task.Task, task.Element, task.Name.Zh, "corrected"),
            Status = current.Status,
            Clock = current.Clock,
        };
        var moved = Move.Run(current, new CompleteTask(task.Task, filled.Answers), start, act, cases.Around);
        if (moved.Moved is not { } step) return moved.Refusal ?? new Refusal("case.stopped");
        var corrected = new CaseCorrected { Case = current.Id, Party = current.Opened.Party, Answers = answers, Changed = changed, Explanation = said, SeenHash = Open.SeenHash(current.Version, answers) };
        return await cases.Save(act, current, [corrected, step.Fact], step.Others, new Receipt
        {
            Case = current.Id,
            Number = current.Opened.Number,
            Status = step.Fact.Status,
            Outcome = step.Fact.Outcome,
            Asked = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { current.Id, task.Task, corrected.SeenHash, said })),
        }, stop);
    }

    /// <summary>Keys whose answers differ, for the officer's comparison.</summary>
    public static IReadOnlyList<string> Changed(JsonElement? before, JsonElement after) =>
        [.. after.EnumerateObject().Where(member => before is not { } old || !old.TryGetProperty(member.Name, out var was) || !JsonElement.DeepEquals(was, member.Value)).Select(member => member.Name)];

    // Where the officer named no field (a free-text request), everything may be corrected.
    static string? Unasked(Case current, IReadOnlyList<string> changed, DateTimeOffset now) =>
        TaskDesk.MayChange(current, now) is { } open ? changed.FirstOrDefault(key => !open.Contains(key)) : null;
}
