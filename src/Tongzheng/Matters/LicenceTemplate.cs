using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>What a licence or decision document holds (licence.yaml). Values are FEEL over the case's variables.</summary>
public sealed record LicenceTemplate
{
    public required Text Name { get; init; }

    /// <summary>Three digits that, behind the credit code of the body defining the licence, are its type (GB/T 36904).</summary>
    public required string TypeSerial { get; init; }

    /// <summary>Key of the region's parameter that says how long it is valid; null: until it is withdrawn.</summary>
    public string? ValidityParameter { get; init; }

    public IReadOnlyList<LicenceField> Fields { get; init; } = [];

    /// <summary>The sentence it certifies with.</summary>
    public Text? Statement { get; init; }

    public string File { get; init; } = "";

    /// <summary>Line of the validity in licence.yaml.</summary>
    internal int ValidityLine { get; init; } = 1;

    /// <summary>Digits of a type serial.</summary>
    internal const int SerialLength = 3;

    /// <summary>
    /// The document of a matter whose pack has no licence.yaml: its result's name, who holds it, and that it was decided.
    /// </summary>
    internal static LicenceTemplate For(Matter matter) => new()
    {
        Name = matter.Result?.Name ?? matter.Name,
        TypeSerial = matter.Id.Length < SerialLength ? new string('0', SerialLength) : matter.Id[^SerialLength..],
        Statement = new($"经审查，准予办理“{matter.Name.Zh}”。", $"Granted upon review: {matter.Name.En ?? matter.Name.Zh}."),
        Fields =
        [
            new("holder", new("名称（姓名）", "Name"), Either(matter, "organisationName", "applicantName"), Personal: true),
            new("holderCode", new("统一社会信用代码（证件号码）", "Credit code (or document number)"), Either(matter, "organisationCode", "applicantNumber"), Personal: true),
        ],
    };

    static string Either(Matter matter, string organisation, string person) =>
        !matter.ForOrganisations ? person
        : !matter.ForPersons ? organisation
        : $"if {organisation} != null and {organisation} != \"\" then {organisation} else {person}";
}

/// <summary>One line of a licence. <see cref="Personal"/> text is stored for its subject alone and forgotten with it.</summary>
public sealed record LicenceField(string Key, Text Label, string Value, bool Personal)
{
    /// <summary>The field or decision whose codes the value gives: they are written as it calls them, in both languages.</summary>
    public string? Options { get; init; }

    /// <summary>Line in licence.yaml; 0 where there is no file.</summary>
    internal int Line { get; init; }
}

internal static class ReadLicence
{
    public static LicenceTemplate? From(string file, string text, ICollection<Finding> findings)
    {
        if (Section.Read(file, text, findings) is not { } root) return null;
        var template = new LicenceTemplate
        {
            Name = root.RequiredBoth("name"),
            TypeSerial = root.Required("typeSerial"),
            ValidityParameter = root.Word("validityParameter"),
            ValidityLine = root.Find("validityParameter")?.Line ?? 1,
            Statement = root.Both("statement"),
            Fields = [.. root.Subs("fields").Select(Field)],
            File = file,
        };
        if (template.TypeSerial is { Length: > 0 } serial && (serial.Length != LicenceTemplate.SerialLength || !serial.All(char.IsAsciiDigit)))
            root.Report("licence.type", "typeSerial", new("证照类型序号应为三位数字。", "The type serial has three digits."), new("例如 \"058\"。", "For example \"058\"."));
        foreach (var twice in template.Fields.GroupBy(field => field.Key).Where(group => group.Key.Length > 0 && group.Count() > 1))
            root.Report("licence.field-twice", "fields", new($"两栏的 key 都是“{twice.Key}”。", $"Two fields have the key “{twice.Key}”."), new("给其中一栏换一个 key。", "Give one of them another key."));
        root.Close();
        return template;
    }

    static LicenceField Field(Section section)
    {
        var field = new LicenceField(section.Required("key"), section.RequiredBoth("label"), section.Required("value"), section.Flag("personal") ?? false) { Options = section.Word("options"), Line = section.Line };
        section.Close();
        return field;
    }
}
