using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Forms;

/// <summary>Builds what one person sees of a form: only visible fields, with what they typed and what is wrong.</summary>
public static class Show
{
    /// <param name="only">When given, only these fields can be changed (a correction); the rest are shown as they are.</param>
    public static FormView View(
        Form form, Filled filled, IReadOnlyDictionary<string, Known> known, Language language, bool withErrors, IReadOnlySet<string>? only = null)
    {
        var errors = withErrors
            ? filled.Errors.GroupBy(error => error.Field ?? "").ToDictionary(group => group.Key, group => group.First())
            : [];
        return new FormView(Fields(form.Components, ""));

        IReadOnlyList<FieldView> Fields(IReadOnlyList<Component> components, string prefix)
        {
            var fields = new List<FieldView>();
            foreach (var component in components)
            {
                var name = Fill.NameOf(component, prefix);
                if (!filled.Hidden.Contains(name)) fields.Add(Field(component, name));
            }
            return fields;
        }

        FieldView Field(Component component, string name)
        {
            var fact = component.Element is { } element ? known.GetValueOrDefault(element) : null;
            var typed = filled.Typed;
            var value = typed.One(name) ?? (typed.Values.Count == 0 ? component.Default : null);
            return new FieldView
            {
                Name = name,
                Type = component.Type,
                Label = component.Label.In(language),
                Description = component.Description?.In(language),
                Value = fact is null ? value : Plain(fact.Value),
                Values = [.. Fill.Chosen(typed, name)],
                Error = errors.GetValueOrDefault(name)?.In(language),
                Required = component.Required,
                ReadOnly = component.ReadOnly,
                Settled = only is not null && Component.HoldsAnswer(component.Type) && !only.Contains(Root(name)),
                Options = [.. component.Options.Select(option => new OptionView(option.Value, option.Label.In(language),
                    component.Type == "checklist" ? Fill.Chosen(typed, name).Contains(option.Value) : option.Value == value))],
                Children = component.Type == "group" ? Fields(component.Children, name + "/") : [],
                Rows = component.Type != "dynamiclist" ? [] :
                    [.. Enumerable.Range(0, Math.Max(typed.Rows(name), component.Required ? 1 : 0)).Select(row => Fields(component.Children, $"{name}.{row}."))],
                KnownSource = fact?.Source.In(language),
                Files = [.. Fill.Chosen(typed, name).Where(typed.Uploads.ContainsKey).Select(id => typed.Uploads[id])
                    .Select(upload => new FileView(upload.Id, upload.Name, upload.Bytes))],
                MaxLength = component.MaxLength,
                Subtype = component.Subtype ?? component.Check,
                Accept = component.Accept,
                Unit = component.Unit?.In(language),
            };
        }
    }

    static string Root(string name) => name.IndexOf('.') is var dot and > 0 ? name[..dot] : name;

    /// <summary>A value as a person reads it: text without quotes, a date as a date.</summary>
    public static string Plain(FeelValue value) =>
        value.AsString ?? (value.IsNull ? "" : value.ToString() is ['@', '"', .. var day, '"'] ? day : value.ToString());
}
