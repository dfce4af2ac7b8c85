using System.Collections.Concurrent;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>
/// Organisations as moves of cases need them: by department and by code, without waiting. Small and read many times on every
/// page, so they are kept, and read again when that is a second old: a body may have been founded or dissolved by whichever
/// process of the node. Who changes one calls <see cref="Refresh"/>, and sees it at once. Who is responsible decides where a
/// case goes, so on PostgreSQL, where another process may dissolve an office, it is read each time.
/// </summary>
public sealed class Offices(Journal journal)
{
    /// <summary>How old what is kept may be.</summary>
    const long TrustedMilliseconds = 1000;

    /// <summary>A body that follows one that followed one …: more links than any reform of government has made.</summary>
    const int MostLinks = 20;

    Known known = new();

    /// <summary>The bodies that exist.</summary>
    public IReadOnlyList<Organisation> Of(string jurisdiction) => In(jurisdiction).Existing;

    /// <summary>The bodies that were dissolved.</summary>
    public IEnumerable<Organisation> Dissolved(string jurisdiction) => In(jurisdiction).Ever.Values.Where(office => office.IsDissolved);

    /// <summary>Called after the change is recorded. What is being read just now is kept with what is dropped here.</summary>
    public void Refresh() => Volatile.Write(ref known, new Known());

    /// <summary>The body with this code, dissolved or not: what it did keeps its name.</summary>
    public Organisation? Find(string jurisdiction, string code) => In(jurisdiction).Ever.GetValueOrDefault(code);

    /// <summary>The code of the body that does the work of this one now: itself, or whoever follows it where it was dissolved.</summary>
    public string InCharge(string jurisdiction, string code)
    {
        var here = Find(jurisdiction, code);
        for (var link = 0; link < MostLinks && here is { IsDissolved: true } && (here.Successor ?? here.Parent) is { } next; link++) here = Find(jurisdiction, next.ToString());
        return here is { IsDissolved: false } ? here.Code.ToString() : code;
    }

    public Text NameOf(string jurisdiction, string code) => Find(jurisdiction, code)?.Name ?? code;

    /// <summary>The code of the office that does a department's work for the whole jurisdiction; null where nobody does.</summary>
    public string? FindFor(string jurisdiction, string department) =>
        Responsible(jurisdiction, department, RegionLevel.Village, JurisdictionId.Parse(jurisdiction).Region)?.Code.ToString();

    /// <summary>The office responsible for a department's matters of a level at a place.</summary>
    public Organisation? Responsible(string jurisdiction, string department, RegionLevel level, RegionCode place) =>
        Organisation.Nearest(Able(jurisdiction, department), level, place).FirstOrDefault();

    IReadOnlyList<Organisation> Able(string jurisdiction, string department)
    {
        var kept = Now().Able;
        if (kept.TryGetValue((jurisdiction, department), out var able)) return able;
        able = Organisation.Able(journal, JurisdictionId.Parse(jurisdiction), department).GetAwaiter().GetResult();
        // A department that nobody is may be anything that was asked for.
        if (able.Count > 0 && !journal.Dialect.IsPostgres) kept[(jurisdiction, department)] = able;
        return able;
    }

    Bodies In(string jurisdiction) =>
        Now().Bodies.GetOrAdd(jurisdiction, static (id, journal) => new Bodies(Organisation.Ever(journal, JurisdictionId.Parse(id)).GetAwaiter().GetResult()), journal);

    Known Now()
    {
        var kept = Volatile.Read(ref known);
        if (Environment.TickCount64 - kept.Since < TrustedMilliseconds) return kept;
        var next = new Known();
        // Whoever replaced it meanwhile, by a refresh above all, has the newer one.
        return Interlocked.CompareExchange(ref known, next, kept) == kept ? next : Volatile.Read(ref known);
    }

    sealed class Bodies(IReadOnlyList<Organisation> all)
    {
        public IReadOnlyList<Organisation> Existing { get; } = [.. all.Where(office => !office.IsDissolved)];

        public IReadOnlyDictionary<string, Organisation> Ever { get; } = all.ToDictionary(office => office.Code.ToString());
    }

    sealed class Known
    {
        public long Since { get; } = Environment.TickCount64;

        public ConcurrentDictionary<string, Bodies> Bodies { get; } = new();

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
