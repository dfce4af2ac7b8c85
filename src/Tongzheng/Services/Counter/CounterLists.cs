using System.Globalization;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using CaseStore = Tongzheng.Casework.Cases;

namespace Tongzheng.Services.Counter;

/// <summary>Cases as the counter lists them.</summary>
public sealed class CounterLists(Journal journal, CaseStore cases, Clock clock)
{
    const int MostListed = 20;

    /// <summary>What a clerk has handed in for people today, newest first.</summary>
    public Task<IReadOnlyList<CounterCase>> Today(JurisdictionId jurisdiction, string clerk, Language language, CancellationToken stop)
    {
        using var connection = journal.OpenRead();
        // Ids are time-ordered, so the newest counter cases of the office are the first of the index.
        var ids = connection.Query<string>("""
            SELECT case_id FROM case_index WHERE jurisdiction = @jurisdiction AND channel = @channel AND opened_at >= @since ORDER BY case_id DESC LIMIT @most
            """, new { jurisdiction = jurisdiction.ToString(), channel = nameof(Channel.Counter), since = Writer.Instant(China.StartOf(clock.Today)), most = MostListed });
        return Read(jurisdiction, ids, current => current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().FirstOrDefault()?.By == clerk, language, stop);
    }

    /// <summary>The cases of a party, newest first.</summary>
    public Task<IReadOnlyList<CounterCase>> Of(JurisdictionId jurisdiction, string party, Language language, CancellationToken stop)
    {
        using var connection = journal.OpenRead();
        var ids = connection.Query<string>("SELECT case_id FROM case_index WHERE jurisdiction = @jurisdiction AND party = @party ORDER BY case_id DESC LIMIT @most",
            new { jurisdiction = jurisdiction.ToString(), party, most = MostListed });
        return Read(jurisdiction, ids, _ => true, language, stop);
    }

    async Task<IReadOnlyList<CounterCase>> Read(JurisdictionId jurisdiction, IEnumerable<string> ids, Func<Case, bool> wanted, Language language, CancellationToken stop)
    {
        var found = new List<CounterCase>();
        foreach (var id in ids)
            if (await cases.Find(jurisdiction, id, stop) is { } current && wanted(current))
                found.Add(new CounterCase($"/cases/{id}/receipt", current.Opened.MatterName.In(language), current.Opened.PartyName ?? "",
                    CaseParts.Time(current.OpenedAt), CaseParts.OfficeWords(current, language)));
        return found;
    }
}
