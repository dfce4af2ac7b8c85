using System.Collections.Concurrent;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>
/// Cases as they were read lately, and as the last steps of this process left them. As long as nothing has been appended to its
/// stream since, such a case is all there is; otherwise what has been recorded is read behind it, so that it is never old. When
/// anybody is forgotten all of them are dropped; on PostgreSQL, where another process may write and forget, none is kept.
/// </summary>
/// <param name="version">A published version by its hash.</param>
sealed class RecentCases(Journal journal, Func<string, RunningMatter> version)
{
    // Some tens of kilobytes each: what the officers of a county have in hand in one day.
    const int MostRead = 2_000;

    // Whoever goes on with a case they took a step in does so at once: the page that follows, the next call of a program. More
    // of them would outlive a collection of garbage, for nothing where a case then rests.
    const int MostLeft = 64;

    readonly Recent<(JurisdictionId, string), Known> read = new(journal, MostRead);
    readonly ConcurrentDictionary<(JurisdictionId, string), Known> left = [];
    readonly ConcurrentQueue<KeyValuePair<(JurisdictionId, string), Known>> steps = [];

    long forgottenBefore;

    /// <summary>What tells whether anything has happened since.</summary>
    /// <param name="Read">What is kept as of now.</param>
    /// <param name="Forgettings">How often somebody had been forgotten.</param>
    /// <param name="Stamp">The stream's; null while something is appended to it.</param>
    public readonly record struct Moment(Recent<(JurisdictionId, string), Known>.Shelf Read, long Forgettings, int? Stamp);

    /// <summary>To be asked before a case is looked for or written: what is known after that is kept with it.</summary>
    public Moment Now(JurisdictionId jurisdiction, string id)
    {
        var forgettings = journal.Forgettings;
        if (Volatile.Read(ref forgottenBefore) != forgettings)
        {
            Volatile.Write(ref forgottenBefore, forgettings);
            left.Clear();
        }
        return new(read.Now(), forgettings, journal.StampOf(jurisdiction.ToString(), Case.StreamOf(id)));
    }

    /// <summary>The case as it was, null where it is not known; and whether it still is.</summary>
    public (Case? Case, bool IsCurrent) Find(JurisdictionId jurisdiction, string id, Moment now)
    {
        if (!(left.TryGetValue((jurisdiction, id), out var known) && known.Forgettings == now.Forgettings) && !now.Read.TryFind((jurisdiction, id), out known)) return (null, false);
        return (known.Case, known.Stamp == now.Stamp);
    }

    /// <summary>A case that was read.</summary>
    public void Keep(JurisdictionId jurisdiction, string id, Case current, Moment of)
    {
        // What is being written may still fail; what was known before it stays.
        if (of.Stamp is { } stamp) of.Read.Keep((jurisdiction, id), new Known(current, [], of.Forgettings, stamp, version));
    }

    /// <summary>What a step has written behind the case it was decided on, where this process appended nothing else to it meanwhile.</summary>
    /// <param name="jurisdiction">Whose case.</param>
    /// <param name="decidedOn">The case; for one that was opened, the case before its first fact.</param>
    /// <param name="facts">As they stand in the journal now.</param>
    /// <param name="before">The moment before the append.</param>
    public void Keep(JurisdictionId jurisdiction, Case decidedOn, IReadOnlyList<RecordedFact> facts, Moment before)
    {
        if (before.Stamp is not { } stamp) return;
        var known = Find(jurisdiction, decidedOn.Id, before).Case;
        if ((known?.StreamVersion ?? 0) != decidedOn.StreamVersion) return;
        var step = KeyValuePair.Create((jurisdiction, decidedOn.Id), new Known(known, facts, before.Forgettings, stamp + 1, version));
        left[step.Key] = step.Value;
        steps.Enqueue(step);
        if (steps.Count > MostLeft && steps.TryDequeue(out var oldest)) left.TryRemove(oldest);
    }

    /// <summary>A case and what a step wrote behind it; the two are put together when somebody asks.</summary>
    public sealed class Known(Case? before, IReadOnlyList<RecordedFact> behind, long forgettings, int stamp, Func<string, RunningMatter> version)
    {
        Case? current;

        public long Forgettings => forgettings;
        public int Stamp => stamp;
        public Case? Case => current ??= Casework.Case.From(behind, version, before);
    }
}
