using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Text;
using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>What a journal publishes of what is on disk: its checkpoint, its tiles, and proofs made from them.</summary>
sealed class Proofs(Database database, Reader reader, Horizon horizon)
{
    // 16 KiB each with its inner nodes: 128 MiB when full, which covers a million recent entries with the levels above.
    const int MostTilesKept = 8192;

    readonly ConcurrentDictionary<(string Jurisdiction, int Level, long Number), Hash[][]> tiles = [];
    readonly ConcurrentDictionary<string, Prover> provers = [];

    public async ValueTask<(Checkpoint Checkpoint, string Note)> Newest(string jurisdiction, CancellationToken stop)
    {
        await using var connection = database.OpenRead();
        await using var command = Reader.Command(connection, "SELECT checkpoint FROM journal_head WHERE jurisdiction = @jurisdiction", jurisdiction);
        var note = await command.ExecuteScalarAsync(stop) as string ?? throw new ArgumentException($"There is no journal {jurisdiction} here.");
        await horizon.Wait();
        var checkpoint = SignedNote.Parse(note) is { } parsed ? Checkpoint.Parse(parsed.Text) : null;
        return (checkpoint ?? throw new JournalException(JournalException.Damaged, $"The checkpoint of journal {jurisdiction} is damaged."), note);
    }

    /// <summary>Makes proofs for a tree of this size; the newest size's is kept.</summary>
    public Prover Prover(string jurisdiction, long size)
    {
        if (provers.TryGetValue(jurisdiction, out var prover) && prover.Size == size)
            return prover;
        prover = new Prover(size, Nodes(jurisdiction, size));
        provers[jurisdiction] = prover;
        return prover;
    }

    // Reads tiles as they are needed and keeps them.
    Proof.Node Nodes(string jurisdiction, long size) => (height, index) =>
    {
        var within = height % Tile.Height;
        var (level, first) = (height / Tile.Height, index << within);
        var number = first / Tile.Width;
        var needed = (int)(first % Tile.Width) + (1 << within);
        var layers = Layers(jurisdiction, level, number, needed, size);
        return layers[within][first % Tile.Width >> within];
    };

    /// <summary>The bytes of a tile as it was in a tree of this size; null where that tree has no such tile.</summary>
    public byte[]? TileBytes(string jurisdiction, int level, long number, int width, long size)
    {
        var inLevel = size >> (Tile.Height * level);
        if (number > inLevel / Tile.Width || (number * Tile.Width) + width > inLevel)
            return null;
        var hashes = Layers(jurisdiction, level, number, width, size)[0];
        var bytes = new byte[width * Hash.Size];
        for (var i = 0; i < width; i++)
            hashes[i].CopyTo(bytes.AsSpan(i * Hash.Size));
        return bytes;
    }

    /// <summary>A bundle of entries: each with its length as two bytes before it.</summary>
    public async ValueTask<byte[]?> Bundle(string jurisdiction, long number, int width, long size, CancellationToken stop)
    {
        if (number > size / Tile.Width || (number * Tile.Width) + width > size)
            return null;
        using var bundle = new MemoryStream();
        var entries = await reader.Entries(jurisdiction, number * Tile.Width, width, stop);
        var length = new byte[2];
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)entry.Length));
            bundle.Write(length);
            bundle.Write(entry);
        }
        return bundle.ToArray();
    }

    /// <summary>A tlog-proof: the index, the path, and the checkpoint word for word.</summary>
    public static string Text(long index, IReadOnlyList<Hash> path, string note)
    {
        var text = new StringBuilder("c2sp.org/tlog-proof@v1\n").Append(CultureInfo.InvariantCulture, $"index {index}\n");
        foreach (var hash in path)
            text.Append(hash).Append('\n');
        return text.Append('\n').Append(note).ToString();
    }

    // A tile only ever grows on the right, so a wider one answers for a narrower.
    Hash[][] Layers(string jurisdiction, int level, long number, int needed, long size)
    {
        var key = (jurisdiction, level, number);
        if (tiles.TryGetValue(key, out var layers) && layers[0].Length >= needed)
            return layers;
        layers = Grow(Load(jurisdiction, level, number, size));
        if (layers[0].Length < needed)
            throw new JournalException(JournalException.Damaged, $"Tile {number} of level {level} of journal {jurisdiction} is missing or too short.");
        if (tiles.Count >= MostTilesKept)
            tiles.Clear();
        tiles[key] = layers;
        return layers;
    }

    Hash[] Load(string jurisdiction, int level, long number, long size)
    {
        using var connection = database.OpenRead();
        var full = (number + 1) * Tile.Width <= size >> (Tile.Height * level);
        if (level > 0 || full)
        {
            using var tile = Reader.Command(connection,
                "SELECT hashes FROM journal_tile WHERE jurisdiction = @jurisdiction AND level = @level AND number = @number",
                jurisdiction, ("@level", (long)level), ("@number", number));
            return Split(tile.ExecuteScalar() as byte[] ?? []);
        }
        using var leaves = Reader.Command(connection,
            "SELECT leaf FROM journal_fact WHERE jurisdiction = @jurisdiction AND position > @from AND position <= @to ORDER BY position",
            jurisdiction, ("@from", number * Tile.Width), ("@to", Math.Min(size, (number + 1) * Tile.Width)));
        using DbDataReader row = leaves.ExecuteReader();
        var hashes = new List<Hash>();
        while (row.Read())
            hashes.Add(row.GetValue(0) is byte[] { Length: Hash.Size } leaf ? new Hash(leaf)
                : throw new JournalException(JournalException.Damaged, $"A leaf of tile {number} of journal {jurisdiction} is no hash."));
        return [.. hashes];
    }

    static Hash[] Split(byte[] bytes)
    {
        var hashes = new Hash[bytes.Length / Hash.Size];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = new Hash(bytes.AsSpan(i * Hash.Size, Hash.Size));
        return hashes;
    }

    static Hash[][] Grow(Hash[] leaves)
    {
        var layers = new Hash[leaves.Length == 0 ? 1 : BitOperations.Log2((uint)leaves.Length) + 1][];
        layers[0] = leaves;
        for (var i = 1; i < layers.Length; i++)
        {
            layers[i] = new Hash[layers[i - 1].Length / 2];
            for (var j = 0; j < layers[i].Length; j++)
                layers[i][j] = Hash.Node(layers[i - 1][2 * j], layers[i - 1][(2 * j) + 1]);
        }
        return layers;
    }
}
