using System.Collections.Concurrent;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Forms;
using Tongzheng.Matters;

namespace Tongzheng.Casework;

/// <summary>One published version of a matter, compiled once: what a case runs under to its end.</summary>
public sealed class RunningMatter
{
    readonly Dictionary<string, Form> forms = [];
    readonly Dictionary<string, DmnModel> models = [];

    public RunningMatter(Matter matter)
    {
        Matter = matter;
        Procedure = ProcessDefinition.Parse(matter.Procedure?.Xml ?? throw new ArgumentException($"{matter.Slug} cannot be applied for", nameof(matter)));
        ApplicationForm = Form.Parse(matter.Form?.Json ?? throw new ArgumentException($"{matter.Slug} has no form", nameof(matter)));
        foreach (var (id, file) in matter.TaskForms) forms[id] = Form.Parse(file.Json);
        foreach (var file in matter.Decisions)
        {
            var model = DmnModel.Parse(file.Xml);
            foreach (var decision in model.Decisions) models[decision.Id] = models[decision.Name] = model;
        }
    }

    public Matter Matter { get; }
    public ProcessDefinition Procedure { get; }
    public Form ApplicationForm { get; }

    public Form? FindForm(string? id) => id is null ? null : id == ApplicationForm.Id ? ApplicationForm : forms.GetValueOrDefault(id);

    /// <summary>The matter's decision models, each once.</summary>
    public IReadOnlyCollection<DmnModel> Models => [.. models.Values.Distinct()];

    public DmnModel? FindModel(string decision) => models.GetValueOrDefault(decision);
}
