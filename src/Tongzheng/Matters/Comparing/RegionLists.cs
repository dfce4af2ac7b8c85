using Tongzheng.Kernel;

namespace Tongzheng.Matters.Comparing;

/// <summary>
/// The lists a region's governments and offices publish (regions/…/lists.yaml). The state publishes the basic catalogue,
/// which is the packs; a government's implementing list is what is exercised at its level or below it, with the changes
/// the file names; an office's power list and duty catalogue stand in the file whole.
/// </summary>
public sealed class RegionLists
{
    static readonly Text Basic = new("国家基本目录", "the basic catalogue of the state");

    readonly Catalogue _catalogue;

    RegionLists(Catalogue catalogue, IReadOnlyList<Government> governments, IReadOnlyList<OfficeLists> offices)
    {
        _catalogue = catalogue;
        Governments = governments;
        Offices = offices;
    }

    public IReadOnlyList<Government> Governments { get; }
    public IReadOnlyList<OfficeLists> Offices { get; }

    public static RegionLists Load(string path, Catalogue catalogue, ICollection<Finding> findings)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path) || Section.Read(name, File.ReadAllText(path), findings) is not { } root) return new(catalogue, [], []);
        var lists = new RegionLists(catalogue,
            [.. root.Subs("governments").Select(section => ReadGovernment(section, catalogue))],
            [.. root.Subs("offices").Select(ReadOffice)]);
        root.Close();
        return lists;
    }

    /// <summary>The basic catalogue, as every list is held against it.</summary>
    public IReadOnlyList<ListEntry> BasicCatalogue => [.. _catalogue.Matters.Where(matter => matter.BasicCode is not null).Select(matter => ListEntry.Of(matter, Basic))];

    /// <summary>The matters a government's list holds.</summary>
    public IReadOnlyList<Matter> MattersOf(string region) => Governments.FirstOrDefault(each => each.Region == region) is { } government
        ? [.. _catalogue.Matters.Where(matter => matter.BasicCode is not null && government.Exercises(matter) && !government.Omits.Contains(matter.Id))] : [];

    /// <summary>四级四同: the basic catalogue against the list of every government.</summary>
    public IReadOnlyList<Difference> CompareLevels() => [.. Governments.SelectMany(government =>
    {
        var list = new Text($"{government.Name.Zh}实施清单", $"the implementing list of {government.Name.En}");
        var upper = _catalogue.Matters.Where(matter => matter.BasicCode is not null && government.Exercises(matter)).Select(matter => ListEntry.Of(matter, Basic)).ToList();
        return FourSame.Compare(upper, Basic, government.Entries(MattersOf(government.Region), list), list);
    })];

    /// <summary>The item catalogue against the power list, and against the duty catalogue, of each office.</summary>
    public IReadOnlyList<Difference> CompareOffices() => [.. Offices.SelectMany(office =>
    {
        var items = new Text($"{office.Name.Zh}事项目录", $"the item catalogue of {office.Name.En}");
        var matters = MattersOf(office.Region).Where(matter => matter.Office == office.Office).Select(matter => ListEntry.Of(matter, items)).ToList();
        var powers = matters.Where(entry => entry.ItemType != PublicService).ToList();
        return FourSame.Compare(powers, items, office.Powers, office.PowerList)
            .Concat(FourSame.Compare(matters, items, office.Duties, office.DutyCatalogue));
    })];

    /// <summary>A public service is a duty but no power: it does not belong on a power list.</summary>
    const string PublicService = "20";

    static Government ReadGovernment(Section section, Catalogue catalogue)
    {
        var changes = section.Subs("changes").Select(change =>
        {
            var read = new ListChange(change.Required("matter"), change.Word("name"), change.Word("code"), change.Word("itemType"), change.Word("basis"), change.Word("useLevel"), change.Flag("omitted") ?? false);
            if (catalogue.Find(read.Matter) is null)
                change.Report("lists.matter", "matter", new($"没有事项 “{read.Matter}”。", $"There is no matter “{read.Matter}”."), new("写事项的 id。", "Name a matter's id."));
            change.Close();
            return read;
        }).ToList();
        var government = new Government(section.Required("region"), section.RequiredBoth("name"), section.Number("level") ?? 0, changes);
        section.Close();
        return government;
    }

    static OfficeLists ReadOffice(Section section)
    {
        var name = section.RequiredBoth("name");
        var powerList = new Text($"{name.Zh}权力清单", $"the power list of {name.En}");
        var dutyCatalogue = new Text($"{name.Zh}职责目录", $"the duty catalogue of {name.En}");
        var office = new OfficeLists(section.Required("region"), section.Required("office"), name, powerList, dutyCatalogue,
            [.. section.Subs("powers").Select(entry => Entry(entry, powerList))],
            [.. section.Subs("duties").Select(entry => Entry(entry, dutyCatalogue))]);
        section.Close();
        return office;
    }

    static ListEntry Entry(Section section, Text list)
    {
        var entry = new ListEntry(list, section.Word("code"), section.Required("name"))
        {
            ItemType = section.Word("itemType"),
            Basis = section.Word("basis"),
            UseLevel = section.Word("useLevel"),
            IsDemo = section.Flag("demo") ?? false,
        };
        section.Close();
        return entry;
    }
}

/// <summary>A government and where its list departs from the basic catalogue.</summary>
/// <param name="Level">行使层级: 2 province, 3 city, 4 county.</param>
public sealed record Government(string Region, Text Name, int Level, IReadOnlyList<ListChange> Changes)
{
    public IReadOnlySet<string> Omits { get; } = Changes.Where(change => change.Omitted).Select(change => change.Matter).ToHashSet();

    /// <summary>Its list holds what is exercised at its level or below.</summary>
    public bool Exercises(Matter matter) => matter.UseLevel is { } level && level[0] - '0' >= Level;

    internal IReadOnlyList<ListEntry> Entries(IReadOnlyList<Matter> matters, Text list) => [.. matters.Select(matter =>
    {
        var entry = ListEntry.Of(matter, list);
        return Changes.FirstOrDefault(change => change.Matter == matter.Id) is not { } change ? entry : entry with
        {
            Name = change.Name ?? entry.Name,
            Code = change.Code ?? entry.Code,
            ItemType = change.ItemType ?? entry.ItemType,
            Basis = change.Basis ?? entry.Basis,
            UseLevel = change.UseLevel ?? entry.UseLevel,
            IsDemo = true,
        };
    })];
}

/// <summary>How one list departs from the basic catalogue in one matter; every one in the demo is there on purpose.</summary>
public sealed record ListChange(string Matter, string? Name, string? Code, string? ItemType, string? Basis, string? UseLevel, bool Omitted);

/// <summary>The power list and duty catalogue of one office.</summary>
public sealed record OfficeLists(
    string Region, string Office, Text Name, Text PowerList, Text DutyCatalogue, IReadOnlyList<ListEntry> Powers, IReadOnlyList<ListEntry> Duties);
