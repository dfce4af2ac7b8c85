using System.Text.Json;
using System.Xml.Linq;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Matters.Linting;

namespace Tongzheng.Modelling;

/// <summary>What became of a file between the live version and a draft.</summary>
public enum Change
{
    Added,
    Removed,
    Changed,
}

/// <summary>One file that differs, and how, in words.</summary>
public sealed record FileDifference(string File, Change Change, IReadOnlyList<Text> Words);

/// <summary>What a draft changes, file by file and element by element, so that the other officer reads what they publish.</summary>
static class Differences
{
    /// <summary>Values are shown up to so many characters; the files hold the rest.</summary>
    const int LongestValue = 60;

    /// <summary>More lines than this are not read; the last one says how many are left.</summary>
    const int MostWords = 40;

    // What a drawing is made of; it is compared as a whole.
    static readonly HashSet<string> Drawing = ["BPMNDiagram", "DMNDI"];

    static readonly Dictionary<string, Text> Kinds = new()
    {
        ["userTask"] = new("任务", "task"), ["serviceTask"] = new("系统动作", "service task"), ["businessRuleTask"] = new("决策", "decision task"), ["exclusiveGateway"] = new("判断", "gateway"), ["parallelGateway"] = new("并行", "parallel gateway"),
        ["sequenceFlow"] = new("连线", "flow"), ["startEvent"] = new("开始", "start"), ["endEvent"] = new("结束", "end"), ["boundaryEvent"] = new("附着事件", "boundary event"), ["intermediateCatchEvent"] = new("等待事件", "waiting event"),
        ["subProcess"] = new("子流程", "subprocess"), ["callActivity"] = new("调用", "call"), ["sendTask"] = new("发送", "send task"), ["receiveTask"] = new("接收", "receive task"), ["process"] = new("流程", "process"),
        ["decision"] = new("决策", "decision"), ["rule"] = new("规则", "rule"), ["input"] = new("输入", "input"), ["output"] = new("输出", "output"), ["inputData"] = new("输入数据", "input data"), ["decisionTable"] = new("决策表", "decision table"),
    };

    // Attributes of BPMN and DMN that a person would call something.
    static readonly Dictionary<string, Text> Labels = new()
    {
        ["name"] = new("名称", "name"), ["label"] = new("名称", "label"), ["sourceRef"] = new("起点", "from"), ["targetRef"] = new("终点", "to"), ["attachedToRef"] = new("附着于", "attached to"), ["hitPolicy"] = new("命中规则", "hit policy"),
        ["documentation"] = new("说明", "documentation"), ["description"] = new("说明", "description"), ["inputEntry"] = new("条件", "condition"), ["outputEntry"] = new("结果", "result"), ["annotationEntry"] = new("依据", "basis"), ["cancelActivity"] = new("是否打断", "interrupts"),
    };

    public static IReadOnlyList<FileDifference> Between(IReadOnlyDictionary<string, string> live, IReadOnlyDictionary<string, string> draft) =>
    [
        .. from file in live.Keys.Union(draft.Keys).Order(StringComparer.Ordinal)
           let before = live.GetValueOrDefault(file)
           let after = draft.GetValueOrDefault(file)
           where before is null || after is null || Fingerprint.Of(file, before) != Fingerprint.Of(file, after)
           select new FileDifference(file, before is null ? Change.Added : after is null ? Change.Removed : Change.Changed, before is null || after is null ? [] : Short([.. Words(file, before, after)])),
    ];

    static IReadOnlyList<Text> Short(List<Text> words) =>
        words.Count <= MostWords ? words : [.. words.Take(MostWords), new Text($"另有 {words.Count - MostWords} 处。", $"And {words.Count - MostWords} more.")];

    static IEnumerable<Text> Words(string file, string before, string after) => Path.GetExtension(file) switch
    {
        ".bpmn" or ".dmn" => Fingerprint.ReadXml(before) is { } from && Fingerprint.ReadXml(after) is { } to ? OfXml(from, to) : [Rewritten],
        ".form" => OfForms(before, after),
        _ => OfYaml(file, before, after),
    };

    static Text Rewritten => new("文件内容不同。", "The file has another content.");

    static IEnumerable<Text> OfXml(XElement before, XElement after)
    {
        var (from, to) = (Parts(before), Parts(after));
        foreach (var (id, element) in to.Where(part => !from.ContainsKey(part.Key))) yield return new($"新增{Named(element, after, l: 0)}。", $"Added: {Named(element, after, l: 1)}.");
        foreach (var (id, element) in from.Where(part => !to.ContainsKey(part.Key))) yield return new($"删去{Named(element, before, l: 0)}。", $"Removed: {Named(element, before, l: 1)}.");
        foreach (var (id, element) in to)
        {
            if (!from.TryGetValue(id, out var old) || Own(old) == Own(element)) continue;
            var (was, now) = (Values(old), Values(element));
            foreach (var name in was.Keys.Union(now.Keys).Where(name => was.GetValueOrDefault(name) != now.GetValueOrDefault(name)))
            {
                var label = LabelOf(name) ?? LegalProperties.LabelOf(name);
                var (a, b) = (was.GetValueOrDefault(name), now.GetValueOrDefault(name));
                if (name == "tz:limit") (a, b) = (LimitOf(a), LimitOf(b));
                if (name is "sourceRef" or "targetRef" or "attachedToRef") (a, b) = (NameOf(before, a), NameOf(after, b));
                yield return a is null ? new($"{Named(element, after, 0)}：{label.Zh}写为“{Cut(b)}”。", $"{Named(element, after, 1)}: {label.En ?? name} is now “{Cut(b)}”.")
                    : b is null ? new($"{Named(element, after, 0)}：不再写{label.Zh}（原为“{Cut(a)}”）。", $"{Named(element, after, 1)}: {label.En ?? name} is gone (was “{Cut(a)}”).")
                    : new($"{Named(element, after, 0)}：{label.Zh}由“{Cut(a)}”改为“{Cut(b)}”。", $"{Named(element, after, 1)}: {label.En ?? name} was “{Cut(a)}”, is “{Cut(b)}”.");
            }
            if (was.Count == now.Count && was.All(value => now.GetValueOrDefault(value.Key) == value.Value)) yield return new($"{Named(element, after, 0)}：有改动。", $"{Named(element, after, 1)}: changed.");
        }
        if (Drawn(before) != Drawn(after)) yield return new("图形位置有改动。", "The drawing was moved.");
    }

    // Elements with an id that a person would name; what hangs below one of them belongs to it.
    static Dictionary<string, XElement> Parts(XElement root) => root.Descendants()
        .Where(element => Kinds.ContainsKey(element.Name.LocalName) && element.Attribute("id") is not null && !element.AncestorsAndSelf().Any(each => Drawing.Contains(each.Name.LocalName)))
        .GroupBy(element => element.Attribute("id")?.Value ?? "").ToDictionary(group => group.Key, group => group.First());

    static string Own(XElement element) => Fingerprint.OfXml(element, child => child.Name.LocalName is "incoming" or "outgoing" || (Kinds.ContainsKey(child.Name.LocalName) && child.Attribute("id") is not null));

    static string Drawn(XElement root) => string.Concat(root.Elements().Where(child => Drawing.Contains(child.Name.LocalName)).Select(child => Fingerprint.OfXml(child)));

    // What an element says, by the names of the table of properties: its name, our properties, what it is wired to, conditions and texts.
    static Dictionary<string, string> Values(XElement element)
    {
        var values = new Dictionary<string, string>();
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.LocalName != "id")) values[attribute.Name.LocalName] = attribute.Value;
        foreach (var child in element.Elements().Where(child => !Kinds.ContainsKey(child.Name.LocalName) || child.Attribute("id") is null))
            switch (child.Name.LocalName)
            {
                case "incoming" or "outgoing": break;
                case "extensionElements":
                    foreach (var extension in child.Elements())
                    {
                        foreach (var property in extension.Elements().Where(property => property.Attribute("name") is not null)) values[property.Attribute("name")?.Value ?? ""] = property.Attribute("value")?.Value ?? "";
                        foreach (var attribute in extension.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)) values[$"zeebe:{extension.Name.LocalName}@{attribute.Name.LocalName}"] = attribute.Value;
                    }
                    break;
                case "conditionExpression": values["bpmn:conditionExpression"] = child.Value.Trim(); break;
                case "timerEventDefinition": values["bpmn:timer"] = child.Value.Trim(); break;
                default:
                    var name = child.Name.LocalName;
                    for (var n = 2; values.ContainsKey(name); n++) name = $"{child.Name.LocalName} {n}";
                    values[name] = child.Value.Trim() is { Length: > 0 } text ? text : Fingerprint.OfXml(child);
                    break;
            }
        return values;
    }

    // A limit by its number and article, which are the same in either language.
    static string? LimitOf(string? limit) => TimeLimits.All.FirstOrDefault(each => each.Id == limit) is { } rule ? $"{rule.Id} {rule.Basis.Citation}" : limit;

    // The second condition of a rule is inputEntry 2.
    static Text? LabelOf(string name) => name.Split(' ') is [var kind, .. var number] && Labels.GetValueOrDefault(kind) is { } label
        ? number.Length == 0 ? label : new Text(label.Zh + " " + number[0], label.En + " " + number[0]) : null;

    /// <param name="l">0 in Chinese, 1 in English.</param>
    static string Named(XElement element, XElement root, int l)
    {
        var kind = Kinds[element.Name.LocalName].In(l == 0 ? Language.Chinese : Language.English);
        if (element.Name.LocalName == "sequenceFlow") return $"{kind} {NameOf(root, element.Attribute("sourceRef")?.Value)} → {NameOf(root, element.Attribute("targetRef")?.Value)}";
        if (element.Name.LocalName == "rule") return $"{kind} {element.ElementsBeforeSelf(element.Name).Count() + 1}";
        var name = element.Attribute("name")?.Value ?? element.Attribute("label")?.Value ?? element.Attribute("id")?.Value ?? "";
        return l == 0 ? $"{kind}“{name}”" : $"{kind} “{name}”";
    }

    static string NameOf(XElement root, string? id) =>
        id is null ? "?" : root.Descendants().FirstOrDefault(element => element.Attribute("id")?.Value == id)?.Attribute("name")?.Value ?? id;

    static IEnumerable<Text> OfForms(string before, string after)
    {
        if (Components(before) is not { } from || Components(after) is not { } to)
        {
            yield return Rewritten;
            yield break;
        }
        foreach (var (id, component) in to.Where(component => !from.ContainsKey(component.Key))) yield return new($"新增“{component.Label}”。", $"Added: “{component.Label}”.");
        foreach (var (id, component) in from.Where(component => !to.ContainsKey(component.Key))) yield return new($"删去“{component.Label}”。", $"Removed: “{component.Label}”.");
        foreach (var (id, component) in to)
            if (from.TryGetValue(id, out var old))
                foreach (var name in old.Values.Keys.Union(component.Values.Keys).Where(name => old.Values.GetValueOrDefault(name) != component.Values.GetValueOrDefault(name)))
                    yield return new($"“{component.Label}”：{name} 由 {Cut(old.Values.GetValueOrDefault(name) ?? "无")} 改为 {Cut(component.Values.GetValueOrDefault(name) ?? "无")}。", $"“{component.Label}”: {name} was {Cut(old.Values.GetValueOrDefault(name) ?? "none")}, is {Cut(component.Values.GetValueOrDefault(name) ?? "none")}.");
        if (from.Keys.Where(to.ContainsKey).SequenceEqual(to.Keys.Where(from.ContainsKey)) is false) yield return new("顺序有改动。", "The order was changed.");
    }

    static Dictionary<string, (string Label, Dictionary<string, string> Values)>? Components(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 32 });
            var found = new Dictionary<string, (string, Dictionary<string, string>)>();
            Read(document.RootElement);
            return found;

            void Read(JsonElement element)
            {
                if (element.ValueKind != JsonValueKind.Object) return;
                string? Word(string name) => element.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString() : null;
                found[Word("id") ?? Word("key") ?? $"{found.Count}"] = (Word("label") ?? Word("key") ?? Word("id") ?? "",
                    element.EnumerateObject().Where(property => property.Name is not ("components" or "id")).ToDictionary(property => property.Name, property => Fingerprint.OfJson(property.Value)));
                if (element.TryGetProperty("components", out var inner) && inner.ValueKind == JsonValueKind.Array)
                    foreach (var child in inner.EnumerateArray()) Read(child);
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static IEnumerable<Text> OfYaml(string file, string before, string after)
    {
        if (Yaml.Read(file, before, []) is not YamlMap from || Yaml.Read(file, after, []) is not YamlMap to) return [Rewritten];
        var (was, now) = (Keys(from), Keys(to));
        return was.Keys.Union(now.Keys).Where(key => was.GetValueOrDefault(key) != now.GetValueOrDefault(key)).Select(key =>
            !was.ContainsKey(key) ? new Text($"新增 {key}：{Cut(now[key])}", $"Added {key}: {Cut(now[key])}") : !now.ContainsKey(key) ? new Text($"删去 {key}（原为 {Cut(was[key])}）", $"Removed {key} (was {Cut(was[key])})")
                : new Text($"{key} 由 {Cut(was[key])} 改为 {Cut(now[key])}", $"{key} was {Cut(was[key])}, is {Cut(now[key])}"));
    }

    static Dictionary<string, string> Keys(YamlMap map) => map.Entries.ToDictionary(entry => entry.Key.Value, entry => Fingerprint.OfYaml(entry.Value));

    static string Cut(string? value) => value is null ? "" : value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
