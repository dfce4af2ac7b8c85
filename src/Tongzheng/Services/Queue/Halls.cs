using System.Globalization;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Services.Queue;

/// <summary>The halls of the region (regions/…/halls.yaml).</summary>
public sealed class Halls
{
    Halls(IReadOnlyList<Hall> all) => All = all;

    public IReadOnlyList<Hall> All { get; }

    public Hall? Find(string key) => All.FirstOrDefault(hall => hall.Key == key);

    /// <summary>The hall of a government; null where it has none here.</summary>
    public Hall? Of(JurisdictionId jurisdiction) => All.FirstOrDefault(hall => hall.Jurisdiction == jurisdiction);

    /// <summary>Reads the file; a hall with a mistake is reported and left out.</summary>
    public static Halls Load(string path, ICollection<Matters.Finding> findings)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path) || Section.Read(name, File.ReadAllText(path), findings) is not { } root) return new([]);
        var halls = root.Subs("halls").Select(section => Read(section, findings)).OfType<Hall>().DistinctBy(hall => hall.Key).ToList();
        root.Close();
        return new(halls);
    }

    static Hall? Read(Section section, ICollection<Matters.Finding> findings)
    {
        var before = findings.Count;
        var region = section.Required("region");
        if (!JurisdictionId.TryParse(region, out var jurisdiction)) section.Report("hall.region", "region", new($"“{region}” 不是辖区代码。", $"“{region}” is no jurisdiction."), new("写六位行政区划代码。", "Write six digits."));
        var hall = new Hall
        {
            Key = section.Required("key"),
            Jurisdiction = jurisdiction,
            Name = section.RequiredBoth("name"),
            Address = section.RequiredBoth("address"),
            Phone = section.Required("phone"),
            SlotMinutes = section.Number("slotMinutes") ?? 0,
            Seats = section.Number("seats") ?? 0,
            Opening = [.. section.Subs("opening").Select(Hours)],
            Windows = [.. section.Subs("windows").Select(ReadWindow).DistinctBy(window => window.Number)],
        };
        if (hall.SlotMinutes is < 5 or > 240) section.Report("hall.slot", "slotMinutes", new("时段应为5至240分钟。", "A slot is 5 to 240 minutes."), new("例如 30。", "30, for example."));
        section.Close();
        return findings.Count == before ? hall : null;
    }

    static Opening Hours(Section section)
    {
        var hours = new Opening(section.OneOf("on", [.. Opening.Days.Keys]), At(section, "from"), At(section, "to"));
        section.Close();
        return hours;
    }

    static TimeOnly At(Section section, string key)
    {
        if (TimeOnly.TryParseExact(section.Required(key), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        section.Report("hall.time", key, new("时间应写作 \"09:00\"。", "A time is written \"09:00\"."), new("加上引号，两位小时。", "Put it in quotation marks, hours with two digits."));
        return default;
    }

    static Window ReadWindow(Section section)
    {
        var window = new Window(section.Number("number") ?? 0, section.RequiredBoth("name"));
        section.Close();
        return window;
    }
}
