using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Casework;

/// <summary>One published version of a matter, compiled once: what a case runs under to its end.</summary>
public sealed partial class RunningMatter
{
    readonly Dictionary<string, Form> forms = [];
    readonly Dictionary<string, DmnModel> models = [];
    readonly Dictionary<string, Decision> decisions = [];
    readonly ConditionalWeakTable<Parameters, FeelContext> parameters = [];
    readonly List<string> parametersRead;
    readonly HashSet<string>? applicantRead;

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
            foreach (var decision in model.Decisions)
            {
                models[decision.Id] = models[decision.Name] = model;
                decisions[decision.Id] = decisions[decision.Name] = decision;
            }
        }
        List<string> texts =
        [
            matter.Procedure.Xml, matter.Form.Json, .. matter.TaskForms.Values.Select(form => form.Json), .. matter.Decisions.Select(decision => decision.Xml),
            .. matter.Licence?.Fields.Select(field => field.Value) ?? [], .. matter.Letters.SelectMany(letter => letter.Paragraphs),
        ];
        parametersRead = [.. texts.SelectMany(text => ParameterRead().Matches(text)).Select(match => match.Groups[1].Value).Distinct()];
        applicantRead = Procedure.Elements.Any(element => element.Properties.ContainsKey(Asking.Property)) || texts.Exists(WholeApplicantRead().IsMatch) ? null
            : [.. texts.SelectMany(text => ApplicantRead().Matches(text)).Select(match => match.Groups[1].Value).Prepend(Party.Kind)];
        About = new FeelContext().Set("id", matter.Id).Set("slug", matter.Slug).Set("name", matter.Name.Zh)
            .Set("itemType", matter.ItemType).Set("caseType", matter.CaseType ?? "").Set("result", matter.Result?.Name.Zh ?? "");
    }

    public Matter Matter { get; }
    public ProcessDefinition Procedure { get; }
    public Form ApplicationForm { get; }

    /// <summary>The variable under which a procedure finds <see cref="About"/>.</summary>
    public const string Variable = "matter";

    /// <summary>What expressions may read of the matter; the version has it, so no fact repeats it.</summary>
    public FeelContext About { get; }

    /// <summary>Somebody applies, and an officer says whether it is accepted (受理); else it is in hand from the beginning.</summary>
    public bool IsAccepted { get; }

    public Form? FindForm(string? id) => id is null ? null : id == ApplicationForm.Id ? ApplicationForm : forms.GetValueOrDefault(id);

    /// <summary>The matter's decision models, each once.</summary>
    public IReadOnlyCollection<DmnModel> Models => [.. models.Values.Distinct()];

    /// <summary>The region's figures that this version names (<c>parameters.key</c>), as its variable: a case keeps none that it does not use.</summary>
    public FeelContext ParametersOf(Parameters region) => parameters.GetValue(region, all => all.Of(parametersRead));

    /// <summary>
    /// What is known of the applicant and this version names (<c>applicant.age</c>), as its variable, and what kind of party it is:
    /// a case keeps nothing of a person that it does not use. All that is known where the party itself goes into an expression, or
    /// on to another government.
    /// </summary>
    public FeelContext ApplicantOf(Party party, DateOnly today) => party.ToVariables(today, applicantRead);

    [GeneratedRegex(@"\bparameters\.(\w+)")]
    private static partial Regex ParameterRead();

    [GeneratedRegex(@"\bapplicant\s*\.\s*(\w+)")]
    private static partial Regex ApplicantRead();

    [GeneratedRegex(@"[=(,\[{]\s*applicant\b(?!\s*\.)")]
    private static partial Regex WholeApplicantRead();

    public DmnModel? FindModel(string decision) => models.GetValueOrDefault(decision);

    /// <summary>The field of a form that asks for a key; the application's before those of its tasks.</summary>
    public Component? FindField(string key) => forms.Values.Prepend(ApplicationForm).SelectMany(form => form.All).FirstOrDefault(component => component.Key == key);

    /// <summary>What a code is called: an option of the field, or an answer of the decision (by its id or name); null where nobody says.</summary>
    public Text? Called(string source, string code) =>
        FindField(source)?.Options.FirstOrDefault(option => option.Value == code)?.Label ?? decisions.GetValueOrDefault(source)?.Called(code);

    /// <summary>What a name in an explanation is called: a field's key, a decision, a column of one; null where nobody says.</summary>
    public Text? Called(string name) => FindField(name)?.Label ?? decisions.GetValueOrDefault(name)?.Title()
        ?? decisions.Values.Select(decision => decision.Column(name)).FirstOrDefault(column => column.En is not null);
}
