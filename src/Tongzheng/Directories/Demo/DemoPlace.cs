using Tongzheng.Kernel;

namespace Tongzheng.Directories.Demo;

/// <summary>A row of places.csv.</summary>
sealed record DemoPlace(RegionCode Code, Text Name, Text Kind, string Seat, string GovernmentName)
{
    // A collective code (市辖区) gathers the districts of a city; nobody governs it and nobody lives there.
    public bool IsCollective => Seat.Length == 0;

    public bool IsGovernment => Code.Level <= RegionLevel.County && !IsCollective;

    public static DemoPlace Of(IReadOnlyDictionary<string, string> row) => new(
        RegionCode.Parse(row["code"]), new Text(row["name"], row["en"]), new Text(row["kind"], row["kindEn"]), row["seat"],
        row["governmentName"] is { Length: > 0 } other ? other : row["name"]);
}

/// <summary>A fact of the demo and where it goes.</summary>
public sealed record FoundingFact(JurisdictionId Jurisdiction, string Stream, Store.Fact Fact);
