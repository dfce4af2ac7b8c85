using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>
/// The one form of a life event (一表申请): what is known of the applicant, which optional components are wanted, what
/// several offices need, and a section for each office. The same data element, key or label of a type is asked once.
/// </summary>
internal sealed class OneForm
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    readonly IReadOnlyList<Part> parts;
    readonly List<Merged> merged = [];

    OneForm(IReadOnlyList<Part> parts) => this.parts = parts;

    /// <summary>A field asked once, and who needs it.</summary>
    sealed class Merged(string key, JsonObject json, Field first)
    {
        public string Key => key;
        public JsonObject Json => json;
        public Field First => first;
        public List<(Part Part, Field Field)> Needed { get; } = [];
    }

    /// <summary>The keys of the form, after <see cref="Merge"/>.</summary>
    public IEnumerable<string> Keys => merged.Select(known => known.Key).Where(key => key.Length > 0).Concat(parts.Where(part => part.Draft.Choice is not null).Select(part => EventNames.Choice(part.Slug)));

    /// <summary>Merges the fields of the components in their order and gives each its key.</summary>
    public static OneForm Merge(IReadOnlyList<Part> parts)
    {
        var form = new OneForm(parts);
        foreach (var part in parts)
            foreach (var field in part.Fields.Where(field => !field.IsOneForm && field.YieldedBy is not { IsCertain: true }))
                form.Take(part, field);
        return form;
    }

    void Take(Part part, Field field)
    {
        var key = part.Draft.Rename.GetValueOrDefault(field.Key) ?? field.Key;
        if (key.Length == 0 || Same(part, field, key) is not { } same)
        {
            if (key.Length > 0 && merged.Any(known => known.Key == key))
            {
                var other = merged.First(known => known.Key == key);
                part.Draft.At.Report("event.field", "word",
                    new($"“{field.Label}”（{field.Key}）与“{other.Needed[0].Part.Draft.Word}”的“{other.First.Label}”同名，而{Difference(other.First, field).Zh}。", $"“{field.Label}” ({field.Key}) has the key of “{other.First.Label}” of “{other.Needed[0].Part.Draft.Word}”, but {Difference(other.First, field).En}."),
                    new($"是两回事的，写 rename: {{ {field.Key}: 新名 }}；是一回事的，写 same: [{field.Key}]。", $"If they are two things, write rename: {{ {field.Key}: newKey }}; if they are one, same: [{field.Key}]."));
                return;
            }
            var own = field.Json.DeepClone().AsObject();
            if (key.Length > 0) own[own.ContainsKey("path") ? "path" : "key"] = key;
            same = new Merged(key, own, field);
            merged.Add(same);
        }
        else if (Tighten(same, field) is { } refusal)
        {
            part.Draft.At.Report("event.field", "word", new($"“{field.Label}”（{field.Key}）在两处的校验不同：{refusal.Zh}。", $"“{field.Label}” ({field.Key}) is checked in two ways: {refusal.En}."),
                new($"改成一样，或者写 rename: {{ {field.Key}: 新名 }}。", $"Make them agree, or write rename: {{ {field.Key}: newKey }}."));
            return;
        }
        same.Needed.Add((part, field));
        field.FirstAskedBy = same.Needed[0].Part;
        if (key.Length > 0) field.Asked = same.Key;
    }

    // One thing: the same data element; or the same key or the same words, of one type and with the same choices.
    Merged? Same(Part part, Field field, string key)
    {
        if (field.Type == "text") return merged.FirstOrDefault(known => known.First.Type == "text" && JsonNode.DeepEquals(known.First.Json["text"], field.Json["text"]));
        var others = merged.Where(known => known.First.Type == field.Type && known.Needed.All(need => need.Part != part)).ToList();
        if (field.Element is { } element && others.FirstOrDefault(known => known.First.Element == element) is { } bound) return bound;
        return others.FirstOrDefault(known => known.Key == key && (known.First.Label == field.Label || part.Draft.Same.Contains(field.Key)) && Alike(known.First, field))
            ?? (part.Draft.Rename.ContainsKey(field.Key) || merged.Any(known => known.Key == key) ? null
                : others.FirstOrDefault(known => field.Label.Length > 0 && (known.First.Label == field.Label || (field.Type == "filepicker" && field.Names.Contains(known.First.Label))) && Alike(known.First, field)));
    }

    // Choices, rows and what a field is bound to are its meaning; how it is checked may differ.
    static readonly string[] Meaning = ["values", "components", "subtype"];

    static bool Alike(Field one, Field other) => one.Element == other.Element && Meaning.All(member => JsonNode.DeepEquals(one.Json[member], other.Json[member]));

    static Text Difference(Field one, Field other) =>
        one.Type != other.Type ? new($"类型不同（{one.Type}、{other.Type}）", $"the types differ ({one.Type}, {other.Type})")
        : one.Label != other.Label ? new("说的不是一回事", "the words differ")
        : new("选项、行或者所对应的数据元不同", "the choices, rows or data elements differ");

    static readonly (string Member, bool Most)[] Bounds = [("minLength", true), ("maxLength", false), ("min", true), ("max", false)];
    static readonly string[] Checks = ["pattern", "patternErrorMessage", "validationType"];
    static readonly string[] Rules = ["tz:rule", "tz:rule.message", "tz:rule.message.en"];

    // What satisfies every office: the narrower bound, the one pattern.
    static Text? Tighten(Merged known, Field field)
    {
        var json = field.Json;
        if (json["multiple"]?.GetValue<bool>() == true) known.Json["multiple"] = true;
        if (json["validate"] is JsonObject validate)
        {
            var own = known.Json["validate"] as JsonObject ?? [];
            known.Json["validate"] ??= own;
            if (field.IsRequired) own["required"] = true;
            foreach (var (member, most) in Bounds)
                if (validate[member] is { } bound && (own[member] is not { } set || (most ? Number(bound) > Number(set) : Number(bound) < Number(set)))) own[member] = bound.DeepClone();
            if (Above(own, "minLength", "maxLength") || Above(own, "min", "max")) return new("没有一个值能同时满足", "no value satisfies both");
            foreach (var check in Checks)
                if (validate[check] is { } rule && own[check] is { } set && !JsonNode.DeepEquals(rule, set)) return new(check, check);
                else if (validate[check] is { } only) own[check] ??= only.DeepClone();
        }
        foreach (var rule in Rules)
            if (json["properties"]?[rule] is { } said)
            {
                if (known.Json["properties"] is not JsonObject properties) known.Json["properties"] = properties = [];
                if (properties[rule] is { } set && !JsonNode.DeepEquals(said, set)) return new(rule, rule);
                properties[rule] ??= said.DeepClone();
            }
        return null;
    }

    static decimal Number(JsonNode? node) => node?.GetValue<decimal>() ?? 0;

    static bool Above(JsonObject validate, string least, string most) => validate[least] is { } low && validate[most] is { } high && Number(low) > Number(high);

    /// <summary>The schema.</summary>
    public FormFile Write(EventDraft draft, string file)
    {
        foreach (var field in merged) Finish(field);
        var groups = new List<JsonObject>();
        Add("applicantFacts", new("申请人", "Applicant"), merged.Where(field => field.First.Element is not null));
        AddChoices(groups);
        Add("shared", new("几个部门都要的（只填一次）", "Needed by several offices (entered once)"), merged.Where(IsShared));
        foreach (var office in parts.GroupBy(part => part.Matter.Office))
        {
            var name = office.First().Matter.Department;
            var sections = office.Select(part => (Part: part, Fields: merged.Where(field => field.First.Element is null && !IsShared(field) && field.Needed[0].Part == part).ToList())).Where(section => section.Fields.Count > 0).ToList();
            if (sections.Count == 0) continue;
            var group = Group(Id(office.First()), sections.Count == 1 ? new($"{sections[0].Part.Matter.Name.Zh}（{name.Zh}）", $"{sections[0].Part.Matter.Name.En} ({name.En ?? name.Zh})") : name,
                sections.Count == 1 ? sections[0].Fields.Select(field => field.Json) : sections.Select(section => Group("part-" + section.Part.Slug, section.Part.Matter.Name, section.Fields.Select(field => field.Json))));
            Hide(group, office.All(part => !part.IsCertain) ? string.Join(" and ", office.Select(part => $"not({part.Wanted})")) : null);
            groups.Add(group);
        }
        var form = new JsonObject { ["type"] = "default", ["id"] = draft.Slug, ["schemaVersion"] = 16, ["components"] = new JsonArray([.. groups]) };
        return new FormFile(draft.Slug, file, form.ToJsonString(Plain), Generated: false);

        void Add(string id, Text label, IEnumerable<Merged> fields)
        {
            var inside = fields.ToList();
            if (inside.Count > 0) groups.Add(Group(id, label, inside.Select(field => field.Json)));
        }
    }

    static string Id(Part part) => "office-" + part.Slug;

    static bool IsShared(Merged field) => field.First.Element is null && field.Key.Length > 0 && field.Needed.Select(need => need.Part).Distinct().Count() > 1;

    void AddChoices(List<JsonObject> groups)
    {
        var choices = parts.Where(part => part.Draft.Choice is not null).ToList();
        if (choices.Count == 0) return;
        groups.Add(Group("choices", new("还要一起办哪些", "What else to do with it"), choices.Select(part =>
        {
            var box = new JsonObject
            {
                ["type"] = "checkbox", ["id"] = "Field_" + EventNames.Choice(part.Slug), ["key"] = EventNames.Choice(part.Slug), ["label"] = part.Draft.Choice?.Zh,
                ["properties"] = new JsonObject { ["tz:label.en"] = part.Draft.Choice?.En },
            };
            Hide(box, part.Draft.When is { } when ? $"not({when})" : null);
            return box;
        })));
    }

    // Hidden where nobody who needs it is to be done, where each of their forms hides it, or where it comes from another component.
    static void Finish(Merged field)
    {
        Name(field.Json, field.Key.Length > 0 ? "Field_" + field.Key : $"Text_{field.Needed[0].Part.Slug}_{field.Needed[0].Part.Fields.ToList().IndexOf(field.First)}");
        if (field.Json["properties"]?["tz:rule"]?.GetValue<string>() is { } rule) field.Json["properties"]!["tz:rule"] = "=" + OwnWords.In(rule.TrimStart().TrimStart('='), field.Needed[0].Part);
        var hidden = field.Needed.Select(need => Hidden(need.Part, need.Field)).ToList();
        Hide(field.Json, hidden.Contains(null) ? null : string.Join(" and ", hidden.Distinct().Select(one => $"({one})")));
    }

    // What stands in the rows of two forms may have had the same id; in one form it may not.
    static void Name(JsonObject json, string id)
    {
        json["id"] = id;
        foreach (var (inside, at) in (json["components"] as JsonArray ?? []).OfType<JsonObject>().Select((inside, at) => (inside, at)))
            Name(inside, $"{id}_{inside["key"]?.GetValue<string>() ?? at.ToString(CultureInfo.InvariantCulture)}");
    }

    static string? Hidden(Part part, Field field)
    {
        var reasons = new[] { part.IsCertain ? null : $"not({part.Wanted})", field.YieldedBy is { } giver ? giver.Wanted : null, OwnWords.Hidden(field, part) }.OfType<string>().ToList();
        return reasons.Count == 0 ? null : string.Join(" or ", reasons);
    }

    static void Hide(JsonObject json, string? condition)
    {
        json.Remove("conditional");
        if (condition is not null) json["conditional"] = new JsonObject { ["hide"] = "=" + condition };
    }

    static JsonObject Group(string id, Text label, IEnumerable<JsonObject> components) => new()
    {
        ["type"] = "group",
        ["id"] = "Group_" + id,
        ["label"] = label.Zh,
        ["components"] = new JsonArray([.. components]),
        ["properties"] = new JsonObject { ["tz:label.en"] = label.En ?? label.Zh },
    };

    /// <summary>FEEL for what a component's own form is answered with, in its own keys.</summary>
    public static string Answers(Part part, string eventName) =>
        "{ " + string.Join(", ", part.Fields.Where(field => field.Key.Length > 0).Select(field => $"{field.Key}: {Value(field, part, eventName)}")) + " }";

    static string Value(Field field, Part part, string eventName)
    {
        if (field.IsOneForm) return $"[{Paper("\"one-form\"", Feel(eventName), PaperType.OneForm)}]";
        var asked = field.Asked is null ? "null" : OwnWords.Hidden(field, part) is { } hidden ? $"if ({hidden}) then null else {field.Asked}" : field.Asked;
        if (field.YieldedBy is not { } giver) return asked;
        var closed = EventNames.Variable(giver.Slug);
        var number = $"if {closed}.licence != null then {closed}.licence else {closed}.number";
        var given = field.Type == "filepicker" ? $"if {closed}.granted = true then [{Paper($"({number})", Feel(giver.Matter.Result?.Name.Zh ?? giver.Matter.Name.Zh), PaperType.Result)}] else null" : $"if {closed}.granted = true then ({number}) else null";
        return field.Asked is null ? given : $"if ({giver.Wanted}) then ({given}) else ({asked})";
    }

    static string Paper(string id, string name, string type) => $"{{ upload: {id}, name: {name}, mediaType: \"{type}\", bytes: 0, hash: \"\" }}";

    static string Feel(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}

/// <summary>Media types of what stands in the place of a paper that nobody has to hand in.</summary>
public static class PaperType
{
    /// <summary>The result of another component, by the identifier of its licence or the number of its case.</summary>
    public const string Result = "tongzheng/result";

    /// <summary>The one form itself.</summary>
    public const string OneForm = "tongzheng/one-form";
}
