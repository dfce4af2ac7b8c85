using System.Text.RegularExpressions;
using Tongzheng.Bpmn;
using Tongzheng.Forms;

namespace Tongzheng.Matters.Linting;

/// <summary>The variables a case of a matter can have.</summary>
static partial class Variables
{
    /// <summary>Keys of every form, the applicant's and the officers'.</summary>
    public static HashSet<string> Answers(Matter matter) =>
        matter.TaskForms.Values.Append(matter.Form).OfType<FormFile>().Select(Read).OfType<Form>()
            .SelectMany(form => form.All).Select(component => component.Key).OfType<string>().ToHashSet();

    /// <summary>The answers, what every case starts with, and the results of its decisions.</summary>
    public static HashSet<string> Of(Matter matter)
    {
        var known = Answers(matter);
        known.UnionWith(["applicant", "matter", "parameters", "documentNumber", "component"]);
        known.UnionWith(Result().Matches(matter.Procedure?.Xml ?? "").Select(match => match.Groups["name"].Value));
        return known;
    }

    /// <summary>What the steps of its procedure give by their mappings.</summary>
    public static IEnumerable<string> Given(Matter matter)
    {
        try
        {
            return matter.Procedure is { } procedure ? [.. ProcessDefinition.Parse(procedure.Xml).Elements.SelectMany(element => element.Gives)] : [];
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
