using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Tongzheng.Feel;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Forms;

/// <summary>What was typed into a form: values by input name (<c>name</c>, <c>list.0.key</c>), as typed.</summary>
public sealed record Typed(IReadOnlyDictionary<string, StringValues> Values, IReadOnlyDictionary<string, Upload> Uploads)
{
    public static readonly Typed Nothing = new(new Dictionary<string, StringValues>(), new Dictionary<string, Upload>());

    public string? One(string name) => Values.TryGetValue(name, out var value) && value.Count > 0 ? value[^1] : null;

    /// <summary>The rows typed of a repeating group, as many as there may be.</summary>
    public int Rows(string list) => Math.Min(AllRows(list), Fill.MaxRows);

    /// <summary>The rows typed, however many: one more than the highest index that occurs.</summary>
    public int AllRows(string list)
    {
        var prefix = list + ".";
        var highest = -1;
        foreach (var name in Values.Keys)
            if (name.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(prefix.Length, Math.Max(0, name.IndexOf('.', prefix.Length) - prefix.Length)), out var index))
                highest = Math.Max(highest, index);
        return highest + 1;
    }

    /// <summary>The same shape from a JSON object, so that the API and the page walk one path.</summary>
    public static IReadOnlyDictionary<string, StringValues> FromJson(JsonElement answers)
    {
        var values = new Dictionary<string, StringValues>();
        if (answers.ValueKind == JsonValueKind.Object) Flatten("", answers);
        return values;

        void Flatten(string prefix, JsonElement value)
        {
            foreach (var member in value.EnumerateObject())
            {
                var name = prefix + member.Name;
                if (member.Value.ValueKind != JsonValueKind.Array) { values[name] = Scalar(member.Value); continue; }
                var scalars = new List<string?>();
                var index = 0;
                foreach (var item in member.Value.EnumerateArray())
                {
                    if (item.ValueKind == JsonValueKind.Object && !item.TryGetProperty("upload", out _)) Flatten($"{name}.{index++}.", item);
                    else scalars.Add(item.ValueKind == JsonValueKind.Object ? item.GetProperty("upload").ToString() : Scalar(item));
                }
                if (scalars.Count > 0 || index == 0) values[name] = new StringValues([.. scalars]);
            }
        }

        // A boolean's own ToString is "True", which no checkbox posts.
        static string Scalar(JsonElement value) => value.ValueKind switch { JsonValueKind.Null => "", JsonValueKind.True or JsonValueKind.False => value.GetRawText(), _ => value.ToString() };
    }
}

/// <summary>A file that has been stored; what the case keeps of it.</summary>
/// <param name="Hash">SHA-256 of the file as it was handed in, in hex: who has the file can compute it too.</param>
public sealed record Upload(string Id, string Name, string MediaType, long Bytes, string Hash)
{
    /// <summary>False for what stands in the place of a paper that nobody hands in: the result of another case, the one form.</summary>
    public bool IsFile => Hash.Length > 0;
}

/// <summary>A fact that is known and so is not asked: the value and where it comes from.</summary>
public sealed record Known(FeelValue Value, Text Source);

/// <summary>The outcome of filling a form: typed answers of the visible fields, and what is wrong, each naming its field.</summary>
public sealed record Filled(FeelContext Answers, IReadOnlyList<Refusal> Errors, IReadOnlySet<string> Hidden, Typed Typed)
{
    public JsonText ToJson() => JsonText.Of(Answers.WriteTo);

    public bool IsComplete => Errors.Count == 0;
}

/// <summary>
/// Turns what was typed into answers: reads each field as its type says, applies the conditions until nothing more
/// changes (a hidden field has no answer), then checks what is visible. Conditions are computed anew on every post.
/// </summary>
public static class Fill
{
    /// <summary>Rows of a repeating group: a household, a list of shareholders; above this a file is the better form.</summary>
    public const int MaxRows = 50;

    /// <summary>Characters of one answer where the form names no limit.</summary>
    public const int MaxAnswerLength = 4000;

    // Answers stand among other variables once the procedure begins: the applicant, the matter, the parameters.
    const int RoomBesides = 4;

    public static Filled Read(
        Form form, Typed typed, IReadOnlyDictionary<string, Known> known, FeelContext surroundings, EvaluationOptions options, bool final = true)
    {
        var hidden = new HashSet<string>();
        var unknown = new Dictionary<string, string>();
        var merged = (Scope: surroundings, Over: surroundings);
        var answers = Gather(form.Components, "", typed, known, hidden);
        // Each round can only hide or show by the answers of the one before; as many rounds as fields settle any order.
        for (var round = 0; form.HasConditions && round <= form.All.Count; round++)
        {
            var before = new HashSet<string>(hidden);
            hidden.Clear();
            unknown.Clear();
            Conditions(form.Components, "", answers, answers, false);
            if (before.SetEquals(hidden)) break;
            answers = Gather(form.Components, "", typed, known, hidden, answers);
        }
        var errors = new List<Refusal>();
        if (final) Check(form.Components, "", answers);
        return new Filled(answers, errors, hidden, typed);

        void Conditions(IReadOnlyList<Component> components, string prefix, FeelContext scope, FeelContext row, bool parentHidden)
        {
            foreach (var component in components)
            {
                var name = NameOf(component, prefix);
                var hide = parentHidden;
                if (!hide && component.Hide is { } condition)
                {
                    var result = condition.Evaluate(Over(scope), options);
                    hide = result.Value.AsBoolean == true;
                    if (result.Value.AsBoolean is null) unknown[name] = string.Join("; ", result.Diagnostics.Select(d => d.Message));
                }
                if (hide) hidden.Add(name);
                if (component.Type != "dynamiclist") Conditions(component.Children, component.Type == "group" ? name + "/" : prefix, scope, row, hide);
                else
                    for (var i = 0; i < typed.Rows(name); i++)
                        Conditions(component.Children, $"{name}.{i}.", Merge(answers, RowOf(name, i)), row, hide);
            }
        }

        FeelContext RowOf(string list, int index) =>
            answers.TryGet(list, out var rows) && rows.AsList is { } items && index < items.Count ? items[index].AsContext ?? new FeelContext() : new FeelContext();

        // All fields of one level ask the same values.
        FeelContext Over(FeelContext scope)
        {
            if (!ReferenceEquals(scope, merged.Scope)) merged = (scope, Merge(surroundings, scope));
            return merged.Over;
        }

        void Check(IReadOnlyList<Component> components, string prefix, FeelContext scope)
        {
            foreach (var component in components)
            {
                var name = NameOf(component, prefix);
                if (hidden.Contains(name)) continue;
                if (component.Type == "group") { Check(component.Children, name + "/", scope); continue; }
                if (component.Type == "dynamiclist")
                {
                    var rows = typed.Rows(name);
                    if (typed.AllRows(name) > MaxRows) Wrong(name, "field.rows", ("label", component.Label), ("most", MaxRows));
                    if (rows == 0 && component.Required) Wrong(name, "field.required-row", ("label", component.Label));
                    for (var i = 0; i < rows; i++) Check(component.Children, $"{name}.{i}.", Merge(answers, RowOf(name, i)));
                    continue;
                }
                if (!Component.HoldsAnswer(component.Type)) continue;
                if (component.Element is { } element && known.ContainsKey(element)) continue;
                if (unknown.TryGetValue(name, out var why))
                    Wrong(name, "field.condition-unknown", ("label", component.Label), ("why", why));
                if (CheckField.Find(component, name, typed) is { } fault) { errors.Add(fault); continue; }
                if (component.Rule is not { } rule || !scope.TryGet(component.Key ?? "", out var value) || value.IsNull) continue;
                var outcome = rule.Evaluate(Over(scope), options);
                if (outcome.Value.AsBoolean == true) continue;
                if (outcome.Value.AsBoolean == false)
                    Wrong(name, component.RuleMessage is null ? "field.rule-failed" : "field.rule", ("label", component.Label), ("message", component.RuleMessage));
                else
                    Wrong(name, "field.rule-unknown", ("label", component.Label));
            }
        }

        void Wrong(string name, string code, params (string, object?)[] arguments) => errors.Add(new Refusal(code, arguments) { Field = name });
    }

    /// <summary>The input name of a component; components without a key get one that no input posts under.</summary>
    internal static string NameOf(Component component, string prefix) =>
        component.Key is { } key ? Posted(prefix) + key : $"{prefix}#{component.Line}";

    // "#12/" marks the way into a group and is no part of an input's name.
    static string Posted(string prefix) => prefix.IndexOf('#') is var at and >= 0 ? prefix[..at] : prefix;

    static FeelContext Merge(FeelContext below, FeelContext above)
    {
        // The answers are many, what stands around them few.
        var merged = new FeelContext(above);
        foreach (var (name, value) in below)
            if (!merged.Contains(name)) merged.Set(name, value);
        return merged;
    }

    /// <param name="read">What was read before, with other fields hidden; null at first.</param>
    static FeelContext Gather(
        IReadOnlyList<Component> components, string prefix, Typed typed, IReadOnlyDictionary<string, Known> known, IReadOnlySet<string> hidden, FeelContext? read = null)
    {
        var answers = new FeelContext(components.Count + RoomBesides);
        Walk(components, prefix);
        return answers;

        void Walk(IReadOnlyList<Component> level, string at)
        {
            foreach (var component in level)
            {
                var name = NameOf(component, at);
                if (hidden.Contains(name)) continue;
                if (component.Type == "group") { Walk(component.Children, name + "/"); continue; }
                if (component.Key is not { } key || !Component.HoldsAnswer(component.Type)) continue;
                if (component.Element is { } element && known.TryGetValue(element, out var fact)) { answers.Set(key, fact.Value); continue; }
                answers.Set(key, component.Type == "dynamiclist"
                    ? new FeelList([.. Enumerable.Range(0, typed.Rows(name)).Select(i =>
                        (FeelValue)Gather(component.Children, $"{name}.{i}.", typed, known, hidden))])
                    : read is not null && read.TryGet(key, out var value) ? value : Value(component, name, typed));
            }
        }
    }

    static FeelValue Value(Component component, string name, Typed typed)
    {
        switch (component.Type)
        {
            case "checkbox": return typed.One(name) is "true" or "on" or "True";
            case "checklist":
                return Chosen(typed, name).ConvertAll(value => (FeelValue)value).ToArray();
            case "filepicker":
                var files = new List<FeelValue>();
                foreach (var id in Chosen(typed, name))
                    if (typed.Uploads.TryGetValue(id, out var upload)) files.Add(FileValue(upload));
                return files.ToArray();
            case "number":
                return Number(typed.One(name)) is { } number ? number : FeelValue.Null;
            default:
                var text = typed.One(name)?.Trim();
                if (string.IsNullOrEmpty(text)) return component.ReadOnly && component.Default is { } given ? given : FeelValue.Null;
                return Written(component.Check, text);
        }
    }

    // A code has one way to be written, whatever the input method gave: full-width digits, a small x.
    static string Written(string? check, string text) => check switch
    {
        "citizen-id" when CitizenId.TryParse(text, out var number) => number.ToString(),
        "credit-code" when CreditCode.TryParse(text, out var code) => code.ToString(),
        _ => text,
    };

    internal static List<string> Chosen(Typed typed, string name)
    {
        var chosen = new List<string>();
        if (typed.Values.TryGetValue(name, out var values))
            foreach (var value in values.Count > 1 ? values.Distinct() : values)
                if (!string.IsNullOrEmpty(value)) chosen.Add(value);
        return chosen;
    }

    // Full-width digits are what a Chinese input method gives; the number is the same.
    internal static decimal? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
        : decimal.TryParse(Kernel.Written.Plain(text).Replace(",", ""),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    static FeelValue FileValue(Upload upload)
    {
        var file = new FeelContext(5);
        file.Set("upload", upload.Id);
        file.Set("name", upload.Name);
        file.Set("mediaType", upload.MediaType);
        file.Set("bytes", upload.Bytes);
        file.Set("hash", upload.Hash);
        return file;
    }
}
