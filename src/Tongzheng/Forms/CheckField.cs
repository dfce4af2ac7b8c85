using System.Globalization;
using System.Text.RegularExpressions;
using Tongzheng.Kernel;

namespace Tongzheng.Forms;

/// <summary>Checks one visible field by itself: required, length, range, pattern, kind of value.</summary>
static partial class CheckField
{
    /// <summary>What a decimal can hold.</summary>
    const int MostDecimals = 28;

    public static Refusal? Find(Component component, string name, Typed typed)
    {
        var chosen = component.Type is "checklist" or "filepicker" or "radio" or "select" ? Fill.Chosen(typed, name) : [];
        var text = typed.One(name)?.Trim() ?? "";
        var isEmpty = component.Type switch
        {
            "checkbox" => text is not ("true" or "on" or "True"),
            "checklist" or "filepicker" => chosen.Count == 0,
            _ => text.Length == 0,
        };
        if (isEmpty)
            return !component.Required ? null : component.Type switch
            {
                "filepicker" => Wrong("field.required-file"),
                "radio" or "select" or "checklist" => Wrong("field.required-choice"),
                "checkbox" => Wrong("field.required-confirmation"),
                _ => Wrong("field.required"),
            };
        switch (component.Type)
        {
            case "filepicker":
                if (!chosen.TrueForAll(typed.Uploads.ContainsKey)) return Wrong("file.lost");
                return component.Accept is { } accept && chosen.Select(id => typed.Uploads[id]).FirstOrDefault(file => file.IsFile && !FileSlot.Takes(accept, file.Name)) is { } other
                    ? Wrong("file.kind", ("name", other.Name), ("kinds", FileSlot.Words(accept))) : null;
            case "radio" or "select" or "checklist":
                return chosen.TrueForAll(value => component.Options.Any(option => option.Value == value)) ? null : Wrong("field.choice");
            case "checkbox":
                return null;
            case "number":
                return Number();
            case "datetime":
                return IsTime(component.Subtype, text) ? null : Wrong("field.date");
            default:
                return Text();
        }

        Refusal? Number()
        {
            if (Fill.Number(text) is not { } number) return Wrong("field.number");
            if (component.Decimals is { } digits && decimal.Round(number, Math.Min(digits, MostDecimals)) != number)
                return digits == 0 ? Wrong("field.whole") : Wrong("field.decimals", ("most", digits));
            if (number < component.Min) return Wrong("field.min", ("bound", component.Min));
            if (number > component.Max) return Wrong("field.max", ("bound", component.Max));
            return null;
        }

        Refusal? Text()
        {
            // A code's own check says what is wrong with it, its length included.
            if (component.Check == "citizen-id") return Code(CitizenId.TryParse(text, out _, out var why) ? null : why);
            if (component.Check == "credit-code") return Code(CreditCode.TryParse(text, out _, out var fault) ? null : fault);
            // Length in what a person counts as characters, so that 䶮 and 𠮷 are one each.
            var length = Length(text, component);
            var most = component.MaxLength ?? Fill.MaxAnswerLength;
            if (length > most) return Wrong("field.long", ("most", most), ("length", length));
            if (length < component.MinLength) return Wrong("field.short", ("least", component.MinLength));
            if (HasControl(text)) return Wrong("field.control");
            if (component.Pattern is { } pattern && !pattern.IsMatch(text)) return Wrong("field.pattern");
            return component.Check switch
            {
                "email" when !Email().IsMatch(text) => Wrong("field.email"),
                "phone" when !Phone().IsMatch(text) => Wrong("field.phone"),
                _ => null,
            };
        }

        Refusal? Code(Refusal? why) => why is null ? null : why with { Field = name };

        Refusal Wrong(string code, params (string, object?)[] more) => new(code, [("label", component.Label), .. more]) { Field = name };
    }

    static bool HasControl(string text)
    {
        foreach (var c in text)
            if (Written.IsUnseen(c) && c is not ('\n' or '\r' or '\t')) return true;
        return false;
    }

    // What has no more parts than the limit allows characters is not taken apart.
    static int Length(string text, Component component) =>
        text.Length <= (component.MaxLength ?? Fill.MaxAnswerLength) && component.MinLength is null ? text.Length : new StringInfo(text).LengthInTextElements;

    static bool IsTime(string? subtype, string text) => subtype switch
    {
        "time" => TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "datetime" => DateTime.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
    };

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    // Mobile: 11 digits from 1; fixed line: area code and 7 or 8 digits, with extension.
    [GeneratedRegex(@"^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
