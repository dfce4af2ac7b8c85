using Tongzheng.Casework;
using Tongzheng.Forms;
using Tongzheng.Kernel;

namespace Tongzheng.Services.Desk;

/// <summary>
/// The form of an officer's task with every field it may ask: a field that only one choice needs stands there from the
/// beginning and says which, so that the page works without a script and nobody meets a field only after a mistake.
/// </summary>
static class TaskForms
{
    const string OutcomeKey = "outcome", CorrectValue = "correct", ItemsKey = "correctionItems";

    /// <summary>True where the task's form can ask the party for corrections; the page has a box of its own for that.</summary>
    public static bool AsksCorrection(Form? form) =>
        form?.All.Any(component => component.Key == OutcomeKey && component.Options.Any(option => option.Value == CorrectValue)) == true;

    /// <param name="fill">Reads typed values against the form.</param>
    public static FormView View(Form form, Typed typed, Func<Typed, Filled> fill, Language language, IReadOnlyList<Refusal>? errors)
    {
        var asksCorrection = AsksCorrection(form);
        var filled = fill(typed);
        var conditions = Conditions(form, typed, fill, filled, asksCorrection);
        var shown = filled with
        {
            Errors = errors ?? [],
            Hidden = filled.Hidden.Where(name => !conditions.ContainsKey(name)).ToHashSet(),
        };
        var view = Show.View(form, shown, new Dictionary<string, Known>(), language, errors is not null);
        return new FormView([.. view.Fields.Select(Adapted)]);

        FieldView Adapted(FieldView field) => field with
        {
            Options = asksCorrection && field.Name == OutcomeKey ? [.. field.Options.Where(option => option.Value != CorrectValue)] : field.Options,
            Description = conditions.TryGetValue(field.Name, out var choices)
                ? Condition(choices.Select(choice => choice.In(language)), language) + field.Description : field.Description,
            Children = [.. field.Children.Select(Adapted)],
        };
    }

    // Each choice is tried: what it brings to light belongs to it.
    static Dictionary<string, List<Text>> Conditions(Form form, Typed typed, Func<Typed, Filled> fill, Filled now, bool asksCorrection)
    {
        var conditions = new Dictionary<string, List<Text>>();
        foreach (var component in form.All.Where(component => component.Type is "radio" or "select" && component.Key is not null))
        {
            var chosen = component.Options.Select(option => (Option: option, Filled: fill(typed with
            {
                Values = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(typed.Values) { [component.Key ?? ""] = option.Value },
            }))).ToList();
            foreach (var name in chosen.SelectMany(each => each.Filled.Hidden).Distinct())
                foreach (var (option, tried) in chosen)
                {
                    if (tried.Hidden.Contains(name) || (asksCorrection && (option.Value == CorrectValue || name == ItemsKey))) continue;
                    if (!conditions.TryGetValue(name, out var choices)) conditions[name] = choices = [];
                    choices.Add(option.Label);
                }
        }
        return conditions;
    }

    static string Condition(IEnumerable<string> choices, Language language) =>
        language.Of($"选“{string.Join("”或“", choices)}”时填写。", $"For “{string.Join("” or “", choices)}”. ");
}
