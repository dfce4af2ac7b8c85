using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// Rebuilds read models from the journal beside the old ones, while those are read and written, and then swaps them in
/// one transaction. A crash before that commit leaves the old tables; their version tells the next opening to begin again.
/// </summary>
static class Rebuild
{
    public static void Run(Database database, Reader reader, IReadOnlyList<ReadModel> models, Action<Progress>? progress)
    {
        using var live = database.OpenWrite();
        var replay = new Replay(reader, models, progress);
        if (live.Dialect.IsPostgres)
            live.Begin();
        using var shadow = new Shadow(live, database, models);
        if (shadow.Writer != live)
            shadow.Writer.Begin();
        replay.CatchUp(live, shadow.Writer);
        StopAppends(live);
        replay.CatchUp(live, shadow.Writer);
        if (replay.Damaged.Count > 0)
        {
            var (jurisdiction, position) = replay.Damaged[0];
            throw new JournalException(JournalException.Damaged, $"Read models cannot be rebuilt: the entry at position {position} of journal {jurisdiction} is not what was recorded.");
        }
        if (shadow.Writer != live)
            shadow.Writer.Commit();
        shadow.Swap();
        Schema.TellSizes(live);
        live.Commit();
    }

    static void StopAppends(Session live)
    {
        if (live.Dialect.IsPostgres)
        {
            live.Script("LOCK TABLE journal_head IN EXCLUSIVE MODE");
            return;
        }
        // BEGIN IMMEDIATE would lock the copies too; a statement that writes nothing locks the one file.
        live.BeginSnapshot();
        live.Execute("DELETE FROM journal_model WHERE name = ''");
    }
}
