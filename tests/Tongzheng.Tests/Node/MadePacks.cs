using Tongzheng.Matters;

namespace Tongzheng.Tests.Node;

/// <summary>A folder of packs for one test: the shared forms and procedures, the real matters it names, and matters made up for it.</summary>
sealed class MadePacks : IDisposable
{
    const string Head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="made" targetNamespace="https://tongzheng.dev/tests">
        """;

    readonly List<string> made = [];

    public MadePacks(params string[] real)
    {
        foreach (var folder in (string[])["forms", "procedures", .. real.Select(slug => "services/" + slug)]) Copy(folder);
        foreach (var file in (string[])["lists.yaml", "powers.yaml"]) File.Copy(Repository.PathOf("packs", file), Path.Combine(Folder, file));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("packs-").FullName;

    /// <summary>A matter of persons, handled by the district's market bureau, with a procedure of its own or a shared one.</summary>
    /// <param name="process">The inside of the process element, or null for the shared procedure.</param>
    /// <param name="limit">Its statutory limit.</param>
    /// <param name="shared">The shared procedure where it has none of its own.</param>
    /// <param name="basis">Law and article.</param>
    /// <param name="type">Its item type (事项类型): 01 is a licence.</param>
    public string Add(string slug, string? process = null, string limit = "{ value: 20, unit: working-day }", string shared = "review", string basis = "行政许可法 art.42(1)", string type = "01")
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "services", slug)).FullName;
        made.Add(slug);
        // Without its power on the list of the office it would not publish.
        var (powers, office) = (Path.Combine(Folder, "powers.yaml"), "  - office: 市场监督管理\n    powers:\n");
        File.WriteAllText(powers, File.ReadAllText(powers).Replace(office, office
            + $"      - {{ code: \"000199{made.Count:000}000\", name: {{ zh: 试验事项{made.Count}, en: Made matter {made.Count} }}, itemType: \"{type}\" }}\n", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "matter.yaml"), $$"""
            id: SI{{800 + made.Count}}
            name: { zh: 试验事项{{made.Count}}, en: Made matter {{made.Count}} }
            basicCode: "000199{{made.Count:000}}000"
            itemType: "{{type}}"
            serviceObjects: ["1"]
            department: 市场监督管理
            useLevel: "4"
            caseType: "2"
            statutoryLimit: {{limit}}
            basis: {{basis}}
            basisStatus: confirmed
            materials:
              - { key: letter, name: { zh: 申请书, en: Letter }, required: false }
            result: { zh: 登记, en: Record, kind: record }
            theme: 设立变更
            onlineDepth: IV
            crossProvince: 全程网办
            procedure: {{(process is null ? shared : slug + ".bpmn")}}

            """);
        if (process is not null)
            File.WriteAllText(Path.Combine(folder, slug + ".bpmn"), $"{Head}\n<bpmn:process id=\"{slug}\" isExecutable=\"true\">\n{process}\n</bpmn:process></bpmn:definitions>\n");
        return slug;
    }

    /// <summary>A life event of these matters, led by the market bureau; its words are their slugs.</summary>
    public void AddEvent(string slug, IReadOnlyList<string> components)
    {
        var (powers, office) = (Path.Combine(Folder, "powers.yaml"), "  - office: 市场监督管理\n    powers:\n");
        File.WriteAllText(powers, File.ReadAllText(powers).Replace(office, office + "      - { code: \"002000899000\", name: { zh: 试验一件事, en: Made event }, itemType: \"20\" }\n", StringComparison.Ordinal));
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "events", slug)).FullName;
        File.WriteAllText(Path.Combine(Folder, "events", "components.yaml"), "components:\n" + string.Concat(components.Select(component => $"  - {{ word: {component}, matter: {component} }}\n")));
        File.WriteAllText(Path.Combine(folder, "event.yaml"), $$"""
            list: OM99
            status: unconfirmed
            name: { zh: 试验一件事, en: Made event }
            lead: 市场监督管理
            basicCode: "002000899000"
            useLevel: "4"
            theme: 设立变更
            components:
            {{string.Join('\n', components.Select(component => $"  - {{ word: {component} }}"))}}

            """);
    }

    /// <summary>What is wrong with them as packs; a test that made them right finds nothing.</summary>
    public IReadOnlyList<Finding> Findings => Catalogue.Load(Folder).Findings;

    public static string Start(string to) => $"""<bpmn:startEvent id="applied"/><bpmn:sequenceFlow id="f-applied" sourceRef="applied" targetRef="{to}"/>""";

    /// <summary>A task of a post, with our properties as <c>name=value</c>.</summary>
    public static string Task(string id, string post, string? to, string form, params string[] properties) => $"""
        <bpmn:userTask id="{id}" name="{id}"><bpmn:extensionElements><zeebe:formDefinition formId="{form}"/><zeebe:assignmentDefinition candidateGroups="{post}"/>{Properties(["tz:step=" + id, .. properties])}</bpmn:extensionElements></bpmn:userTask>{Flow(id, to)}
        """;

    /// <summary>A timer on a task, for silence.</summary>
    public static string Timer(string id, string on, string to, string limit, params string[] properties) => $"""
        <bpmn:boundaryEvent id="{id}" attachedToRef="{on}"><bpmn:extensionElements>{Properties(["tz:limit=" + limit, .. properties])}</bpmn:extensionElements><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P5D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>{Flow(id, to)}
        """;

    public static string Service(string id, string type, string? to, string inputs, params string[] properties) => $"""
        <bpmn:serviceTask id="{id}"><bpmn:extensionElements><zeebe:taskDefinition type="{type}"/><zeebe:ioMapping>{inputs}</zeebe:ioMapping>{Properties(properties)}</bpmn:extensionElements></bpmn:serviceTask>{Flow(id, to)}
        """;

    public static string End(string id) => $"""<bpmn:endEvent id="{id}"/>""";

    public static string Flow(string from, string? to, string? condition = null) => to is null ? "" : $"""
        <bpmn:sequenceFlow id="f-{from}-{to}" sourceRef="{from}" targetRef="{to}">{(condition is null ? "" : $"""<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">={condition}</bpmn:conditionExpression>""")}</bpmn:sequenceFlow>
        """;

    static string Properties(IEnumerable<string> properties) =>
        "<zeebe:properties>" + string.Concat(properties.Select(property => property.Split('=', 2)).Select(pair => $"<zeebe:property name=\"{pair[0]}\" value=\"{pair[1]}\"/>")) + "</zeebe:properties>";

    void Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("packs", folder), "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(Folder, Path.GetRelativePath(Repository.PathOf("packs"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(to) ?? Folder);
            File.Copy(file, to);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
