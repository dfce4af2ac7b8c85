using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>A journal's head row: how many facts it has and what was signed of them.</summary>
sealed record Head(string Jurisdiction, long Size, byte[] Root, string Note)
{
    /// <summary>Reads the row, makes it where it is missing, and holds it until commit: that is what orders the batches of several processes.</summary>
    public static Head Lock(Session session, string jurisdiction)
    {
        if (Find(session, jurisdiction, session.Dialect.LockRow) is { } head)
            return head;
        session.Execute("INSERT INTO journal_head (jurisdiction, size, root, checkpoint) VALUES (@jurisdiction, 0, @root, '') ON CONFLICT DO NOTHING",
            ("@jurisdiction", jurisdiction), ("@root", Hash.Empty.ToArray()));
        return Find(session, jurisdiction, session.Dialect.LockRow) ?? throw new InvalidOperationException("The head row was just written.");
    }

    public static Head? Find(Session session, string jurisdiction, string lockRow = "") =>
        session.Find("SELECT size, root, checkpoint FROM journal_head WHERE jurisdiction = @jurisdiction" + lockRow,
            row => new Head(jurisdiction, row.Integer(0), row.Blob(1), row.Text(2)), ("@jurisdiction", jurisdiction));

    /// <summary>
    /// The tree's right edge from O(log n) tiles; null where it does not have the stored root, or its checkpoint is not
    /// signed by this journal.
    /// </summary>
    public Tree? Restore(Session session, Signers signers)
    {
        var tree = Tree.Restore(Size, (level, width) => level == 0 ? Leaves(session, width) : Tile(session, level, width));
        var root = tree.Root();
        return root.ToArray().AsSpan().SequenceEqual(Root) && (Size == 0 || signers.Verifies(Jurisdiction, Note, Size, root)) ? tree : null;
    }

    // What is no hash counts as an empty one: the root is then not the one that was signed.
    IReadOnlyList<Hash> Leaves(Session session, int width) => width == 0 ? [] : session.Query(
        "SELECT leaf FROM journal_fact WHERE jurisdiction = @jurisdiction AND position > @after ORDER BY position",
        row => row.Blob(0) is { Length: Hash.Size } leaf ? new Hash(leaf) : Hash.Empty, ("@jurisdiction", Jurisdiction), ("@after", Size - width));

    Hash[] Tile(Session session, int level, int width)
    {
        if (width == 0)
            return [];
        var hashes = session.Find("SELECT hashes FROM journal_tile WHERE jurisdiction = @jurisdiction AND level = @level AND number = @number",
            row => row.Blob(0), ("@jurisdiction", Jurisdiction), ("@level", level), ("@number", Size >> (Merkle.Tile.Height * (level + 1)))) ?? [];
        var edge = new Hash[width];
        for (var i = 0; i < width && (i + 1) * Hash.Size <= hashes.Length; i++)
            edge[i] = new Hash(hashes.AsSpan(i * Hash.Size, Hash.Size));
        return edge;
    }
}
