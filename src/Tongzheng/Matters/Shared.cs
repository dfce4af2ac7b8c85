using System.Text.Json;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>What packs share: lists of words (lists.yaml), the standard procedures, the officers' task forms.</summary>
public sealed class Shared
{
    /// <summary>File at the root of the packs folder that gives departments, themes and life stages their English names.</summary>
    public const string ListsFile = "lists.yaml";

    internal const string ProcedureFolder = "procedures/";
    internal const string FormFolder = "forms/";

    /// <summary>Departments as the source names them, each with the office that carries the duty.</summary>
    public IReadOnlyDictionary<string, Department> Departments { get; private init; } = new Dictionary<string, Department>();

    /// <summary>Short names of departments in published lists (区市监局), each with the office it means.</summary>
    public IReadOnlyDictionary<string, string> DepartmentAliases { get; private init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, Text> Themes { get; private init; } = new Dictionary<string, Text>();
    public IReadOnlyDictionary<string, Text> LifeStages { get; private init; } = new Dictionary<string, Text>();
    public IReadOnlyDictionary<string, Procedure> Procedures { get; private init; } = new Dictionary<string, Procedure>();
    public IReadOnlyDictionary<string, FormFile> Forms { get; private init; } = new Dictionary<string, FormFile>();

    /// <summary>Names of documents that are the application itself.</summary>
    public IReadOnlySet<string> ApplicationForms { get; private init; } = new HashSet<string>();

    /// <summary>The lists of powers and duties of each kind of office; null where a single pack is read, whose publishing was checked before.</summary>
    public Powers? Powers { get; private init; }

    /// <summary>The files themselves: with those of one folder they are all that its matter needs.</summary>
    public IReadOnlyList<PackFile> Files { get; private init; } = [];

    readonly Dictionary<string, IReadOnlyList<PowerTask>> _tasks = [];

    /// <summary>The tasks of a procedure that officers do; read once for all matters that share it.</summary>
    internal IReadOnlyList<PowerTask> TasksOf(Procedure procedure) =>
        _tasks.TryGetValue(procedure.File, out var known) ? known : _tasks[procedure.File] = PowerTask.Of(procedure);

    /// <summary>
    /// Whether a material is the application that is filled in here. A form that asks for no more than papers says nothing
    /// of its own: the application of such a matter is a paper whose form the source has.
    /// </summary>
    public bool IsApplicationForm(Matter matter, Material material) => matter.Form is { Generated: false } && ApplicationForms.Contains(material.Name.Zh);

    /// <summary>The lists of a body that does the work of these departments.</summary>
    public IReadOnlyList<OfficePowers> ListsOf(IEnumerable<string> departments) =>
        [.. KindsOf(departments).Select(kind => Powers?.Find(kind)).OfType<OfficePowers>()];

    /// <summary>
    /// Whether a body that does the work of these departments may be given cases of a matter: its lists hold every power that
    /// the matter's own office exercises in it, and forbid none.
    /// </summary>
    public bool MayDo(Matter matter, IReadOnlyCollection<string> departments)
    {
        if (matter.Opening is { AnyOffice: true }) return true;
        if (matter.BasicCode?.ToString() is not { } own) return KindsOf(departments).Contains(matter.Office);
        var lists = ListsOf(departments);
        return Allow(own, matter.ItemType) && (matter.Procedure is { } procedure ? PowerTask.Of(procedure) : [])
            .All(task => task.IsJoint || task.Power is not { } power || power == own || Allow(power, Matters.Powers.PublicService));

        bool Allow(string power, string itemType) => lists.Any(list => list.Holds(power, itemType)) && !lists.Any(list => list.Forbids(power));
    }

    IEnumerable<string> KindsOf(IEnumerable<string> departments) => departments.Select(name => Departments.GetValueOrDefault(name)?.Office ?? name).Distinct();

    internal static Shared Read(PackFiles files, ICollection<Finding> findings)
    {
        var lists = files.Text(ListsFile, findings) is { } text ? Section.Read(ListsFile, text, findings) : null;
        var shared = new Shared
        {
            Files = [.. files.Paths.Where(path => path is ListsFile or Powers.FileName || path.StartsWith(ProcedureFolder, StringComparison.Ordinal) || path.StartsWith(FormFolder, StringComparison.Ordinal)).Select(files.Get)],
            Powers = Powers.Read(files, findings),
            Departments = ReadDepartments(lists),
            DepartmentAliases = Words(lists, "departmentAliases").ToDictionary(word => word.Key, word => word.Value.En ?? word.Key),
            Themes = Words(lists, "themes"),
            ApplicationForms = (lists?.Words("applicationForms") ?? []).ToHashSet(),
            LifeStages = Words(lists, "lifeStages"),
            Procedures = files.Below(ProcedureFolder, ".bpmn")
                .Select(path => (path, Xml: files.Text(path, findings)))
                .Where(file => file.Xml is not null)
                .ToDictionary(file => Path.GetFileNameWithoutExtension(file.path), file => new Procedure(Path.GetFileNameWithoutExtension(file.path), file.path, file.Xml!, Shared: true)),
            Forms = files.Below(FormFolder, ".form")
                .Select(path => ReadForm(path, files, findings)).OfType<FormFile>()
                .ToDictionary(form => form.Id),
        };
        lists?.Close();
        return shared;
    }

    /// <summary>A form-js file with the id it states, or null with a finding.</summary>
    internal static FormFile? ReadForm(string path, PackFiles files, ICollection<Finding> findings)
    {
        if (files.Text(path, findings) is not { } json) return null;
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 32 });
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
                return new FormFile(id.GetString() ?? "", path, json, Generated: false);
            findings.Add(new("form.id", path, 1, 1, new("表单没有 id。", "The form has no id."), new("写上 \"id\"。", "Add an “id”.")));
        }
        catch (JsonException broken)
        {
            findings.Add(new("form.syntax", path, (int)(broken.LineNumber ?? 0) + 1, (int)(broken.BytePositionInLine ?? 0) + 1,
                new("不是合法的 JSON。", "Not valid JSON."), new("检查引号、逗号和括号。", "Check quotes, commas and brackets.")));
        }
        return null;
    }

    static Dictionary<string, Department> ReadDepartments(Section? lists)
    {
        var departments = new Dictionary<string, Department>();
        if (lists?.Sub("departments") is not { } section) return departments;
        foreach (var (zh, _) in section.All())
            if (section.Sub(zh) is { } entry)
            {
                departments[zh] = new Department(new Text(zh, entry.Word("en")), entry.Required("office"));
                entry.Close();
            }
        return departments;
    }

    static Dictionary<string, Text> Words(Section? lists, string key)
    {
        var words = new Dictionary<string, Text>();
        if (lists?.Sub(key) is { } section)
            foreach (var (zh, _) in section.All())
                words[zh] = new Text(zh, section.Word(zh));
        return words;
    }
}

/// <summary>A department as a source names it, and the office whose duty it is: 公安交管 is done by 公安.</summary>
public sealed record Department(Text Name, string Office);
