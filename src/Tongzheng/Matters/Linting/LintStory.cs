using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>A story: the tasks, ends and fields it names exist, and it supplies every required material.</summary>
static class LintStory
{
    public static void Check(Matter matter, Catalogue catalogue, ICollection<Finding> findings)
    {
        // Of a form that cannot be read everything would be unknown.
        var unreadable = findings.Any(found => found.Code is "form.refused" or "form.syntax" or "form.id" && found.File.StartsWith(matter.Folder, StringComparison.Ordinal));
        foreach (var story in matter.Stories)
            foreach (var (before, step) in story.Steps.Prepend(null).Zip(story.Steps))
            {
                void Report(string code, string zh, string en, string remedy, string remedyEn) =>
                    findings.Add(new(code, story.File, step.Line, 1, new(zh, en), new(remedy, remedyEn)));

                if (step.Day < before?.Day) Report("story.day", $"第 {step.Day} 天在上一步的第 {before.Day} 天之前。", $"Day {step.Day} is before day {before.Day} of the step above.", "按先后写。", "Write the steps in their order.");
                foreach (var unknown in (step.Then.Components ?? []).Append(step.Component).OfType<string>().Where(name => matter.Event?.Find(name) is null && !Asks(matter, name)))
                    Report("story.component", $"没有组成事项“{unknown}”。", $"There is no component “{unknown}”.", "写组成事项的文件夹名。", "Name the folder of a component.");
                if (step.Does == "succeed" && step.Component is null) Report("story.component", "“succeed”要写 component。", "“succeed” needs a component.", "写 component。", "Name the component.");
                Step(step.Component is { } named && step.Does != "succeed" && catalogue.Drafts.FirstOrDefault(other => other.Slug == named) is { } component ? component : matter, step, unreadable, Report);
            }
    }

    // A procedure that asks another government for a case names the step by the matter it asks for.
    static bool Asks(Matter matter, string name) => matter.Procedure is { } procedure && Parse(procedure.Xml)?.Find(name) is { Kind: ElementKind.SendTask };

    static void Step(Matter matter, StoryStep step, bool unreadable, Action<string, string, string, string, string> report)
    {
        if (matter.Procedure is null || Parse(matter.Procedure.Xml) is not { } procedure) return;
        var keys = Variables.Answers(matter);
        foreach (var task in (step.Then.Tasks ?? []).Append(step.Does == "wait" ? null : step.Task).OfType<string>().Where(task => procedure.Find(task) is not { Kind: ElementKind.UserTask }))
            report("story.task", $"流程中没有人工任务 “{task}”。", $"The procedure has no user task “{task}”.", "写流程中人工任务的 id。", "Name the id of a user task.");
        if (step is { Does: "wait", Task: { } timer } && procedure.Find(timer)?.Events.Any(each => each.Kind == EventKind.Timer) != true)
            report("story.timer", $"流程中没有计时 “{timer}”。", $"The procedure has no timer “{timer}”.", "写流程中计时事件的 id。", "Name the id of a timer event.");
        if (step.Then.Letters.FirstOrDefault(letter => !procedure.Elements.Any(element => element.Properties.GetValueOrDefault("tz:letter") == letter)) is { } never)
            report("story.letter", $"流程不发出文书 “{never}”。", $"The procedure sends no letter “{never}”.", "写流程中 tz:letter 的值。", "Name a tz:letter of the procedure.");
        if (step.Then.End is { } end && procedure.Find(end) is not { Kind: ElementKind.EndEvent })
            report("story.end", $"流程中没有结束事件 “{end}”。", $"The procedure has no end event “{end}”.", "写流程中结束事件的 id。", "Name the id of an end event.");
        foreach (var key in step.Files.Keys.Concat(step.Does == "rate" ? [] : step.Answers.EnumerateObject().Select(answer => answer.Name)).Where(key => !unreadable && !keys.Contains(key)))
            report("story.field", $"没有表单问 “{key}”。", $"No form asks “{key}”.", "写表单中的 key。", "Use a key of a form.");
        foreach (var (key, value) in step.Does == "rate" ? [] : Chosen(step))
            if (Variables.Choices(matter, key) is { Count: > 0 } options && !options.Contains(value))
                report("story.choice", $"“{key}” 没有选项 “{value}”。", $"“{key}” has no option “{value}”.", $"可用：{string.Join("、", options)}。", $"Use one of: {string.Join(", ", options)}.");
        if (step.Does is "apply" or "open")
            foreach (var material in matter.Materials.Where(material => material.Required == true && !step.Files.ContainsKey(material.Key)))
                report("story.material", $"没有提交必备材料 “{material.Name.Zh}”。", $"The required “{material.Name.En}” is not supplied.", $"在 files 中加上 {material.Key}。", $"Add {material.Key} to files.");
    }

    static IEnumerable<(string Key, string Value)> Chosen(StoryStep step) => step.Answers.EnumerateObject().SelectMany(answer => answer.Value.ValueKind switch
    {
        JsonValueKind.String => [(answer.Name, answer.Value.GetString() ?? "")],
        JsonValueKind.Array => answer.Value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => (answer.Name, item.GetString() ?? "")),
        _ => [],
    });

    static ProcessDefinition? Parse(string xml)
    {
        try
        {
            return ProcessDefinition.Parse(xml);
        }
        catch (BpmnException)
        {
            return null; // reported by LintProcedure
        }
    }
}
