using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>A procedure: it parses, it is sound, its names exist, and its legal properties say something we know.</summary>
static class LintProcedure
{
    static readonly HashSet<string> Groups = [.. ReadStory.Posts];
    static readonly HashSet<string> Ends = ["granted", "refused", "not-accepted", "withdrawn"];

    internal static readonly string[] Letters = ["accepted", "correction", "not-accepted", "granted", "refused", "receipt"];

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
        {
            var (message, remedy) = InChinese.Of(found.Code, $"流程元素 {found.ElementId}", found.Particulars, found.Message, found.Remedy);
            findings.Add(new("bpmn." + found.Code, procedure.File, found.Line, 1, message, remedy));
        }
        var letters = Letters.Concat(matter.Letters.Select(letter => letter.Key)).ToHashSet();
        var variables = Variables.Of(matter).Concat(definition.Elements.SelectMany(element => element.Gives)).ToHashSet();
        foreach (var element in definition.Elements) Element(matter, element, definition, letters, variables, scope, procedure.File, findings);
    }

    static void Element(Matter matter, Element element, ProcessDefinition definition, HashSet<string> letters, HashSet<string> variables, LintScope scope, string file, ICollection<Finding> findings)
    {
        var named = string.IsNullOrEmpty(element.Name) ? element.Id : element.Name;
        void Report(string code, string zh, string en, string remedy, string remedyEn) =>
            findings.Add(new(code, file, element.Line, element.Column, new($"{named}：{zh}", $"{element.Properties.GetValueOrDefault("tz:name.en") ?? named}: {en}"), new(remedy, remedyEn)));

        foreach (var (name, value) in element.Properties.Where(property => property.Key.StartsWith("tz:", StringComparison.Ordinal)))
        {
            if (!LegalProperties.Ours.TryGetValue(name, out var allowed))
                Report("bpmn.property", $"没有 {name} 这个属性。", $"there is no property {name}.", $"可用：{string.Join("、", LegalProperties.Ours.Keys)}。", $"Use one of: {string.Join(", ", LegalProperties.Ours.Keys)}.");
            else if (allowed is not null && !allowed.Contains(value))
                Report("bpmn.property", $"{name} 的值 “{value}” 不在允许的取值之内。", $"“{value}” is not a value of {name}.", $"可用：{string.Join("、", allowed)}。", $"Use one of: {string.Join(", ", allowed)}.");
        }
        foreach (var unknown in element.Reads.Where(name => !variables.Contains(name)))
            Report("bpmn.variable", $"用到没有的变量 “{unknown}”。", $"reads “{unknown}”, which nothing gives.", "写表单的 key，或者流程给出的变量。", "Use a key of a form, or a variable the procedure gives.");
        if (element.Properties.GetValueOrDefault("tz:office") is { } office && WhyNoOffice(office, variables) is { } why)
            Report("bpmn.office", $"tz:office 写错：{why.Zh}", $"tz:office: {why.En}", "写 joint，或者 = 后面加给出部门名称的 FEEL。", "Write joint, or = and FEEL that gives the name of a department.");
        if (element.Properties.GetValueOrDefault("tz:limit") is { } limit && !IsLimit(limit, scope))
            Report("bpmn.limit", $"没有 “{limit}” 这个时限。", $"there is no limit “{limit}”.", "写时限编号（XK-01）、statutory，或 parameter: 加地区参数名。", "Name a limit (XK-01), statutory, or parameter: and a key of the region.");
        foreach (var other in (element.Properties.GetValueOrDefault("tz:separate") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (definition.Find(other) is not { Kind: ElementKind.UserTask })
                Report("bpmn.separate", $"tz:separate 所指的 “{other}” 不是人工任务。", $"tz:separate names “{other}”, which is no user task.", "写人工任务的 id。", "Name the id of a user task.");
        if (element.Kind == ElementKind.UserTask && (!element.Properties.ContainsKey("tz:step") || element.FormId is null))
            Report("bpmn.task", "人工任务应有 tz:step 和表单。", "a user task needs tz:step and a form.", "补上 tz:step（给申请人看的话）和 formId。", "Add tz:step (words for the citizen) and a formId.");
        if (element is { Kind: ElementKind.EndEvent, Parent.Kind: ElementKind.Process } && !Ends.Contains(element.Id) && !(element.Properties.ContainsKey("tz:step") && element.Properties.ContainsKey("tz:step.en")))
            Report("bpmn.end", "结束事件的 id 应说明办结结果，或者用 tz:step 说明。", "the id of an end event says how the case closed, or its tz:step and tz:step.en do.", $"可用：{string.Join("、", Ends)}；或者写上 tz:step 和 tz:step.en。", $"Use one of: {string.Join(", ", Ends)}; or add tz:step and tz:step.en.");
        if (element.TaskType is "notice.send" or "notice.publish" && !letters.Contains(element.Properties.GetValueOrDefault("tz:letter") ?? ""))
            Report("bpmn.letter", $"{element.TaskType} 应有 tz:letter，写标准文书或 letters.yaml 中的 key。", $"{element.TaskType} needs tz:letter: a standard letter or a key of letters.yaml.", $"可用：{string.Join("、", letters)}。", $"Use one of: {string.Join(", ", letters)}.");
        if (element.Properties.GetValueOrDefault("tz:event") == "extended" && (matter.StatutoryLimit?.Rule is not { } extended || TimeLimits.All.FirstOrDefault(each => each.Id == extended) is not PeriodLimit { MayExtend: not null }))
            Report("bpmn.extension", "事项的时限没有可以延长的法律依据。", "the matter's limit has no extension in law.", "在 statutoryLimit 写 rule，指向可以延长的时限。", "Name a limit with an extension as the rule of statutoryLimit.");
        if (element.TaskType == "document.number" && !element.Properties.ContainsKey("tz:series"))
            Report("bpmn.series", "document.number 应有 tz:series。", "document.number needs tz:series.", "写字号中机关代字之后的字。", "Name the series of the number.");
        if (element.Events.Any(timer => timer is { Kind: EventKind.Timer, TimerText: { } text } && text.Contains(' ', StringComparison.Ordinal)))
            Report("bpmn.timer-form", "计时用了 Quartz 表达式，这里不执行。", "the timer is a Quartz expression, which is not run here.", "写 ISO 8601：P5D，或 R/P1D。", "Write ISO 8601: P5D, or R/P1D.");
        if (element.Kind == ElementKind.BoundaryEvent && element.Events.Any(timer => timer.Kind == EventKind.Timer) && !element.Properties.ContainsKey("tz:limit"))
            Report("bpmn.timer", "计时没有依据。", "the timer has no legal basis.", "写 tz:limit。", "Add tz:limit.");
    }

    static Text? WhyNoOffice(string office, HashSet<string> variables)
    {
        if (office == "joint") return null;
        if (!office.StartsWith('=')) return new Text($"“{office}” 不是 joint，也不是表达式。", $"“{office}” is neither joint nor an expression.");
        try
        {
            return FeelExpression.Compile(office[1..]).Inputs.FirstOrDefault(name => !variables.Contains(name)) is { } unknown
                ? new Text($"用到没有的变量 “{unknown}”。", $"it reads “{unknown}”, which nothing gives.") : null;
        }
        catch (FeelSyntaxException broken)
        {
            return new Text(broken.Message, broken.Message);
        }
    }

    internal static bool IsLimit(string limit, LintScope scope) =>
        limit == "statutory"
        || (limit.StartsWith(LintParameters.Prefix, StringComparison.Ordinal) && (scope.Parameters is null || scope.Parameters.Find(limit[LintParameters.Prefix.Length..]) is not null))
        || TimeLimits.All.Any(each => each.Id == limit);
}
