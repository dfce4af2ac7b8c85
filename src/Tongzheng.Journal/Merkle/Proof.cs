using System.Numerics;

namespace Tongzheng.Journals.Merkle;

/// <summary>RFC 6962 §2.1.1 and §2.1.2: making proofs from any source of node hashes, and checking them.</summary>
public static class Proof
{
    /// <summary>The hash of the perfect subtree of <c>2^height</c> leaves that starts at leaf <c>index · 2^height</c>.</summary>
    public delegate Hash Node(int height, long index);

    /// <summary>The hashes that lead from a leaf to the root, from below upwards.</summary>
    public static List<Hash> Inclusion(long index, long size, Node node) => new Prover(size, node).Inclusion(index);

    /// <summary>The hashes that show that the tree of <paramref name="size"/> begins with the tree of <paramref name="older"/>.</summary>
    public static List<Hash> Consistency(long older, long size, Node node) => new Prover(size, node).Consistency(older);

    /// <summary>True where the leaf is at that index of the tree with that size and root.</summary>
    public static bool VerifyInclusion(Hash leaf, long index, long size, IReadOnlyList<Hash> path, Hash root)
    {
        if (index < 0 || index >= size)
            return false;
        var (at, last, hash) = (index, size - 1, leaf);
        foreach (var other in path)
        {
            if (last == 0)
                return false;
            if ((at & 1) == 1 || at == last)
            {
                hash = Hash.Node(other, hash);
                for (; (at & 1) == 0 && at != 0; at >>= 1)
                    last >>= 1;
            }
            else
            {
                hash = Hash.Node(hash, other);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && hash == root;
    }

    /// <summary>True where the tree of <paramref name="size"/> begins with the tree of <paramref name="older"/>.</summary>
    public static bool VerifyConsistency(long older, Hash olderRoot, long size, Hash root, IReadOnlyList<Hash> path)
    {
        if (older < 0 || older > size)
            return false;
        if (older == size)
            return path.Count == 0 && olderRoot == root;
        if (older == 0)
            return path.Count == 0 && olderRoot == Hash.Empty;
        if (path.Count == 0)
            return false;
        var first = BitOperations.IsPow2(older) ? 0 : 1;        // the older root itself opens the path then
        var (at, last) = (older - 1, size - 1);
        for (; (at & 1) == 1; at >>= 1)
            last >>= 1;
        var before = first == 0 ? olderRoot : path[0];
        var after = before;
        foreach (var other in path.Skip(first))
        {
            if (last == 0)
                return false;
            if ((at & 1) == 1 || at == last)
            {
                before = Hash.Node(other, before);
                after = Hash.Node(other, after);
                for (; (at & 1) == 0 && at != 0; at >>= 1)
                    last >>= 1;
            }
            else
            {
                after = Hash.Node(after, other);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && before == olderRoot && after == root;
    }
}
