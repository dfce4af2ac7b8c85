using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Pages;

namespace Tongzheng.Services.Finding;

/// <summary>
/// The application form as lines on paper: blank, or filled in with the answers of the matter's own first story. It is made
/// of the form that people fill in here, so the two never say different things.
/// </summary>
static class PaperForm
{
    /// <summary>Whether the matter tells a story whose answers can serve as an example.</summary>
    public static bool HasSample(RunningMatter version) => Applied(version.Matter) is not null;

    public static IReadOnlyList<BlankLine> Lines(RunningMatter version, bool filled, Language language)
    {
        var (story, step) = filled && Applied(version.Matter) is { } applied ? applied : default;
        return [.. Lines(version.ApplicationForm.Components, step is null ? default : step.Answers, story is null ? null : new Somebody(story.Applicant, language), false, language)];
    }

    static (Story Story, StoryStep Step)? Applied(Matter matter) =>
        matter.Stories.Count > 0 && matter.Stories[0].Steps.FirstOrDefault(step => step.Does == "apply") is { Answers.ValueKind: JsonValueKind.Object } step ? (matter.Stories[0], step) : null;

    /// <param name="sometimes">What they stand in is asked only of some: paper cannot hide it, so it says so, and nothing in it must be filled in.</param>
    static IEnumerable<BlankLine> Lines(IEnumerable<Component> components, JsonElement answers, Somebody? somebody, bool sometimes, Language language)
    {
        foreach (var component in components)
        {
            var depends = component.Hide is not null;
            var label = component.Label.In(language) + (depends ? language.Of("（适用时填写）", " (where it applies)") : "");
            var required = component.Required && !sometimes && !depends;
            var given = Given(answers, component.Key);
            switch (component.Type)
            {
                case "group":
                    yield return new BlankLine("heading", label);
                    foreach (var line in Lines(component.Children, answers, somebody, sometimes || depends, language)) yield return line;
                    break;
                // One row on the blank form; as many as there are on the filled one.
                case "dynamiclist":
                    yield return new BlankLine("heading", label);
                    foreach (var row in RowsOf(answers, component.Key))
                        foreach (var line in Lines(component.Children, row, somebody, sometimes || depends, language)) yield return line;
                    break;
                case "text": yield return new BlankLine("text", component.Label.In(language)); break;
                case var type when !Component.HoldsAnswer(type): break;
                case "checkbox": yield return new BlankLine("choices", "") { Choices = [new BlankChoice(label, given is ["true"])] }; break;
                case "filepicker": yield return new BlankLine("file", label) { Required = required }; break;
                case "textarea": yield return new BlankLine("box", label) { Required = required, Value = string.Join(' ', given) }; break;
                case var _ when component.Options.Count > 0:
                    yield return new BlankLine("choices", label) { Required = required, Choices = [.. component.Options.Select(option => new BlankChoice(option.Label.In(language), given.Contains(option.Value)))] };
                    break;
                default:
                    yield return new BlankLine("line", label) { Required = required, Value = given.Count > 0 ? string.Join(language.Of("、", ", "), given) : somebody?.Fact(component.Element), Note = component.Unit?.In(language) };
                    break;
            }
        }
    }

    static IReadOnlyList<JsonElement> RowsOf(JsonElement answers, string? key) =>
        key is not null && answers.ValueKind == JsonValueKind.Object && answers.TryGetProperty(key, out var rows) && rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() > 0 ? [.. rows.EnumerateArray()] : [default];

    static IReadOnlyList<string> Given(JsonElement answers, string? key) =>
        key is null || answers.ValueKind != JsonValueKind.Object || !answers.TryGetProperty(key, out var value) ? []
            : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Plain).OfType<string>()] : Plain(value) is { } text ? [text] : [];

    static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Facts that the register fills are no answers of a story; the example shows somebody of the demonstration province, with numbers that are nobody's.</summary>
    sealed record Somebody(string Applicant, Language Language)
    {
        public string? Fact(string? element) => element switch
        {
            "person.name" => Applicant switch { "elder" => "陈秀英", "organisation" => "欧阳清妍", _ => "李䶮" },
            "person.number" => "590102************",
            "person.birthDate" => Applicant switch { "elder" => "1944-03-18", "organisation" => "1972-11-30", _ => "1991-09-23" },
            "person.phone" => "139********",
            "person.address" => Applicant switch { "elder" => "澜阳区书院路12号2单元301室", "organisation" => "澜阳区书院路6号", _ => "澜阳区桂巷8号1单元502室" },
            "organisation.name" when Applicant == "organisation" => "云岚某某有限公司",
            "organisation.code" when Applicant == "organisation" => "9159**************",
            _ => null,
        };
    }
}
