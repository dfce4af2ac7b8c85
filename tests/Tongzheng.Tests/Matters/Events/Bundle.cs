using System.Text;
using System.Text.Json.Nodes;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters.Events;

/// <summary>
/// A life event made up from a number: a few matters with forms of their own or none, documents they share, results some
/// need of others, optional ones, and a rule for each that fails. The same number gives the same bundle.
/// </summary>
sealed class Bundle
{
    public const string Slug = "made-event";

    static readonly string[] Departments = ["公安", "民政", "医疗保障"];
    static readonly string[] Rules = ["stop", "go-on", "ask-applicant", "ask-lead"];
    static readonly Lazy<IReadOnlyList<PackFile>> SharedFiles = new(() => [.. Files("procedures", "forms"), File("lists.yaml", System.IO.File.ReadAllText(Repository.PathOf("packs", "lists.yaml")))]);

    readonly Random random;
    readonly List<PackFile> files = [.. SharedFiles.Value];
    readonly StringBuilder components = new(), table = new("components:\n");

    public Bundle(int seed, bool circular = false)
    {
        random = new Random(seed);
        Count = random.Next(2, 7);
        // A component needs only what stands before it in this order, which is not the order they are listed in.
        Needs = [.. Enumerable.Range(0, Count).Select(at => Enumerable.Range(0, at).Where(_ => random.Next(3) == 0).ToHashSet())];
        if (circular) Needs[0].Add(Count - 1);
        if (circular) Needs[Count - 1].Add(0);
        Optional = [.. Enumerable.Range(0, Count).Select(at => at > 0 && random.Next(3) == 0)];
        Rule = [.. Enumerable.Range(0, Count).Select(_ => Rules[random.Next(Rules.Length)])];
        var order = Enumerable.Range(0, Count).ToArray();
        random.Shuffle(order);
        foreach (var at in order) Add(at);
        files.Add(File("events/components.yaml", table.ToString()));
        files.Add(File($"events/{Slug}/event.yaml", $$"""
            list: OM99
            status: unconfirmed
            name: { zh: 试验一件事, en: Made event }
            lead: 民政
            basicCode: "002000899000"
            useLevel: "4"
            theme: 生育收养
            lifeStage: 出生
            components:
            {{components}}
            """));
    }

    public int Count { get; }
    public IReadOnlyList<HashSet<int>> Needs { get; }
    public IReadOnlyList<bool> Optional { get; }
    public IReadOnlyList<string> Rule { get; }
    public IReadOnlyList<PackFile> All => files;

    public static string SlugOf(int at) => $"made-{at}";

    public static string ChoiceOf(int at) => $"alsoMade{at}";

    public Catalogue Catalogue => field ??= Catalogue.Read(files);

    public Matter Event => Catalogue.Find(Slug) ?? throw new InvalidOperationException(string.Join('\n', Catalogue.Findings));

    void Add(int at)
    {
        var own = random.Next(2) == 0;
        var materials = new List<(string Key, string Name)>();
        if (random.Next(2) == 0) materials.Add(("identityCard", "居民身份证"));
        if (random.Next(2) == 0) materials.Add(($"copyOf{at}", "户口簿")); // the same words under another key
        materials.Add(($"own{at}", $"专用材料{at}"));
        if (own) materials.Add(("applicationLetter", "申请书"));
        materials.AddRange(Needs[at].Select(need => ($"result{need}Of{at}", $"结果{need}")));
        files.Add(File($"services/made-{at}/matter.yaml", $$"""
            id: TT90{{at}}
            name: { zh: 试验事项{{at}}, en: Made matter {{at}} }
            basicCode: "00019900{{at}}000"
            itemType: "20"
            serviceObjects: ["1"]
            department: {{Departments[random.Next(Departments.Length)]}}
            useLevel: "4"
            caseType: "2"
            statutoryLimit: { value: {{at + 1}}, unit: working-day }
            basis: 行政许可法 art.42
            basisStatus: confirmed
            materials:
            {{string.Join('\n', materials.Select(material => $"  - {{ key: {material.Key}, name: {{ zh: {material.Name}, en: Paper {material.Key} }}, required: true }}"))}}
            result: { zh: 结果{{at}}, en: Result {{at}}, kind: document }
            theme: 生育收养
            lifeStage: 出生
            onlineDepth: IV
            procedure: on-the-spot
            {{(own ? $"form: made-{at}.form" : "")}}

            """));
        if (own) files.Add(File($"services/made-{at}/made-{at}.form", Form(at, materials)));
        table.Append($"  - {{ word: 组成{at}, matter: made-{at} }}\n");
        components.Append($"  - {{ word: 组成{at}, onFailure: {Rule[at]}{(Optional[at] ? $", choice: {{ zh: 也办{at}, en: Also {at} }}" : "")} }}\n");
    }

    string Form(int at, List<(string Key, string Name)> materials)
    {
        var components = new JsonArray
        {
            Field("textfield", "applicantName", "姓名", ("required", true)),
            Field("number", "income", "家庭收入", ("required", true), ("min", random.Next(10)), ("max", 100 + random.Next(10))),
            Field("textfield", $"remark{at}", $"专用说明{at}", ("required", true), ("maxLength", 20)),
            Field("checkbox", "far", "住在外地"),
            Field("textfield", $"address{at}", $"外地住址{at}", ("required", true)),
        };
        components[0]!["properties"]!["tz:element"] = "person.name";
        components[4]!["conditional"] = new JsonObject { ["hide"] = "=far != true" };
        foreach (var (key, name) in materials) components.Add(Field("filepicker", key, name, ("required", true)));
        return new JsonObject { ["type"] = "default", ["id"] = $"made-{at}", ["components"] = components }.ToJsonString();
    }

    static JsonObject Field(string type, string key, string label, params (string Name, JsonNode Value)[] validate) => new()
    {
        ["type"] = type, ["key"] = key, ["label"] = label,
        ["validate"] = new JsonObject(validate.Select(rule => KeyValuePair.Create<string, JsonNode?>(rule.Name, rule.Value))),
        ["properties"] = new JsonObject { ["tz:label.en"] = key },
    };

    public static PackFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    static IEnumerable<PackFile> Files(params string[] folders) => folders.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf("packs", folder), "*", SearchOption.AllDirectories))
        .Select(path => new PackFile(Path.GetRelativePath(Repository.PathOf("packs"), path).Replace('\\', '/'), System.IO.File.ReadAllBytes(path)));
}
