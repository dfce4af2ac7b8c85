using Tongzheng.Directories;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>Which government and which of its offices a matter goes to for somebody at a place.</summary>
public sealed record Counterpart(RunningMatter Version, JurisdictionId Jurisdiction, Organisation Office, RegionCode Place)
{
    /// <summary>
    /// The office of the exercising level (行使层级) at the place or nearest above it. A matter shared among levels
    /// (分级管理) begins at the county.
    /// </summary>
    public static Outcome<Counterpart> Find(Versions versions, Offices offices, Hosted hosted, string matter, string? place, string? department = null)
    {
        if (versions.Catalogue.Find(matter) is null) return new Refusal("matter.unknown", ("matter", matter));
        if (versions.FindLive(matter) is not { } version) return new Refusal("matter.not-here", ("matter", matter));
        if (!RegionCode.TryParse(place, out var region)) return new Refusal("region.needed") { Field = "region" };
        var level = LevelOf(version.Matter.UseLevel);
        var jurisdiction = Directories.Jurisdiction.For(region, level);
        if (!hosted.Jurisdictions.Contains(jurisdiction.ToString())) return new Refusal("region.not-served", ("region", region)) { Field = "region" };
        return offices.Responsible(jurisdiction.ToString(), department ?? version.Matter.Department.Zh, level, region) is { } office
            ? new Counterpart(version, jurisdiction, office, region)
            : new Refusal("matter.no-office", ("department", department ?? version.Matter.Department)) { Field = "region" };
    }

    /// <summary>The government that performs a matter for a place, as far as the catalogue tells; null where the place is none.</summary>
    public static string? GovernmentFor(Versions versions, string matter, string? place) =>
        RegionCode.TryParse(place, out var region) ? Directories.Jurisdiction.For(region, LevelOf(versions.Catalogue.Find(matter)?.UseLevel)).ToString() : null;

    /// <summary>The matter is not for a party of that kind.</summary>
    public Refusal WrongKind => new("party.wrong-kind", ("kinds", string.Join("、", Version.Matter.ServiceObjects.Select(code => Matters.Codes.ServiceObjects[code].Zh))));

    static RegionLevel LevelOf(string? useLevel) => useLevel switch
    {
        "1" => RegionLevel.State,
        "2" => RegionLevel.Province,
        "3" => RegionLevel.City,
        "5" => RegionLevel.Town,
        "6" => RegionLevel.Village,
        _ => RegionLevel.County,
    };
}
