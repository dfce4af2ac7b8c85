using System.Collections.Concurrent;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// Cases as they were read lately. What has been recorded since is always read behind them, so that they are never old. When
/// anybody is forgotten all of them are dropped; on PostgreSQL, where another process may forget somebody, none is kept.
/// </summary>
sealed class RecentCases(Journal journal)
{
    // Some tens of kilobytes each: what the officers of a county have in hand in one day.
    const int Most = 2_000;

    readonly ConcurrentDictionary<(JurisdictionId, string), (Case Case, long Forgettings)> cases = [];

    /// <param name="jurisdiction">Whose case.</param>
    /// <param name="id">Its id.</param>
    /// <param name="forgettings">How often somebody had been forgotten before the case was looked for; what is read after that is kept with it.</param>
    public Case? Find(JurisdictionId jurisdiction, string id, out long forgettings)
    {
        forgettings = journal.Forgettings;
        return cases.TryGetValue((jurisdiction, id), out var kept) && kept.Forgettings == forgettings ? kept.Case : null;
    }

    public void Keep(JurisdictionId jurisdiction, string id, Case current, long forgettings)
    {
        if (journal.Dialect.IsPostgres) return;
        if (cases.Count >= Most || journal.Forgettings != forgettings) cases.Clear();
        cases[(jurisdiction, id)] = (current, forgettings);
    }
}
