using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>What kind of thing was found not to be what it should.</summary>
public enum Part
{
    /// <summary>A recorded fact: restore it from a backup.</summary>
    Entry,

    /// <summary>The tree above the facts: tiles, root or checkpoint.</summary>
    Tree,

    /// <summary>The answer kept with an idempotency key.</summary>
    Answer,

    /// <summary>A row of a read model: rebuilding mends it.</summary>
    ReadModel,

    /// <summary>The structure of the database file.</summary>
    File,

    /// <summary>An upload.</summary>
    Upload,
}

/// <summary>One thing that is not what it should be.</summary>
/// <param name="Jurisdiction">Whose journal; empty where it concerns the whole file.</param>
/// <param name="Part">What kind of thing.</param>
/// <param name="Where">A position, a tile, a table and its key.</param>
/// <param name="What">What is wrong with it.</param>
public sealed record Finding(string Jurisdiction, Part Part, string Where, string What);

/// <summary>The result of checking everything.</summary>
/// <param name="Facts">Facts checked.</param>
/// <param name="Findings">What was found, the worst first; empty where all is well.</param>
public sealed record Verification(long Facts, IReadOnlyList<Finding> Findings);

/// <summary>Checks everything: the file, each entry against its leaf, tiles and signed root, answers, uploads, read models by replay.</summary>
sealed class Verifier(Database database, Reader reader, Signers signers, IReadOnlyList<ReadModel> models, BlobStore? blobs, Action<Progress>? progress)
{
    // A damaged page may hold many rows; the first few of each say where to look.
    const int MostOfAKind = 20;
    const string ChangedDefinition = "The definition is not what it was.";

    readonly List<Finding> findings = [];
    long facts;

    public Verification Run()
    {
        try
        {
            using var session = database.OpenWrite();
            CheckFile(session);
            session.BeginSnapshot();
            var heads = session.Query("SELECT jurisdiction, size, root, checkpoint FROM journal_head ORDER BY jurisdiction",
                row => new Head(row.Text(0), row.Integer(1), row.Blob(2), row.Text(3)));
            var total = heads.Sum(head => head.Size);
            foreach (var head in heads)
                CheckJournal(session, head, total);
            CheckAnswers(session, heads);
            CheckUploads(session);
            session.Rollback();
            CheckModels(session);
        }
        catch (StoreException unreadable) when (unreadable.Fault == StoreFault.Damaged)
        {
            findings.Add(new("", Part.File, "", unreadable.Message));
        }
        catch (Microsoft.Data.Sqlite.SqliteException unreadable) when (unreadable.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            findings.Add(new("", Part.File, "", unreadable.Message));
        }
        return new Verification(facts, [.. findings.OrderBy(finding => finding.Part)]);
    }

    void CheckFile(Session session)
    {
        if (session.Dialect.IsPostgres)
            return;             // PostgreSQL checks its own pages when they are read, if its checksums are on
        var statements = string.Join('\n', models.Select(model => model.Schema(session.Dialect)).Prepend(Schema.Tables(session.Dialect)));
        foreach (var name in Schema.Differences(session, statements))
            findings.Add(new("", Part.File, name, ChangedDefinition));
        foreach (var line in session.Query($"PRAGMA integrity_check({MostOfAKind})", row => row.Text(0)))
            if (line != "ok")
                findings.Add(new("", Part.File, "", line));
    }

    void CheckJournal(Session session, Head head, long total)
    {
        var tree = new Tree();
        var position = 0L;
        while (position < head.Size)
        {
            var page = Reader.PageAfter(session.Connection, head.Jurisdiction, position);
            if (page.Count == 0)
            {
                findings.Add(new(head.Jurisdiction, Part.Entry, $"position {position + 1}", "The entries from here on are missing."));
                return;
            }
            var start = position;
            foreach (var (_, fact, leaf) in page)
            {
                facts++;
                position = CheckEntry(head.Jurisdiction, position + 1, fact);
                tree.Append(leaf);
            }
            CheckTiles(session, head.Jurisdiction, tree);
            if (position < start + page.Count)
            {
                findings.Add(new(head.Jurisdiction, Part.Entry, $"position {position + 1}", "The entries from here on are out of order."));
                return;
            }
            progress?.Invoke(new Progress("verify", facts, total));
        }
        var root = tree.Root();
        if (!root.ToArray().AsSpan().SequenceEqual(head.Root))
            findings.Add(new(head.Jurisdiction, Part.Tree, $"size {head.Size}", "The entries do not have the root that was recorded."));
        if (head.Size > 0 && !signers.Verifies(head.Jurisdiction, head.Note, head.Size, root))
            findings.Add(new(head.Jurisdiction, Part.Tree, "checkpoint", "The entries are not those that were signed."));
    }

    // A damaged index may leave entries out, or lead to one twice; the place in the order says which was due.
    long CheckEntry(string jurisdiction, long due, StoredFact? fact)
    {
        if (fact is not null && fact.Position < due)
        {
            findings.Add(new(jurisdiction, Part.File, $"position {fact.Position}", "The index leads to the entry out of order."));
            return due - 1;
        }
        if (fact is null || fact.Position > due)
            findings.Add(new(jurisdiction, Part.Entry, $"position {due}", "The entry is missing or not what was recorded."));
        else if (reader.TryOpen(fact) is null)
            findings.Add(new(jurisdiction, Part.Entry, $"position {due}", "A personal part is not what was recorded."));
        return fact?.Position ?? due;
    }

    void CheckTiles(Session session, string jurisdiction, Tree tree)
    {
        foreach (var tile in tree.Changes())
        {
            var stored = session.Find("SELECT hashes FROM journal_tile WHERE jurisdiction = @jurisdiction AND level = @level AND number = @number",
                row => row.Blob(0), ("@jurisdiction", jurisdiction), ("@level", tile.Level), ("@number", tile.Number)) ?? [];
            if (!stored.AsSpan().StartsWith(tile.Hashes))       // a later state of an unfilled tile is longer
                findings.Add(new(jurisdiction, Part.Tree, $"tile {tile.Level}/{tile.Number}", "The tile is not what the entries give."));
        }
    }

    // Every row is walked, also one whose jurisdiction is none of ours.
    void CheckAnswers(Session session, IReadOnlyList<Head> heads)
    {
        var named = session.Query("SELECT DISTINCT jurisdiction FROM journal_answer ORDER BY jurisdiction", row => row.Text(0));
        foreach (var jurisdiction in named.Union(heads.Select(head => head.Jurisdiction)))
            CheckAnswers(session, jurisdiction, heads.FirstOrDefault(head => head.Jurisdiction == jurisdiction));
    }

    // As every fact was written under a key, the answers of a journal cover its positions, which tells of one that is missing.
    void CheckAnswers(Session session, string jurisdiction, Head? head)
    {
        var (after, covered, sound) = ("", 0L, true);
        var rows = session.Query("SELECT count(*) FROM journal_answer WHERE jurisdiction = @jurisdiction", row => row.Integer(0), ("@jurisdiction", jurisdiction))[0];
        for (var seen = 0L; seen < rows;)       // a row out of order must not lead round and round
        {
            var page = session.Query("""
                SELECT key, digest, first, last, answer, seal FROM journal_answer
                WHERE jurisdiction = @jurisdiction AND key > @after ORDER BY key LIMIT 500
                """, row => (Key: row.Text(0), Answer: new StoredAnswer(row.Blob(1), row.Integer(2), row.Integer(3), row.Blob(4)), Seal: row.Blob(5)),
                ("@jurisdiction", jurisdiction), ("@after", after));
            foreach (var (key, answer, seal) in page)
                if (head is not null && answer.Seal(jurisdiction, key).AsSpan().SequenceEqual(seal))
                    covered += answer.Last - answer.First + 1;
                else
                {
                    sound = false;
                    findings.Add(new(jurisdiction, Part.Answer, $"key {key}", "The answer is not what was recorded."));
                }
            if (page.Count == 0)
                break;
            seen += page.Count;
            after = page[^1].Key;
        }
        if (sound && head is not null && covered < head.Size)
            findings.Add(new(jurisdiction, Part.Answer, "keys", $"The answers cover {covered} of {head.Size} entries."));
    }

    void CheckUploads(Session session)
    {
        foreach (var (jurisdiction, subject, name, keyId) in session.Query("SELECT jurisdiction, subject, id, key_id FROM journal_blob ORDER BY jurisdiction, subject, id",
            row => (row.Text(0), row.Text(1), row.Text(2), row.Text(3))))
            if ((BlobId.Parse(name) is { } id ? blobs?.FindFault(jurisdiction, id, subject, keyId) : "This is no upload's name.") is { } fault)
                findings.Add(new(jurisdiction, Part.Upload, name, fault));
    }

    void CheckModels(Session session)
    {
        if (findings.Exists(finding => finding.Part == Part.Entry || finding.What == ChangedDefinition))
        {
            findings.Add(new("", Part.ReadModel, "", "Not compared, because entries or definitions are damaged."));
            return;
        }
        if (session.Dialect.IsPostgres)
            session.BeginSnapshot();
        using var shadow = new Shadow(session, database, models);
        if (!session.Dialect.IsPostgres)
            session.BeginSnapshot();
        if (shadow.Writer != session)
            shadow.Writer.Begin();
        new Replay(reader, models, progress).CatchUp(session, shadow.Writer);
        if (shadow.Writer != session)
            shadow.Writer.Commit();
        foreach (var table in models.SelectMany(model => model.Tables))
            foreach (var key in shadow.Differences(table, MostOfAKind).Distinct())
                findings.Add(new("", Part.ReadModel, $"{table} ({key})", "The row is not what the journal gives."));
        session.Rollback();
    }
}
