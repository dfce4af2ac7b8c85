using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>
/// A form: every component is one the server renders, keys are unique, expressions are FEEL over the form's own answers,
/// choices have options, and everything a person reads has its English.
/// </summary>
static class LintForm
{
    static readonly HashSet<string> Choices = ["radio", "select", "checklist"];

    public static void Check(FormFile file, ICollection<Finding> findings, bool forPersonsToo = false)
    {
        Form form;
        try
        {
            form = Form.Parse(file.Json);
        }
        catch (FormException broken)
        {
            findings.Add(new("form.refused", file.File, broken.Line, 1, new($"表单不能使用：{broken.Words.Zh}。", $"The form cannot be used: {broken.Words.En}."), new("按所指的位置改正。", "Correct it at that place.")));
            return;
        }
        var keys = form.All.Select(component => component.Key).OfType<string>().ToHashSet();
        foreach (var component in form.All)
        {
            void Report(string code, string zh, string en, string remedy, string remedyEn) =>
                findings.Add(new(code, file.File, component.Line, 1, new(zh, en), new(remedy, remedyEn)));

            var name = component.Key ?? component.Type;
            if (component.Key is { } taken && Variables.OfTheSystem.Contains(taken))
                Report("form.reserved", $"key “{taken}”是系统给出的变量，表单不能用。", $"The key “{taken}” is a variable that the system gives; no form can use it.", "换一个 key。", "Choose another key.");
            foreach (var expression in new[] { component.Hide, component.Rule }.OfType<FeelExpression>())
                foreach (var unknown in expression.Inputs.Where(input => !keys.Contains(input) && !Variables.OfTheSystem.Contains(input)))
                    Report("form.variable", $"“{name}” 的条件用到表单里没有的 “{unknown}”。", $"The condition of “{name}” reads “{unknown}”, which the form does not ask.", "写表单中的 key。", "Use a key of the form.");
            if (forPersonsToo && component.Element?.StartsWith("organisation.", StringComparison.Ordinal) == true && component.Hide is null)
                Report("form.organisation", $"“{name}” 也会问到个人。", $"A natural person is asked “{name}” too.", $"写 conditional.hide：{GeneratedForm.NotOfAPerson}。", $"Give it conditional.hide: {GeneratedForm.NotOfAPerson}.");
            if (Choices.Contains(component.Type) && component.Options.Count == 0)
                Report("form.options", $"“{name}” 没有选项。", $"“{name}” has no options.", "写 values。", "Add “values”.");
            if (component.Label.Zh != "" && component.Label.En is null)
                Report("form.english", $"“{name}” 没有英文。", $"“{name}” has no English label.", "在 properties 中写 tz:label.en。", "Add tz:label.en to its properties.");
            foreach (var option in component.Options.Where(option => option.Label.En is null))
                Report("form.english", $"“{name}” 的选项 “{option.Value}” 没有英文。", $"The option “{option.Value}” of “{name}” has no English.", $"在 properties 中写 tz:option.{option.Value}.en。", $"Add tz:option.{option.Value}.en to its properties.");
        }
    }
}
