using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories;

/// <summary>
/// The calendar the node counts by: the years that come with the program, and every holiday notice published since. A
/// notice holds for the whole country, so it stands in the journal of the state.
/// </summary>
public sealed class Calendars
{
    readonly Journal journal;
    WorkCalendar known; // immutable, replaced whole

    Calendars(Journal journal, WorkCalendar known) => (this.journal, this.known) = (journal, known);

    public WorkCalendar Known => Volatile.Read(ref known);

    public static async Task<Calendars> Load(Journal journal) => new(journal, await PublishCalendar.Known(journal, JurisdictionId.State));

    /// <summary>Reads again what was published, also by another process of the node.</summary>
    public async Task Refresh(CancellationToken stop) => Volatile.Write(ref known, await PublishCalendar.Known(journal, JurisdictionId.State, stop));

    /// <summary>Publishes a year's notice, or a corrected one. The same notice twice is one.</summary>
    public async Task<Outcome<CalendarPublished>> Publish(CalendarYear year, Act act, CancellationToken stop)
    {
        var decided = PublishCalendar.Decide(year, Known);
        if (decided.Value is not { } fact) return decided.Refusal ?? new Refusal("calendar.days", ("count", 0));
        var done = await journal.Append(new Append
        {
            Jurisdiction = JurisdictionId.State.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [Facts.To(PublishCalendar.StreamOf(year.Year), StreamAppend.Any, fact)],
        }, stop);
        if (done is KeyReused) return new Refusal("request.key-reused");
        await Refresh(stop);
        return fact;
    }
}
