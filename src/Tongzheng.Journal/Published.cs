using System.Text;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Journals;

/// <summary>A resource that a journal publishes by C2SP tlog-tiles.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Immutable">True where it may be kept for ever; a checkpoint only for seconds.</param>
public sealed record Published(byte[] Bytes, string ContentType, bool Immutable)
{
    internal static Published Checkpoint(string note) => new(Encoding.UTF8.GetBytes(note), "text/plain; charset=utf-8", Immutable: false);

    internal static Published? Tile(byte[]? bytes) => bytes is null ? null : new(bytes, "application/octet-stream", Immutable: true);
}

/// <summary>The public side of a journal: outsiders need nothing else to check it.</summary>
public sealed class PublicJournal
{
    readonly Proofs proofs;
    readonly string jurisdiction;

    internal PublicJournal(Proofs proofs, string jurisdiction, VerifierKey key)
    {
        this.proofs = proofs;
        this.jurisdiction = jurisdiction;
        Key = key;
    }

    /// <summary>The key its checkpoints are signed with.</summary>
    public VerifierKey Key { get; }

    /// <summary>The newest checkpoint: size and root.</summary>
    public async ValueTask<Checkpoint> Checkpoint(CancellationToken stop = default) => (await proofs.Newest(jurisdiction, stop)).Checkpoint;

    /// <summary>The newest checkpoint as a signed note.</summary>
    public async ValueTask<string> Note(CancellationToken stop = default) => (await proofs.Newest(jurisdiction, stop)).Note;

    /// <summary>That the fact at a position is in the tree of a size.</summary>
    public List<Hash> InclusionProof(long position, long size) => proofs.Prover(jurisdiction, size).Inclusion(position - 1);

    /// <summary>That the tree of <paramref name="size"/> begins with the tree of <paramref name="older"/>.</summary>
    public List<Hash> ConsistencyProof(long older, long size) => proofs.Prover(jurisdiction, size).Consistency(older);

    /// <summary>The receipt for a fact, in C2SP's tlog-proof form: proof and signed checkpoint in one text file.</summary>
    public async ValueTask<string> Receipt(long position, CancellationToken stop = default)
    {
        var (checkpoint, note) = await proofs.Newest(jurisdiction, stop);
        return Proofs.Text(position - 1, InclusionProof(position, checkpoint.Size), note);
    }

    /// <summary>What is published under a path: <c>checkpoint</c>, <c>tile/…</c>; null where there is nothing.</summary>
    public async ValueTask<Published?> Find(string path, CancellationToken stop = default)
    {
        var (checkpoint, note) = await proofs.Newest(jurisdiction, stop);
        if (path == "checkpoint")
            return Published.Checkpoint(note);
        if (TilePath.Parse(path) is not { } tile)
            return null;
        return Published.Tile(tile.Level == TilePath.Entries
            ? await proofs.Bundle(jurisdiction, tile.Number, tile.Width, checkpoint.Size, stop)
            : proofs.TileBytes(jurisdiction, tile.Level, tile.Number, tile.Width, checkpoint.Size));
    }
}
