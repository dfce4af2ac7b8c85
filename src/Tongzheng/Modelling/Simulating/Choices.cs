using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Forms;
using Tongzheng.Kernel;

namespace Tongzheng.Modelling.Simulating;

/// <summary>A field of the application or of a step's form where one of several is chosen: what a plan can weigh.</summary>
/// <param name="Element">The step that asks; empty for the application.</param>
public sealed record ChoiceField(string Element, Text Step, string Field, Text Label, IReadOnlyList<Option> Options)
{
    static readonly Text Yes = new("勾选", "Ticked"), No = new("不勾选", "Not ticked"), Application = new("申请", "Application");

    /// <summary>Officers' choices first: they decide which way a case goes.</summary>
    public static IReadOnlyList<ChoiceField> Of(RunningMatter version) =>
    [
        .. version.Procedure.Elements.Where(element => element.Kind == ElementKind.UserTask && element.Properties.GetValueOrDefault("tz:action") != "correction" && element.FormId is not null)
            .SelectMany(element => In(version.FindForm(element.FormId), element.Id, new Text(element.Name, element.Properties.GetValueOrDefault("tz:name.en")))),
        .. In(version.ApplicationForm, "", Application),
    ];

    static IEnumerable<ChoiceField> In(Form? form, string element, Text step) =>
        (form?.All ?? []).Where(component => component.Key is not null).SelectMany(component => component.Type switch
        {
            "radio" or "select" when component.Options.Count > 1 => [new ChoiceField(element, step, component.Key ?? "", component.Label, component.Options)],
            "checkbox" when !component.Required => [new ChoiceField(element, step, component.Key ?? "", component.Label, [new Option("true", Yes), new Option("false", No)])],
            _ => Array.Empty<ChoiceField>(),
        });
}
