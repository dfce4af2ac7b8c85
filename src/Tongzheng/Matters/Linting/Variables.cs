using System.Text.RegularExpressions;
using Tongzheng.Bpmn;
using Tongzheng.Feel.Dmn;
using Tongzheng.Forms;

namespace Tongzheng.Matters.Linting;

/// <summary>The variables a case of a matter can have.</summary>
static partial class Variables
{
    /// <summary>What every case starts with besides the answers; no field of a form has such a key.</summary>
    public static readonly IReadOnlySet<string> OfTheSystem = new HashSet<string> { "applicant", "matter", "parameters" };

    /// <summary>Keys of every form, the applicant's and the officers'.</summary>
    public static HashSet<string> Answers(Matter matter) => Components(matter).Select(component => component.Key).OfType<string>().ToHashSet();

    /// <summary>What may be chosen under a key; nothing where some form asks it without options.</summary>
    public static IReadOnlyCollection<string> Choices(Matter matter, string key)
    {
        var asked = Components(matter).Where(component => component.Key == key).ToList();
        return asked.TrueForAll(component => component.Options.Count > 0) ? [.. asked.SelectMany(component => component.Options).Select(option => option.Value).Distinct()] : [];
    }

    static IEnumerable<Component> Components(Matter matter) =>
        matter.TaskForms.Values.Append(matter.Form).OfType<FormFile>().Select(Read).OfType<Form>().SelectMany(form => form.All);

    /// <summary>The variables that hold codes, each with the field or decision that says what they are called.</summary>
    public static Dictionary<string, string> Codes(Matter matter, IReadOnlyList<DmnModel> models)
    {
        var codes = new Dictionary<string, string>();
        foreach (var field in Components(matter).Where(component => component.Options.Count > 0)) codes[field.Key ?? ""] = field.Key ?? "";
        var speaking = models.SelectMany(model => model.Decisions).Where(decision => decision.Properties.Keys.Any(key => key.StartsWith(DecisionWords.OfValue, StringComparison.Ordinal))).Select(decision => decision.Id).ToHashSet();
        foreach (var element in Elements(matter).Where(element => element.DecisionId is { } decision && speaking.Contains(decision)))
            foreach (var name in element.Gives) codes.TryAdd(name, element.DecisionId ?? "");
        return codes;
    }

    /// <summary>The answers, what every case starts with, and the results of its decisions.</summary>
    public static HashSet<string> Of(Matter matter)
    {
        var known = Answers(matter);
        known.UnionWith(["applicant", "matter", "parameters", "documentNumber", "component"]);
        known.UnionWith(Result().Matches(matter.Procedure?.Xml ?? "").Select(match => match.Groups["name"].Value));
        return known;
    }

    /// <summary>What the steps of its procedure give by their mappings.</summary>
    public static IEnumerable<string> Given(Matter matter) => Elements(matter).SelectMany(element => element.Gives);

    static IReadOnlyList<Element> Elements(Matter matter)
    {
        try
        {
            return matter.Procedure is { } procedure ? [.. ProcessDefinition.Parse(procedure.Xml).Elements] : [];
        }
        catch (BpmnException)
        {
            return []; // reported by LintProcedure
        }
    }

    static Form? Read(FormFile file)
    {
        try
        {
            return Form.Parse(file.Json);
        }
        catch (FormException)
        {
            return null; // reported by LintForm
        }
    }

    [GeneratedRegex("""resultVariable="(?<name>[^"]{1,80})" """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Result();
}
