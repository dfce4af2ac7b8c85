using System.Text.Json.Nodes;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>A component on its way into the bundle: its matter, the fields of its form, and what must be over first.</summary>
internal sealed class Part(ComponentDraft draft, Matter matter)
{
    public ComponentDraft Draft => draft;
    public Matter Matter => matter;
    public string Slug => matter.Slug;

    /// <summary>The fields of its form that hold an answer, and the texts between them, in order.</summary>
    public IReadOnlyList<Field> Fields { get; } = Read(matter);

    /// <summary>Components that must be over before this one begins, in the order of the bundle.</summary>
    public List<Part> Needs { get; } = [];

    /// <summary>FEEL: whether it is to be done.</summary>
    public string Wanted =>
        draft.Choice is null ? draft.When is { } only ? $"({only})" : "true"
        : draft.When is { } when ? $"(if ({when}) then {EventNames.Choice(Slug)} = true else false)" : EventNames.Choice(Slug);

    public bool IsCertain => draft.Choice is null && draft.When is null;

    static List<Field> Read(Matter matter)
    {
        var fields = new List<Field>();
        if (matter.Form is { } form && JsonNode.Parse(form.Json)?["components"] is JsonArray components) Walk(components, []);
        return fields;

        void Walk(JsonArray level, IReadOnlyList<string> hidden)
        {
            foreach (var node in level.OfType<JsonObject>())
            {
                var type = (string?)node["type"] ?? "";
                IReadOnlyList<string> hides = node["conditional"]?["hide"]?.GetValue<string>() is { Length: > 0 } hide ? [.. hidden, hide.TrimStart().TrimStart('=')] : hidden;
                if (type == "group") Walk(node["components"] as JsonArray ?? [], hides);
                else if (type == "text" || Component.HoldsAnswer(type)) fields.Add(new Field(node, type, hides, matter));
            }
        }
    }
}

/// <summary>A field of a component's form and what becomes of it in the one form.</summary>
internal sealed class Field(JsonObject json, string type, IReadOnlyList<string> hides, Matter matter)
{
    public JsonObject Json => json;
    public string Type => type;

    /// <summary>Its key in the component's own form; empty for a text.</summary>
    public string Key { get; } = (string?)json["key"] ?? (string?)json["path"] ?? "";

    public string Label { get; } = (string?)json["label"] ?? (string?)json["dateLabel"] ?? "";
    public string? Element => (string?)json["properties"]?["tz:element"];
    public bool IsRequired => json["validate"]?["required"]?.GetValue<bool>() == true;

    /// <summary>FEEL conditions of its own form that hide it, each enough.</summary>
    public IReadOnlyList<string> Hides => hides;

    /// <summary>The document of the matter that its slot is for.</summary>
    public Material? Material => type == "filepicker" ? matter.Materials.FirstOrDefault(material => material.Key == Key) : null;

    /// <summary>What somebody would call it: alternatives stand beside each other (身份证或户口簿).</summary>
    public IEnumerable<string> Names => (Material?.Name.Zh ?? Label).Split('或').Prepend(Label).Select(name => name.Trim()).Distinct();

    /// <summary>Key in the one form; null where it is not in it.</summary>
    public string? Asked { get; set; }

    /// <summary>The first component that asks for it.</summary>
    public Part? FirstAskedBy { get; set; }

    /// <summary>The component whose result it is.</summary>
    public Part? YieldedBy { get; set; }

    /// <summary>The one form stands for this document.</summary>
    public bool IsOneForm { get; set; }
}

/// <summary>FEEL of a component's form, said in the keys of the one form.</summary>
internal static class OwnWords
{
    /// <summary>The expression, with the component's keys that have another name in the one form bound to their new names.</summary>
    public static string In(string expression, Part part)
    {
        var renamed = FeelExpression.Compile(expression).Inputs
            .Select(name => part.Fields.FirstOrDefault(field => field.Key == name)).OfType<Field>()
            .Where(field => field.Asked != field.Key).ToList();
        return renamed.Count == 0 ? expression : $"{{ {string.Join(", ", renamed.Select(field => $"{field.Key}: {field.Asked ?? "null"}"))}, said: ({expression}) }}.said";
    }

    /// <summary>The condition under which the component's own form hides a field, in the keys of the one form; null where it never does.</summary>
    public static string? Hidden(Field field, Part part) =>
        field.Hides.Count == 0 ? null : string.Join(" or ", field.Hides.Select(hide => $"({In(hide, part)})"));
}
