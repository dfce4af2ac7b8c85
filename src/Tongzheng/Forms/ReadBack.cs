using Tongzheng.Kernel;

namespace Tongzheng.Forms;

/// <summary>One answer as a person reads it. <see cref="Files"/> are set for a file slot.</summary>
public sealed record AnswerLine(string Key, string Label, string Value, string? Source, IReadOnlyList<Upload> Files);

/// <summary>Reads a filled form back: labels and answers in words, choices by their labels.</summary>
public static class ReadBack
{
    public static IEnumerable<AnswerLine> Lines(IReadOnlyList<Component> components, Filled filled, IReadOnlyDictionary<string, Known> known, Language language) =>
        Lines(components, "", filled, known, language);

    static IEnumerable<AnswerLine> Lines(IReadOnlyList<Component> components, string prefix, Filled filled, IReadOnlyDictionary<string, Known> known, Language language)
    {
        foreach (var component in components)
        {
            var name = Fill.NameOf(component, prefix);
            if (filled.Hidden.Contains(name)) continue;
            if (component.Type == "group")
            {
                foreach (var line in Lines(component.Children, name + "/", filled, known, language)) yield return line;
                continue;
            }
            if (component.Type == "dynamiclist")
            {
                for (var row = 0; row < filled.Typed.Rows(name); row++)
                    foreach (var line in Lines(component.Children, $"{name}.{row}.", filled, known, language))
                        yield return line with { Label = $"{component.Label.In(language)} {row + 1} · {line.Label}" };
                continue;
            }
            if (!Component.HoldsAnswer(component.Type)) continue;
            var fact = component.Element is { } element ? known.GetValueOrDefault(element) : null;
            var chosen = Fill.Chosen(filled.Typed, name);
            yield return new AnswerLine(name, component.Label.In(language), fact is null ? Words(component, chosen, filled.Typed.One(name), language) : Show.Plain(fact.Value),
                fact?.Source.In(language), component.Type != "filepicker" ? [] : [.. chosen.Where(filled.Typed.Uploads.ContainsKey).Select(id => filled.Typed.Uploads[id])]);
        }
    }

    static string Words(Component component, List<string> chosen, string? typed, Language language) => component.Type switch
    {
        "radio" or "select" or "checklist" => string.Join(language.Of("、", ", "), chosen.Select(value => component.Options.FirstOrDefault(option => option.Value == value)?.Label.In(language) ?? value)),
        "checkbox" => typed is "true" or "on" ? language.Of("是", "Yes") : language.Of("否", "No"),
        "number" when component.Unit is { } unit && !string.IsNullOrEmpty(typed) => $"{typed} {unit.In(language)}",
        "filepicker" => "",
        _ => typed ?? "",
    };
}
