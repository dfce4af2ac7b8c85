using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>Loads cases and appends what was decided on them. One case is one stream; its version guards two at once.</summary>
/// <param name="kept">Told of every append that was kept: the door looks whether something is to go out. It has a short time, and what it does not manage it does later.</param>
public sealed class Cases(Journal journal, Versions versions, Surroundings around, Func<Append, Task>? kept = null)
{
    readonly RecentCases recent = new(journal, versions.Get);

    public Versions Versions => versions;
    public Surroundings Around => around;
    public Journal Journal => journal;

    /// <summary>The case as its facts make it; one that is known from lately is read on from where it was, if anything was appended since.</summary>
    public Task<Case?> Find(JurisdictionId jurisdiction, string id, CancellationToken stop)
    {
        var now = recent.Now(jurisdiction, id);
        var (known, isCurrent) = recent.Find(jurisdiction, id, now);
        return isCurrent ? Task.FromResult(known) : Read(jurisdiction, id, known, now, stop);
    }

    async Task<Case?> Read(JurisdictionId jurisdiction, string id, Case? known, RecentCases.Moment now, CancellationToken stop)
    {
        var facts = new List<RecordedFact>();
        await foreach (var fact in journal.ReadStream(jurisdiction.ToString(), Case.StreamOf(id), (known?.StreamVersion ?? 0) + 1).WithCancellation(stop)) facts.Add(fact);
        var current = Case.From(facts, versions.Get, known);
        if (current is not null) recent.Keep(jurisdiction, id, current, now);
        return current;
    }

    /// <summary>The receipt an act on this case got before: a double click on what is done already.</summary>
    public async Task<Receipt?> Answered(Act act, Case current, CancellationToken stop) =>
        await journal.FindAnswer(act.Jurisdiction.ToString(), act.IdempotencyKey, stop) is { Answer.Length: > 0 } first && Receipt.From(first.Answer) is var receipt && receipt.Case == current.Id
            ? receipt with { Position = first.LastPosition } : null;

    /// <summary>Appends the facts of one act. A retry of the same act is answered with the first result.</summary>
    public async Task<Outcome<Receipt>> Save(Act act, Case current, IEnumerable<Fact> facts, IEnumerable<StreamAppend> others, Receipt receipt, CancellationToken stop)
    {
        var append = new Append
        {
            Jurisdiction = act.Jurisdiction.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [new StreamAppend(current.Stream, current.StreamVersion, [.. facts.Select(Facts.Write)]) { DecidedOn = current }, .. others],
            Answer = receipt.ToBytes(),
            Request = receipt.Asked,
        };
        var before = recent.Now(act.Jurisdiction, current.Id);
        var outcome = await journal.Append(append, stop);
        if (outcome is Appended { Repeated: false } now) recent.Keep(act.Jurisdiction, current, append.RecordedAs(now), before);
        if (kept is not null && outcome is Appended { Repeated: false }) await kept(append);
        return outcome switch
        {
            Appended { Repeated: true } first => Receipt.From(first.Answer) with { Position = first.LastPosition },
            Appended done => receipt with { Position = done.LastPosition },
            VersionConflict => new Refusal("case.changed"),
            KeyReused => new Refusal("request.key-reused"),
            Refused refused => new Refusal("case.refused-by-record", ("constraint", refused.Constraint)),
            _ => throw new System.Diagnostics.UnreachableException(outcome.ToString()),
        };
    }
}
