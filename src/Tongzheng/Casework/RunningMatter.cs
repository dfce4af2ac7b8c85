using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Forms;
using Tongzheng.Matters;

namespace Tongzheng.Casework;

/// <summary>One published version of a matter, compiled once: what a case runs under to its end.</summary>
public sealed partial class RunningMatter
{
    readonly Dictionary<string, Form> forms = [];
    readonly Dictionary<string, DmnModel> models = [];
    readonly ConditionalWeakTable<Parameters, FeelContext> parameters = [];
    readonly List<string> parametersRead;

    public RunningMatter(Matter matter)
    {
        Matter = matter;
        Procedure = ProcessDefinition.Parse(matter.Procedure?.Xml ?? throw new ArgumentException($"{matter.Slug} cannot be applied for", nameof(matter)));
        IsAccepted = !matter.IsExOfficio && Procedure.Elements.Any(element => element.Properties.GetValueOrDefault("tz:event") == "accepted");
        ApplicationForm = Form.Parse(matter.Form?.Json ?? throw new ArgumentException($"{matter.Slug} has no form", nameof(matter)));
        foreach (var (id, file) in matter.TaskForms) forms[id] = Form.Parse(file.Json);
        foreach (var file in matter.Decisions)
        {
            var model = DmnModel.Parse(file.Xml);
            foreach (var decision in model.Decisions) models[decision.Id] = models[decision.Name] = model;
        }
        parametersRead = [.. new[] { matter.Procedure.Xml, matter.Form.Json }
            .Concat(matter.TaskForms.Values.Select(form => form.Json)).Concat(matter.Decisions.Select(decision => decision.Xml)).Concat(matter.Licence?.Fields.Select(field => field.Value) ?? [])
            .SelectMany(text => ParameterRead().Matches(text)).Select(match => match.Groups[1].Value).Distinct()];
    }

    public Matter Matter { get; }
    public ProcessDefinition Procedure { get; }
    public Form ApplicationForm { get; }

    /// <summary>Somebody applies, and an officer says whether it is accepted (受理); else it is in hand from the beginning.</summary>
    public bool IsAccepted { get; }

    public Form? FindForm(string? id) => id is null ? null : id == ApplicationForm.Id ? ApplicationForm : forms.GetValueOrDefault(id);

    /// <summary>The matter's decision models, each once.</summary>
    public IReadOnlyCollection<DmnModel> Models => [.. models.Values.Distinct()];

    /// <summary>The region's figures that this version names (<c>parameters.key</c>), as its variable: a case keeps none that it does not use.</summary>
    public FeelContext ParametersOf(Parameters region) => parameters.GetValue(region, all => all.Of(parametersRead));

    [GeneratedRegex(@"\bparameters\.(\w+)")]
    private static partial Regex ParameterRead();

    public DmnModel? FindModel(string decision) => models.GetValueOrDefault(decision);
}
