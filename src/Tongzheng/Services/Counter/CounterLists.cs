using System.Globalization;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Exchange;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using CaseStore = Tongzheng.Casework.Cases;

namespace Tongzheng.Services.Counter;

/// <summary>Cases as the counter lists them.</summary>
public sealed class CounterLists(Journal journal, CaseStore cases, Exchanges exchanges, Hosted hosted, Clock clock)
{
    const int MostListed = 30;

    /// <summary>What a clerk has taken in today, newest first: for the own government and for every other one.</summary>
    public async Task<IReadOnlyList<CounterCase>> Today(JurisdictionId home, string clerk, Language language, CancellationToken stop)
    {
        var found = new List<CounterCase>();
        foreach (var row in Rows(home, clerk))
        {
            if (row.Competent == home.ToString() && row.Case is { } id && await cases.Find(home, id, stop) is { } current) found.Add(Line(current, language));
            // What went to another government is told from the own journal: what was handed over, and what came back.
            else if (await exchanges.Find(home, row.Entry, stop) is { } handed)
                found.Add(new CounterCase(row.Case is { } there && hosted.Jurisdictions.Contains(row.Competent) ? $"/cases/{there}/receipt" : "/counter/handed-on/" + row.Entry, handed.MatterName.In(language),
                    handed.PartyName ?? "", CaseParts.Time(handed.SentAt), handed.State(language)) { Number = handed.Number, Place = handed.PlaceName.In(language), Collection = Words(row.Status, language) });
        }
        return found;
    }

    IReadOnlyList<(string Entry, string? Case, string Competent, string Status)> Rows(JurisdictionId home, string clerk)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<(string, string?, string, string)>("""
            SELECT entry, case_id, competent, status FROM counter_case
            WHERE jurisdiction = @home AND officer = @clerk AND taken_at >= @since ORDER BY taken_at DESC, entry DESC LIMIT @most
            """, new { home = home.ToString(), clerk, since = Writer.Instant(China.StartOf(clock.Today)), most = MostListed })];
    }

    /// <summary>The cases of a party in one government, newest first.</summary>
    public async Task<IReadOnlyList<CounterCase>> Of(JurisdictionId jurisdiction, string party, Language language, CancellationToken stop)
    {
        var found = new List<CounterCase>();
        foreach (var id in IdsOf(jurisdiction, party))
            if (await cases.Find(jurisdiction, id, stop) is { } current) found.Add(Line(current, language));
        return found;
    }

    IReadOnlyList<string> IdsOf(JurisdictionId jurisdiction, string party)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<string>("SELECT case_id FROM case_index WHERE jurisdiction = @jurisdiction AND party = @party ORDER BY case_id DESC LIMIT @most",
            new { jurisdiction = jurisdiction.ToString(), party, most = MostListed })];
    }

    static CounterCase Line(Case current, Language language) => new($"/cases/{current.Id}/receipt", current.Version.Matter.Name.In(language), current.Opened.PartyName ?? "",
        CaseParts.Time(current.OpenedAt), CaseParts.OfficeWords(current, language)) { Number = current.Opened.Number };

    static string Words(string status, Language language) => status switch
    {
        CounterTable.HandedOver => language.Of("已转交", "handed over"),
        CounterTable.Closed => language.Of("已转交，结果已回传", "handed over, result back"),
        CounterTable.Returned => language.Of("未被接收，材料已退还", "not taken; everything was given back"),
        _ => language.Of("材料在本窗口，正在送往", "held here, on its way"),
    };
}
