using Tongzheng.Kernel;
using Tongzheng.Matters.Events;

namespace Tongzheng.Matters;

/// <summary>Reads one pack folder into a <see cref="Matter"/>; everything wrong in it becomes a finding.</summary>
internal static class ReadMatter
{
    public const string FileName = "matter.yaml";

    /// <summary>Ten years in days: no law gives an office longer, and what is far beyond leaves the calendar.</summary>
    internal const int LongestLimit = 3660;

    static readonly string[] BasisStatuses = ["confirmed", "unconfirmed"];

    /// <param name="folder">Path of the pack from the packs folder, with a closing slash.</param>
    public static Matter? From(string folder, PackFiles files, Shared shared, ICollection<Finding> findings)
    {
        var file = folder + FileName;
        if (files.Text(file, findings) is not { } text || Section.Read(file, text, findings) is not { } root) return null;
        var before = findings.Count;
        var used = new List<string> { file };
        var department = DepartmentOf(root, "department", root.Required("department"), shared);
        var matter = new Matter
        {
            Id = root.Required("id"),
            Folder = folder,
            Slug = folder.TrimEnd('/').Split('/')[^1],
            Name = root.RequiredBoth("name"),
            BasicCode = Code(root),
            ItemType = root.OneOf("itemType", [.. Codes.ItemTypes.Keys]),
            ServiceObjects = Keys(root, "serviceObjects", Codes.ServiceObjects.Keys),
            Department = department.Name,
            Office = department.Office,
            JointDepartments = [.. root.Words("jointDepartments").Select(name => DepartmentOf(root, "jointDepartments", name, shared).Name)],
            UseLevel = root.OneOf("useLevel", [.. Codes.UseLevels.Keys]),
            CaseType = root.OneOf("caseType", [.. Codes.CaseTypes.Keys]),
            StatutoryLimit = Limit(root, "statutoryLimit"),
            PromisedLimit = Limit(root, "promisedLimit"),
            Basis = root.Required("basis"),
            BasisConfirmed = root.OneOf("basisStatus", BasisStatuses) == "confirmed",
            Materials = [.. root.Subs("materials").Select(Material)],
            Result = Result(root),
            Theme = Listed(root, "theme", root.Required("theme"), shared.Themes),
            LifeStage = root.Word("lifeStage") is { } stage ? Listed(root, "lifeStage", stage, shared.LifeStages) : null,
            OnlineDepth = root.OneOf("onlineDepth", [.. Codes.OnlineDepths.Keys]),
            CrossProvince = root.Word("crossProvince") is { } ? root.OneOf("crossProvince", Codes.CrossProvinceModes.ToArray()) : "",
            InstantCandidate = root.Flag("instantCandidate") ?? false,
            NoApplyCandidate = root.Flag("noApplyCandidate") ?? false,
            Note = root.Word("note") ?? "",
            Fee = Fee(root),
            Conditions = root.Both("conditions"),
            Keywords = root.Words("keywords"),
            Popular = root.Flag("popular") ?? false,
            Procedure = ProcedureOf(root, folder, files, shared, used, findings),
            Decisions = [.. root.Words("decisions").Select(name => DecisionOf(folder + name, files, used, findings)).OfType<DecisionFile>()],
            Opening = Opening(root),
            Event = ReadLifeEvent.From(root),
            Letters = root.Word("letters") is { } letters && Use(folder + letters, files, used, findings) is { } words ? ReadLetters.From(folder + letters, words, findings) : [],
            Licence = root.Word("licence") is { } licence && Use(folder + licence, files, used, findings) is { } yaml ? ReadLicence.From(folder + licence, yaml, findings) : null,
            Stories = [.. files.Below(folder, ".story.yaml").Select(path => ReadStory.From(path, files, findings)).OfType<Story>()],
            Cases = [.. files.Below(folder, ".cases.yaml").Select(path => ReadCases.From(path, files, findings)).OfType<DecisionCases>()],
        };
        var own = root.Word("form") is { } name ? Shared.ReadForm(folder + name, files, findings) : null;
        if (own is not null) used.Add(own.File);
        var taskForms = root.Words("taskForms").Select(each => Shared.ReadForm(folder + each, files, findings)).OfType<FormFile>().ToList();
        used.AddRange(taskForms.Select(form => form.File));
        root.Close();
        Check(root, matter, findings);
        shared.Powers?.Check(root, matter, shared, findings);
        if (findings.Count > before && matter.Name.Zh == "") return null;
        return matter with
        {
            Form = own ?? GeneratedForm.For(matter),
            Licence = matter.Licence ?? LicenceTemplate.For(matter),
            TaskForms = shared.Forms.Values.Concat(taskForms).GroupBy(form => form.Id).ToDictionary(group => group.Key, group => group.Last()),
            Files = [.. used.Concat(shared.Forms.Values.Select(form => form.File)).Append(Shared.ListsFile).Concat(files.Below(folder, ".story.yaml")).Concat(files.Below(folder, ".cases.yaml"))
                .Distinct().Where(files.Has).Order(StringComparer.Ordinal).Select(files.Get)],
        };
    }

    static MatterCode? Code(Section root)
    {
        var word = root.Required("basicCode");
        if (word == "" || MatterCode.TryParse(word, out var code)) return word == "" ? null : MatterCode.Parse(word);
        root.Report("matter.basic-code", "basicCode", new("基本编码应为 12 位数字或大写字母。", "A basic code has 12 digits or capitals."), new("例如 \"000100000001\"；请加引号。", "For example \"000100000001\", in quotes."));
        return null;
    }

    static IReadOnlyList<string> Keys(Section root, string key, IEnumerable<string> allowed)
    {
        var words = root.Words(key);
        foreach (var word in words.Where(word => !allowed.Contains(word)))
            root.Report("value.not-allowed", key, new($"“{key}” 的值 “{word}” 不在允许的取值之内。", $"“{word}” is not a value of “{key}”."), new($"可用：{string.Join("、", allowed)}。", $"Use one of: {string.Join(", ", allowed)}."));
        if (words.Count == 0) root.Required(key);
        return words;
    }

    static Department DepartmentOf(Section root, string key, string word, Shared shared)
    {
        if (shared.Departments.GetValueOrDefault(word) is { } department) return department;
        if (word != "") NotListed(root, key, word);
        return new Department(word, word);
    }

    static Text Listed(Section root, string key, string word, IReadOnlyDictionary<string, Text> list)
    {
        if (list.GetValueOrDefault(word) is { } text) return text;
        if (word != "") NotListed(root, key, word);
        return word;
    }

    static void NotListed(Section root, string key, string word) =>
        root.Report("matter.not-listed", key, new($"“{word}” 不在 {Shared.ListsFile} 中。", $"“{word}” is not in {Shared.ListsFile}."),
            new($"改正，或在 {Shared.ListsFile} 中加上它和英文名。", $"Correct it, or add it with its English name to {Shared.ListsFile}."));

    internal static TimeLimit? Limit(Section root, string key)
    {
        // ~ says that the source publishes none; leaving the key out says nothing.
        if (root.Find(key) is YamlScalar { Quoted: false, Value: "~" or "null" }) return null;
        if (root.Sub(key) is not { } section) return null;
        var limit = new TimeLimit(section.Number("value") ?? 0, section.OneOf("unit", [.. Codes.LimitUnits.Keys]), section.Word("rule"));
        Agrees(section, limit);
        section.Close();
        return limit;
    }

    // Figures that name a rule of the table of law are the table's figures.
    static void Agrees(Section section, TimeLimit limit)
    {
        if (limit.Rule is not { } rule) return;
        if (TimeLimits.All.FirstOrDefault(each => each.Id == rule) is not PeriodLimit known)
            section.Report("matter.limit-rule", "rule", new($"没有 “{rule}” 这个时限。", $"There is no limit “{rule}”."), new("写时限表中的编号。", "Name a limit of the table."));
        else if (!Period.TryParse($"{limit.Value} {limit.Unit}", out var period) || period != known.Period)
            section.Report("matter.limit-rule", "rule", new($"{rule} 是 {known.Period}，与所写的不同。", $"{rule} is {known.Period}, which is not what stands here."), new("改为一致。", "Make them agree."));
    }

    static Opening? Opening(Section root)
    {
        if (root.Sub("opening") is not { } section) return null;
        var opening = new Opening(section.OneOf("role", ReadStory.Posts.Except(["applicant"]).ToList()), section.Flag("alone") ?? false, section.Flag("anyOffice") ?? false,
            section.Word("party") is null ? Matters.Opening.Optional : section.OneOf("party", [Matters.Opening.Required, Matters.Opening.Optional, Matters.Opening.None]));
        section.Close();
        return opening;
    }

    static Material Material(Section section)
    {
        var material = new Material(section.Required("key"), section.RequiredBoth("name"), section.Flag("required"), section.Number("copies"));
        section.Close();
        return material;
    }

    internal static Result? Result(Section root)
    {
        if (root.Sub("result") is not { } section)
        {
            root.Required("result");
            return null;
        }
        var result = new Result(new(section.Required("zh"), section.Word("en")), section.OneOf("kind", [.. Codes.ResultKinds.Keys]));
        section.Close();
        return result;
    }

    internal static Fee? Fee(Section root)
    {
        if (root.Sub("fee") is not { } section) return null;
        var fee = new Fee(section.Flag("charged") ?? false, section.Both("standard"), section.Word("basis"));
        section.Close();
        return fee;
    }

    // A name ending in .bpmn is a file of the pack; any other is a standard procedure.
    static Procedure? ProcedureOf(Section root, string folder, PackFiles files, Shared shared, List<string> used, ICollection<Finding> findings)
    {
        var name = root.Required("procedure");
        if (name.EndsWith(".bpmn", StringComparison.Ordinal))
            return Use(folder + name, files, used, findings) is { } xml ? new Procedure(Path.GetFileNameWithoutExtension(name), folder + name, xml, Shared: false) : null;
        if (shared.Procedures.TryGetValue(name, out var standard))
        {
            used.Add(standard.File);
            return standard;
        }
        if (name != "")
            root.Report("matter.procedure", "procedure", new($"没有名为 “{name}” 的标准流程。", $"There is no standard procedure “{name}”."), new($"可用：{string.Join("、", shared.Procedures.Keys.Order())}；或写本文件夹中的 .bpmn 文件名。", $"Use one of: {string.Join(", ", shared.Procedures.Keys.Order())}; or name a .bpmn file of this folder."));
        return null;
    }

    static DecisionFile? DecisionOf(string path, PackFiles files, List<string> used, ICollection<Finding> findings) =>
        Use(path, files, used, findings) is { } xml ? new DecisionFile(Path.GetFileNameWithoutExtension(path), path, xml) : null;

    static string? Use(string path, PackFiles files, List<string> used, ICollection<Finding> findings)
    {
        used.Add(path);
        return files.Text(path, findings);
    }

    static void Check(Section root, Matter matter, ICollection<Finding> findings)
    {
        foreach (var twice in matter.Materials.GroupBy(material => material.Key).Where(group => group.Count() > 1))
            root.Report("matter.material-twice", "materials", new($"两份材料的 key 都是 “{twice.Key}”。", $"Two materials have the key “{twice.Key}”."), new("给其中一份换一个 key。", "Give one of them another key."));
        if (matter.Licence is null && matter.Procedure?.Xml.Contains("licence.issue", StringComparison.Ordinal) == true && LicenceTemplate.For(matter).TypeSerial.Any(digit => !char.IsAsciiDigit(digit)))
            root.Report("matter.id", "id", new("没有 licence.yaml 的事项，id 的末三位是结果的类型序号，应为数字。", "Without licence.yaml the last three characters of the id are the type serial of its result: digits."), new("例如 AB123；或者加上 licence.yaml。", "For example AB123; or add a licence.yaml."));
        if (matter.StatutoryLimit is null && root.Find("statutoryLimit") is null)
            root.Required("statutoryLimit");
        foreach (var (key, limit) in new[] { ("statutoryLimit", matter.StatutoryLimit), ("promisedLimit", matter.PromisedLimit) })
            if (limit is { OnTheSpot: false, Unit: not "per-announcement", Value: 0 or > LongestLimit })
                root.Report("matter.limit", key, new($"时限应在 1 至 {LongestLimit} 之间。", $"A limit is from 1 to {LongestLimit}."), new("改正 value；当场办结的写 unit: on-the-spot。", "Correct the value; for on the spot write unit: on-the-spot."));
        if (matter.StatutoryLimit is { OnTheSpot: true, Value: not 0 })
            root.Report("matter.limit", "statutoryLimit", new("当场办结的时限应为 0。", "A limit on the spot has the value 0."), new("改为 value: 0。", "Write value: 0."));
        if (matter.PromisedLimit is { } promised && matter.StatutoryLimit is { } statutory && promised.Unit == statutory.Unit && promised.Value > statutory.Value)
            root.Report("matter.promise", "promisedLimit", new("承诺时限不能长于法定时限。", "The promised limit cannot be longer than the statutory one."), new("缩短承诺时限。", "Shorten the promise."));
    }
}
