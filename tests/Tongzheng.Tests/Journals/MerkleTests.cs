using System.Text;
using System.Text.Json;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Tests.Journals;

/// <summary>Tree, proofs, notes and tiles, against the RFC's own definition, C2SP's vectors and another implementation's log.</summary>
public sealed class MerkleTests
{
    const int LargestTree = 70;

    static readonly Hash[] Leaves = [.. Enumerable.Range(0, 70_000).Select(i => Hash.Leaf(Encoding.ASCII.GetBytes($"entry {i}")))];

    [Fact]
    public void The_root_of_the_growing_tree_is_the_definition_of_RFC_6962()
    {
        var tree = new Tree();
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", tree.Root().ToString());
        for (var size = 1; size <= 300; size++)
        {
            tree.Append(Leaves[size - 1]);
            Assert.Equal(Defined(Leaves.AsSpan(0, size)), tree.Root());
        }
    }

    [Fact]
    public void Every_inclusion_proof_verifies_and_none_for_another_leaf_index_size_or_root()
    {
        for (var size = 1; size <= LargestTree; size++)
        {
            var root = Defined(Leaves.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var path = Proof.Inclusion(index, size, Node);
                Assert.True(Proof.VerifyInclusion(Leaves[index], index, size, path, root));
                Assert.False(Proof.VerifyInclusion(Leaves[index + 1], index, size, path, root));
                Assert.False(Proof.VerifyInclusion(Leaves[index], index, size, path, Leaves[0] == root ? Leaves[1] : Leaves[0]));
                Assert.False(Proof.VerifyInclusion(Leaves[index], index, size, [.. path, Leaves[0]], root));
                if (path.Count > 0)
                    Assert.False(Proof.VerifyInclusion(Leaves[index], index, size, path[1..], root));
                if (size > 1)
                    Assert.False(Proof.VerifyInclusion(Leaves[index], (index + 1) % size, size, path, root));
            }
        }
    }

    [Fact]
    public void Every_consistency_proof_verifies_and_none_for_another_past()
    {
        for (var size = 1; size <= LargestTree; size++)
            for (var older = 0; older <= size; older++)
            {
                var (before, after) = (Defined(Leaves.AsSpan(0, older)), Defined(Leaves.AsSpan(0, size)));
                var path = Proof.Consistency(older, size, Node);
                Assert.True(Proof.VerifyConsistency(older, before, size, after, path), $"{older} of {size}");
                Assert.False(Proof.VerifyConsistency(older, Leaves[^1], size, after, path));
                if (older > 0)      // every tree begins with the empty one
                    Assert.False(Proof.VerifyConsistency(older, before, size, Leaves[^1], path));
                Assert.False(Proof.VerifyConsistency(older, before, size, after, [.. path, Leaves[^1]]));
                if (path.Count > 0)
                    Assert.False(Proof.VerifyConsistency(older, before, size, after, path[..^1]));
            }
    }

    [Fact]
    public void Seventy_thousand_leaves_fill_the_tiles_that_the_specification_counts()
    {
        var tree = new Tree();
        var tiles = new Dictionary<(int, long), Tile>();
        foreach (var leaf in Leaves)
            tree.Append(leaf);
        foreach (var tile in tree.Changes())
            tiles[(tile.Level, tile.Number)] = tile;

        Assert.Equal(273, tiles.Keys.Count(key => key.Item1 == 0));
        Assert.Equal((112, 17, 1), (Tree.Width(70_000, 0), Tree.Width(70_000, 1), Tree.Width(70_000, 2)));
        Assert.Equal(112, tree.Edge(0).Count);
        Assert.Equal((8192, 17 * 32, 32), (tiles[(1, 0)].Hashes.Length, tiles[(1, 1)].Hashes.Length, tiles[(2, 0)].Hashes.Length));
        Assert.Equal(Defined(Leaves.AsSpan(0, 65_536)), new Hash(tiles[(2, 0)].Hashes));
        var restored = Tree.Restore(70_000, (level, width) => [.. tree.Edge(level).Take(width)]);
        Assert.Equal(Defined(Leaves), restored.Root());
        restored.Append(Leaves[0]);
        tree.Append(Leaves[0]);
        Assert.Equal(tree.Root(), restored.Root());
    }

    [Theory]
    [InlineData("tile/0/000", 0, 0, 256)]
    [InlineData("tile/3/x001/x234/067", 3, 1234067, 256)]
    [InlineData("tile/63/x001/000.p/255", 63, 1000, 255)]
    [InlineData("tile/entries/005.p/1", TilePath.Entries, 5, 1)]
    public void A_tile_path_reads_and_writes_the_same(string path, int level, long number, int width)
    {
        Assert.Equal(new TilePath(level, number, width), TilePath.Parse(path));
        Assert.Equal(path, new TilePath(level, number, width).ToString());
    }

    [Theory]
    [InlineData("tile/64/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/8/0/000")]
    [InlineData("tile/0/000\n")]
    public void Any_other_path_is_none(string path) => Assert.Null(TilePath.Parse(path));

    [Fact]
    public void A_signed_note_verifies_and_an_altered_one_does_not()
    {
        // The vkey of C2SP signed-note v1.0.0.
        var key = VerifierKey.Parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        Assert.Equal("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", key?.ToString());
        Assert.Null(VerifierKey.Parse("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"));

        using var signer = new Ed25519.Signer(new byte[32]);
        var note = SignedNote.Sign("two\n\nparts\n", "example.com/log", signer);
        var read = Assert.IsType<SignedNote>(SignedNote.Parse(note.ToString()));
        Assert.Equal("two\n\nparts\n", read.Text);
        Assert.True(new VerifierKey("example.com/log", signer.PublicKey).Verifies(read));
        Assert.False(new VerifierKey("example.com/log", signer.PublicKey).Verifies(read with { Text = "two\n\nports\n" }));
        Assert.False(new VerifierKey("example.com/other", signer.PublicKey).Verifies(read));
    }

    [Theory]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— name\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("text\n\n— na+me AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("te\txt\n\n— name AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAAAAAA")]
    public void A_malformed_note_is_none(string note) => Assert.Null(SignedNote.Parse(note));

    [Theory]
    [InlineData("example.com\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.com\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF=\n")]
    [InlineData("example.com\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("example.com\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    public void A_malformed_checkpoint_is_none(string text) => Assert.Null(Checkpoint.Parse(text));

    [Fact]
    public void Every_checkpoint_tile_and_bundle_of_a_log_by_Tessera_is_what_we_compute_from_its_entries()
    {
        var folder = Conformance.Folder("tlog-tiles");
        var key = Assert.IsType<VerifierKey>(VerifierKey.Parse(File.ReadAllText(Path.Combine(folder, "vkey.txt")).Trim()));
        var log = Path.Combine(folder, "tessera-log");
        var entries = new List<byte[]>();
        var bundle = File.ReadAllBytes(Path.Combine(log, "tile/entries/000.p/15")).AsSpan();
        while (!bundle.IsEmpty)
        {
            var length = (bundle[0] << 8) | bundle[1];
            entries.Add(bundle.Slice(2, length).ToArray());
            bundle = bundle[(2 + length)..];
        }
        Assert.Equal(15, entries.Count);

        var tree = new Tree();
        var roots = new List<Hash> { Hash.Empty };
        foreach (var entry in entries)
        {
            tree.Append(Hash.Leaf(entry));
            roots.Add(tree.Root());
            Assert.Equal(File.ReadAllBytes(Path.Combine(log, $"tile/0/000.p/{tree.Size}")), tree.Edge(0).SelectMany(h => h.ToArray()));
        }
        foreach (var file in Directory.GetFiles(log, "checkpoint*"))
        {
            var note = Assert.IsType<SignedNote>(SignedNote.Parse(File.ReadAllText(file)));
            Assert.True(key.Verifies(note), file);
            var checkpoint = Assert.IsType<Checkpoint>(Checkpoint.Parse(note.Text));
            Assert.Equal(roots[(int)checkpoint.Size], checkpoint.Root);
            Assert.Equal(note.Text, checkpoint.Text);
        }
    }

    [Fact]
    public void Ed25519_agrees_with_every_Wycheproof_vector()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Conformance.Folder("wycheproof"), "ed25519_test.json")));
        var count = 0;
        foreach (var group in file.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            var key = Convert.FromHexString(group.GetProperty("publicKey").GetProperty("pk").GetString() ?? "");
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var valid = Ed25519.Verify(key, Convert.FromHexString(test.GetProperty("msg").GetString() ?? ""), Convert.FromHexString(test.GetProperty("sig").GetString() ?? ""));
                Assert.True(valid == (test.GetProperty("result").GetString() == "valid"), $"test {test.GetProperty("tcId")}");
                count++;
            }
        }
        Assert.Equal(file.RootElement.GetProperty("numberOfTests").GetInt32(), count);
    }

    static Hash Node(int height, long index) => Defined(Leaves.AsSpan((int)(index << height), 1 << height));

    // RFC 6962 §2.1, word for word.
    static Hash Defined(ReadOnlySpan<Hash> leaves)
    {
        if (leaves.Length == 0)
            return Hash.Empty;
        if (leaves.Length == 1)
            return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length)
            k *= 2;
        return Hash.Node(Defined(leaves[..k]), Defined(leaves[k..]));
    }
}
