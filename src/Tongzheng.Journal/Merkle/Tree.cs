using System.Numerics;

namespace Tongzheng.Journals.Merkle;

/// <summary>A row of up to 256 hashes of the tree, as C2SP tlog-tiles cuts it.</summary>
/// <param name="Level">0 holds leaf hashes; each hash of a higher level is the root of a full tile below.</param>
/// <param name="Number">Its place in its level, from 0.</param>
/// <param name="Hashes">The concatenated hashes, from left to right.</param>
public sealed record Tile(int Level, long Number, byte[] Hashes)
{
    /// <summary>Hashes in a full tile.</summary>
    public const int Width = 256;

    /// <summary>Levels of the tree that one tile spans: 2⁸ = 256.</summary>
    public const int Height = 8;
}

/// <summary>
/// The growing right edge of an RFC 6962 tree: enough to append leaves and to tell the root, in memory of O(log n).
/// </summary>
sealed class Tree
{
    readonly List<Hash> frontier = [];          // roots of the perfect subtrees that the size's binary digits name, largest first
    readonly List<List<Hash>> edge = [];        // per level, the hashes of its rightmost, not yet full tile
    readonly List<Tile> filled = [];
    int raisedLevel;                            // highest level whose edge changed since Changes() was last called; -1 for none

    public Tree() => raisedLevel = -1;

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The hashes of a level's rightmost, not yet full tile.</summary>
    public IReadOnlyList<Hash> Edge(int level) => level < edge.Count ? edge[level] : [];

    /// <summary>Restores a tree from the rightmost tiles of its levels.</summary>
    /// <param name="size">Number of leaves.</param>
    /// <param name="rightmost">The hashes of a level's rightmost, not yet full tile.</param>
    public static Tree Restore(long size, Func<int, int, IReadOnlyList<Hash>> rightmost)
    {
        var tree = new Tree { Size = size };
        for (var level = 0; size >> (Tile.Height * level) > 0; level++)
            tree.edge.Add([.. rightmost(level, Width(size, level))]);
        for (var level = tree.edge.Count - 1; level >= 0; level--)
        {
            var rest = tree.edge[level].ToArray().AsSpan();
            while (!rest.IsEmpty)
            {
                var perfect = 1 << BitOperations.Log2((uint)rest.Length);
                tree.frontier.Add(RootOf(rest[..perfect]));
                rest = rest[perfect..];
            }
        }
        return tree;
    }

    /// <summary>How many hashes the rightmost tile of a level holds; 0 where it has just been filled.</summary>
    public static int Width(long size, int level) => (int)((size >> (Tile.Height * level)) % Tile.Width);

    /// <summary>Adds a leaf on the right.</summary>
    public void Append(Hash leaf)
    {
        Push(0, leaf);
        for (var height = 0; (Size >> height & 1) == 1; height++)
        {
            leaf = Hash.Node(frontier[^1], leaf);
            frontier.RemoveAt(frontier.Count - 1);
            if ((height + 1) % Tile.Height == 0)
                Push((height + 1) / Tile.Height, leaf);
        }
        frontier.Add(leaf);
        Size++;
    }

    /// <summary>The root hash.</summary>
    public Hash Root()
    {
        if (frontier.Count == 0)
            return Hash.Empty;
        var root = frontier[^1];
        for (var i = frontier.Count - 2; i >= 0; i--)
            root = Hash.Node(frontier[i], root);
        return root;
    }

    /// <summary>
    /// The tiles to store since the last call: every tile that was filled, and the unfilled ones above level 0.
    /// (Level 0's unfilled tile is the leaf hashes of the last facts.)
    /// </summary>
    public IEnumerable<Tile> Changes()
    {
        foreach (var tile in filled)
            yield return tile;
        filled.Clear();
        for (var level = 1; level <= raisedLevel && level < edge.Count; level++)
            if (edge[level].Count > 0)
                yield return new Tile(level, Size >> (Tile.Height * (level + 1)), Bytes(edge[level]));
        raisedLevel = -1;
    }

    void Push(int level, Hash hash)
    {
        if (level == edge.Count)
            edge.Add([]);
        edge[level].Add(hash);
        raisedLevel = Math.Max(raisedLevel, level);
        if (edge[level].Count < Tile.Width)
            return;
        filled.Add(new Tile(level, Size >> (Tile.Height * (level + 1)), Bytes(edge[level])));
        edge[level].Clear();
    }

    static byte[] Bytes(List<Hash> hashes)
    {
        var bytes = new byte[hashes.Count * Hash.Size];
        for (var i = 0; i < hashes.Count; i++)
            hashes[i].CopyTo(bytes.AsSpan(i * Hash.Size));
        return bytes;
    }

    /// <summary>The root over hashes of one height whose number is a power of two.</summary>
    internal static Hash RootOf(ReadOnlySpan<Hash> hashes) => hashes.Length == 1
        ? hashes[0]
        : Hash.Node(RootOf(hashes[..(hashes.Length / 2)]), RootOf(hashes[(hashes.Length / 2)..]));
}
