using System.Collections.Concurrent;
using System.Numerics;

namespace Tongzheng.Journals.Merkle;

/// <summary>Makes proofs for a tree of one size. The few subtrees at its ragged right edge are hashed once and kept.</summary>
public sealed class Prover(long size, Proof.Node node)
{
    readonly ConcurrentDictionary<long, Hash> edge = [];        // by first leaf; each reaches to the end

    /// <summary>The tree's number of leaves.</summary>
    public long Size => size;

    /// <summary>The root.</summary>
    public Hash Root() => size == 0 ? Hash.Empty : Range(0, size);

    /// <summary>The hashes that lead from a leaf to the root, from below upwards.</summary>
    public List<Hash> Inclusion(long index)
    {
        if (index < 0 || index >= size)
            throw new ArgumentOutOfRangeException(nameof(index), $"Leaf {index} is not in a tree of {size}.");
        var path = new List<Hash>(BitOperations.Log2((ulong)size) + 1);
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            if (index < middle)
            {
                path.Add(Range(middle, to));
                to = middle;
                continue;
            }
            path.Add(Range(from, middle));
            from = middle;
        }
        path.Reverse();
        return path;
    }

    /// <summary>The hashes that show that the tree begins with the tree of an older size.</summary>
    public List<Hash> Consistency(long older)
    {
        if (older < 0 || older > size)
            throw new ArgumentOutOfRangeException(nameof(older), $"A tree of {size} does not begin with one of {older}.");
        var path = new List<Hash>();
        if (older == 0 || older == size)
            return path;
        var (from, to, whole) = (0L, size, true);
        while (older != to)
        {
            var middle = from + Split(to - from);
            if (older <= middle)
            {
                path.Add(Range(middle, to));
                to = middle;
                continue;
            }
            path.Add(Range(from, middle));
            from = middle;
            whole = false;
        }
        if (!whole)
            path.Add(Range(from, to));
        path.Reverse();
        return path;
    }

    // Every range asked for starts at a multiple of the smallest power of two that is not smaller than it.
    Hash Range(long from, long to)
    {
        var length = to - from;
        if (BitOperations.IsPow2(length))
        {
            var height = BitOperations.Log2((ulong)length);
            return node(height, from >> height);
        }
        if (edge.TryGetValue(from, out var known))
            return known;
        var middle = from + Split(length);
        return edge[from] = Hash.Node(Range(from, middle), Range(middle, to));
    }

    static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
