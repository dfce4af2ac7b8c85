using System.Text.Json.Nodes;
using Tongzheng.Forms;

namespace Tongzheng.Browser;

/// <summary>Answers to a form, as a program would hand them in: good ones, spoiled ones, none. The same seed gives the same.</summary>
sealed class FormJsAnswers(Random chance)
{
    // Fields spoiled at once: few enough that what they do to each other can still be read.
    const int MostSpoiled = 4;

    /// <summary>Good answers with some fields spoiled, each in a way of its kind.</summary>
    public JsonObject Spoiled(Form form, JsonObject good)
    {
        var spoiled = (JsonObject)good.DeepClone();
        var fields = form.All.Where(component => component.Key is not null && Component.HoldsAnswer(component.Type) && component.Type != "dynamiclist").ToList();
        for (var i = chance.Next(1, MostSpoiled + 1); i > 0 && fields.Count > 0; i--) Spoil(fields[chance.Next(fields.Count)], spoiled, form);
        return spoiled;
    }

    /// <summary>Good answers but for one number that has no check character: for each such field, whatever chance does with the others.</summary>
    public static IEnumerable<JsonObject> Misnumbered(Form form, JsonObject good)
    {
        foreach (var field in form.All.Where(field => field is { Check: not null, Key: not null } && good.ContainsKey(field.Key)))
        {
            var wrong = (JsonObject)good.DeepClone();
            wrong[field.Key!] = "12345";
            yield return wrong;
        }
    }

    void Spoil(Component field, JsonObject answers, Form form)
    {
        var holder = answers;
        if (form.All.FirstOrDefault(list => list.Type == "dynamiclist" && list.Children.Contains(field)) is { } list)
        {
            if (answers[list.Key!] is not JsonArray { Count: > 0 } rows) return;
            holder = (JsonObject)rows[chance.Next(rows.Count)]!;
        }
        var value = Wrong(field);
        if (value is null) holder.Remove(field.Key!);
        else holder[field.Key!] = value;
    }

    JsonNode? Wrong(Component field) => field.Type switch
    {
        "radio" or "select" => Of(null, "no-such-choice"),
        "checklist" => Of(null, new JsonArray("no-such-choice")),
        "checkbox" => Of(null, false, true),
        "number" => Of(null, (field.Min ?? 0) - 1, (field.Max ?? 100) + 1, 1.5m, 0),
        "datetime" => Of(null, "2026-02-31", "soon", "2026-03-01"),
        "filepicker" => null,
        _ => Of(null, "", "   ", new string('长', (field.MaxLength ?? 50) + 1), new string('长', field.MaxLength ?? 50), "短", "  前后有空格  ", string.Concat(Enumerable.Repeat("𠮷", Math.Min(40, field.MaxLength ?? 40)))),
    };

    JsonNode? Of(params JsonNode?[] values) => values[chance.Next(values.Length)];
}
