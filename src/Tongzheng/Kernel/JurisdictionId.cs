using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>A jurisdiction (辖区): the people's government of a state, province, city or county, named by its region code.</summary>
[JsonConverter(typeof(WrittenJson<JurisdictionId>))]
public readonly record struct JurisdictionId : IWritten<JurisdictionId>, IComparable<JurisdictionId>
{
    /// <summary>The state, which publishes the basic catalogue.</summary>
    public static readonly JurisdictionId State = default;

    readonly RegionCode region;

    JurisdictionId(RegionCode region) => this.region = region;

    public RegionCode Region => region;

    public RegionLevel Level => region.Level;

    /// <summary>The government one level up; the state has none.</summary>
    public JurisdictionId? Parent => region.Parent is { } above ? new JurisdictionId(above) : null;

    /// <summary>True for the jurisdiction itself and those above it.</summary>
    public bool IsWithin(JurisdictionId other) => region.IsWithin(other.region);

    /// <summary>The jurisdiction a place belongs to: of a town or village, its county.</summary>
    public static JurisdictionId Of(RegionCode place) => new(place.SixDigits);

    public static JurisdictionId Parse(string text) => Written.Parse<JurisdictionId>(text);

    public static bool TryParse(string? text, out JurisdictionId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out JurisdictionId value, out Refusal? why)
    {
        value = default;
        if (!RegionCode.TryParse(text, out var place, out why))
            return false;
        if (place.Level >= RegionLevel.Town)
            why = new Refusal("jurisdiction.not-a-government", ("text", place));
        else
            value = new JurisdictionId(place);
        return why is null;
    }

    public int CompareTo(JurisdictionId other) => region.CompareTo(other.region);

    public override string ToString() => region.ToString();
}
