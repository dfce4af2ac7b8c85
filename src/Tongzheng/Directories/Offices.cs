using System.Collections.Concurrent;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>
/// Organisations as moves of cases need them: by department and by code, without waiting. Small and read often, so they
/// are kept; <see cref="Refresh"/> when one was founded or dissolved. Who is responsible decides where a case goes, so on
/// PostgreSQL, where another process may dissolve an office, it is read each time.
/// </summary>
public sealed class Offices(Journal journal)
{
    Known known = new();

    public IReadOnlyList<Organisation> Of(string jurisdiction) =>
        Volatile.Read(ref known).Bodies.GetOrAdd(jurisdiction, static (id, journal) => Organisation.All(journal, JurisdictionId.Parse(id)).GetAwaiter().GetResult(), journal);

    /// <summary>Called after the change is recorded. What is being read just now is kept with what is dropped here.</summary>
    public void Refresh() => Volatile.Write(ref known, new Known());

    public Organisation? Find(string jurisdiction, string code) => Of(jurisdiction).FirstOrDefault(office => office.Code.ToString() == code);

    public string NameOf(string jurisdiction, string code) => Find(jurisdiction, code)?.Name.Zh ?? code;

    /// <summary>The code of the office that does a department's work for the whole jurisdiction; null where nobody does.</summary>
    public string? FindFor(string jurisdiction, string department) =>
        Responsible(jurisdiction, department, RegionLevel.Village, JurisdictionId.Parse(jurisdiction).Region)?.Code.ToString();

    /// <summary>The office responsible for a department's matters of a level at a place.</summary>
    public Organisation? Responsible(string jurisdiction, string department, RegionLevel level, RegionCode place) =>
        Organisation.Nearest(Able(jurisdiction, department), level, place).FirstOrDefault();

    IReadOnlyList<Organisation> Able(string jurisdiction, string department)
    {
        var kept = Volatile.Read(ref known).Able;
        if (kept.TryGetValue((jurisdiction, department), out var able)) return able;
        able = Organisation.Able(journal, JurisdictionId.Parse(jurisdiction), department).GetAwaiter().GetResult();
        // A department that nobody is may be anything that was asked for.
        if (able.Count > 0 && !journal.Dialect.IsPostgres) kept[(jurisdiction, department)] = able;
        return able;
    }

    sealed class Known
    {
        public ConcurrentDictionary<string, IReadOnlyList<Organisation>> Bodies { get; } = new();

        public ConcurrentDictionary<(string Jurisdiction, string Department), IReadOnlyList<Organisation>> Able { get; } = new();
    }
}

/// <summary>The jurisdictions this node hosts, and the governments among them by name.</summary>
public sealed record Hosted(IReadOnlyList<string> Jurisdictions, IReadOnlyList<Jurisdiction> Governments)
{
    public static async Task<Hosted> Load(Journal journal) =>
        new([.. await journal.Jurisdictions()], await Jurisdiction.All(journal));

    public Text NameOf(string jurisdiction) => Governments.FirstOrDefault(government => government.Id.ToString() == jurisdiction)?.Name ?? jurisdiction;
}
