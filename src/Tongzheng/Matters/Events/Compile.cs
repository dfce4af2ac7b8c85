using System.Text;
using System.Text.Json.Nodes;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>
/// Makes the pack of a matter out of a life event and the catalogue: matter.yaml, one procedure, one form, letters. It is
/// read like any other pack; what is wrong is a finding in event.yaml.
/// </summary>
internal static class Compile
{
    /// <summary>The compiled files, or none with findings.</summary>
    public static IReadOnlyList<PackFile> From(EventDraft draft, ComponentTable table, Func<string, Matter?> find, Shared shared, ICollection<Finding> findings)
    {
        var before = findings.Count;
        var parts = draft.Components.Select(component => PartOf(component, draft, table, find)).OfType<Part>().ToList();
        foreach (var twice in parts.GroupBy(part => part.Slug).Where(group => group.Count() > 1))
            twice.Last().Draft.At.Report("event.twice", "word", new($"“{twice.Last().Draft.Word}”和“{twice.First().Draft.Word}”是同一个事项。", $"“{twice.Last().Draft.Word}” and “{twice.First().Draft.Word}” are the same matter."), new("删除其中一个。", "Remove one of them."));
        if (findings.Count > before || parts.Count == 0) return [];
        Check(draft, parts);
        var ordered = Order.Of(parts, table, shared.ApplicationForms);
        if (findings.Count > before) return [];
        var form = OneForm.Merge(ordered);
        if (findings.Count > before) return [];
        CheckWhen(ordered, [.. form.Keys]);
        if (findings.Count > before) return [];
        return Files(draft, ordered, form, table, shared);
    }

    static Part? PartOf(ComponentDraft component, EventDraft draft, ComponentTable table, Func<string, Matter?> find)
    {
        if (component.Word.Length == 0) return null;
        if (table.Covered.ContainsKey(component.Word))
        {
            foreach (var key in new[] { "when", "choice", "onFailure", "after", "keep", "rename", "same" }.Where(key => component.At.Find(key) is not null))
                component.At.Report("event.covered", key, new($"“{component.Word}”不另外办理，“{key}”没有用处。", $"“{component.Word}” needs no case, so “{key}” has no effect."), new("删除它。", "Remove it."));
            return null;
        }
        if (table.MatterOf(component.Word) is not { } slug)
        {
            component.At.Report("event.word", "word", new($"对应表里没有“{component.Word}”。", $"“{component.Word}” is not in the table."), new($"在 {ComponentTable.File} 的 components 中写明它是哪个事项。", $"Say in “components” of {ComponentTable.File} which matter it is."));
            return null;
        }
        if (find(slug) is { TakesApplications: true, Event: null } matter) return new Part(component, matter);
        component.At.Report("event.matter", "word", new($"“{component.Word}”所对应的事项“{slug}”不能申请。", $"“{component.Word}” is the matter “{slug}”, which cannot be applied for."), new($"改正那个事项，或者改正 {ComponentTable.File}。", $"Correct that matter, or {ComponentTable.File}."));
        return null;
    }

    static void Check(EventDraft draft, List<Part> parts)
    {
        if (parts.All(part => !part.IsCertain))
            draft.Root.Report("event.nothing-certain", "components", new("每个组成事项都可以不办，就没有要办的事了。", "Every component can be left out, so there may be nothing to do."), new("至少一个组成事项不写 choice 和 when。", "Leave “choice” and “when” out of at least one."));
        if (Objects(parts).Count == 0)
            draft.Root.Report("event.party", "components", new("没有一种服务对象能申请所有组成事项。", "Nobody may apply for all of the components."), new("分成两件事，或者换一个组成事项。", "Make two life events of it, or replace a component."));
        foreach (var part in parts)
        {
            var keys = part.Fields.Select(field => field.Key).ToHashSet();
            foreach (var (list, named) in new[] { ("keep", part.Draft.Keep), ("same", part.Draft.Same), ("rename", [.. part.Draft.Rename.Keys]) })
                foreach (var unknown in named.Where(key => !keys.Contains(key) || key.Length == 0))
                    part.Draft.At.Report("event.key", list, new($"“{part.Draft.Word}”的表单里没有“{unknown}”。", $"The form of “{part.Draft.Word}” has no “{unknown}”."), new("写那个事项表单中的 key。", "Name a key of that matter's form."));
            foreach (var renamed in part.Draft.Rename.Values.Where(name => !IsName(name)))
                part.Draft.At.Report("event.rename", "rename", new($"“{renamed}”不能作 key。", $"“{renamed}” cannot be a key."), new("用字母开头的字母和数字。", "Use letters and digits, a letter first."));
        }
    }

    static bool IsName(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    static void CheckWhen(IReadOnlyList<Part> parts, HashSet<string> keys)
    {
        foreach (var part in parts.Where(part => part.Draft.When is not null))
        {
            try
            {
                foreach (var unknown in FeelExpression.Compile(part.Draft.When ?? "").Inputs.Where(name => !keys.Contains(name) && name is not ("applicant" or "parameters")))
                    part.Draft.At.Report("event.when", "when", new($"条件用到表单里没有的“{unknown}”。", $"The condition reads “{unknown}”, which the one form does not ask."), new("写合并后表单中的 key，或者 applicant。", "Use a key of the one form, or applicant."));
            }
            catch (FeelSyntaxException broken)
            {
                part.Draft.At.Report("event.when", "when", new($"条件不是 FEEL：{broken.Message}", $"The condition is not FEEL: {broken.Message}"), new("改正表达式。", "Correct the expression."));
            }
        }
    }

    static List<string> Objects(IReadOnlyList<Part> parts) => [.. parts[0].Matter.ServiceObjects.Where(code => parts.All(part => part.Matter.ServiceObjects.Contains(code)))];

    static List<PackFile> Files(EventDraft draft, IReadOnlyList<Part> parts, OneForm form, ComponentTable table, Shared shared)
    {
        var (folder, slug) = (draft.Folder, draft.Slug);
        return
        [
            File(folder + slug + ".form", form.Write(draft, folder + slug + ".form").Json),
            File(folder + slug + ".bpmn", OneProcedure.Write(draft, parts)),
            File(folder + "ask.form", AskForm),
            File(folder + "letters.yaml", Letters(draft, parts)),
            File(folder + ReadMatter.FileName, MatterYaml(draft, parts, table, shared)),
        ];
    }

    static PackFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    static string MatterYaml(EventDraft draft, IReadOnlyList<Part> parts, ComponentTable table, Shared shared)
    {
        var yaml = new PlainYaml();
        yaml.Word("id", draft.List);
        yaml.Both("name", draft.Name);
        foreach (var element in ReadEvent.Elements)
            if (draft.Root.Find(element) is { } node) yaml.Add(element, ReadStory.Json(node));
        yaml.Word("itemType", "20");
        yaml.Words("serviceObjects", Objects(parts));
        yaml.Word("department", draft.Lead);
        var lead = shared.Departments.GetValueOrDefault(draft.Lead)?.Office;
        yaml.Words("jointDepartments", parts.Where(part => part.Matter.Office != lead).Select(part => part.Matter.Department.Zh).Distinct());
        yaml.Word("caseType", "9");
        yaml.Add("statutoryLimit", null); // each component keeps the limit of its law; the bundle has none
        yaml.Word("basis", $"国发〔2024〕3号（高效办成一件事，清单编号 {draft.List}）");
        yaml.Word("basisStatus", draft.Status == LifeEvent.Confirmed ? "confirmed" : "unconfirmed");
        yaml.Word("onlineDepth", parts.Select(part => part.Matter.OnlineDepth ?? "I").MinBy(DepthOf) ?? "I");
        yaml.Add("result", new JsonObject { ["zh"] = draft.Name.Zh + "办理结果", ["en"] = $"Results: {draft.Name.En}", ["kind"] = "document" });
        yaml.Word("procedure", draft.Slug + ".bpmn");
        yaml.Word("form", draft.Slug + ".form");
        yaml.Words("taskForms", ["ask.form"]);
        yaml.Word("letters", "letters.yaml");
        yaml.Add("materials", new JsonArray([.. parts.SelectMany(part => MaterialsOf(part).Where(material => material.Source == MaterialSource.Asked)
            .Select(material => part.Matter.Materials.First(own => own.Name == material.Name)).Select(own => Yaml(part, own)))]));
        yaml.Add("event", ReadLifeEvent.Yaml(draft, parts, table));
        return yaml.ToString();
    }

    // I, II, III, IV: the bundle is as far online as the least of its components.
    static int DepthOf(string depth) => Codes.OnlineDepths.Keys.ToList().IndexOf(depth);

    static JsonNode Yaml(Part part, Material material)
    {
        var key = part.Fields.FirstOrDefault(field => field.Material == material)?.Asked ?? material.Key;
        var yaml = new JsonObject { ["key"] = key, ["name"] = PlainYaml.Json(material.Name) };
        // Where it may come from another component, or the component may be left out, the form says when it is required.
        if (material.Required is { } required) yaml["required"] = required && part.IsCertain;
        if (material.Copies is { } copies) yaml["copies"] = copies;
        return yaml;
    }

    /// <summary>The documents of a component, each with where it comes from.</summary>
    public static IEnumerable<EventMaterial> MaterialsOf(Part part) => part.Matter.Materials.Select(material =>
    {
        var field = part.Fields.FirstOrDefault(field => field.Material == material);
        return field is { IsOneForm: true } ? new EventMaterial(material.Name, MaterialSource.Form, null)
            : field?.YieldedBy is { } giver ? new EventMaterial(material.Name, MaterialSource.Yielded, giver.Slug)
            : field?.FirstAskedBy is { } other && other != part ? new EventMaterial(material.Name, MaterialSource.Shared, other.Slug)
            : new EventMaterial(material.Name, MaterialSource.Asked, null);
    });

    static string Letters(EventDraft draft, IReadOnlyList<Part> parts)
    {
        var yaml = new PlainYaml();
        var certain = parts.Where(part => part.IsCertain).Select(part => $"{part.Matter.Name.Zh}（{part.Matter.Department.Zh}）");
        yaml.Add("letters", new JsonArray(
            Letter(OneProcedure.Received, new($"{draft.Name.Zh}收件回执", $"Received: {draft.Name.En}"),
                [$"您申请的“{draft.Name.Zh}”已经收到，编号 {{{{ letter.number }}}}。一张表分送以下部门办理，不用再分别申请：{string.Join("、", certain)}。",
                 .. parts.Where(part => !part.IsCertain).Select(part => $"{{{{ if {part.Wanted} then \"按您的选择，还办理：{part.Matter.Name.Zh}（{part.Matter.Department.Zh}）。\" else \"\" }}}}"),
                 "每一项的法定时限由各项自己的法律规定，进度和结果都在“我的办件”里。"]),
            Letter(OneProcedure.Results, new(draft.Name.Zh + "办理结果", $"Results: {draft.Name.En}"),
                [$"您申请的“{draft.Name.Zh}”（编号 {{{{ letter.number }}}}）各项都有了结果：", .. parts.Select(ResultOf), "对其中任何一项决定不服的，救济途径写在那一项的决定书里。"])));
        return yaml.ToString();
    }

    static string ResultOf(Part part)
    {
        var closed = EventNames.Variable(part.Slug);
        return $"{{{{ if {part.Wanted} then \"{part.Matter.Name.Zh}（{part.Matter.Department.Zh}）：\" + (if {closed} = null then \"没有办，它要用的前一项没有办成\" else if {closed}.granted = true then \"已办成\" else \"没有办成\")"
            + $" + (if {closed}.number != null then \"，办件编号 \" + string({closed}.number) else \"\") + \"。\" else \"\" }}}}";
    }

    static JsonObject Letter(string key, Text title, IEnumerable<string> paragraphs) => new()
    {
        ["key"] = key, ["title"] = PlainYaml.Json(title), ["paragraphs"] = new JsonArray([.. paragraphs.Select(paragraph => JsonValue.Create(paragraph))]),
    };

    const string AskForm = """
        {
          "type": "default",
          "id": "event-ask",
          "schemaVersion": 16,
          "components": [
            {
              "type": "radio", "id": "Field_goOn", "key": "goOn", "label": "要用到它的结果的事项，还办不办？",
              "values": [ { "label": "还办，缺的材料由我补上", "value": "goOn" }, { "label": "不办了，其他的照常", "value": "stop" } ],
              "validate": { "required": true },
              "properties": {
                "tz:label.en": "Shall the matters that need its result be begun?",
                "tz:option.goOn.en": "Yes; what is missing will be handed in", "tz:option.stop.en": "No; everything else goes on"
              }
            }
          ]
        }
        """;
}
