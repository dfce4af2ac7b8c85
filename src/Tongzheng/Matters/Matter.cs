using System.Text.Json.Serialization;
using Tongzheng.Kernel;
using Tongzheng.Matters.Events;

namespace Tongzheng.Matters;

/// <summary>
/// One thing government does for, to or with somebody (事项), with its elements after GB/T 39046-2020. What the source
/// does not publish is null or empty, and a page says 来源未公布; nothing is made up.
/// </summary>
public sealed record Matter
{
    /// <summary>Number in the source of the list (letters and a serial); of an imported matter its item code.</summary>
    public required string Id { get; init; }

    /// <summary>Name of its folder, and of its address: <c>/matters/{slug}</c>.</summary>
    public required string Slug { get; init; }

    public required Text Name { get; init; }

    /// <summary>基本编码 of the catalogue that publishes it; an imported matter may have none that is well formed.</summary>
    public MatterCode? BasicCode { get; init; }

    /// <summary>事项类型代码, a key of <see cref="Codes.ItemTypes"/>.</summary>
    public required string ItemType { get; init; }

    /// <summary>服务对象代码, keys of <see cref="Codes.ServiceObjects"/>.</summary>
    public IReadOnlyList<string> ServiceObjects { get; init; } = [];

    /// <summary>The office that does it (实施主体), as the source names it.</summary>
    public required Text Department { get; init; }

    /// <summary>The office that carries the duty, by the name its body has in the Directory: 公安交管 is done by 公安.</summary>
    public required string Office { get; init; }

    /// <summary>Offices that take part (联办机构).</summary>
    public IReadOnlyList<Text> JointDepartments { get; init; } = [];

    /// <summary>行使层级代码, a key of <see cref="Codes.UseLevels"/>.</summary>
    public string? UseLevel { get; init; }

    /// <summary>办件类型代码: 1 即办件, 2 承诺件, 9 其他.</summary>
    public string? CaseType { get; init; }

    public TimeLimit? StatutoryLimit { get; init; }
    public TimeLimit? PromisedLimit { get; init; }

    /// <summary>设定依据, with the article.</summary>
    public string? Basis { get; init; }

    /// <summary>True where the cited article was read and supports the limit; where false, the page says so.</summary>
    public bool BasisConfirmed { get; init; }

    public IReadOnlyList<Material> Materials { get; init; } = [];
    public Result? Result { get; init; }

    /// <summary>服务主题.</summary>
    public Text? Theme { get; init; }

    /// <summary>When in a life, of a person or an enterprise, one needs it.</summary>
    public Text? LifeStage { get; init; }

    /// <summary>网上办理深度 I to IV.</summary>
    public string? OnlineDepth { get; init; }

    /// <summary>跨省通办 mode; empty where it is not offered.</summary>
    public string CrossProvince { get; init; } = "";

    /// <summary>Could be decided by rule, with nobody (秒批).</summary>
    public bool InstantCandidate { get; init; }

    /// <summary>Could be given without being asked for (免申即享).</summary>
    public bool NoApplyCandidate { get; init; }

    public string Note { get; init; } = "";

    /// <summary>是否收费; null is 来源未公布.</summary>
    public Fee? Fee { get; init; }

    /// <summary>Who may (受理条件), in plain words; empty is 来源未公布.</summary>
    public Text? Conditions { get; init; }

    /// <summary>Asked often, shown on the first page.</summary>
    public bool Popular { get; init; }

    /// <summary>What people call it when they do not know its name (开饭馆).</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Where an imported matter came from: the list's department and the page it was published on.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>How it runs; null for an imported matter, which can be read but not applied for here.</summary>
    [JsonIgnore]
    public Procedure? Procedure { get; init; }

    /// <summary>The form a person fills in; made from the materials where the pack has none of its own.</summary>
    [JsonIgnore]
    public FormFile? Form { get; init; }

    /// <summary>Officers' and other forms of this matter alone, by id.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, FormFile> TaskForms { get; init; } = new Dictionary<string, FormFile>();

    [JsonIgnore]
    public IReadOnlyList<DecisionFile> Decisions { get; init; } = [];

    [JsonIgnore]
    public LicenceTemplate? Licence { get; init; }

    /// <summary>Letters of its own, besides the standard ones.</summary>
    [JsonIgnore]
    public IReadOnlyList<LetterTemplate> Letters { get; init; } = [];

    /// <summary>How an officer opens it of their own accord (依职权); null where people apply.</summary>
    public Opening? Opening { get; init; }

    /// <summary>What it is made of, where it is a life event (一件事); null for a matter of its own.</summary>
    public LifeEvent? Event { get; init; }

    [JsonIgnore]
    public IReadOnlyList<Story> Stories { get; init; } = [];

    /// <summary>Path of its folder from the packs folder, with a closing slash; empty for an imported matter.</summary>
    [JsonIgnore]
    internal string Folder { get; init; } = "";

    /// <summary>Examples of its decisions, which the tests evaluate.</summary>
    [JsonIgnore]
    public IReadOnlyList<DecisionCases> Cases { get; init; } = [];

    /// <summary>
    /// Every file it runs from, shared procedure and forms included, so that a case can be pinned to them:
    /// <see cref="Catalogue.Read"/> of these files gives this matter again.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<PackFile> Files { get; init; } = [];

    /// <summary>SHA-256 over the paths and contents of <see cref="Files"/>, in hex: the version of the pack.</summary>
    [JsonIgnore]
    public string Hash { get; init; } = "";

    /// <summary>It can run here: people apply for it, or an officer opens it.</summary>
    public bool CanApply => Procedure is not null && Form is not null;

    /// <summary>Only an officer opens it, ex officio.</summary>
    public bool IsExOfficio => Opening is { Alone: true };

    /// <summary>People apply for it here.</summary>
    public bool TakesApplications => CanApply && !IsExOfficio;

    /// <summary>True where a natural person may be the party.</summary>
    public bool ForPersons => ServiceObjects.Contains("1");

    /// <summary>True where an enterprise, institution or other body may be the party.</summary>
    public bool ForOrganisations => ServiceObjects.Any(code => code != "1");

    /// <summary>The form with this id: the matter's own, else the shared one.</summary>
    public FormFile? FindForm(string formId) =>
        Form?.Id == formId ? Form : TaskForms.GetValueOrDefault(formId);
}

/// <summary>How long something may take. <see cref="Unit"/> is a key of <see cref="Codes.LimitUnits"/>.</summary>
/// <param name="Rule">The limit in the table of law it is (XF-05), whose extension and grounds to stop come with it; null: the figures alone.</param>
public sealed record TimeLimit(int Value, string Unit, string? Rule = null)
{
    public bool OnTheSpot => Unit == "on-the-spot";
}

/// <summary>Opening a matter of one's own accord (依职权).</summary>
/// <param name="Role">The post that may.</param>
/// <param name="Alone">Nobody applies for it.</param>
/// <param name="AnyOffice">Every office does it for itself, as it writes its own documents; otherwise the one with the duty.</param>
/// <param name="Party">Whom it is about: <see cref="Required"/>, <see cref="Optional"/> or <see cref="None"/>.</param>
public sealed record Opening(string Role, bool Alone, bool AnyOffice, string Party)
{
    /// <summary>Somebody outside, who is known when it is opened: there are letters to them and steps of theirs.</summary>
    public const string Required = "required";

    /// <summary>Somebody outside, or nobody: then the office itself is the party.</summary>
    public const string Optional = "optional";

    /// <summary>Nobody outside.</summary>
    public const string None = "none";
}

/// <summary>A document the applicant hands in.</summary>
/// <param name="Key">Key of its file slot in the form.</param>
/// <param name="Required">是否必备材料; null is 来源未公布.</param>
/// <param name="Copies">复印件份数; null is 来源未公布.</param>
public sealed record Material(string Key, Text Name, bool? Required, int? Copies);

/// <summary>What the applicant gets. <see cref="Kind"/>: licence, document, money or record.</summary>
public sealed record Result(Text Name, string Kind);

/// <summary>A charge with its basis, as the source publishes it.</summary>
public sealed record Fee(bool Charged, Text? Standard, string? Basis);

/// <summary>A procedure as BPMN 2.0 XML. <see cref="Shared"/>: one of the standard procedures.</summary>
public sealed record Procedure(string Name, string File, string Xml, bool Shared);

/// <summary>A form as form-js schema. <see cref="Generated"/>: made from the list of materials.</summary>
public sealed record FormFile(string Id, string File, string Json, bool Generated);

/// <summary>A decision model as DMN XML.</summary>
public sealed record DecisionFile(string Name, string File, string Xml);

/// <summary>A file of a pack, its path relative to the packs folder, with forward slashes.</summary>
public sealed record PackFile(string Path, ReadOnlyMemory<byte> Content);
