using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>Applies recorded facts to read models again. It decides nothing: facts hold outcomes.</summary>
sealed class Replay(Reader reader, IReadOnlyList<ReadModel> models, Action<Progress>? progress)
{
    readonly Dictionary<string, long> done = [];

    /// <summary>Facts that could not be read, by jurisdiction and position.</summary>
    public List<(string Jurisdiction, long Position)> Damaged { get; } = [];

    /// <summary>Applies every fact that the live session sees and that was not applied before.</summary>
    public void CatchUp(Session live, Session writer)
    {
        var heads = live.Query("SELECT jurisdiction, size FROM journal_head ORDER BY jurisdiction", row => (Jurisdiction: row.Text(0), Size: row.Integer(1)));
        var total = heads.Sum(head => head.Size);
        var before = done.Values.Sum();
        foreach (var (jurisdiction, _) in heads)
        {
            var position = done.GetValueOrDefault(jurisdiction);
            while (Reader.PageAfter(live.Connection, jurisdiction, position) is { Count: > 0 } page)
            {
                foreach (var (at, stored, _) in page)
                    if (stored is not null && reader.TryOpen(stored) is { } fact)
                        Apply(fact, writer);
                    else
                        Damaged.Add((jurisdiction, at));
                writer.Counted.Write(writer);
                var next = Math.Max(position + page.Count, page[^1].Position);      // ahead also where a damaged row says otherwise
                before += next - position;
                position = next;
                progress?.Invoke(new Progress("replay", before, total));
            }
            done[jurisdiction] = position;
        }
    }

    void Apply(RecordedFact fact, Session writer)
    {
        foreach (var model in models)
            try
            {
                model.Apply(fact, writer);
            }
            catch (StoreException refusal) when (refusal.Fault == StoreFault.Constraint)
            {
                throw new JournalException(JournalException.Failed,
                    $"Read model {model.Name} refuses the fact at position {fact.Position} of journal {fact.Jurisdiction} when it is replayed: {refusal.Constraint}.", refusal);
            }
    }
}
