using System.Security.Cryptography;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Bench.Journals;

/// <summary>The tree in memory against the hashes it cannot do without: one for the leaf and one for a node, each entry.</summary>
static class MerkleTree
{
    const int Rounds = 5, Entries = 10_000;

    public static Task Run(double scale)
    {
        var entry = new byte[200];
        var node = new byte[65];
        var hash = new byte[32];
        var (floor, ours, small, large) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (smallTree, largeTree) = (new Layers(17), new Layers(20));
        for (var round = 0; round < Rounds; round++)
        {
            floor.Add(Entries * Report.PerSecond(scale, () =>
            {
                for (var i = 0; i < Entries; i++)
                {
                    SHA256.HashData(entry, hash);
                    SHA256.HashData(node, hash);
                }
            }));
            ours.Add(Entries * Report.PerSecond(scale, () =>
            {
                var tree = new Tree();
                for (var i = 0; i < Entries; i++)
                    tree.Append(Hash.Leaf(entry));
                tree.Root();
            }));
            small.Add(Report.PerSecond(scale / 2, smallTree.Prove));
            large.Add(Report.PerSecond(scale / 2, largeTree.Prove));
        }
        Report.Rate("SHA-256 floor, entries of 200 bytes", floor);
        Report.Rate("tree in memory", ours);
        Report.Rate("inclusion proof, 100k leaves, a core", small);
        Report.Rate("inclusion proof, 1M leaves, a core", large);
        Report.Ratio("tree / floor", ours, floor, 0.75, 0.9);
        Report.Ratio("proofs a core / 100,000", large, Enumerable.Repeat(100_000d, Rounds).ToList(), 1);
        Report.Ratio("proofs at 1M / proofs at 100k", large, small, 1 / 1.5);
        return Task.CompletedTask;
    }

    /// <summary>All node hashes of a perfect tree, as warm tiles hold them.</summary>
    sealed class Layers
    {
        readonly Hash[][] layers;
        readonly long size;
        readonly Prover prover;
        long next;

        public Layers(int height)
        {
            size = 1L << height;
            layers = new Hash[height + 1][];
            layers[0] = new Hash[size];
            for (var i = 1; i <= height; i++)
            {
                layers[i] = new Hash[layers[i - 1].Length / 2];
                for (var j = 0; j < layers[i].Length; j++)
                    layers[i][j] = Hash.Node(layers[i - 1][2 * j], layers[i - 1][(2 * j) + 1]);
            }
            prover = new Prover(size - 1, (at, index) => layers[at][index]);
        }

        public void Prove() => prover.Inclusion(next = (next * 6364136223846793005L + 1442695040888963407L) & ((size >> 1) - 1));
    }
}
