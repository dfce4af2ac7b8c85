using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Tongzheng.Casework;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Finding;

/// <summary>
/// The application form on paper: blank, to be filled in by hand (空白表), and filled in with the made-up answers of the
/// matter's own story (填写示例). Both come from the form people fill in here, so they never say different things.
/// </summary>
static class BlankForm
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/matters/{matter}/blank-form", (string matter, HttpContext context, Versions versions) => Page(matter, false, context, versions)).Public().ExcludeFromDescription();
        routes.MapGet("/matters/{matter}/sample-form", (string matter, HttpContext context, Versions versions) => Page(matter, true, context, versions)).Public().ExcludeFromDescription();
    }

    /// <summary>Whether the matter tells a story whose answers can serve as an example.</summary>
    public static bool HasSample(RunningMatter version) => StoryAnswers(version).Count > 0;

    static IResult Page(string matter, bool filled, HttpContext context, Versions versions)
    {
        if (versions.FindLive(matter) is not { } version) return Problem.For(context, new Refusal("matter.unknown", ("matter", matter)));
        var language = context.Language();
        var answers = filled ? StoryAnswers(version) : new Dictionary<string, string[]>();
        return new RazorComponentResult<BlankFormPage>(new { Frame = context.Frame(filled ? "填写示例" : "空白表", filled ? "A form filled in" : "Blank form", new Crumb(version.Matter.Name.In(language), "/matters/" + version.Matter.Slug)), Model = new BlankFormView
        {
            Matter = version.Matter.Name.In(language),
            MatterHref = "/matters/" + version.Matter.Slug,
            Department = version.Matter.Department.In(language),
            IsSample = filled,
            OtherHref = filled ? $"/matters/{version.Matter.Slug}/blank-form" : HasSample(version) ? $"/matters/{version.Matter.Slug}/sample-form" : null,
            Lines = [.. Lines(version.ApplicationForm.Components, answers, language)],
        } });
    }

    static IEnumerable<BlankLine> Lines(IEnumerable<Component> components, IReadOnlyDictionary<string, string[]> answers, Language language)
    {
        foreach (var component in components)
        {
            var label = component.Label.In(language);
            var given = component.Key is { } key ? answers.GetValueOrDefault(key) ?? [] : [];
            switch (component.Type)
            {
                case "group" or "dynamiclist":
                    yield return new BlankLine("heading", label);
                    foreach (var line in Lines(component.Children, answers, language)) yield return line;
                    break;
                case "text": yield return new BlankLine("text", label); break;
                case var type when !Component.HoldsAnswer(type): break;
                case "checkbox": yield return new BlankLine("choices", "") { Choices = [new BlankChoice(label, given is ["true"])] }; break;
                case "filepicker": yield return new BlankLine("file", label) { Required = component.Required }; break;
                case "textarea": yield return new BlankLine("box", label) { Required = component.Required, Value = string.Join(' ', given) }; break;
                case var _ when component.Options.Count > 0:
                    yield return new BlankLine("choices", label) { Required = component.Required, Choices = [.. component.Options.Select(option => new BlankChoice(option.Label.In(language), given.Contains(option.Value)))] };
                    break;
                default:
                    yield return new BlankLine("line", label) { Required = component.Required, Value = given.Length > 0 ? string.Join(language.Of("、", ", "), given) : Example(component, answers.Count > 0, language), Note = component.Unit };
                    break;
            }
        }
    }

    // Facts the register fills are no answers of the story; the example shows somebody made up.
    static string? Example(Component component, bool filled, Language language) => !filled ? null : component.Element switch
    {
        "person.name" => language.Of("张某某", "Zhang XX"),
        "person.number" => "590102********1234",
        "person.phone" => "139********",
        "person.address" => language.Of("澜阳区某路某号", "No. X, X Road, Lanyang"),
        "organisation.name" => language.Of("某某有限公司", "XX Co., Ltd."),
        "organisation.code" => "9159**************",
        _ => null,
    };

    static Dictionary<string, string[]> StoryAnswers(RunningMatter version)
    {
        if (version.Matter.Stories.Count == 0) return [];
        var applied = version.Matter.Stories[0].Steps.FirstOrDefault(step => step.Does == "apply");
        if (applied is not { Answers.ValueKind: JsonValueKind.Object }) return [];
        return applied.Answers.EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value.ValueKind == JsonValueKind.Array
            ? [.. answer.Value.EnumerateArray().Select(Plain).OfType<string>()] : Plain(answer.Value) is { } text ? [text] : Array.Empty<string>());
    }

    static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
