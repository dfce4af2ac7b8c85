using System.Collections.Concurrent;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>
/// Organisations as moves of cases need them: by department and by code, without waiting. Small and read often, so each
/// jurisdiction's are kept; <see cref="Refresh"/> when one was founded or dissolved.
/// </summary>
public sealed class Offices(Journal journal)
{
    readonly ConcurrentDictionary<string, IReadOnlyList<Organisation>> known = new();

    public IReadOnlyList<Organisation> Of(string jurisdiction) =>
        known.GetOrAdd(jurisdiction, id => Organisation.All(journal, JurisdictionId.Parse(id)).GetAwaiter().GetResult());

    public void Refresh(string jurisdiction) => known.TryRemove(jurisdiction, out _);

    public Organisation? Find(string jurisdiction, string code) => Of(jurisdiction).FirstOrDefault(office => office.Code.ToString() == code);

    public string NameOf(string jurisdiction, string code) => Find(jurisdiction, code)?.Name.Zh ?? code;

    /// <summary>The code of the office that does a department's work for the whole jurisdiction; null where nobody does.</summary>
    public string? FindFor(string jurisdiction, string department) =>
        Responsible(jurisdiction, department, RegionLevel.Village, JurisdictionId.Parse(jurisdiction).Region)?.Code.ToString();

    /// <summary>The office responsible for a department's matters of a level at a place.</summary>
    public Organisation? Responsible(string jurisdiction, string department, RegionLevel level, RegionCode place) =>
        Organisation.Responsible(journal, JurisdictionId.Parse(jurisdiction), department, level, place).GetAwaiter().GetResult().FirstOrDefault();
}

/// <summary>The jurisdictions this node hosts, and the governments among them by name.</summary>
public sealed record Hosted(IReadOnlyList<string> Jurisdictions, IReadOnlyList<Jurisdiction> Governments)
{
    public static async Task<Hosted> Load(Journal journal) =>
        new([.. await journal.Jurisdictions()], await Jurisdiction.All(journal));

    public Text NameOf(string jurisdiction) => Governments.FirstOrDefault(government => government.Id.ToString() == jurisdiction)?.Name ?? jurisdiction;
}
