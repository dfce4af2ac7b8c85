using Tongzheng.Bpmn;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// The lists of each kind of office (权责清单): powers, duties, intermediary services, and what it must not do. A task of a
/// matter is a power exercised; one that is on no list of the office that performs it does not publish (清单之外无权力).
/// </summary>
public sealed class Powers
{
    /// <summary>File at the root of the packs folder.</summary>
    public const string FileName = "powers.yaml";

    /// <summary>A public service is a duty but no power.</summary>
    public const string PublicService = "20";

    readonly Dictionary<string, OfficePowers> _offices;

    Powers(IEnumerable<OfficePowers> offices) => _offices = offices.DistinctBy(office => office.Office).ToDictionary(office => office.Office);

    public IReadOnlyCollection<OfficePowers> Offices => _offices.Values;

    public OfficePowers? Find(string office) => _offices.GetValueOrDefault(office);

    internal static Powers? Read(PackFiles files, ICollection<Finding> findings)
    {
        if (!files.Has(FileName) || files.Text(FileName, findings) is not { } text || Section.Read(FileName, text, findings) is not { } root) return null;
        var powers = new Powers(root.Subs("offices").Select(ReadOffice));
        root.Close();
        return powers;
    }

    /// <summary>Reports each task of a matter whose power the performing office has on none of its lists, and each power it is forbidden.</summary>
    internal void Check(Section root, Matter matter, Shared shared, ICollection<Finding> findings)
    {
        if (matter.BasicCode?.ToString() is not { } own || matter.Procedure is not { } procedure) return;
        var tasks = shared.TasksOf(procedure);
        var joint = matter.JointDepartments.Select(name => shared.Departments.GetValueOrDefault(name.Zh)?.Office ?? name.Zh).FirstOrDefault();
        // Where no officer has a task, the office still answers for what the rules decide in its name.
        foreach (var (office, named) in tasks.Select(task => (Office: task.IsJoint && joint is not null ? joint : matter.Office, task.Power)).Append((matter.Office, null)).Distinct())
        {
            var power = named ?? own;
            var lists = Find(office);
            var task = tasks.FirstOrDefault(task => task.Power == named && (task.IsJoint && joint is not null) == (office != matter.Office));
            var (at, line, column) = named is not null && task is not null ? (procedure.File, task.Line, task.Column) : (root.File, 0, 0);
            var what = task is null ? "" : $"任务“{task.Name}”：";
            var whatEn = task is null ? "" : $"Task “{task.Name}”: ";
            if (lists?.Forbids(power) == true)
                Report("power.forbidden", $"{what}“{power}”在{office}的负面清单上，不得实施。", $"{whatEn}{power} is on the negative list of {office}.", "删去这项任务，或改正负面清单。", "Remove the task, or correct the negative list.");
            else if (lists is null || !lists.Holds(power, power == own && office == matter.Office ? matter.ItemType : PublicService))
                Report("power.not-listed", $"{what}“{power}”不在{office}的{(power == own && office == matter.Office && matter.ItemType != PublicService ? "权力清单" : "权力清单或职责清单")}上，清单之外无权力，事项不发布。",
                    $"{whatEn}{power} is on no list of {office}; there is no power outside the lists, so the matter is not published.",
                    $"有法定依据的，在 {FileName} 的“{office}”下列入；没有的，不得办理。", $"If the law gives it, list it in {FileName} under “{office}”; if not, it may not be done.");

            void Report(string code, string zh, string en, string remedy, string remedyEn)
            {
                if (line == 0) root.Report(code, office == matter.Office ? "basicCode" : "jointDepartments", new(zh, en), new(remedy, remedyEn));
                else findings.Add(new(code, at, line, column, new(zh, en), new(remedy, remedyEn)));
            }
        }
    }

    static OfficePowers ReadOffice(Section section)
    {
        var office = new OfficePowers(section.Required("office"), Entries(section, "powers"), Entries(section, "duties"), Entries(section, "intermediaries"), Entries(section, "negative"));
        section.Close();
        return office;
    }

    static IReadOnlyList<PowerEntry> Entries(Section section, string key) => [.. section.Subs(key).Select(entry =>
    {
        var read = new PowerEntry(entry.Word("code"), entry.RequiredBoth("name"), entry.Word("itemType") is { } ? entry.OneOf("itemType", [.. Codes.ItemTypes.Keys]) : null,
            entry.Word("basis"), entry.Word("status") is { } ? entry.OneOf("status", Parameter.Statuses) == Parameter.Example : false);
        entry.Close();
        return read;
    })];
}

/// <summary>The four lists of one kind of office.</summary>
public sealed record OfficePowers(string Office, IReadOnlyList<PowerEntry> Powers, IReadOnlyList<PowerEntry> Duties, IReadOnlyList<PowerEntry> Intermediaries, IReadOnlyList<PowerEntry> Negative)
{
    /// <summary>Whether it may do this: what is no public service has to stand on the list of powers.</summary>
    public bool Holds(string code, string itemType) =>
        Powers.Any(entry => entry.Code == code) || (itemType == Matters.Powers.PublicService && Duties.Any(entry => entry.Code == code));

    /// <summary>Whether it must not do this.</summary>
    public bool Forbids(string code) => Negative.Any(entry => entry.Code == code);
}

/// <summary>An entry of a list.</summary>
/// <param name="Code">基本编码; null where the entry is about no matter of the catalogue.</param>
/// <param name="IsExample">No published source was read; shown as 示例.</param>
public sealed record PowerEntry(string? Code, Text Name, string? ItemType, string? Basis, bool IsExample);

/// <summary>A task of a procedure that an office does.</summary>
/// <param name="Power">The power it exercises, where it is another than the matter's own (<c>tz:power</c>).</param>
internal sealed record PowerTask(string Name, bool IsJoint, string? Power, int Line, int Column)
{
    const string Applicant = "applicant";

    public static IReadOnlyList<PowerTask> Of(Procedure procedure)
    {
        try
        {
            return [.. ProcessDefinition.Parse(procedure.Xml).Elements.Where(element => element.Kind == ElementKind.UserTask && element.CandidateGroups.FirstOrDefault() != Applicant)
                .Select(element => new PowerTask(element.Name, element.Properties.GetValueOrDefault("tz:office") == "joint", element.Properties.GetValueOrDefault("tz:power"), element.Line, element.Column))];
        }
        catch (BpmnException)
        {
            return []; // what is wrong with the procedure is a finding of its own
        }
    }
}
