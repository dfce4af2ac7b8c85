using System.Text.Json;
using Tongzheng.Kernel;

namespace Tongzheng.Forms;

/// <summary>
/// What a program sent and no field of the form would read: a key that the form has not, a list where one answer is asked for. It is
/// refused by its name, for who sent it believes that it was taken. A page posts only what its form has.
/// </summary>
public static class Unread
{
    public static IReadOnlyList<Refusal> In(IReadOnlyList<Component> form, JsonElement answers)
    {
        var unread = new List<Refusal>();
        try
        {
            if (answers.ValueKind == JsonValueKind.Object) Members(form, "", answers);
            else if (answers.ValueKind != JsonValueKind.Null) unread.Add(new Refusal("request.field", ("field", "answers")) { Field = "answers" });
        }
        catch (InvalidOperationException)
        {
            return [new Refusal("request.malformed")]; // half of a surrogate pair: JSON's grammar lets it through, and it is no text
        }
        return unread;

        void Members(IReadOnlyList<Component> level, string prefix, JsonElement given)
        {
            foreach (var member in given.EnumerateObject())
            {
                var name = prefix + member.Name;
                if (Find(level, member.Name) is not { } component) unread.Add(new Refusal("field.unknown", ("field", name)) { Field = name });
                else if (!Fits(component, name, member.Value)) unread.Add(new Refusal("field.shape", ("label", component.Label)) { Field = name });
            }
        }

        bool Fits(Component component, string name, JsonElement value)
        {
            if (component.Type != "dynamiclist")
                return IsOne(value) || value.ValueKind == JsonValueKind.Array && component.Type switch
                {
                    "checklist" => value.EnumerateArray().All(IsOne),
                    "filepicker" => value.EnumerateArray().All(file => file.ValueKind == JsonValueKind.Object ? file.TryGetProperty("upload", out var id) && IsOne(id) : IsOne(file)),
                    _ => false,
                };
            if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object)) return value.ValueKind == JsonValueKind.Null;
            var index = 0;
            foreach (var row in value.EnumerateArray()) Members(component.Children, $"{name}.{index++}.", row);
            return true;
        }
    }

    static bool IsOne(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => false,
        JsonValueKind.String => value.GetString() is not null,
        _ => true,
    };

    // A group is a heading on the page; its fields are sent beside the others.
    static Component? Find(IReadOnlyList<Component> level, string key)
    {
        foreach (var component in level)
        {
            if (component.Type == "group")
            {
                if (Find(component.Children, key) is { } within) return within;
            }
            else if (component.Key == key && Component.HoldsAnswer(component.Type)) return component;
        }
        return null;
    }
}
