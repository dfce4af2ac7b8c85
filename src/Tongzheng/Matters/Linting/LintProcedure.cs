using Tongzheng.Bpmn;
using Tongzheng.Feel.Dmn;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>A procedure: it parses, it is sound, its names exist, and its legal properties say something we know.</summary>
static class LintProcedure
{
    static readonly HashSet<string> Groups = [.. ReadStory.Posts];
    static readonly HashSet<string> Ends = ["granted", "refused", "not-accepted", "withdrawn"];

    // What each of our properties may say; null: anything.
    static readonly Dictionary<string, string[]?> Properties = new()
    {
        ["tz:step"] = null, ["tz:step.en"] = null, ["tz:name.en"] = null, ["tz:basis"] = null, ["tz:ground"] = null, ["tz:limit"] = null, ["tz:separate"] = null,
        ["tz:clock"] = ["stop", "run"], ["tz:action"] = ["correction"], ["tz:office"] = ["joint"], ["tz:power"] = null, ["tz:event"] = ["accepted"], ["tz:deemed"] = ["true", "accepted"],
        ["tz:letter"] = ["accepted", "correction", "not-accepted", "granted", "refused", "receipt"],
    };

    // A gateway of ours has no default on purpose: what no condition answers is for a person, never for the default flow.
    const string NoDefault = "flow.no-default";

    public static void Check(Matter matter, IReadOnlyList<DmnModel> models, LintScope scope, ICollection<Finding> findings)
    {
        if (matter.Procedure is not { } procedure) return;
        ProcessDefinition definition;
        try
        {
            definition = ProcessDefinition.Parse(procedure.Xml);
        }
        catch (BpmnException broken)
        {
            findings.Add(new("bpmn.refused", procedure.File, broken.Line, broken.Column, new($"流程不能执行：{broken.Reason}", $"The procedure cannot be run: {broken.Reason}"),
                new("按所指的位置改正流程。", "Correct the procedure at that place.")));
            return;
        }
        var known = new KnownNames
        {
            Decisions = models.SelectMany(model => model.Decisions).SelectMany(decision => new[] { decision.Id, decision.Name }).ToHashSet(),
            Forms = matter.TaskForms.Keys.Append(matter.Form?.Id ?? "").ToHashSet(),
            Procedures = new HashSet<string>(),
            Services = scope.Services,
            Groups = Groups,
        };
        foreach (var found in definition.Check(known).Where(found => found.Severity != Bpmn.Severity.Notice && found.Code != NoDefault))
            findings.Add(new("bpmn." + found.Code, procedure.File, found.Line, 1, new($"流程元素 {found.ElementId}：{found.Message}", found.Message), new(found.Remedy, found.Remedy)));
        foreach (var element in definition.Elements) Element(element, definition, scope, procedure.File, findings);
    }

    static void Element(Element element, ProcessDefinition definition, LintScope scope, string file, ICollection<Finding> findings)
    {
        void Report(string code, string zh, string en, string remedy, string remedyEn) =>
            findings.Add(new(code, file, element.Line, element.Column, new($"{element.Id}：{zh}", $"{element.Id}: {en}"), new(remedy, remedyEn)));

        foreach (var (name, value) in element.Properties.Where(property => property.Key.StartsWith("tz:", StringComparison.Ordinal)))
        {
            if (!Properties.TryGetValue(name, out var allowed))
                Report("bpmn.property", $"没有 {name} 这个属性。", $"there is no property {name}.", $"可用：{string.Join("、", Properties.Keys)}。", $"Use one of: {string.Join(", ", Properties.Keys)}.");
            else if (allowed is not null && !allowed.Contains(value))
                Report("bpmn.property", $"{name} 的值 “{value}” 不在允许的取值之内。", $"“{value}” is not a value of {name}.", $"可用：{string.Join("、", allowed)}。", $"Use one of: {string.Join(", ", allowed)}.");
        }
        if (element.Properties.GetValueOrDefault("tz:limit") is { } limit && !IsLimit(limit, scope))
            Report("bpmn.limit", $"没有 “{limit}” 这个时限。", $"there is no limit “{limit}”.", "写时限编号（XK-01）、statutory，或 parameter: 加地区参数名。", "Name a limit (XK-01), statutory, or parameter: and a key of the region.");
        foreach (var other in (element.Properties.GetValueOrDefault("tz:separate") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (definition.Find(other) is not { Kind: ElementKind.UserTask })
                Report("bpmn.separate", $"tz:separate 所指的 “{other}” 不是人工任务。", $"tz:separate names “{other}”, which is no user task.", "写人工任务的 id。", "Name the id of a user task.");
        if (element.Kind == ElementKind.UserTask && (!element.Properties.ContainsKey("tz:step") || element.FormId is null))
            Report("bpmn.task", "人工任务应有 tz:step 和表单。", "a user task needs tz:step and a form.", "补上 tz:step（给申请人看的话）和 formId。", "Add tz:step (words for the citizen) and a formId.");
        if (element.Kind == ElementKind.EndEvent && !Ends.Contains(element.Id))
            Report("bpmn.end", "结束事件的 id 应说明办结结果。", "the id of an end event says how the case closed.", $"可用：{string.Join("、", Ends)}。", $"Use one of: {string.Join(", ", Ends)}.");
        if (element.TaskType == "notice.send" && !element.Properties.ContainsKey("tz:letter"))
            Report("bpmn.letter", "notice.send 应有 tz:letter。", "notice.send needs tz:letter.", "写明文书种类。", "Name the kind of letter.");
        if (element.Kind == ElementKind.BoundaryEvent && element.Events.Any(timer => timer.Kind == EventKind.Timer) && !element.Properties.ContainsKey("tz:limit"))
            Report("bpmn.timer", "计时没有依据。", "the timer has no legal basis.", "写 tz:limit。", "Add tz:limit.");
    }

    internal static bool IsLimit(string limit, LintScope scope) =>
        limit == "statutory"
        || (limit.StartsWith(LintParameters.Prefix, StringComparison.Ordinal) && (scope.Parameters is null || scope.Parameters.Find(limit[LintParameters.Prefix.Length..]) is not null))
        || TimeLimits.All.Any(each => each.Id == limit);
}
